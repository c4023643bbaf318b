import type { FactInfo } from "fadu";
import { expect, test } from "vitest";
import { factValue, recordsOf, toFacts, toJson, withEntry, withNoRecords, withoutRecord, withRecord } from "./drafts.ts";

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

test("a list is given as its records, each with what is known of it", () => {
  const persons = { ...info("persons", "list of"), fields: [info("name", "text"), info("income", "money")] };
  expect(toFacts([persons], {})).toEqual({});
  let draft = withRecord(withRecord(withRecord({}, "persons"), "persons"), "persons");
  draft = withEntry(draft, "persons[0].name", "甲");
  draft = withEntry(draft, "persons[2].income", "30万");
  expect(toFacts([persons], draft)).toEqual({ persons: [{ name: "甲" }, {}, { income: "300000" }] });
  // What comes after a record that is removed moves up, and nothing of it stays behind.
  expect(withoutRecord(draft, persons, 0)).toEqual({ persons: "2", "persons[1].income": "30万" });
  expect(withoutRecord(draft, persons, 2)).toEqual({ persons: "2", "persons[0].name": "甲" });
});

test("a list without its last record is not known; that there are none is an answer", () => {
  const persons = { ...info("persons", "list of"), fields: [info("name", "text")] };
  const draft = withEntry(withRecord({ other: true }, "persons"), "persons[0].name", "甲");
  expect(withoutRecord(draft, persons, 0)).toEqual({ other: true });
  const none = withNoRecords(draft, persons, true);
  expect(recordsOf(none, "persons")).toBe(0);
  expect(toFacts([persons], none)).toEqual({ persons: [] });
  expect(withNoRecords(none, persons, false)).toEqual({ other: true });
});
