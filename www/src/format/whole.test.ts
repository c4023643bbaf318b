import { expect, test } from "vitest";
import { wholeAmounts, wholeDate } from "./whole.ts";

test("an amount stays with its unit, and nothing else is held together", () => {
  expect(wholeAmounts("拟处罚：38万元，共2档")).toBe("拟处罚：38\u2060万元，共2档");
  expect(wholeAmounts("over CNY 416,000 to under CNY 544,000")).toBe("over CNY\u00A0416,000 to under CNY\u00A0544,000");
});

test("a date stays in one piece and reads as before", () => {
  expect(wholeDate("2025-10-09").replaceAll("\u2060", "")).toBe("2025-10-09");
  expect(wholeDate("2025-10-09")).not.toMatch(/-\d/);
});
