import { html, nothing } from "lit";
import type { Ground, ScopeVerdict } from "fadu";
import { Part, verdictId } from "./part.ts";
import { reasons, short } from "./reasons.ts";
import { headline } from "./tone.ts";

/** Whether a matter is accepted, and every ground with the reason it holds or does not. */
export class FaduScope extends Part {
  static override properties = { ...Part.properties, verdict: { attribute: false } };
  declare verdict: ScopeVerdict;

  protected override render() {
    const { verdict, words, language } = this;
    if (verdict.outcome === "not applicable") return short(verdict, this);
    const { tone, text } = headline(verdict, words, language);
    const ground = verdict.grounds.find(({ name }) => name === verdict.ground);
    return html`
      <article class="sheet edge ${tone}" id=${verdictId(verdict.name)}>
        <header class="sheet-head"><h2>${this.named(verdict.label)}</h2><span class="push kind">${words.kinds.scope}</span></header>
        <div class="pad">
          <p class="headline"><fadu-tone tone=${tone}>${text}</fadu-tone></p>
          ${ground ? html`<p class="sub-headline">${ground.label[language]}${ground.send_to ? html`${words.colon}<strong>${ground.send_to[language]}</strong>` : nothing} <fadu-law .citations=${ground.basis} language=${language}></fadu-law></p>` : nothing}
        </div>
        <div class="block">
          <h3>${words.scope.grounds}</h3>
          <table class="rows">${verdict.grounds.map((other) => this.#ground(other))}</table>
        </div>
        <div class="pad reasons">${reasons(verdict, this, verdict.label[language])}</div>
      </article>`;
  }

  #ground({ label, kind, status, basis, send_to }: Ground) {
    const { words, language } = this;
    const tone = ({ applies: "decided", possible: "todo", excluded: "na" } as const)[status];
    return html`<tr>
      <th scope="row">${this.named(label)} <fadu-law .citations=${basis} language=${language}></fadu-law></th>
      <td>${words.scope.decisions[kind]}${send_to ? html`<span class="small quiet block-line">${words.scope.sendTo} ${send_to[language]}</span>` : nothing}</td>
      <td class="end"><fadu-tone tone=${tone}>${words.scope.status[status]}</fadu-tone></td></tr>`;
  }
}
