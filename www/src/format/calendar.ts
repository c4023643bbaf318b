import csv from "../../../rules/calendars/cn.csv?raw";
import { weekday } from "./date.ts";

/**
 * What a day is: a working day, a day of the weekend, a holiday, a weekend day that is worked, or
 * a day of a year whose notice is not out yet. The engine counts; this only draws.
 */
export interface Day {
  kind: "work" | "weekend" | "holiday" | "makeup" | "unpublished";
  /** The holiday that the day is of, or that it makes up for. */
  name: string | null;
}

const NOTICES = new Map(csv.split("\n").slice(1).flatMap((line): [string, Day][] => {
  const [date = "", kind, name = ""] = line.trim().split(",");
  return kind === "holiday" ? [[date, { kind, name }]] : kind === "workday" ? [[date, { kind: "makeup", name }]] : [];
}));

/** The years that notices were read of. */
const YEARS = new Set([...NOTICES.keys()].map((date) => date.slice(0, 4)));

export function dayOf(date: string): Day {
  const noticed = NOTICES.get(date);
  if (noticed) return noticed;
  if (!YEARS.has(date.slice(0, 4))) return { kind: "unpublished", name: null };
  const day = weekday(date);
  return { kind: day === 0 || day === 6 ? "weekend" : "work", name: null };
}

/** Whether a day is worked; of a year without a notice the week alone says it. */
export function isWorked(date: string): boolean {
  const { kind } = dayOf(date);
  if (kind === "unpublished") return ![0, 6].includes(weekday(date));
  return kind === "work" || kind === "makeup";
}

const DAY = 86_400_000;

/** The date so many days after another. */
export const plus = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** How many days lie between two dates. */
export const between = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);

/** The days of a span, both ends included. */
export const daysOf = (from: string, to: string): string[] => Array.from({ length: Math.max(0, between(from, to) + 1) }, (_, at) => plus(from, at));

/** How many working days are left after a date, until another one and with it. */
export const workdaysLeft = (after: string, to: string): number => daysOf(plus(after, 1), to).filter(isWorked).length;

/** Stretches of one holiday, and single days that make up for one, within a span. */
export function noticesIn(from: string, to: string): { kind: "holiday" | "makeup"; name: string; from: string; to: string }[] {
  const found: ReturnType<typeof noticesIn> = [];
  for (const date of daysOf(from, to)) {
    const { kind, name } = dayOf(date);
    if ((kind !== "holiday" && kind !== "makeup") || name === null) continue;
    const last = found.at(-1);
    if (kind === "holiday" && last?.kind === "holiday" && last.name === name && plus(last.to, 1) === date) last.to = date;
    else found.push({ kind, name, from: date, to: date });
  }
  return found;
}
