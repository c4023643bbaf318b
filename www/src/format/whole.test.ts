import { expect, test } from "vitest";
import { pieces } from "../../../pkg/elements/whole.js";
import { whole } from "./whole.ts";

/** What stays on one line. */
const kept = (text: string) => pieces(text).filter((_, at) => at % 2 === 1);

test.each([
  ["拟处罚：38万元，共2档", ["38万元"]],
  ["超过41.6万元不足54.4万元；8,600元", ["超过41.6万元", "不足54.4万元", "8,600元"]],
  ["32万元以上41.6万元以下，5 万元以下的，3倍", ["32万元以上", "41.6万元以下", "5 万元以下", "3倍"]],
  ["over CNY 416,000 to under CNY 544,000.", ["CNY 416,000", "CNY 544,000"]],
  ["10 days (working days), 5 years", ["10 days", "5 years"]],
  ["自 2024-01-01 起，2025年4月10日", ["2024-01-01", "2025年", "4月", "10日"]],
  ["Administrative Penalty Law, art. 58(1)(2), art. 63", ["art. 58(1)(2)", "art. 63"]],
  ["《罚款金额裁量表》§ 2.7.1", ["§ 2.7.1"]],
  ["Ordinary · Below the tier", ["y ·"]],
  ["From 2025-04-10 · 60 days", ["2025-04-10 ·", "60 days"]],
  ["17 others and 3 daily", []],
  ["第二十条", []],
])("of %s what belongs together stays on one line", (text, together) => {
  expect(kept(text)).toEqual(together);
});

test("no other characters come into the text, and one with nothing to keep is itself", () => {
  const text = "拟罚款 CNY 380,000 · 38万元，2025-10-09";
  expect(pieces(text).join("")).toBe(text);
  expect(whole("一般处罚")).toBe("一般处罚");
});
