import { nothing } from "lit";
import type { Indicator, ScorecardVerdict } from "fadu";
import { html } from "./html.ts";
import { Part, verdictId } from "./part.ts";
import { reasons, short } from "./reasons.ts";
import { headline } from "./tone.ts";

/** What a scorecard comes to, and each indicator with its points and its band. */
export class FaduScorecard extends Part {
  static override properties = { ...Part.properties, verdict: { attribute: false } };
  declare verdict: ScorecardVerdict;

  protected override render() {
    const { verdict, words, language } = this;
    if (verdict.outcome === "not applicable") return short(verdict, this);
    const { tone, text } = headline(verdict, words, language);
    return html`
      <article class="sheet edge ${tone}" id=${verdictId(verdict.name)}>
        <header class="sheet-head"><h2>${this.named(verdict.label)}</h2><span class="push kind">${words.kinds.scorecard}</span></header>
        <div class="pad"><p class="headline"><fadu-tone tone=${tone}>${text}</fadu-tone></p></div>
        <div class="block">
          <h3>${words.scorecard.indicators}</h3>
          <table class="rows">${verdict.indicators.map((indicator) => this.#indicator(indicator))}</table>
        </div>
        <div class="pad reasons">${reasons(verdict, this, verdict.label[language])}</div>
      </article>`;
  }

  #indicator({ label, value, points, weight, band, possible, assumed, basis }: Indicator) {
    const { words, language } = this;
    return html`<tr>
      <th scope="row">${this.named(label)} <fadu-law .citations=${basis} language=${language}></fadu-law>${assumed ? html`<span class="small quiet block-line">${words.scorecard.assumed}</span>` : nothing}</th>
      <td>${value ? value.text[language] : nothing}${points !== null && weight !== null ? html`<span class="small quiet block-line">${words.scorecard.points(points, weight)}</span>` : nothing}</td>
      <td class="end"><fadu-tone tone=${band === null ? "todo" : "decided"}>${(band === null ? possible : [band]).map((name) => this.#band(name)).join(words.scorecard.or)}</fadu-tone></td></tr>`;
  }

  #band(name: string): string {
    return this.verdict.bands.find((band) => band.name === name)?.label[this.language] ?? name;
  }
}
