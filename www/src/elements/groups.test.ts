import { expect, test } from "vitest";
import * as food from "../../tests/fixtures/food-safety.ts";
import * as review from "../../tests/fixtures/legal-review.ts";
import { label } from "../../tests/fixtures/make.ts";
import type { Evaluation } from "fadu";
import { layOut } from "./groups.ts";

const empty = (pack: typeof food | typeof review) => pack.evaluate({}, "2025-09-22") as Evaluation;

test("facts stand in the groups of the pack, in the order these first appear", () => {
  const { groups, checklists } = layOut(food.facts, empty(food));
  expect(groups.map((group) => group.label?.zh)).toEqual(["数额", "违法行为"]);
  expect(checklists).toEqual([]);
});

test("the questions of a checklist stand under their items and nowhere else", () => {
  const { groups, checklists } = layOut(review.facts, empty(review));
  const asked = checklists[0]?.items.flatMap(({ facts }) => facts.map(({ fact }) => fact)) ?? [];
  expect(checklists[0]?.items).toHaveLength(13);
  expect(asked).toHaveLength(16);
  const elsewhere = groups.flatMap(({ facts }) => facts.map(({ fact }) => fact));
  expect(elsewhere.filter((fact) => asked.includes(fact))).toEqual([]);
  expect(elsewhere.length + asked.length).toBe(review.facts.length);
});

test("facts without a group come last, and none is lost", () => {
  const [first, ...others] = food.facts;
  if (!first) throw new Error("no facts");
  const { groups } = layOut([{ ...first, group: null }, ...others], empty(food));
  expect(groups.at(-1)).toMatchObject({ label: null, facts: [{ fact: first.fact }] });
});

test("an item without questions is a question itself", () => {
  const evaluation = empty(review);
  const verdict = evaluation.verdicts[0];
  if (verdict?.kind !== "review") throw new Error("no review");
  const bare = { ...evaluation, verdicts: [{ ...verdict, items: [{ ...verdict.items[0]!, asks: [] }] }] };
  const info = { ...review.facts[0]!, fact: "重大决定.主体", label: label("执法主体合法", "lawful agency") };
  expect(layOut([info], bare).checklists[0]?.items[0]?.facts).toEqual([info]);
});
