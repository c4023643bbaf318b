import { fileURLToPath } from "node:url";
import { load } from "fadu";
import type { SourceFile } from "fadu";
import { expect, test } from "vitest";
import { readRules } from "../../vite/rules.ts";
import { fileOf } from "../state/packs.ts";
import { between, dayOf, daysOf, isWorked, noticesIn, plus } from "./calendar.ts";

test.each<[string, ReturnType<typeof dayOf>]>([
  ["2025-09-26", { kind: "work", name: null }],
  ["2025-09-27", { kind: "weekend", name: null }],
  ["2025-09-28", { kind: "makeup", name: "国庆节、中秋节" }],
  ["2025-10-01", { kind: "holiday", name: "国庆节、中秋节" }],
  ["2027-10-01", { kind: "unpublished", name: null }],
  ["2018-12-31", { kind: "unpublished", name: null }],
])("%s is what the notice says", (date, day) => expect(dayOf(date)).toEqual(day));

test("days are counted over months and leap years", () => {
  expect(plus("2024-02-28", 2)).toBe("2024-03-01");
  expect(between("2025-09-22", "2025-10-16")).toBe(24);
  expect(daysOf("2025-12-31", "2026-01-01")).toEqual(["2025-12-31", "2026-01-01"]);
  expect(daysOf("2026-01-02", "2026-01-01")).toEqual([]);
});

test("a holiday is told as one stretch, a made-up day by itself", () => {
  expect(noticesIn("2025-09-25", "2025-10-12").map(({ kind, from, to }) => [kind, from, to])).toEqual([["makeup", "2025-09-28", "2025-09-28"], ["holiday", "2025-10-01", "2025-10-08"], ["makeup", "2025-10-11", "2025-10-11"]]);
});

test("the days that are drawn are those that the engine counts", { timeout: 30_000 }, async () => {
  const rules = fileURLToPath(new URL("../../../rules", import.meta.url));
  const files = JSON.parse((await readRules(rules))[fileOf("legal-review")] ?? "") as SourceFile[];
  const { pack } = (await load()).compile(files, { pack: "legal-review" });
  let told = 0;
  // Over the turn of the year, both long holidays and ordinary weeks; the period is of seven working days.
  for (const day of daysOf("2025-01-10", "2025-02-20").concat(daysOf("2025-09-15", "2025-10-20"), daysOf("2025-12-20", "2026-01-05"))) {
    const verdicts = pack?.evaluate({ 决定种类: "处罚", 决定日: day }, { asOf: day }).verdicts ?? [];
    for (const verdict of verdicts) {
      if (verdict.kind !== "deadline" || verdict.event === null || verdict.due === null || verdict.backwards || !/^7个工作日/.test(verdict.period.zh)) continue;
      told += 1;
      expect(daysOf(plus(verdict.event, 1), verdict.due).filter(isWorked), day).toHaveLength(7);
    }
  }
  expect(told).toBeGreaterThan(60);
});
