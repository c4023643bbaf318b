import { expect, test } from "vitest";
import { dueOn, newCase } from "./case.ts";
import type { Standing } from "./case.ts";

const standing = (due: string, state: "running" | "suspended" | "not started" | "overdue", workdaysLeft: string | null): Standing => ({
  version: "1.0.0", digest: "sha256:1", asOf: "2025-09-22", lines: [], missing: 0, filled: 0, facts: 0,
  due: { label: { zh: "公示", en: "publish" }, due, state, workdaysLeft },
});
const one = (of: Standing | null) => ({ ...newCase("legal-review", {}, new Date("2025-09-22T00:00:00Z"), "0123456789abcdef"), standing: of });

// Looked at on 22 September, due on 16 October: the National Day lies between, and 28 September and 11 October are worked.
test.each<[string, string, ReturnType<typeof dueOn>]>([
  ["2025-09-22", "running", { urgency: "later", left: 14 }],
  ["2025-09-30", "running", { urgency: "later", left: 7 }],
  ["2025-10-14", "running", { urgency: "soon", left: 2 }],
  ["2025-10-16", "running", { urgency: "soon", left: 0 }],
  ["2025-10-17", "running", { urgency: "late", left: null }],
  // What was found by another day does not stay.
  ["2025-09-22", "overdue", { urgency: "later", left: 14 }],
  ["2026-01-05", "suspended", { urgency: "later", left: null }],
])("on %s a period that was %s stands as it does on that day", (today, state, expected) => {
  expect(dueOn(one(standing("2025-10-16", state as "running", "14")), today)).toEqual(expected);
});

test("a period that is not counted in working days has none left, but is urgent all the same", () => {
  expect(dueOn(one(standing("2025-10-16T18:00", "running", null)), "2025-10-15")).toEqual({ urgency: "soon", left: null });
  expect(dueOn(one(standing("2025-10-16", "running", null)), "2025-10-17")).toEqual({ urgency: "late", left: null });
});

test("a case that is put away presses nobody, and one without a period is not due", () => {
  expect(dueOn({ ...one(standing("2025-10-16", "running", "1")), state: "archived" }, "2025-11-01").urgency).toBeNull();
  expect(dueOn(one(null), "2025-11-01")).toEqual({ urgency: null, left: null });
});
