import { nothing } from "lit";
import type { TableOutput, TableRow, TableVerdict } from "fadu";
import { html } from "./html.ts";
import { Part, verdictId } from "./part.ts";
import { reasons, short } from "./reasons.ts";
import { headline } from "./tone.ts";

/** So many rows are listed before the rest is only counted. */
const LISTED = 12;

/** What a decision table comes to, and the rows that decide or may still decide. */
export class FaduTable extends Part {
  static override properties = { ...Part.properties, verdict: { attribute: false } };
  declare verdict: TableVerdict;

  protected override render() {
    const { verdict, words, language } = this;
    if (verdict.outcome === "not applicable") return short(verdict, this);
    const { tone, text } = headline(verdict, words, language);
    const rest = verdict.rows.length - LISTED;
    return html`
      <article class="sheet edge ${tone}" id=${verdictId(verdict.name)}>
        <header class="sheet-head"><h2>${this.named(verdict.label)}</h2><span class="push kind">${words.kinds.table}</span></header>
        <div class="pad"><p class="headline"><fadu-tone tone=${tone}>${text}</fadu-tone></p></div>
        <div class="block">
          <h3>${words.table.outputs}</h3>
          <table class="rows">${verdict.outputs.map((output) => this.#output(output))}</table>
          ${verdict.rows.length > 0 ? html`<h3>${words.table.rows}</h3><table class="rows">${verdict.rows.slice(0, LISTED).map((row) => this.#row(row))}</table>` : nothing}
          ${rest > 0 ? html`<p class="quiet small">${words.table.more(rest)}</p>` : nothing}
        </div>
        <div class="pad reasons">${reasons(verdict, this, verdict.label[language])}</div>
      </article>`;
  }

  #output({ label, value, range, settled }: TableOutput) {
    const { words, language } = this;
    const text = (value ?? range)?.text[language];
    return html`<tr><th scope="row">${this.named(label)}</th><td>${text ?? nothing}</td><td class="end">${settled ? nothing : html`<fadu-tone tone="todo">${words.table.open}</fadu-tone>`}</td></tr>`;
  }

  #row({ label, status, basis }: TableRow) {
    const { words, language } = this;
    const tone = ({ applies: "decided", possible: "todo" } as const)[status];
    return html`<tr>
      <th scope="row">${this.named(label)} <fadu-law .citations=${basis} language=${language}></fadu-law></th>
      <td class="end"><fadu-tone tone=${tone}>${words.table.status[status]}</fadu-tone></td></tr>`;
  }
}
