import { nothing, svg } from "lit";
import type { DeadlineVerdict } from "fadu";
import { html } from "./html.ts";
import type { Part } from "./part.ts";

const DAY = 86_400_000;
const WIDTH = 1000;

const days = (date: string): number => Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY;

/** Every period that has both ends, on one line of days with the as-of date in it; the list below says the same in words. */
export function timeline(verdicts: readonly DeadlineVerdict[], asOf: string, part: Part) {
  const { words, language } = part;
  const lanes = verdicts.flatMap((verdict) => {
    const { event, due, outcome } = verdict;
    if (event === null || due === null || outcome === "not applicable") return [];
    const [from, to] = [days(event), days(due)].sort((a, b) => a - b);
    return [{ verdict, from: from ?? 0, to: to ?? 0 }];
  });
  if (lanes.length < 2) return nothing;
  const today = days(asOf);
  const first = Math.min(today, ...lanes.map(({ from }) => from));
  const last = Math.max(today, ...lanes.map(({ to }) => to));
  const at = (day: number) => (last === first ? 0 : ((day - first) / (last - first)) * (WIDTH - 8)) + 4;
  return html`<div class="timeline" role="group" aria-label=${words.deadline.timeline}>
    ${lanes.map(({ verdict, from, to }) => html`<div class="lane">
      <span class="small lane-name">${part.named(verdict.label)}</span>
      <svg viewBox="0 0 ${WIDTH} 16" preserveAspectRatio="none" role="img" aria-label=${words.deadline.span(verdict.label[language], verdict.event ?? "", verdict.due ?? "")}>
        <line class="lane-base" x1="0" x2=${WIDTH} y1="8" y2="8"></line>
        <rect class=${`lane-bar ${verdict.state === "overdue" ? "late" : ""} ${verdict.provisional ? "provisional" : ""}`} x=${at(from)} y="4" width=${Math.max(at(to) - at(from), 3)} height="8"></rect>
        ${svg`<line class="lane-today" x1=${at(today)} x2=${at(today)} y1="0" y2="16"></line>`}
      </svg>
      <span class="small mono">${verdict.due}</span></div>`)}
    <p class="small quiet">${words.deadline.timelineKey(asOf.slice(0, 10))}</p>
  </div>`;
}
