import { html, nothing } from "lit";
import type { DeadlineVerdict } from "fadu";
import type { Tone } from "../../../pkg/elements/tone.js";
import { Part, verdictId } from "./part.ts";
import { reasons } from "./reasons.ts";

const STATE: Record<NonNullable<DeadlineVerdict["state"]>, Tone> = { "not started": "na", running: "clock", due: "clock", overdue: "late" };

/** When each period ends, and where it stands on the as-of date. */
export class FaduDeadlines extends Part {
  static override properties = { ...Part.properties, verdicts: { attribute: false } };
  declare verdicts: readonly DeadlineVerdict[];

  protected override render() {
    const { words, verdicts } = this;
    return html`
      <article class="sheet">
        <header class="sheet-head"><h2>${words.deadline.title}</h2></header>
        <ul class="deadlines">${verdicts.map((verdict) => html`<li id=${verdictId(verdict.name)}>${this.#deadline(verdict)}</li>`)}</ul>
      </article>`;
  }

  #deadline(verdict: DeadlineVerdict) {
    const { words, language } = this;
    return html`
      <div class="deadline">
        <h3>${this.named(verdict.label)}</h3>
        <span class="small quiet">${verdict.event === null ? words.deadline.noEvent : `${words.deadline.event} ${verdict.event}`}${words.comma}${verdict.period[language]}${verdict.exception === null ? "" : `${words.comma}${words.deadline.exception} ${verdict.exception.label[language]}`}</span>
        <span class="due">${this.#due(verdict)}</span>
      </div>
      ${verdict.provisional ? html`<p class="note todo small">${words.deadline.provisional}</p>` : nothing}
      <div class="reasons">${reasons(verdict, this, verdict.label[language])}</div>`;
  }

  #due({ outcome, due, state, workdays_left: left }: DeadlineVerdict) {
    const { words } = this;
    if (outcome === "not applicable") return html`<fadu-tone tone="na">${words.verdict.outcomes["not applicable"]}</fadu-tone>`;
    if (outcome === "needs judgement") return html`<fadu-tone tone="judge">${words.verdict.outcomes["needs judgement"]}</fadu-tone>`;
    if (due === null) return html`<fadu-tone tone="todo">${words.deadline.open}</fadu-tone>`;
    const tone = state === null ? "clock" : STATE[state];
    return html`<strong class="due-date">${due}</strong><fadu-tone tone=${tone}>${state === null ? "" : words.deadline.state[state]}</fadu-tone>${left !== null && state === "running" ? html`<span class="small quiet">${words.deadline.left(left)}</span>` : nothing}`;
  }
}
