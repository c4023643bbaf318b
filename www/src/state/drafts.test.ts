import type { FactInfo } from "fadu";
import { expect, test } from "vitest";
import { factValue, toFacts, toJson, withEntry } from "./drafts.ts";

const info = (fact: string, type: FactInfo["type"]): FactInfo =>
  ({ fact, label: { zh: fact, en: fact }, question: null, group: null, type, unit: null, range: null, options: [], has_default: false, checklist: false, basis: [] });

test.each<[FactInfo["type"], string, string]>([
  ["money", "38万", "380000"], ["money", "￥5", "5"], ["money", " 五万多 ", "五万多"],
  ["date", "2025年7月15日", "2025-07-15"], ["date", "2025-02-30", "2025-02-30"],
  ["moment", "2025年7月15日18时30分", "2025-07-15T18:30"], ["moment", "2025-07-15 8:05", "2025-07-15T08:05"], ["moment", "2025-07-15", "2025-07-15"],
  ["percent", "30", "30%"], ["percent", "30％", "30%"], ["percent", "abc", "abc"],
  ["integer", "１２", "12"], ["integer", "1,234", "1234"], ["integer", "12,34", "12,34"], ["number", "1/3", "1/3"],
  ["text", " 原样 ", " 原样 "], ["one of", "none", "none"],
])("a %s typed as %s is given as %s", (type, text, value) => expect(factValue(info("f", type), text)).toBe(value));

test("what is not known is not given", () => {
  const infos = [info("a", "bool"), info("b", "any of"), info("c", "money")];
  expect(toFacts(infos, {})).toEqual({});
  expect(toFacts(infos, { b: [], a: false, other: "x" })).toEqual({ a: false, b: [] });
});

test("an emptied field is as if it had never been filled in", () => {
  const draft = withEntry(withEntry({}, "a", "5"), "b", true);
  expect(withEntry(draft, "a", "")).toEqual({ b: true });
  expect(withEntry(draft, "b", null)).toEqual({ a: "5" });
  expect(draft).toEqual({ a: "5", b: true });
});

test("the facts make a file that the command line reads", () => {
  expect(JSON.parse(toJson({ 拟罚款: "380000", 已听证: true }))).toEqual({ 拟罚款: "380000", 已听证: true });
});
