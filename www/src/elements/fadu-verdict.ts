import { nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Answers, DeadlineVerdict, DefineVerdict, FactInfo, Missing, Verdict } from "fadu";
import type { Case } from "../state/case.ts";
import type { Round } from "../state/rounds.ts";
import type { Desk } from "../state/desk.ts";
import { restedOf } from "../state/state.ts";
import { FaduBenchmark } from "./fadu-benchmark.ts";
import { FaduDeadlines } from "./fadu-deadlines.ts";
import { FaduDefines } from "./fadu-defines.ts";
import { FaduReview } from "./fadu-review.ts";
import { FaduScope } from "./fadu-scope.ts";
import { FaduScorecard } from "./fadu-scorecard.ts";
import { FaduTable } from "./fadu-table.ts";
import { html } from "./html.ts";
import { goToFact, Part, register, verdictId } from "./part.ts";
import { unfoldForPrint } from "./reasons.ts";
import { headline, isMain, ofVersion } from "./tone.ts";

register("fadu-review", FaduReview);
register("fadu-benchmark", FaduBenchmark);
register("fadu-scope", FaduScope);
register("fadu-table", FaduTable);
register("fadu-scorecard", FaduScorecard);
register("fadu-deadlines", FaduDeadlines);
register("fadu-defines", FaduDefines);

/** So many missing facts are listed before the rest is folded. */
const LISTED = 5;
/** So many verdicts may wait for facts in full; of more, each is one line until it says something. */
const CROWD = 4;
/** So many verdicts that do not reach the case stand by themselves; more are folded into one card. */
const ALOOF = 3;

/** All the verdicts of an evaluation: each kind has its own element. */
export class FaduVerdict extends Part {
  static override properties = { ...Part.properties, evaluation: { attribute: false }, facts: { attribute: false }, desk: { attribute: false }, notes: { attribute: false }, locked: { type: Boolean }, rounds: { attribute: false } };
  declare evaluation: Answers;
  declare facts: readonly FactInfo[];
  declare desk: Desk;
  declare notes: Case["notes"] | null;
  /** The case stands closed. */
  declare locked: boolean;
  /** The rounds of review that were closed. */
  declare rounds: readonly Round[];
  /** The verdicts that were opened by hand, and whether those are that do not reach the case. */
  readonly #opened = new Set<string>();
  #aloof = false;
  /** Whether all that is missing is listed: it is long, and few open it. */
  #listed = false;
  #printing = false;
  #refold: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("beforeprint", this.#print);
    window.addEventListener("afterprint", this.#print);
    this.#refold = unfoldForPrint(this, () => restedOf(this.desk.store.state)?.explained() ?? null);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("beforeprint", this.#print);
    window.removeEventListener("afterprint", this.#print);
    this.#refold?.();
  }

  /** A printer does not wait until something is drawn. */
  #print = ({ type }: Event) => {
    this.#printing = type === "beforeprint";
    this.requestUpdate();
    this.performUpdate();
  };

  #toggled(event: Event): boolean {
    this.requestUpdate();
    return (event.currentTarget as HTMLDetailsElement).open;
  }

  protected override render() {
    const { evaluation, language } = this;
    const deadlines = evaluation.verdicts.filter((verdict): verdict is DeadlineVerdict => verdict.kind === "deadline");
    const defines = evaluation.verdicts.filter((verdict): verdict is DefineVerdict => verdict.kind === "define");
    const main = evaluation.verdicts.filter(isMain);
    const crowd = main.filter(({ outcome }) => outcome === "unknown").length > CROWD;
    const out = main.filter(({ outcome }) => outcome === "not applicable");
    const aloof = out.length > ALOOF ? new Set(out) : new Set<Verdict>();
    return html`
      ${this.#missing(evaluation.missing)}
      ${repeat(main.filter((verdict) => !aloof.has(verdict)), ({ name }) => name, (verdict) =>
        crowd && verdict.outcome === "unknown" && !this.#opened.has(verdict.name) ? this.#folded(verdict) : this.#card(verdict))}
      ${this.#outOfReach([...aloof])}
      ${deadlines.length > 0 ? html`<fadu-deadlines .rounds=${this.rounds} .verdicts=${deadlines} .asOf=${evaluation.as_of} .language=${language}></fadu-deadlines>` : nothing}
      ${defines.length > 0 ? html`<fadu-defines .verdicts=${defines} .language=${language}></fadu-defines>` : nothing}
      ${this.#warnings()}`;
  }

  #card(verdict: Verdict) {
    const { language } = this;
    switch (verdict.kind) {
      case "review":
        return html`<fadu-review .verdict=${verdict} .language=${language}></fadu-review>`;
      case "benchmark":
        return html`<fadu-benchmark ?locked=${this.locked} .verdict=${verdict} .desk=${this.desk} .notes=${this.notes} .language=${language}></fadu-benchmark>`;
      case "scope":
        return html`<fadu-scope .verdict=${verdict} .language=${language}></fadu-scope>`;
      case "scorecard":
        return html`<fadu-scorecard .verdict=${verdict} .language=${language}></fadu-scorecard>`;
      case "table":
        return html`<fadu-table .verdict=${verdict} .language=${language}></fadu-table>`;
      default:
        return nothing;
    }
  }

  /** One line for a verdict that waits among many others. */
  #folded(verdict: Verdict) {
    const { words, language } = this;
    const { tone, text } = headline(verdict, words, language);
    const law = ofVersion(verdict, words);
    return html`<article class="sheet edge ${tone} folded" id=${verdictId(verdict.name)} tabindex="-1">
      <h2><button type="button" class="link" aria-expanded="false" @click=${() => this.#unfold(verdict.name)}>${this.named(verdict.label)}</button></h2>${law === null ? nothing : html`<span class="quiet small">${law}</span>`}
      <fadu-tone class="push" tone=${tone}>${text}</fadu-tone></article>`;
  }

  async #unfold(name: string): Promise<void> {
    this.#opened.add(name);
    this.requestUpdate();
    await this.updateComplete;
    await this.querySelector<Part>("fadu-review, fadu-benchmark, fadu-scope, fadu-scorecard, fadu-table")?.updateComplete;
    const card = document.getElementById(verdictId(name));
    card?.setAttribute("tabindex", "-1");
    card?.focus({ preventScroll: true });
  }

  /** The verdicts that do not reach the case, where they are many: their names, and why on asking. */
  #outOfReach(verdicts: readonly Verdict[]) {
    const { words } = this;
    if (verdicts.length === 0) return nothing;
    return html`<article class="sheet edge na aloof">
      <details .open=${this.#aloof} @toggle=${(event: Event) => { this.#aloof = this.#toggled(event); }}>
        <summary class="sheet-head"><h2>${words.verdict.outOfReach(verdicts.length)}</h2><span class="folded-names quiet small">${verdicts.map(({ label }) => this.named(label)).join(words.comma)}</span></summary>
        ${this.#aloof ? verdicts.map((verdict) => this.#card(verdict)) : nothing}
      </details></article>`;
  }

  #missing(missing: readonly Missing[]) {
    const { words } = this;
    if (missing.length === 0) return nothing;
    const rest = missing.slice(LISTED);
    return html`
      <section class="sheet edge todo" id="missing" tabindex="-1" aria-label=${words.verdict.missing(missing.length)}>
        <header class="sheet-head"><h2><fadu-tone tone="todo">${words.verdict.missing(missing.length)}</fadu-tone></h2><span class="quiet small">${words.verdict.missingLead}</span></header>
        <ol class="missing">${missing.slice(0, LISTED).map((entry) => this.#entry(entry))}</ol>
        ${rest.length > 0 ? html`<details class="more" .open=${this.#listed} @toggle=${(event: Event) => { this.#listed = this.#toggled(event); }}><summary>${words.verdict.missingMore(rest.length)}</summary>
          <ol class="missing" start=${LISTED + 1}>${this.#listed || this.#printing ? rest.map((entry) => this.#entry(entry)) : nothing}</ol></details>` : nothing}
      </section>`;
  }

  #entry({ fact, label, verdicts }: Missing) {
    const { words, evaluation } = this;
    const names = verdicts.map((name) => this.named(evaluation.verdicts.find((verdict) => verdict.name === name)?.label ?? { zh: name, en: name }));
    const shown = this.listed(names, 2);
    return html`<li><button type="button" class="link" @click=${() => goToFact(this, fact)}>${this.named(label)}</button> ${shown ? html`<span class="quiet small">${words.verdict.affects} ${shown}</span>` : nothing}</li>`;
  }

  #warnings() {
    const { evaluation, words, language } = this;
    if (evaluation.warnings.length === 0) return nothing;
    return html`<details class="note todo warnings"><summary>${words.verdict.warnings(evaluation.warnings.length)}</summary><ul>${evaluation.warnings.map(({ message }) => html`<li>${message[language]}</li>`)}</ul></details>`;
  }
}
