import { nothing } from "lit";
import type { Answers, FactInfo, Penalty, Verdict } from "fadu";
import type { Desk } from "../state/desk.ts";
import type { Draft, Entry } from "../state/drafts.ts";
import type { Outcome } from "../state/variants.ts";
import { answerText } from "./answer.ts";
import { html } from "./html.ts";
import { Part } from "./part.ts";
import { headline } from "./tone.ts";

/** What comes out otherwise. */
interface Line {
  label: string;
  was: string;
  is: string;
}

interface Row {
  info: FactInfo;
  entry: Entry;
  lines: Line[];
}

/** What would change this: the single facts that, were they another, would change a verdict. */
export class FaduVariants extends Part {
  static override properties = { ...Part.properties, desk: { attribute: false }, facts: { attribute: false }, draft: { attribute: false }, evaluation: { attribute: false }, found: { state: true }, busy: { state: true }, locked: { type: Boolean } };
  declare desk: Desk;
  declare facts: readonly FactInfo[];
  declare draft: Draft;
  declare evaluation: Answers;
  /** What was found, and for which evaluation. */
  declare found: { outcomes: Outcome[]; of: Answers } | "failed" | null;
  declare busy: boolean;
  /** The case stands closed: nothing is taken over. */
  declare locked: boolean;

  constructor() {
    super();
    this.found = null;
    this.busy = false;
    this.locked = false;
  }

  protected override render() {
    const { words, found, busy, evaluation } = this;
    const shown = found !== null && found !== "failed" && found.of === evaluation ? found.outcomes : null;
    return html`
      <article class="sheet variants no-print" id="variants" tabindex="-1">
        <header class="sheet-head"><h2>${words.variants.title}</h2></header>
        <div class="pad">
          <p class="small quiet">${words.variants.lead}</p>
          <p class="row"><wa-button size="s" appearance="outlined" ?disabled=${busy || Object.keys(this.draft).length === 0} @click=${() => this.look()}>${words.variants.look}</wa-button>
            <span role="status" class="small quiet">${busy ? words.variants.busy : shown ? words.variants.found(this.#rows(shown).length) : nothing}</span></p>
          ${found === "failed" ? html`<p role="alert"><fadu-tone tone="fail">${words.failed.evaluate}</fadu-tone></p>` : nothing}
          ${shown && shown.length > 0 ? this.#table(this.#rows(shown)) : nothing}
        </div>
      </article>`;
  }

  /** Those whose verdicts say something else in words, not only inside. */
  #rows(outcomes: readonly Outcome[]): Row[] {
    return outcomes.flatMap(({ change, verdicts }) => {
      const info = this.facts.find(({ fact }) => fact === change.fact);
      const lines = verdicts.flatMap((verdict) => this.#lines(this.evaluation.verdicts.find(({ name }) => name === verdict.name), verdict));
      return info && lines.length > 0 ? [{ info, entry: change.entry, lines }] : [];
    });
  }

  /** What is said otherwise of a verdict; nothing of one that is open either way. */
  #lines(before: Verdict | undefined, after: Verdict): Line[] {
    const { words, language } = this;
    if (!before || after.kind === "define" || (before.outcome === "unknown" && after.outcome === "unknown")) return [];
    const [was, is] = [headline(before, words, language).text, headline(after, words, language).text];
    const label = this.named(after.label);
    const lines = was === is ? [] : [{ label, was, is }];
    if (before.kind !== "benchmark" || after.kind !== "benchmark" || before.outcome === "not applicable" || after.outcome === "not applicable") return lines;
    return [...lines, ...after.penalties.flatMap((penalty) => {
      const other = before.penalties.find(({ name }) => name === penalty.name);
      const [old, now] = [other ? this.#penalty(other) : "", this.#penalty(penalty)];
      return old === now ? [] : [{ label: lines.length > 0 ? this.named(penalty.label) : `${label} · ${this.named(penalty.label)}`, was: old, is: now }];
    })];
  }

  #penalty({ imposed, amount, range, settled }: Penalty): string {
    const { words, language } = this;
    if (imposed === "none" || imposed === "unknown") return words.benchmark.imposed[imposed];
    return amount?.text[language] ?? (settled ? range?.text[language] ?? words.benchmark.imposed[imposed] : words.benchmark.amountOpen);
  }

  #table(rows: readonly Row[]) {
    const { words, language } = this;
    return html`
      <table class="rows variants-table">
        <thead><tr><th scope="col">${words.variants.fact}</th><th scope="col">${words.variants.outcome}</th><td></td></tr></thead>
        <tbody>${rows.map(({ info, entry, lines }) => html`<tr>
          <th scope="row">${this.named(info.label)}<span class="small quiet block-line">${answerText(info, this.draft[info.fact], words, language)} → <strong>${answerText(info, entry, words, language)}</strong></span></th>
          <td>${lines.slice(0, 4).map(({ label, was, is }) => html`<span class="block-line">${label}${words.colon}<span class="quiet">${was}</span> → <strong>${is}</strong></span>`)}${lines.length > 4 ? html`<span class="small quiet block-line">${words.verdict.others(lines.length - 4)}</span>` : nothing}</td>
          <td class="end">${this.locked ? nothing : html`<button type="button" class="link small" @click=${() => this.desk.fill(info.fact, entry)}>${words.variants.apply}<span class="vh">${words.colon}${this.named(info.label)}</span></button>`}</td></tr>`)}</tbody>
      </table>`;
  }

  /** Compares, and shows what was found. */
  async look(): Promise<void> {
    this.busy = true;
    const of = this.evaluation;
    try {
      this.found = { outcomes: await this.desk.variants(), of };
    } catch {
      this.found = "failed";
    }
    this.busy = false;
  }
}
