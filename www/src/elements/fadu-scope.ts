import { nothing } from "lit";
import type { Ground, ScopeVerdict } from "fadu";
import type { Tone } from "../../../pkg/elements/tone.js";
import { html } from "./html.ts";
import { Part, verdictId } from "./part.ts";
import { reasons, short } from "./reasons.ts";
import { headline } from "./tone.ts";

const OUTCOMES = ["accept", "reject", "redirect", "supplement", "deem"] as const satisfies readonly Ground["kind"][];
const TONE: Record<Ground["kind"], Tone> = { accept: "pass", reject: "fail", redirect: "may", supplement: "todo", deem: "may" };

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
          ${ground ? html`<p class="sub-headline">${verdict.decision === "deem" ? nothing : this.named(ground.label)}${ground.send_to ? html`${words.colon}<strong>${ground.send_to[language]}</strong>` : nothing} <fadu-law .citations=${ground.basis} language=${language}></fadu-law></p>` : nothing}
        </div>
        ${this.#outcomes()}
        ${this.#grounds()}
        <div class="pad reasons">${reasons(verdict, this, verdict.label[language])}</div>
      </article>`;
  }

  /** Each outcome there is, the one that holds raised, with the grounds that it has or still may have. */
  #outcomes() {
    const { verdict, words, language } = this;
    const kinds = OUTCOMES.filter((kind) => kind === "accept" || verdict.grounds.some((ground) => ground.kind === kind));
    return html`
      <ul class="ways" aria-label=${words.scope.outcomes}>${kinds.map((kind) => {
        const grounds = verdict.grounds.filter((ground) => ground.kind === kind);
        const holds = grounds.filter(({ status }) => status === "applies");
        const open = grounds.filter(({ status }) => status === "possible");
        const decided = verdict.decision === kind;
        const says = decided ? holds.map(({ label }) => this.named(label)).join(words.comma)
          : open.length > 0 ? words.scope.mayHold(open.length)
          : verdict.decision === null ? "" : words.scope.excluded;
        return html`<li class=${decided ? `way decided edge ${TONE[kind]}` : "way"} aria-current=${decided ? "true" : nothing}>
          <strong>${decided ? html`<fadu-tone tone=${TONE[kind]}>${words.scope.decisions[kind]}</fadu-tone>` : words.scope.decisions[kind]}</strong>
          <span class="small">${says}</span>
          ${decided ? holds.filter(({ send_to }) => send_to).map(({ send_to }) => html`<span class="small">${words.scope.sendTo}<strong>${send_to?.[language]}</strong></span>`) : nothing}</li>`;
      })}</ul>`;
  }

  /** The grounds that hold or still may; the others, which are most, are folded away. */
  #grounds() {
    const { verdict, words } = this;
    const shown = verdict.grounds.filter(({ status }) => status !== "excluded");
    const excluded = verdict.grounds.filter(({ status }) => status === "excluded");
    return html`
      <div class="block">
        <h3>${words.scope.grounds}</h3>
        ${shown.length > 0 ? html`<table class="rows">${shown.map((ground) => this.#ground(ground))}</table>` : nothing}
        ${excluded.length > 0 ? html`<details class="more"><summary>${words.scope.excludedGrounds(excluded.length)}</summary><table class="rows">${excluded.map((ground) => this.#ground(ground))}</table></details>` : nothing}
      </div>`;
  }

  #ground({ label, kind, status, basis, send_to }: Ground) {
    const { words, language } = this;
    const tone = ({ applies: "decided", possible: "todo", excluded: "na" } as const)[status];
    return html`<tr>
      <th scope="row">${this.named(label)} <fadu-law .citations=${basis} language=${language}></fadu-law></th>
      <td>${words.scope.decisions[kind]}${send_to ? html`<span class="small quiet block-line">${words.scope.sendTo}${send_to[language]}</span>` : nothing}</td>
      <td class="end"><fadu-tone tone=${tone}>${words.scope.status[status]}</fadu-tone></td></tr>`;
  }
}
