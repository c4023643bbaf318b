import { nothing } from "lit";
import type { PropertyValues } from "lit";
import type { Answers, FactInfo, Missing, Problem } from "fadu";
import { nextQuestion, openQuestions } from "../state/interview.ts";
import { FactsPart } from "./facts-part.ts";
import { html } from "./html.ts";
import { composing, drawn } from "./part.ts";
import type { Part } from "./part.ts";
import { headline, requirement } from "./tone.ts";

/** The order in which the outcomes of verdicts are counted. */
const OUTCOMES = ["decided", "needs judgement", "unknown", "not applicable"] as const;
/** So many settled verdicts are named below a question. */
const SETTLED = 3;

/** Asks one fact after the other: only those that could still change a verdict, the most decisive first. */
export class FaduInterview extends FactsPart {
  static override properties = { ...FactsPart.properties, asked: { state: true } };
  /** The fact that is asked; chosen when the one before was answered, never while it is. */
  declare asked: string | null;
  /** Those that were asked before it, and those that nobody knows for now. */
  #before: string[] = [];
  readonly #skipped = new Set<string>();

  constructor() {
    super();
    this.asked = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const other = changed.get("pack");
    if (other && other.id !== this.pack.id) {
      this.asked = null;
      this.#before = [];
      this.#skipped.clear();
    }
    this.asked ??= this.#next();
  }

  get #missing(): readonly Missing[] {
    return (this.evaluation ?? this.pack.empty).missing;
  }

  #next(): string | null {
    return nextQuestion(this.pack.facts, this.#missing, new Set([...this.#skipped, ...(this.asked === null ? [] : [this.asked])]));
  }

  /** Those that matter, by the fact that is asked for them. */
  get #open(): Map<string, Missing> {
    return openQuestions(this.pack.facts, this.#missing);
  }

  protected override render() {
    const { words, asked, pack } = this;
    const open = this.#open;
    const info = pack.facts.find(({ fact }) => fact === asked);
    return html`
      <section class="sheet interview" aria-label=${words.interview.title} @keydown=${this.#keys}>
        <header class="sheet-head"><h2>${words.interview.title}</h2><span class="push quiet small" role="status">${open.size > 0 ? words.interview.left(open.size) : words.interview.settled}</span></header>
        ${info ? this.#question(info, open.get(info.fact)) : this.#done(open.size)}
      </section>`;
  }

  #question(info: FactInfo, why: Missing | undefined) {
    const { words, language, desk, draft, touched } = this;
    const evaluation = this.evaluation ?? this.pack.empty;
    const missing = new Set(this.#missing.map(({ fact }) => fact));
    const problems = new Map<string, Problem[]>();
    for (const problem of evaluation.problems) if (touched.has(problem.fact)) problems.set(problem.fact, [...(problems.get(problem.fact) ?? []), problem]);
    const names = (why?.verdicts ?? []).map((name) => this.named(evaluation.verdicts.find((verdict) => verdict.name === name)?.label ?? { zh: name, en: name }));
    const shown = this.listed(names, 3);
    return html`
      <div class="asked">
        ${info.group ? html`<p class="small quiet">${this.named(info.group)}</p>` : nothing}
        ${info.type === "list of"
          ? html`<fadu-records .desk=${desk} .info=${info} .draft=${draft} .missing=${missing} .problems=${problems} .language=${language}></fadu-records>`
          : html`<fadu-field .desk=${desk} .info=${info} .entry=${draft[info.fact]} .notes=${this.notes} .missing=${missing.has(info.fact)} .problems=${problems.get(info.fact) ?? []} .language=${language}></fadu-field>`}
        <p class="small quiet why-asked">${shown ? html`${words.interview.why}${words.colon}${shown}` : words.interview.noMatter}</p>
      </div>
      <p class="pad row">
        <wa-button size="s" variant="brand" @click=${this.#commit}>${words.interview.next}</wa-button>
        <wa-button size="s" appearance="outlined" @click=${this.#skip}>${words.interview.skip}</wa-button>
        <wa-button size="s" appearance="outlined" ?disabled=${this.#before.length === 0} @click=${this.#back}>${words.interview.back}</wa-button>
      </p>
      ${this.#stands(evaluation)}`;
  }

  /** Where the verdicts stand: how many are settled, and what those come to. */
  #stands({ verdicts }: Answers) {
    const { words, language } = this;
    // What is derived on the way is nobody's answer, unless the pack has no other.
    const main = verdicts.filter(({ kind }) => kind !== "define");
    const told = main.length > 0 ? main : verdicts;
    const counts = OUTCOMES.flatMap((outcome) => {
      const count = told.filter((verdict) => verdict.outcome === outcome).length;
      return count === 0 ? [] : [`${words.verdict.outcomes[outcome]} ${count}`];
    });
    const settled = told.filter(({ outcome }) => outcome === "decided" || outcome === "needs judgement");
    const reviews = told.filter((verdict) => verdict.kind === "review").filter(({ outcome, required }) => outcome === "unknown" && required !== "unknown");
    return html`
      <section class="stands small" aria-label=${words.verdict.soFar}>
        <p><strong>${words.verdict.soFar}</strong>${words.colon}${counts.join(words.comma)}</p>
        ${settled.length + reviews.length === 0 ? nothing : html`<ul>
          ${reviews.map((verdict) => html`<li>${this.named(verdict.label)} ${requirement(verdict, words)}</li>`)}
          ${settled.slice(0, SETTLED).map((verdict) => {
            const { tone, text } = headline(verdict, words, language);
            return html`<li>${this.named(verdict.label)} <fadu-tone tone=${tone}>${text}</fadu-tone></li>`;
          })}
          ${settled.length > SETTLED ? html`<li class="quiet">${words.verdict.others(settled.length - SETTLED)}</li>` : nothing}</ul>`}
      </section>`;
  }

  #done(open: number) {
    const { words } = this;
    return html`<div class="pad asked">
      <p>${open > 0 ? html`<fadu-tone tone="todo">${words.interview.skipped(open)}</fadu-tone>` : html`<fadu-tone tone="pass">${words.interview.settledBody}</fadu-tone>`}</p>
      <p class="row">
        ${open > 0 ? html`<wa-button size="s" variant="brand" @click=${this.#again}>${words.interview.again}</wa-button>` : nothing}
        <wa-button size="s" appearance="outlined" ?disabled=${this.#before.length === 0} @click=${this.#back}>${words.interview.back}</wa-button>
        <wa-button size="s" appearance="outlined" @click=${() => { location.hash = this.desk.viewHref("all"); }}>${words.interview.check}</wa-button>
      </p></div>`;
  }

  /** Enter in a field goes on, Alt and the arrow up go back. */
  #keys = (event: KeyboardEvent) => {
    if (composing(event)) return;
    if (event.altKey && event.key === "ArrowUp") {
      event.preventDefault();
      this.#back();
    }
    if (event.key !== "Enter" || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!(event.target as Element).matches("input:not([type=file]), select")) return;
    event.preventDefault();
    // What was typed counts before the next question is chosen.
    (event.target as HTMLElement).blur();
    this.#commit();
  };

  #commit = () => this.#go(false);

  #skip = () => {
    if (this.asked !== null) this.#skipped.add(this.asked);
    this.#go(true);
  };

  /** The next question is chosen by the answer that was given: it waits until that is evaluated. */
  #go(skipped: boolean): void {
    const from = this.asked;
    const move = () => {
      // Left without an answer, it is asked again after the others.
      if (!skipped && from !== null && this.#open.has(from)) this.#skipped.add(from);
      if (from !== null) this.#before.push(from);
      this.asked = this.#next();
      void this.#show();
    };
    const { store } = this.desk;
    if (!store.state.pending) {
      move();
      return;
    }
    const stop = store.subscribe(({ pending }) => {
      if (pending) return;
      stop();
      void drawn(this).then(move);
    });
  }

  #back = () => {
    const last = this.#before.pop();
    if (last === undefined) return;
    this.#skipped.delete(last);
    this.asked = last;
    void this.#show();
  };

  #again = () => {
    this.#skipped.clear();
    this.asked = this.#next();
    void this.#show();
  };

  async #show(): Promise<void> {
    await this.updateComplete;
    const field = this.querySelector<Part>("fadu-field, fadu-records");
    await field?.updateComplete;
    if (field) field.focus();
    else this.querySelector<HTMLElement>("wa-button")?.focus();
  }
}
