import { nothing } from "lit";
import type { Answers, Verdict } from "fadu";
import { html } from "./html.ts";
import { Part } from "./part.ts";
import { headline, leading } from "./tone.ts";

/** Why: the reasons of every conclusion in sentences, each collapsed to what decided it. */
export class FaduWhy extends Part {
  static override properties = { ...Part.properties, evaluation: { attribute: false } };
  declare evaluation: Answers;

  protected override render() {
    const { evaluation, words } = this;
    const first = leading(evaluation);
    const rest = evaluation.verdicts.filter((verdict) => verdict.outcome === "decided" && verdict.kind !== "define" && !first.includes(verdict));
    const told = [...first, ...rest].filter(({ because }) => because.length > 0);
    return html`
      <p class="quiet why-lead">${told.length > 0 ? words.interview.whyLead : words.interview.whyNothing}</p>
      ${told.map((verdict) => this.#verdict(verdict))}`;
  }

  #verdict(verdict: Verdict) {
    const { words, language } = this;
    const { tone, text } = headline(verdict, words, language);
    return html`
      <article class="sheet edge ${tone}">
        <header class="sheet-head"><h2>${this.named(verdict.label)}</h2><fadu-tone class="push" tone=${tone}>${text}</fadu-tone></header>
        <div class="pad">
          ${verdict.basis.length > 0 ? html`<p><fadu-law .citations=${verdict.basis} language=${language}></fadu-law></p>` : nothing}
          <fadu-proof .because=${verdict.because} language=${language}></fadu-proof>
        </div>
      </article>`;
  }
}
