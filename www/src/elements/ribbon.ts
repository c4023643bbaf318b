import { html, nothing } from "lit";
import type { DeadlineVerdict } from "fadu";
import { between, dayOf, daysOf, noticesIn, plus } from "../format/calendar.ts";
import { weekday } from "../format/date.ts";
import type { Round } from "../state/rounds.ts";
import type { Part } from "./part.ts";

/** So many days are drawn at most: six weeks. */
const MOST = 42;
/** So many periods are drawn as bars; the table has all. */
const BARS = 4;

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
  if (lanes.length === 0) return nothing;
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
      <p class="small quiet">${words.ribbon.key(today)}${days.some((date) => dayOf(date).kind === "unpublished") ? ` ${words.ribbon.unpublished}` : ""}${beyond > 0 ? ` ${words.ribbon.beyond(beyond)}` : ""}</p>
      <ol class="ribbon-legend small">${lanes.map(({ number, verdict }) => html`<li><span class="lane-number ${edgeOf(verdict)}" aria-hidden="true">${number}</span> ${part.named(verdict.label)} <strong>${verdict.due?.replace("T", " ")}</strong>${verdict.state === null ? nothing : html` <span class="quiet">${words.deadline.state[verdict.state]}</span>`}${verdict.provisional ? html` <span class="provisional-word">${words.ribbon.provisional}</span>` : nothing}</li>`)}</ol>
      <details class="more"><summary>${words.ribbon.table}</summary>
        <table class="case-table ribbon-table">
          <thead><tr><th scope="col">${words.deadline.name}</th><th scope="col">${words.deadline.event}</th><th scope="col">${words.deadline.period}</th><th scope="col">${words.deadline.due}</th><th scope="col">${words.ribbon.off}</th></tr></thead>
          <tbody>${lanes.map(({ number, verdict, from, to }) => html`<tr><th scope="row">${number} ${part.named(verdict.label)}</th>
            <td data-label=${words.deadline.event}>${verdict.event?.replace("T", " ")}</td><td data-label=${words.deadline.period}>${verdict.period[language]}</td>
            <td data-label=${words.deadline.due}>${verdict.due?.replace("T", " ")} ${words.weekdays[weekday(dayPart(verdict.due ?? ""))]}${verdict.state === null ? "" : `${words.comma}${words.deadline.state[verdict.state]}`}${verdict.provisional ? html`<span class="block-line provisional-word">${words.deadline.provisional}</span>` : nothing}</td>
            <td data-label=${words.ribbon.off}>${off(from, to, part)}</td></tr>`)}
            ${rounds.map(({ by, on }, at) => html`<tr><th scope="row">${words.rounds.closed(at + 1)}</th><td></td><td></td><td data-label=${words.deadline.due}>${on} ${by}</td><td></td></tr>`)}</tbody>
        </table></details>
    </section>`;
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
    const anchor = next === undefined ? lanes.at(-1)?.to ?? today : between(today, next) < MOST - 7 ? today : next;
    from = monday(plus(anchor, anchor === today && next !== undefined ? -3 : -(MOST - 7)));
    to = plus(from, MOST - 1);
  }
  return daysOf(from, to);
}

const edgeOf = ({ state, provisional }: DeadlineVerdict): string => `${state === "overdue" ? "is-late" : state === "met" ? "is-met" : ""} ${provisional ? "is-provisional" : ""}`;

function cell(date: string, first: string, today: string, lanes: readonly Lane[], rounds: readonly Round[], { words, language }: Part) {
  const { kind, name } = dayOf(date);
  const day = date.slice(8).replace(/^0/, "");
  const month = date === first || day === "1" ? words.ribbon.month(Number(date.slice(5, 7))) : null;
  const signed = rounds.findIndex(({ on }) => on === date);
  const word = kind === "makeup" ? words.ribbon.makeup : kind === "holiday" && language === "zh" && name !== null && dayOf(plus(date, -1)).name !== name ? name.split("、")[0] : null;
  return html`<div class="day is-${kind} ${[0, 6].includes(weekday(date)) ? "is-end" : ""} ${date === today ? "is-today" : ""}">
    <span class="day-week">${words.ribbon.week[weekday(date)]}</span><span class="day-number">${month === null ? nothing : html`<span class="day-month">${month}</span>`}${day}</span>
    ${word === null ? nothing : html`<span class="day-word">${word}</span>`}
    ${signed >= 0 ? html`<span class="day-signed">${words.ribbon.round(signed + 1)}</span>` : nothing}
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
  return html`${told.map(({ kind, name, from: begin, to: end }) => html`<span class="block-line">${begin === end ? begin : words.ribbon.span(begin, end)} ${kind === "holiday" ? nothing : `${words.ribbon.makeupFor} `}<span lang="zh-CN">${name}</span></span>`)}
    ${unpublished ? html`<span class="block-line">${words.deadline.provisional}</span>` : told.length === 0 ? "—" : nothing}`;
}
