import { expect, test } from "vitest";
import { parseDate, parseMoment, today, weekday } from "./date.ts";

test.each([
  ["2025-07-15", "2025-07-15"], ["2025/7/15", "2025-07-15"], ["2025.7.5", "2025-07-05"], ["20250715", "2025-07-15"],
  ["2025年7月15日", "2025-07-15"], ["２０２５年７月１５日", "2025-07-15"], ["二〇二五年七月十五日", "2025-07-15"],
  ["二〇二五年十月二十日", "2025-10-20"], ["二零二五年十二月三十一日", "2025-12-31"], ["2024-02-29", "2024-02-29"],
])("%s is the date %s", (text, date) => expect(parseDate(text)).toBe(date));

test.each(["", "25-07-15", "2025-13-01", "2025-02-29", "2025-04-31", "2025-7", "七月十五日", "2025-00-10", "tomorrow"])(
  "%s is no date", (text) => expect(parseDate(text)).toBeNull());

test.each([
  ["2025-07-15T18:00", "2025-07-15T18:00"], ["2025-07-15 8:05", "2025-07-15T08:05"], ["2025年7月15日18时", "2025-07-15T18:00"],
  ["2025年7月15日 18时30分", "2025-07-15T18:30"], ["２０２５年７月１５日１８时", "2025-07-15T18:00"], ["20250715 18:00", "2025-07-15T18:00"],
])("%s is the moment %s", (text, moment) => expect(parseMoment(text)).toBe(moment));

test.each(["", "2025-07-15", "2025-07-15T24:00", "2025-07-15T18:60", "2025-07-15T18:00:00", "2025-02-29T18:00", "18:00"])(
  "%s is no moment", (text) => expect(parseMoment(text)).toBeNull());

test("the weekday belongs to the date, wherever the computer stands", () => {
  expect(weekday("2025-06-30")).toBe(1);
  expect(weekday("2025-09-28")).toBe(0);
});

test("today is the day on this computer's calendar", () => {
  expect(today(new Date(2025, 5, 30, 0, 5))).toBe("2025-06-30");
  expect(today(new Date(2025, 5, 30, 23, 55))).toBe("2025-06-30");
});
