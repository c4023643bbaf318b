import { nothing } from "lit";
import type { DeadlineVerdict } from "fadu";
import { between, dayOf, daysOf, noticesIn, plus } from "../format/calendar.ts";
import { weekday } from "../format/date.ts";
import { dueOn } from "../state/case.ts";
import type { Case } from "../state/case.ts";
import type { Round } from "../state/rounds.ts";
import { html } from "./html.ts";
import type { Part } from "./part.ts";

/** So many days are drawn at most: six weeks. */
const MOST = 42;
/** So many periods are drawn as bars; the table has all. */
const BARS = 4;
/** So many days off are told of one period: one of years has dozens. */
const TOLD = 6;

/** A period on the ribbon. */
interface Lane {
  number: number;
  verdict: DeadlineVerdict;
  from: string;
  to: string;
}

const dayPart = (moment: string): string => moment.slice(0, 10);

/** The Monday of a week. */
const monday = (date: string): string => plus(date, -((weekday(date) + 6) % 7));

/**
 * The days of the periods, week after week: weekends and holidays, days that are worked instead,
 * the days that each period runs and the one on which it ends. The table behind it says the same.
 */
export function ribbon(verdicts: readonly DeadlineVerdict[], asOf: string, rounds: readonly Round[], part: Part) {
  const { words, language } = part;
  const lanes = verdicts.flatMap(({ event, due, outcome }, at): Omit<Lane, "number">[] => {
    const verdict = verdicts[at];
    if (!verdict || event === null || due === null || outcome === "not applicable") return [];
    const [from = "", to = ""] = [dayPart(event), dayPart(due)].sort();
    return [{ verdict, from, to }];
  }).sort((one, other) => (dayPart(one.verdict.due ?? "") < dayPart(other.verdict.due ?? "") ? -1 : 1)).map((lane, at): Lane => ({ ...lane, number: at + 1 }));
  if (lanes.length === 0 && rounds.length === 0) return nothing;
  const today = dayPart(asOf);
  const days = window(lanes, today, rounds.map(({ on }) => on));
  const [first = today] = days;
  const last = days.at(-1) ?? today;
  const bars = lanes.filter(({ from, to }) => to >= first && from <= last).slice(0, BARS);
  const beyond = lanes.filter(({ verdict }) => dayPart(verdict.due ?? "") < first || dayPart(verdict.due ?? "") > last).length;
  return html`
    <section class="ribbon-box" aria-label=${words.ribbon.title}>
      <div class="ribbon-weeks" aria-hidden="true">
        ${days.map((date) => cell(date, first, today, bars, rounds, part))}
      </div>
      <p class="small quiet">${words.ribbon.key}${words.ribbon.asOf(today, days.includes(today))}${days.some((date) => dayOf(date).kind === "unpublished") ? words.ribbon.unpublished : ""}${beyond > 0 ? words.ribbon.beyond(beyond) : ""}</p>
      ${lanes.length === 0 ? nothing : html`<ol class="ribbon-legend small">${lanes.map(({ number, verdict }) => html`<li><span class="lane-number ${edgeOf(verdict)}" aria-hidden="true">${number}</span> ${part.named(verdict.label)} <strong>${verdict.due?.replace("T", " ")}</strong>${verdict.state === null ? nothing : html` <span class="quiet">${words.deadline.state[verdict.state]}</span>`}${verdict.provisional ? html` <span class="provisional-word">${words.ribbon.provisional}</span>` : nothing}</li>`)}</ol>`}
      <details class="more"><summary>${words.ribbon.table}</summary>
        <table class="case-table ribbon-table">
          <thead><tr><th scope="col">${words.deadline.name}</th><th scope="col">${words.deadline.event}</th><th scope="col">${words.deadline.period}</th><th scope="col">${words.deadline.due}</th><th scope="col">${words.ribbon.off}</th></tr></thead>
          <tbody>${lanes.map(({ number, verdict, from, to }) => html`<tr><th scope="row">${number} ${part.named(verdict.label)}</th>
            <td class="whole" data-label=${words.deadline.event}>${verdict.event?.replace("T", " ")}</td><td data-label=${words.deadline.period}>${verdict.period[language]}</td>
            <td data-label=${words.deadline.due}>${verdict.due?.replace("T", " ")} <span class="whole">${words.weekdays[weekday(dayPart(verdict.due ?? ""))]}${verdict.state === null ? "" : " ·"}</span>${verdict.state === null ? nothing : html` <span class="whole">${words.deadline.state[verdict.state]}</span>`}${verdict.provisional ? html`<span class="block-line provisional-word">${words.deadline.provisional}</span>` : nothing}</td>
            <td data-label=${words.ribbon.off}>${off(from, to, part)}</td></tr>`)}
            ${rounds.map(({ by, on }, at) => html`<tr><th scope="row">${words.rounds.closed(at + 1)}</th><td colspan="4" data-label=${words.rounds.on}>${on} ${by}</td></tr>`)}</tbody>
        </table></details>
    </section>`;
}

/** Three weeks of the desk: how many cases are due on which day; a day is chosen by pressing it. */
export function deskDays(cases: readonly Case[], today: string, chosen: string | null, choose: (day: string | null) => void, part: Part) {
  const { words } = part;
  const from = monday(today);
  const days = daysOf(from, plus(from, 20));
  const due = (date: string) => cases.filter((one) => one.state === "open" && one.standing?.due?.due.slice(0, 10) === date);
  if (days.every((date) => due(date).length === 0)) return nothing;
  return html`
    <div class="desk-days" role="group" aria-label=${words.ribbon.desk}>
      <div class="ribbon-weeks">${days.map((date) => {
        const here = due(date);
        if (here.length === 0) return html`<div class=${dayClass(date, today)} aria-hidden="true">${dayHead(date, from, part)}</div>`;
        const urgent = here.some((one) => dueOn(one, today).urgency === "late") ? "is-late" : here.some((one) => dueOn(one, today).urgency === "soon") ? "is-soon" : "";
        return html`<button type="button" class=${dayClass(date, today)} aria-pressed=${date === chosen ? "true" : "false"} @click=${() => choose(date === chosen ? null : date)}><span class="vh">${words.ribbon.due(date, words.weekdays[weekday(date)] ?? "", here.length)}</span><span class="day-face" aria-hidden="true">${dayHead(date, from, part)}<span class="day-due ${urgent}">${here.length}</span></span></button>`;
      })}</div>
    </div>`;
}

const dayClass = (date: string, today: string): string => `day is-${dayOf(date).kind} ${date === today ? "is-today" : ""}`;

/** The day of the week, the date, and what a notice says of it. */
function dayHead(date: string, first: string, { words, language }: Part) {
  const { kind, name } = dayOf(date);
  const day = date.slice(8).replace(/^0/, "");
  const month = date === first || day === "1" ? words.ribbon.month(Number(date.slice(5, 7))) : null;
  const word = kind === "makeup" ? words.ribbon.makeup : kind === "holiday" && language === "zh" && name !== null && dayOf(plus(date, -1)).name !== name ? name.split("、")[0] : null;
  return html`<span class="day-week">${words.ribbon.week[weekday(date)]}</span><span class="day-number">${month === null ? nothing : html`<span class="day-month">${month}</span>`}${day}</span>
    ${word === null ? nothing : html`<span class="day-word">${word}</span>`}`;
}

/** Whole weeks that show most of what is coming: all of it, or six weeks from about the as-of date. */
function window(lanes: readonly Lane[], today: string, others: readonly string[]): string[] {
  const ends = [today, ...others, ...lanes.flatMap(({ from, to }) => [from, to])].sort();
  const [first = today] = ends;
  const last = ends.at(-1) ?? today;
  let [from, to] = [monday(first), plus(monday(last), 6)];
  if (between(from, to) >= MOST) {
    // What is past is shown only where nothing is to come.
    const next = lanes.map(({ verdict }) => dayPart(verdict.due ?? "")).find((due) => due >= today);
    const ended = lanes.map(({ verdict }) => dayPart(verdict.due ?? "")).at(-1) ?? today;
    if (next !== undefined) from = monday(between(today, next) < MOST - 7 ? plus(today, -3) : plus(next, 7 - MOST));
    // All is past: the last one, and the as-of date where it is not far behind.
    else from = monday(plus(between(ended, today) < MOST - 7 ? today : ended, 7 - MOST));
    to = plus(from, MOST - 1);
  }
  return daysOf(from, to);
}

const edgeOf = ({ state, provisional }: DeadlineVerdict): string => `${state === "overdue" ? "is-late" : state === "met" ? "is-met" : ""} ${provisional ? "is-provisional" : ""}`;

function cell(date: string, first: string, today: string, lanes: readonly Lane[], rounds: readonly Round[], part: Part) {
  const signed = rounds.findIndex(({ on }) => on === date);
  return html`<div class=${dayClass(date, today)}>${dayHead(date, first, part)}
    ${signed >= 0 ? html`<span class="day-signed">${part.words.ribbon.round(signed + 1)}</span>` : nothing}
    <span class="day-lanes">${lanes.map(({ number, verdict, from, to }) => {
      const due = dayPart(verdict.due ?? "") === date;
      const runs = date >= from && date <= to;
      return html`<span class="day-lane ${runs ? `runs ${edgeOf(verdict)}` : ""} ${due ? "ends" : ""}">${due ? number : nothing}</span>`;
    })}</span></div>`;
}

/** The days off within a span that a notice names, and those that are worked instead. */
function off(from: string, to: string, { words }: Part) {
  const told = noticesIn(from, to);
  const days = daysOf(plus(from, 1), to);
  const unpublished = days.some((date) => dayOf(date).kind === "unpublished");
  return html`${told.slice(0, TOLD).map(({ kind, name, from: begin, to: end }) => html`<span class="block-line">${begin === end ? begin : words.ribbon.span(begin, end)} ${kind === "holiday" ? nothing : `${words.ribbon.makeupFor} `}<span class="whole" lang="zh-CN">${name}</span></span>`)}${told.length > TOLD ? html`<span class="block-line quiet">${words.verdict.others(told.length - TOLD)}</span>` : nothing}
    ${unpublished ? html`<span class="block-line">${words.deadline.provisional}</span>` : told.length === 0 ? "—" : nothing}`;
}
