import { nothing } from "lit";
import type { Citation, Item, Layer, ReviewVerdict } from "fadu";
import type { Tone } from "../../../pkg/elements/tone.js";
import { factsOfItem } from "./groups.ts";
import { html } from "./html.ts";
import { goToFact, Part, verdictId } from "./part.ts";
import { reasons, short } from "./reasons.ts";
import { FINDING, headline, LAYER, requirement, TRUTH } from "./tone.ts";

/** Whether review is required, layer by layer; how the checklist stands; the opinion. */
export class FaduReview extends Part {
  static override properties = { ...Part.properties, verdict: { attribute: false } };
  declare verdict: ReviewVerdict;

  protected override render() {
    const { verdict, words, language } = this;
    if (verdict.outcome === "not applicable") return short(verdict, this);
    const { tone, text } = headline(verdict, words, language);
    return html`
      <article class="sheet edge ${tone}" id=${verdictId(verdict.name)}>
        <header class="sheet-head"><h2>${this.named(verdict.label)}</h2><span class="push kind">${words.kinds.review}</span></header>
        <div class="pad">
          <p class="headline"><fadu-tone tone=${tone}>${text}</fadu-tone></p>
          <p class="sub-headline">${requirement(verdict, words)}</p>
        </div>
        ${this.#layers()}
        ${this.#checklist()}
        ${this.#opinions()}
        <div class="pad reasons">${reasons(verdict, this, verdict.label[language])}</div>
      </article>`;
  }

  #layers() {
    const { verdict, words, language } = this;
    if (verdict.layers.length === 0) return nothing;
    return html`
      <div class="block">
        <h3>${words.review.layers}</h3>
        <ul class="layers">${verdict.layers.map((layer) => html`
          <li>
            <div class="layer-head"><span><strong>${this.named(layer.label)}</strong> <fadu-law .citations=${layer.basis} language=${language}></fadu-law></span>
              <fadu-tone class="push" tone=${LAYER[layer.state]}>${words.review.layer[layer.state]}</fadu-tone></div>
            ${this.#criteria(layer)}
          </li>`)}</ul>
      </div>`;
  }

  #criteria({ criteria, basis: shared }: Layer) {
    const { words, language } = this;
    // What the layer rests on is said at its head.
    const own = (basis: Citation[]) => basis.filter(({ text }) => !shared.some((other) => other.text.zh === text.zh));
    return html`<ul class="criteria">${criteria.map(({ label, state, basis }) => html`
      <li><fadu-tone quiet tone=${TRUTH[state]}>${this.named(label)}</fadu-tone><span class="vh">${words.colon}${words.review.criterion[state]}</span>
        ${own(basis).length > 0 ? html`<fadu-law short .citations=${own(basis)} language=${language}></fadu-law>` : nothing}</li>`)}</ul>`;
  }

  #checklist() {
    const { verdict, words } = this;
    const { items } = verdict;
    if (items.length === 0) return nothing;
    const done = items.filter(({ finding }) => finding !== "not yet").length;
    const failed = items.filter(({ finding }) => finding === "fail");
    return html`
      <div class="block">
        <h3>${words.review.items}</h3>
        <div class="meter-line"><fadu-meter .cells=${items.map(({ finding }): Tone => FINDING[finding])}></fadu-meter><span class="small quiet">${words.review.progress(done, items.length)}</span></div>
        ${failed.length > 0 ? this.#failed(failed) : nothing}
        <ol class="item-list">${items.map((item) => this.#item(item))}</ol>
      </div>`;
  }

  #failed(failed: readonly Item[]) {
    const { verdict, words, language } = this;
    return html`
      <div class="note fail"><fadu-tone tone="fail">${words.review.toFix}</fadu-tone>
        <ul>${failed.map((item) => {
          const opinion = verdict.opinions.find(({ name }) => name === item.on_fail?.opinion);
          return html`<li><strong>${this.named(item.label)}</strong> → ${opinion ? this.named(opinion.label) : ""}${item.on_fail?.advise ? html`${words.review.advice}${item.on_fail.advise[language]}` : nothing}</li>`;
        })}</ul></div>`;
  }

  #item(item: Item) {
    const { verdict, words } = this;
    const [first] = factsOfItem(verdict, item);
    const opinion = verdict.opinions.find(({ name }) => name === item.on_fail?.opinion);
    const open = item.asks.find(({ answer }) => answer === "not yet")?.fact ?? first;
    return html`<li><fadu-tone quiet tone=${FINDING[item.finding]}><button type="button" class="plain" @click=${() => open === undefined || goToFact(this, open)}>${this.named(item.label)}</button></fadu-tone><span class="vh">${words.colon}${words.answers[item.finding]}</span>${item.finding === "fail" && item.on_fail ? html`<span class="small leads-to">→ ${opinion ? this.named(opinion.label) : ""}</span>` : nothing}</li>`;
  }

  #opinions() {
    const { verdict, words } = this;
    if (verdict.opinions.length === 0) return nothing;
    return html`
      <div class="block">
        <h3>${words.review.opinion}</h3>
        <ul class="chips">${verdict.opinions.map(({ label, pass, status }) => html`
          <li class="chip ${status}"><fadu-tone quiet tone=${status === "applies" ? (pass ? "pass" : "fail") : status === "possible" ? "todo" : "na"}>${this.named(label)}</fadu-tone><span class="small quiet">${words.review.opinions[status]}</span></li>`)}</ul>
      </div>`;
  }
}
