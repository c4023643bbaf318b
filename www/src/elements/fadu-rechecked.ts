import { nothing } from "lit";
import type { Evaluation, FactInfo, Verdict } from "fadu";
import type { Tone } from "../../../pkg/elements/tone.js";
import type { Recomputed } from "../engine/recompute.ts";
import { changes, countPlaces } from "../format/diff.ts";
import { visible, visibleIn } from "../format/visible.ts";
import { titled } from "../i18n/index.ts";
import verifyWords from "../i18n/verify.ts";
import type { Decision } from "../state/decision.ts";
import { DEEPEST, nesting } from "../state/decision-read.ts";
import type { Difference, Here, Recheck } from "../state/recheck.ts";
import { diagnosticList } from "./fadu-packs.ts";
import { html } from "./html.ts";
import { Part } from "./part.ts";
import { headline, leading } from "./tone.ts";

type Made = Extract<Recomputed, { made: true }>;
type Checked = Exclude<Recheck, { status: "cannot" }>;

const TONES: Record<Recheck["status"], Tone> = { identical: "pass", pack: "todo", wording: "todo", altered: "fail", cannot: "fail" };

/**
 * What a re-check came to, and the decision itself to be read. All of it goes through `visible`:
 * even the engine's own answer is made of labels that somebody else wrote.
 */
export class FaduRechecked extends Part {
  static override properties = { ...Part.properties, name: { attribute: false }, decision: { attribute: false }, result: { attribute: false }, engine: { attribute: false } };
  declare name: string;
  declare decision: Decision;
  declare result: Recheck;
  declare engine: string;

  override get words() {
    return verifyWords[this.language];
  }

  protected override render() {
    const { result, words, decision } = this;
    const tone = TONES[result.status];
    if (result.status === "cannot") {
      const { obstacle } = result;
      return html`
        <section class="sheet edge ${tone} outcome" id="outcome" tabindex="-1">
          <div class="pad">
            <h2 class="headline"><fadu-tone tone=${tone}>${words.verify.cannotTitle}</fadu-tone></h2>
            <p>${words.verify.cannot[obstacle.why]}${words.stop}</p>
            ${this.#engines(this.decision.engine !== this.engine)}
            ${obstacle.why === "rules" ? diagnosticList(visibleIn(obstacle.diagnostics).slice(0, 20), this) : nothing}
            ${this.#file()}
          </div>
        </section>`;
    }
    const { own, here, differences, otherEngine } = result;
    const missing = result.status === "pack" && !here.known;
    const title = missing ? words.verify.packMissing : words.verify[result.status];
    const body = missing ? words.verify.packMissingBody : words.verify[`${result.status}Body`];
    return html`
      <section class="sheet edge ${tone} outcome" id="outcome" tabindex="-1">
        <div class="pad">
          <h2 class="headline"><fadu-tone tone=${tone}>${title}</fadu-tone></h2>
          <p>${body}</p>
          ${this.#engines(otherEngine)}
          ${otherEngine && result.status === "altered" ? html`<p>${words.verify.otherEngineHint}</p>` : nothing}
          ${result.status === "altered" ? nothing : html`<p>${words.verify.paper}</p>`}
          ${decision.edited?.length ? html`<p><fadu-tone tone="todo">${words.verify.edited(decision.edited.length)}</fadu-tone></p>` : nothing}
          ${this.#file()}
        </div>
        ${differences.length > 0 ? this.#differences(differences, own) : nothing}
        ${here.known && !here.same ? this.#packs(here, own) : nothing}
      </section>
      ${this.#decision(result)}`;
  }

  #engines(other: boolean) {
    return other ? html`<p>${this.words.verify.otherEngine(visible(this.decision.engine), this.engine)}</p>` : nothing;
  }

  #file() {
    const { words, decision } = this;
    return html`<p class="quiet small break">${words.verify.file(this.name)}${words.semicolon}${words.verify.made} ${visible(clock(decision.made))}</p>`;
  }

  #differences(differences: readonly Difference[], own: Made) {
    const { words, language } = this;
    const text = (value: string) => (value === "" ? html`<span class="quiet">${words.verify.empty}</span>` : visible(value));
    const row = (difference: Difference) => {
      switch (difference.part) {
        case "document":
          return html`<tr><th scope="row">${words.verify.documentLine(visible(difference.name[language]), words.verify.languages[difference.language], difference.line)}</th><td data-label=${words.verify.inFile}>${text(difference.file)}</td><td data-label=${words.verify.computed}>${text(difference.here)}</td></tr>`;
        case "edited document":
          return html`<tr><th scope="row">${words.verify.editedLine(visible(difference.name[language]), words.verify.languages[difference.language], difference.line)}<span class="small quiet block-line">${words.verify.why[difference.part]}</span></th><td data-label=${words.verify.inFile}>${text(difference.file)}</td><td data-label=${words.verify.computed}>${text(difference.here)}</td></tr>`;
        case "missing document":
        case "added document":
          return html`<tr><th scope="row">${words.verify.parts[difference.part]}<span class="small quiet block-line">${words.verify.why[difference.part]}</span></th><td colspan="2">${visible(difference.name[language])}</td></tr>`;
        default:
          return html`<tr><th scope="row">${words.verify.parts[difference.part]}<span class="small quiet block-line">${words.verify.why[difference.part]}</span></th><td class="mono" data-label=${words.verify.inFile}>${text(difference.file)}</td><td class="mono" data-label=${words.verify.computed}>${text(difference.here)}</td></tr>`;
      }
    };
    const claims = claimed(this.decision.evaluation, own.value, (verdict) => this.#told(verdict));
    return html`
      <div class="block">
        <h3>${words.verify.differences}</h3>
        <table class="compared">
          <thead><tr><th scope="col">${words.verify.part}</th><th scope="col">${words.verify.inFile}</th><th scope="col">${words.verify.computed}</th></tr></thead>
          <tbody>
            ${differences.filter(({ part }) => !part.includes("document")).map(row)}
            ${claims.map(({ verdict, file, here }) => html`<tr><th scope="row">${words.verify.verdictName}${words.colon}${visible(this.named(verdict.label))}</th><td data-label=${words.verify.inFile}>${visible(file)}</td><td data-label=${words.verify.computed}>${visible(here)}</td></tr>`)}
            ${differences.filter(({ part }) => part.includes("document")).map(row)}
          </tbody>
        </table>
      </div>`;
  }

  #packs(here: Extract<Here, { known: true }>, own: Made) {
    const { words } = this;
    const { computed } = here;
    const told = (verdict: Verdict) => visible(this.#told(verdict));
    const changed = computed ? own.value.verdicts.flatMap((verdict) => {
      const other = computed.value.verdicts.find(({ name, kind }) => name === verdict.name && kind === verdict.kind);
      const [file, now] = [told(verdict), other ? told(other) : words.verify.empty];
      return file === now ? [] : [{ verdict, file, now }];
    }) : [];
    const rows = [[words.verify.packRow.version, own.version, here.version], [words.verify.packRow.digest, own.digest, here.digest], ...(computed ? [[words.verify.packRow.result, own.value.receipt.result, computed.value.receipt.result]] : [])];
    return html`
      <div class="block">
        <h3>${words.verify.packs}</h3>
        <table class="compared">
          <thead><tr><th scope="col">${words.verify.part}</th><th scope="col">${words.verify.inFile}</th><th scope="col">${words.verify.here}</th></tr></thead>
          <tbody>
            ${rows.map(([name, file = "", now = ""]) => html`<tr><th scope="row">${name}</th><td class="mono" data-label=${words.verify.inFile}>${visible(file)}</td><td class="mono" data-label=${words.verify.here}>${visible(now)}</td></tr>`)}
            ${changed.map(({ verdict, file, now }) => html`<tr><th scope="row">${words.verify.verdictName}${words.colon}${visible(this.named(verdict.label))}</th><td data-label=${words.verify.inFile}>${file}</td><td data-label=${words.verify.here}>${now}</td></tr>`)}
          </tbody>
        </table>
        <p class="small">${!computed ? words.verify.packFails : here.sameResult ? words.verify.samePackResult : changed.length > 0 ? words.verify.otherPackResult : words.verify.otherPackDetail}</p>
      </div>`;
  }

  /** A verdict in one line, a fine with its amount. */
  #told(verdict: Verdict): string {
    const { words, language } = this;
    const penalties = verdict.kind !== "benchmark" ? [] : verdict.penalties.flatMap(({ label, kind, imposed, amount, range }) => {
      const text = (amount ?? range)?.text[language];
      return kind !== "fine" || imposed === "none" || text === undefined ? [] : [`${label[language]} ${text}`];
    });
    return [headline(verdict, words, language).text, ...penalties].join(words.semicolon);
  }

  #decision({ own, status }: Checked) {
    const { words, language, decision } = this;
    const value = visibleIn(own.value);
    const head = (["title", "number", "party"] as const).flatMap((name) => (decision.case?.[name] ? [[words.verify.head[name], visible(decision.case[name])] as const] : []));
    const first = leading(value);
    const told = value.verdicts.filter((verdict) => first.includes(verdict) || (verdict.kind !== "define" && verdict.outcome !== "not applicable" && verdict.outcome !== "unknown"));
    const rest = value.verdicts.filter((verdict) => verdict.kind !== "define" && !told.includes(verdict)).length;
    const { receipt } = value;
    const rows = [
      [words.receipt.pack, `${receipt.pack.id} ${receipt.pack.version}`], [words.receipt.digest, receipt.pack.digest],
      ...(receipt.pack.profile ? [[words.profile.label, `${receipt.pack.profile.name} ${receipt.pack.profile.digest}`]] : []),
      [words.receipt.asOf, receipt.as_of], [words.receipt.facts, receipt.facts], [words.receipt.result, receipt.result], [words.verify.engine, this.engine],
    ];
    const documents = visibleIn(own.documents);
    return html`
      <section class="sheet outcome">
        <header class="sheet-head"><h2>${words.verify.decision}</h2><span class="small quiet">${words.verify.fromEngine}</span></header>
        <div class="pad">
          ${head.length > 0 ? html`<dl class="pairs">${head.map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>` : nothing}
          <p><strong>${visible(this.named(own.title))}</strong> <span class="mono quiet whole">${visible(decision.pack.id)} ${visible(own.version)}</span></p>
        </div>
        <div class="block"><h3>${words.verify.verdicts}</h3>
          <table class="rows told">${told.map((verdict) => {
            const { tone, text } = headline(verdict, words, language);
            const more = this.#told(verdict).slice(text.length + words.semicolon.length);
            return html`<tr><th scope="row">${this.named(verdict.label)}</th><td><fadu-tone tone=${tone}>${text}</fadu-tone>${more === "" ? nothing : html`<span class="small quiet block-line">${titled({ zh: more, en: more }, language)}</span>`}</td></tr>`;
          })}</table>
          ${rest > 0 ? html`<p class="small quiet">${words.verify.noVerdicts(rest)}</p>` : nothing}
        </div>
        <div class="block">${this.#facts(own.facts)}</div>
        <div class="block"><h3>${words.verify.receipt}</h3><dl class="pairs">${rows.map(([name, text]) => html`<div><dt>${name}</dt><dd class="mono">${text}</dd></div>`)}</dl></div>
        ${documents.length === 0 ? nothing : html`<div class="block">${documents.map(({ label, text }) => html`
          <details class="more document-read" ?open=${documents.length === 1 && status !== "altered"}><summary>${words.verify.document(label[language])}</summary><pre class="paper" tabindex="0" role="region" aria-label=${words.verify.document(label[language])}>${text[language]}</pre></details>`)}</div>`}
        ${this.#edited(status !== "altered")}
        ${decision.rounds === undefined ? nothing : html`<div class="block"><details class="more"><summary>${words.verify.rounds}</summary><pre class="paper mono" tabindex="0" role="region" aria-label=${words.verify.rounds}>${visible(JSON.stringify(decision.rounds, null, 1))}</pre></details></div>`}
        ${decision.notes === undefined ? nothing : html`<div class="block"><details class="more"><summary>${words.verify.notes}</summary><pre class="paper mono" tabindex="0" role="region" aria-label=${words.verify.notes}>${visible(JSON.stringify(decision.notes, null, 1))}</pre></details></div>`}
      </section>`;
  }

  /** Texts that a person changed: beside what the engine generates, with every change marked. */
  #edited(generates: boolean) {
    const { words, language, decision } = this;
    return (decision.edited ?? []).map(({ label, language: of, generated, text }) => {
      const told = changes(visible(generated), visible(text));
      const title = words.verify.editedDocument(visible(label[language]), words.verify.languages[of], countPlaces(told));
      return html`<div class="block"><details class="more document-edited" open><summary>${title}</summary>
        <p class="small quiet">${generates ? words.verify.editedBody : words.verify.editedUnsure}</p>
        <pre class="paper" tabindex="0" role="region" aria-label=${title}>${told.map(({ kind, text: part }) => kind === "added" ? html`<ins class="edit">${part}</ins>` : kind === "removed" ? html`<del class="edit">${part}</del>` : part)}</pre></details></div>`;
    });
  }

  #facts(infos: readonly FactInfo[]) {
    const { words } = this;
    const given = factsOf(this.decision.facts);
    if (given.length === 0) return html`<p>${words.verify.noFacts}</p>`;
    return html`<details class="more"><summary>${words.verify.facts(given.length)}</summary>
      <table class="rows told">${given.map(([fact, value]) => {
        const info = infos.find((known) => known.fact === fact);
        return html`<tr><th scope="row">${visible(info ? this.named(info.label) : fact)}</th><td>${visible(this.#value(value, info))}</td></tr>`;
      })}</table></details>`;
  }

  #value(value: unknown, info: FactInfo | undefined): string {
    const { words } = this;
    if (typeof value === "boolean") return value ? words.form.yes : words.form.no;
    if (Array.isArray(value)) return value.length === 0 ? words.form.none : value.map((entry) => this.#value(entry, info)).join(words.semicolon);
    if (typeof value === "object" && value !== null) {
      return Object.entries(value).map(([field, entry]) => {
        const known = info?.fields?.find(({ fact }) => fact === field);
        return `${known ? this.named(known.label) : field} ${this.#value(entry, known)}`;
      }).join(words.comma);
    }
    if (typeof value !== "string") return JSON.stringify(value);
    const option = info?.options.find(({ name }) => name === value);
    if (option) return this.named(option.label);
    if (info?.type === "judgement" && Object.hasOwn(words.answers, value)) return (info.checklist ? words.answers : words.holds)[value as keyof typeof words.answers];
    return value;
  }
}

/** A moment as the clock on the wall here shows it; what is none stays as it is. */
function clock(made: string): string {
  const moment = new Date(made);
  if (Number.isNaN(moment.getTime())) return made.slice(0, 60);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** The facts of a file, if their text is an object; the engine has said what is wrong with it otherwise. */
function factsOf(text: string): [string, unknown][] {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  } catch {
    return [];
  }
}

/** The verdicts of which the file itself says something else. It may say anything: what cannot be read is left out. */
function claimed(evaluation: string, own: Evaluation, told: (verdict: Verdict) => string): { verdict: Verdict; file: string; here: string }[] {
  if (nesting(evaluation) > DEEPEST) return [];
  const read = <Value>(get: () => Value): Value | null => {
    try {
      return get();
    } catch {
      return null;
    }
  };
  const verdicts = read(() => (JSON.parse(evaluation) as Evaluation).verdicts);
  if (!Array.isArray(verdicts)) return [];
  return own.verdicts.flatMap((verdict) => {
    const file = read(() => {
      const other = verdicts.find((entry) => entry.name === verdict.name && entry.kind === verdict.kind);
      return other ? told(other) : null;
    });
    const here = told(verdict);
    return typeof file === "string" && file !== here ? [{ verdict, file, here }] : [];
  });
}
