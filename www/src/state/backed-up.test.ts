import { expect, test } from "vitest";
import { sinceBackup } from "./backed-up.ts";
import { newCase } from "./case.ts";

const at = (moment: string) => newCase("food-safety", {}, new Date(moment), moment);
const CASES = [at("2025-10-01T09:00:00.000Z"), at("2025-10-03T09:00:00.000Z")];
const now = (moment: string) => Date.parse(moment);

test("what was changed since the last backup is counted", () => {
  expect(sinceBackup(CASES, "2025-10-02T00:00:00.000Z", now("2025-10-09T00:00:00.000Z"))).toEqual({ last: "2025-10-02T00:00:00.000Z", changed: 1, late: false });
  expect(sinceBackup(CASES, "2025-10-04T00:00:00.000Z", now("2026-10-09T00:00:00.000Z"))).toEqual({ last: "2025-10-04T00:00:00.000Z", changed: 0, late: false });
});

test("after a week in which something was changed and nothing backed up it is late", () => {
  expect(sinceBackup(CASES, "2025-10-02T00:00:00.000Z", now("2025-10-09T00:00:00.001Z")).late).toBe(true);
  expect(sinceBackup(CASES, null, now("2025-10-08T09:00:00.000Z"))).toEqual({ last: null, changed: 2, late: false });
  expect(sinceBackup(CASES, null, now("2025-10-08T09:00:00.001Z")).late).toBe(true);
  expect(sinceBackup([], null, now("2025-10-08T09:00:00.001Z"))).toEqual({ last: null, changed: 0, late: false });
});
