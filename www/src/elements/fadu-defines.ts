import type { DefineVerdict } from "fadu";
import { html } from "./html.ts";
import { Part, verdictId } from "./part.ts";
import { reasons } from "./reasons.ts";
import { headline } from "./tone.ts";

/** What follows from the facts without deciding anything by itself. */
export class FaduDefines extends Part {
  static override properties = { ...Part.properties, verdicts: { attribute: false } };
  declare verdicts: readonly DefineVerdict[];

  protected override render() {
    const { words, verdicts, language } = this;
    return html`
      <article class="sheet">
        <header class="sheet-head"><h2>${words.define.title}</h2></header>
        <ul class="deadlines">${verdicts.map((verdict) => {
          const { tone, text } = headline(verdict, words, language);
          return html`<li id=${verdictId(verdict.name)}>
            <div class="deadline"><h3>${this.named(verdict.label)}</h3><span class="due">${verdict.value ? html`<strong>${text}</strong>` : html`<fadu-tone tone=${tone}>${text}</fadu-tone>`}</span></div>
            <div class="reasons">${reasons(verdict, this, verdict.label[language])}</div></li>`;
        })}</ul>
      </article>`;
  }
}
