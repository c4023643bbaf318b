import { nothing } from "lit";
import type { Answers, FactInfo, Receipt } from "fadu";
import { save } from "../format/save.ts";
import type { Words } from "../i18n/index.ts";
import { decisionName, writeDecision } from "../state/decision.ts";
import type { Decision } from "../state/decision.ts";
import { toFacts, toJson } from "../state/drafts.ts";
import type { Draft } from "../state/drafts.ts";
import { html } from "./html.ts";
import { Part } from "./part.ts";

/** The receipt of the evaluation shown, and what it takes to come to it again elsewhere. */
export class FaduReceipt extends Part {
  static override properties = {
    ...Part.properties,
    evaluation: { attribute: false },
    receipt: { attribute: false },
    facts: { attribute: false },
    draft: { attribute: false },
    pending: { type: Boolean },
    decision: { attribute: false },
    edited: { attribute: false },
    said: { state: true },
  };
  declare evaluation: Answers;
  /** Null until it is made out. */
  declare receipt: Receipt | null;
  declare facts: readonly FactInfo[];
  declare draft: Draft;
  declare pending: boolean;
  /** Makes the decision file of what is shown. */
  declare decision: () => Promise<Decision>;
  /** How many documents were edited by hand. */
  declare edited: number;
  declare said: { text: (words: Words) => string; fallback: string | null } | null;

  constructor() {
    super();
    this.said = null;
    this.pending = false;
    this.edited = 0;
  }

  protected override render() {
    const { evaluation, receipt, words, said } = this;
    const { pack, as_of: asOf, facts } = evaluation;
    const { profile } = pack;
    const pending = this.pending || receipt === null;
    const rows: [string, string][] = [
      [words.receipt.pack, `${pack.id} ${pack.version}`],
      [words.receipt.digest, pack.digest],
      ...(profile ? [[words.profile.label, `${profile.name} ${profile.digest}`] satisfies [string, string]] : []),
      [words.receipt.asOf, asOf],
      [words.receipt.facts, facts],
      [words.receipt.result, receipt?.result ?? "…"],
    ];
    return html`
      <article class="sheet receipt">
        <header class="sheet-head"><h2>${words.receipt.title}</h2>${pending ? html`<span class="push small quiet">${words.verdict.stale}</span>` : nothing}</header>
        <div class="pad">
          <dl class="pairs">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd class="mono">${value}</dd></div>`)}</dl>
          <p class="row no-print">
            <wa-button size="s" appearance="outlined" ?disabled=${pending} @click=${() => this.#copy(`${JSON.stringify(receipt, null, 2)}\n`)}><wa-icon slot="start" name="copy"></wa-icon>${words.receipt.copy}</wa-button>
            <wa-button size="s" appearance="outlined" @click=${() => this.#copy(toJson(toFacts(this.facts, this.draft)))}><wa-icon slot="start" name="copy"></wa-icon>${words.receipt.copyFacts}</wa-button>
            <wa-button size="s" variant="brand" class="decision" ?disabled=${this.pending} @click=${() => this.#saveDecision()}><wa-icon slot="start" name="download"></wa-icon>${words.decision.save}</wa-button>
            <span role="status">${said ? html`<fadu-tone tone=${said.fallback === null ? "pass" : "todo"}>${said.text(words)}</fadu-tone>` : nothing}</span>
          </p>
          ${said?.fallback ? html`<textarea class="mono" readonly rows="8" aria-label=${words.receipt.title} .value=${said.fallback} @focus=${(event: Event) => (event.target as HTMLTextAreaElement).select()}></textarea>` : nothing}
          ${this.edited > 0 ? html`<p><fadu-tone tone="todo">${words.decision.edited(this.edited)}</fadu-tone></p>` : nothing}
          <p class="small quiet no-print">${words.decision.holds}</p>
          <p class="small quiet">${words.receipt.command}</p>
          <pre class="mono command" tabindex="0" role="region" aria-label=${words.receipt.command}>fadu eval ${pack.id}${profile ? html` <span class="whole">--profile ${profile.name}</span>` : nothing} <span class="whole">--facts case.json</span> <span class="whole">--as-of ${asOf}</span></pre>
          <p class="small quiet">${words.receipt.promise}</p>
        </div>
      </article>`;
  }

  async #saveDecision(): Promise<void> {
    try {
      const made = await this.decision();
      const name = decisionName(made);
      save(name, "application/json", writeDecision(made));
      this.said = { text: (words) => words.decision.saved(name), fallback: null };
    } catch (error) {
      this.said = { text: (words) => words.decision.failed(error instanceof Error ? error.message : String(error)), fallback: "" };
    }
  }

  /** Plain http gives no clipboard: there the text is shown, to be copied by hand. */
  async #copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.said = { text: (words) => words.receipt.copied, fallback: null };
    } catch {
      this.said = { text: (words) => words.receipt.notCopied, fallback: text };
    }
  }
}
