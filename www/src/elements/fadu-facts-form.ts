import { nothing } from "lit";
import type { PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { FactInfo, Item, Problem, ReviewVerdict } from "fadu";
import { clock } from "../format/date.ts";
import { titled } from "../i18n/index.ts";
import type { Language, Words } from "../i18n/index.ts";
import { keptFacts, markOf } from "../state/rounds.ts";
import { FactsPart } from "./facts-part.ts";
import { FaduField } from "./fadu-field.ts";
import { FaduRecords } from "./fadu-records.ts";
import { layOut } from "./groups.ts";
import type { Checklist, Group } from "./groups.ts";
import { html } from "./html.ts";
import { goToFact, register } from "./part.ts";
import { FINDING } from "./tone.ts";

register("fadu-field", FaduField);
register("fadu-records", FaduRecords);

/** The form of a pack's facts, in its groups; the checklist's questions under their items. */
export class FaduFactsForm extends FactsPart {
  static override properties = { ...FactsPart.properties, only: { type: Boolean } };
  /** Whether the checklists alone are shown. */
  declare only: boolean;
  /** Which folds stand open, once anybody or anything decided. */
  readonly #folds = new Map<string, boolean>();
  /** The answers that stand as the round before left them. */
  #kept: ReadonlySet<string> = new Set();

  protected override render() {
    const { pack, evaluation, words } = this;
    const { groups, checklists } = layOut(pack.facts, pack.empty);
    const missing = new Set((evaluation ?? pack.empty).missing.map(({ fact }) => fact));
    const problems = this.#problems();
    const show = (group: Group) => this.#group(group, groups.length === 1 && checklists.length === 0, missing, problems);
    return html`
      ${this.#summary(problems)}
      ${this.only ? nothing : groups.map(show)}
      ${checklists.map((checklist) => html`
        <section class="sheet group checklist" aria-label=${`${words.review.items}${words.colon}${checklist.label[this.language]}`}>
          <header class="sheet-head"><h2>${words.review.items}</h2><span class="quiet small">${checklist.label[this.language]}</span>${this.#count(checklist.items.flatMap(({ facts }) => facts))}</header>
          <ol class="items">${this.#items(checklist, missing, problems)}</ol>
        </section>`)}`;
  }

  /** The problems of fields that were left, and of the facts as a whole. */
  #problems(): Map<string, Problem[]> {
    const found = new Map<string, Problem[]>();
    for (const problem of this.evaluation?.problems ?? []) {
      if (problem.fact !== "" && !this.touched.has(problem.fact)) continue;
      found.set(problem.fact, [...(found.get(problem.fact) ?? []), problem]);
    }
    return found;
  }

  #summary(problems: Map<string, Problem[]>) {
    const all = [...problems.values()].flat();
    if (all.length === 0) return nothing;
    const { words, language, pack } = this;
    const label = (fact: string) => labelOf(pack.facts, fact, language, words);
    return html`
      <wa-callout class="problems" variant="danger">
        <wa-icon slot="icon" name="warning"></wa-icon>
        <strong>${words.form.problems(all.length)}</strong>
        <ul>${all.map(({ fact, message }) => html`<li>${fact === "" ? nothing : html`<button type="button" class="link" @click=${() => goToFact(this, fact)}>${label(fact)}</button>${words.colon}`}${message[language]}</li>`)}</ul>
      </wa-callout>`;
  }

  #count(facts: readonly FactInfo[]) {
    const done = facts.filter(({ fact }) => this.draft[fact] !== undefined).length;
    return html`<span class="push quiet small">${this.words.form.filled(done, facts.length)}</span>`;
  }

  /**
   * Whether an item stands open. First whether to review, then item by item: it opens by itself
   * once review is required and its answers matter, or when one is given that this round looks at, and never closes by
   * itself: nothing jumps under the hand that types.
   */
  #open(key: string, facts: readonly FactInfo[], missing: ReadonlySet<string>, review: ReviewVerdict | undefined): boolean {
    const ripe = review?.required === "true" || review?.required === "needs judgement";
    const matters = facts.some(({ fact }) => !this.#kept.has(fact) && ((ripe && missing.has(fact)) || this.draft[fact] !== undefined));
    if (matters && !this.#folds.has(key)) this.#folds.set(key, true);
    return this.#folds.get(key) ?? false;
  }

  #toggled(key: string) {
    return (event: Event) => {
      const { open } = event.currentTarget as HTMLDetailsElement;
      this.#folds.set(key, open);
    };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const kept = keptFacts(this);
    // A round that looks at some items begins with these alone open.
    if (kept.size > 0 && this.#kept.size === 0) this.#folds.clear();
    this.#kept = kept;
    const before = changed.get("pack");
    if (before && before.id !== this.pack.id) this.#folds.clear();
  }

  #group(group: Group, only: boolean, missing: ReadonlySet<string>, problems: Map<string, Problem[]>) {
    const { words, language } = this;
    const title = (group.label && this.named(group.label)) ?? (only ? words.form.title : words.form.other);
    const key = `group ${group.label?.zh ?? ""}`;
    const open = this.#folds.get(key) ?? true;
    const names = group.facts.map(({ label }) => label[language]).join(words.comma);
    return html`
      <section class="sheet group" aria-label=${only ? nothing : title}>
        <details .open=${open} @toggle=${this.#toggled(key)}>
          <summary class="sheet-head"><h2>${title}</h2><span class="folded-names quiet small">${names}</span>${this.#count(group.facts)}</summary>
          ${this.#fields(group.facts, missing, problems)}
        </details>
      </section>`;
  }

  #fields(facts: readonly FactInfo[], missing: ReadonlySet<string>, problems: Map<string, Problem[]>) {
    return repeat(facts, ({ fact }) => fact, (info) => info.type === "list of" ? html`
      <fadu-records ?locked=${this.locked} .desk=${this.desk} .info=${info} .draft=${this.draft} .missing=${missing} .problems=${problems} .language=${this.language}></fadu-records>` : html`
      <fadu-field ?locked=${this.locked || this.#kept.has(info.fact)} .desk=${this.desk} .info=${info} .entry=${this.draft[info.fact]} .language=${this.language}
        .missing=${missing.has(info.fact)} .notes=${this.notes} .problems=${problems.get(info.fact) ?? NONE}></fadu-field>`);
  }

  #items(checklist: Checklist, missing: ReadonlySet<string>, problems: Map<string, Problem[]>) {
    const { words, language } = this;
    const live = this.evaluation?.verdicts.find((verdict): verdict is ReviewVerdict => verdict.kind === "review" && verdict.name === checklist.review);
    return checklist.items.map(({ item, facts }, at) => {
      const now = live?.items.find(({ name }) => name === item.name) ?? item;
      const tone = FINDING[now.finding];
      const mark = markOf(this.marks ?? {}, facts.map(({ fact }) => fact));
      const key = `item ${checklist.review}.${item.name}`;
      const kept = facts.some(({ fact }) => this.#kept.has(fact));
      return html`
        <li class="item edge ${tone}">
          <details .open=${this.#open(key, facts, missing, live)} @toggle=${this.#toggled(key)}>
            <summary class="item-head">
              <span class="item-number" aria-hidden="true">${at + 1}</span>
              <h3>${this.named(item.label)}</h3>
              <span class="quiet small">${words.form.answered(facts.filter(({ fact }) => this.draft[fact] !== undefined).length, facts.length)}</span>
              ${mark ? html`<span class="quiet small item-mark">${words.rounds.mark(mark.by, `${mark.at.slice(0, 10)} ${clock(mark.at)}`)}</span>` : nothing}
              ${kept ? html`<span class="quiet small">${words.rounds.kept(this.rounds.length)}</span>` : nothing}
              <fadu-tone class="push" tone=${tone}>${words.answers[now.finding]}</fadu-tone>
            </summary>
            ${this.locked || !kept ? nothing : html`<p class="item-law kept no-print"><button type="button" class="link" @click=${() => this.desk.cases.lookAgain(facts.map(({ fact }) => fact))}>${words.rounds.again}<span class="vh">${words.colon}${this.named(item.label)}</span></button></p>`}
            <p class="item-law"><fadu-law short .citations=${item.basis} language=${language}></fadu-law>${now.finding !== "fail" && item.on_fail ? html`<span class="quiet leads-to">${words.review.onFail} → ${this.#opinion(live, item.on_fail.opinion)}</span>` : nothing}</p>
            ${this.#fields(facts.map((info) => withoutRepeated(info, item)), missing, problems)}
          </details>
          ${now.finding === "fail" && now.on_fail ? html`<p class="item-foot">${words.review.onFail} → <strong>${this.#opinion(live, now.on_fail.opinion)}</strong>${now.on_fail.advise ? html`${words.review.advice}${now.on_fail.advise[language]}` : nothing}</p>` : nothing}
        </li>`;
    });
  }

  #opinion(review: ReviewVerdict | undefined, name: string): string {
    const opinion = review?.opinions.find((one) => one.name === name);
    return opinion ? this.named(opinion.label) : name;
  }
}

/** A question rests on its item's provisions: saying them again is noise. */
const withoutRepeated = (info: FactInfo, { basis }: Item): FactInfo => {
  const said = new Set(basis.map(({ text }) => text.zh));
  const own = info.basis.filter(({ text }) => !said.has(text.zh));
  return own.length === info.basis.length ? info : { ...info, basis: own };
};

/** What a fact is called, or a record of a list, or its field: `persons[2].income`. */
function labelOf(facts: readonly FactInfo[], fact: string, language: Language, words: Words): string {
  const [, list, at, field] = /^(.+)\[(\d+)\](?:\.(.+))?$/.exec(fact) ?? [];
  const info = facts.find((one) => one.fact === (list ?? fact));
  if (!info) return fact;
  if (at === undefined) return titled(info.label, language);
  const inner = info.fields?.find((one) => one.fact === field)?.label[language] ?? field;
  return [titled(info.label, language), words.records.number(Number(at) + 1), ...(inner === undefined ? [] : [inner])].join(" · ");
}

const NONE: readonly Problem[] = [];
