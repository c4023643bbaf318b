import { expect, test } from "vitest";
import type { Evaluation, Facts } from "fadu";
import * as food from "../../tests/fixtures/food-safety.ts";
import * as review from "../../tests/fixtures/legal-review.ts";
import { wordsOf } from "../i18n/index.ts";
import { headline, leading, ofVersion, summary } from "./tone.ts";

const line = (pack: typeof food | typeof review, facts: Facts) => {
  const [verdict] = leading(pack.evaluate(facts, "2025-09-22") as Evaluation);
  if (!verdict) throw new Error("no verdict");
  return headline(verdict, wordsOf("zh"), "zh");
};
const passes = Object.fromEntries(review.facts.filter(({ fact }) => fact.includes(".")).map(({ fact }) => [fact, "pass"]));
const plain = { "goods_value": "32000", "apl.harm": "minor", "apl.corrected": true, "apl.slight": "fail", "apl.removed_harm": false, "repeated": false, "days_operating": "30" };

test.each<[string, typeof food | typeof review, Facts, string, string]>([
  ["nothing answered", review, {}, "todo", "意见待定"],
  ["everything passed", review, passes, "pass", "同意"],
  ["one item failed", review, { ...passes, "重大决定.适用.条款": "fail" }, "fail", "变更"],
  ["one that cannot be told", review, { ...passes, "重大决定.适用.条款": "cannot tell" }, "judge", "需人工衡量"],
  ["nothing known of the goods", food, {}, "todo", "档次待定"],
  ["a tier without a proposal", food, plain, "decided", "一般处罚"],
  ["a proposal within the tier", food, { ...plain, proposed_fine: "420000" }, "pass", "一般处罚 · 在基准之内"],
  ["a proposal under the tier", food, { ...plain, proposed_fine: "380000" }, "fail", "一般处罚 · 低于本档"],
  ["a proposal outside the law", food, { ...plain, proposed_fine: "1" }, "fail", "超出法定幅度"],
  ["circumstances on both sides", food, { ...plain, "apl.removed_harm": true, repeated: true }, "judge", "需人工衡量"],
])("%s", (_, pack, facts, tone, text) => expect(line(pack, facts)).toEqual({ tone, text }));

test("one sentence says what the verdict comes to, in either language", () => {
  const evaluation = review.evaluate(passes, "2025-09-22") as Evaluation;
  expect(summary(evaluation, wordsOf("zh"), "zh")).toBe("重大执法决定法制审核：同意");
  expect(summary(evaluation, wordsOf("en"), "en")).toBe("Legal review of a major decision: Agree");
});

test("of two laws that may both be in force, each verdict says which it is by", () => {
  const [verdict] = leading(review.evaluate(passes, "2025-09-22") as Evaluation);
  if (!verdict) throw new Error("no verdict");
  const version = { state: "possible" as const, from: "2024-01-01", to: null, date: null };
  expect(ofVersion({ ...verdict, version }, wordsOf("zh"))).toBe("自 2024-01-01 起施行");
  expect(ofVersion({ ...verdict, version: { ...version, state: "in force" } }, wordsOf("zh"))).toBeNull();
  expect(ofVersion(verdict, wordsOf("zh"))).toBeNull();
});
