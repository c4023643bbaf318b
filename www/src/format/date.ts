import { halfWidth } from "../../../pkg/elements/money.js";

const NUMERALS = "〇一二三四五六七八九";

/**
 * Reads a civil date as people write it: `2025-07-15`, `2025/7/15`, `2025.7.15`, `20250715`,
 * `2025年7月15日`, `二〇二五年七月十五日`. Two-digit years are not guessed at.
 * @returns the date as `2025-07-15`, or null where it is none
 */
export function parseDate(text: string): string | null {
  const half = numerals(halfWidth(text));
  const match = /^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?$/.exec(half) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(half);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > last) return null;
  return `${match[1]}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/**
 * Reads a moment as people write it: a date as above, then `18:00` or `18时30分`. Seconds and
 * the hour 24 are not read: the end of a day is the day itself.
 * @returns the moment as `2025-07-15T18:00`, or null where it is none
 */
export function parseMoment(text: string): string | null {
  const match = /^(.*?)[T\s]*(\d{1,2})(?::(\d{2})|时(?:(\d{1,2})分)?)$/.exec(text.normalize("NFKC").trim());
  const date = match ? parseDate(match[1] ?? "") : null;
  if (!match || date === null) return null;
  const [hour, minute] = [Number(match[2]), Number(match[3] ?? match[4] ?? 0)];
  if (hour > 23 || minute > 59) return null;
  return `${date}T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** Turns 二〇二五年七月十五日 into 2025年7月15日. */
function numerals(text: string): string {
  return text
    .replace(/[零○]/g, "〇")
    .replace(/[〇一二三四五六七八九]{4}(?=年)/, (year) => [...year].map((digit) => NUMERALS.indexOf(digit)).join(""))
    .replace(/([二三]?)十([一二三四五六七八九]?)(?=[月日])/g, (_, tens: string, ones: string) =>
      `${tens === "" ? 1 : NUMERALS.indexOf(tens)}${ones === "" ? 0 : NUMERALS.indexOf(ones)}`)
    .replace(/[一二三四五六七八九](?=[月日])/g, (digit) => String(NUMERALS.indexOf(digit)));
}

/** The day of the week of a civil date, 0 for Sunday. */
export function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** Today by the clock of this computer. Only the as-of control asks; the engine never does. */
export function today(now: Date = new Date()): string {
  const pad = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** The time of day of a moment in UTC, by the clock of this computer: when something was saved. */
export function clock(moment: string): string {
  const date = new Date(moment);
  const pad = (number: number) => String(number).padStart(2, "0");
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`;
}
