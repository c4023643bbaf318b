import { nothing } from "lit";
import type { DeadlineVerdict, Suspension } from "fadu";
import type { Tone } from "../../../pkg/elements/tone.js";
import type { Round } from "../state/rounds.ts";
import { html } from "./html.ts";
import { Part, verdictId } from "./part.ts";
import { reasons } from "./reasons.ts";
import { ribbon } from "./ribbon.ts";
import { timeline } from "./timeline.ts";

const STATE: Record<NonNullable<DeadlineVerdict["state"]>, Tone> = { "not started": "na", running: "clock", due: "clock", overdue: "late", suspended: "todo", met: "pass" };

/** When each period ends, and where it stands on the as-of date. */
export class FaduDeadlines extends Part {
  static override properties = { ...Part.properties, verdicts: { attribute: false }, asOf: { attribute: false }, rounds: { attribute: false } };
  declare verdicts: readonly DeadlineVerdict[];
  declare asOf: string;
  /** The rounds of review that were closed: they stand on the same days. */
  declare rounds: readonly Round[];

  constructor() {
    super();
    this.rounds = [];
  }

  protected override render() {
    const { words, verdicts } = this;
    return html`
      <article class="sheet">
        <header class="sheet-head"><h2>${words.deadline.title}</h2></header>
        ${ribbon(verdicts, this.asOf, this.rounds, this)}
        ${timeline(verdicts, this.asOf, this)}
        <ul class="deadlines">${verdicts.map((verdict) => html`<li id=${verdictId(verdict.name)}>${this.#deadline(verdict)}</li>`)}</ul>
      </article>`;
  }

  #deadline(verdict: DeadlineVerdict) {
    const { words, language } = this;
    return html`
      <div class="deadline">
        <h3>${this.named(verdict.label)}</h3>
        <span class="small quiet">${verdict.event === null ? words.deadline.noEvent : `${verdict.backwards ? words.deadline.ahead : words.deadline.event} ${verdict.event}`} · ${verdict.period[language]}${verdict.exception === null ? "" : ` · ${words.deadline.exception} ${verdict.exception.label[language]}`}</span>
        <span class="due">${this.#due(verdict)}</span>
      </div>
      ${verdict.provisional ? html`<p class="note todo small">${words.deadline.provisional}</p>` : nothing}
      ${verdict.suspensions.filter(({ state }) => state !== "not applicable").map((suspension) => html`<p class="small quiet">${this.#suspension(suspension)}</p>`)}
      ${verdict.met === null ? nothing : html`<p class="small quiet">${words.deadline.met} ${verdict.met.on}${verdict.met.late === true ? words.deadline.late : ""}</p>`}
      <div class="reasons">${reasons(verdict, this, verdict.label[language])}</div>`;
  }

  #suspension({ label, from, to, state }: Suspension) {
    const { words, language } = this;
    const days = from === null ? "" : ` · ${from} – ${to ?? "…"}`;
    return `${words.deadline.suspension} ${label[language]}${days} · ${words.deadline.suspended[state]}`;
  }

  #due({ outcome, due, state, workdays_left: left }: DeadlineVerdict) {
    const { words } = this;
    if (outcome === "not applicable") return html`<fadu-tone tone="na">${words.verdict.outcomes["not applicable"]}</fadu-tone>`;
    if (outcome === "needs judgement") return html`<fadu-tone tone="judge">${words.verdict.outcomes["needs judgement"]}</fadu-tone>`;
    if (due === null && state !== "suspended") return html`<fadu-tone tone="todo">${words.deadline.open}</fadu-tone>`;
    const tone = state === null ? "clock" : STATE[state];
    return html`${due === null ? nothing : html`<strong class="due-date">${due}</strong>`}<fadu-tone tone=${tone}>${state === null ? "" : words.deadline.state[state]}</fadu-tone>${left !== null && state === "running" ? html`<span class="small quiet">${words.deadline.left(left)}</span>` : nothing}`;
  }
}
