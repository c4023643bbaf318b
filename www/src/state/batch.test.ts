import type { FactInfo } from "fadu";
import { expect, test } from "vitest";
import { columnsOf, entryOf, MOST_ROWS, readBatch } from "./batch.ts";

const label = (zh: string, en: string) => ({ zh, en });
const fact = (name: string, type: FactInfo["type"], text: FactInfo["label"], more: Partial<FactInfo> = {}): FactInfo =>
  ({ fact: name, label: text, question: null, group: null, type, unit: null, range: null, options: [], has_default: false, checklist: false, basis: [], ...more });
const KINDS = [{ name: "stop", label: label("责令停止，限期改正", "order to stop") }, { name: "fine", label: label("罚款", "fine") }];
const FACTS = [
  fact("goods_value", "money", label("货值金额", "value of the goods")),
  fact("licensed", "bool", label("是否取得许可", "licensed")),
  fact("kind", "one of", label("种类", "kind"), { options: KINDS }),
  fact("kinds", "any of", label("各种类", "kinds"), { options: KINDS }),
  fact("ok", "judgement", label("说明", "account"), { checklist: true }),
  fact("slight", "judgement", label("轻微", "slight")),
  fact("persons", "list of", label("人员", "persons"), { fields: [fact("income", "money", label("收入", "income")), fact("kind", "one of", label("种类/身份", "kind"), { options: KINDS })] }),
];

test("columns are known by the names of facts or by their labels in either language", () => {
  expect(columnsOf(["案号", "截至日", "goods_value", "是否取得许可", "Kind", "人员", "备注", "货值金额"], FACTS).map((column) => [column.kind, column.kind === "fact" ? column.info.fact : column.head])).toEqual([
    ["name", "案号"], ["as of", "截至日"], ["fact", "goods_value"], ["fact", "licensed"], ["fact", "kind"], ["list", "人员"], ["unknown", "备注"], ["unknown", "货值金额"],
  ]);
});

test.each<[string, string, ReturnType<typeof entryOf>]>([
  ["licensed", "是", true], ["licensed", "FALSE", false], ["licensed", "也许", null],
  ["kind", "罚款", "fine"], ["kind", "stop", "stop"], ["kind", "没收", null],
  ["kinds", "无", []], ["kinds", "责令停止，限期改正", ["stop"]], ["kinds", "罚款；责令停止，限期改正", ["stop", "fine"]], ["kinds", "fine, stop", null], ["kinds", "fine、order to stop", ["stop", "fine"]],
  ["ok", "合格", "pass"], ["ok", "不适用", "not applicable"], ["ok", "好", null], ["slight", "不成立", "fail"], ["slight", "不适用", null],
  ["goods_value", "3.2万", "3.2万"],
])("of %s a cell 「%s」 says what it says", (name, text, entry) => {
  const info = FACTS.find((one) => one.fact === name);
  // `order to stop` has a name of its own; `stop` alone is the name of the option.
  if (text === "fine, stop") expect(info && entryOf(info, text)).toEqual(["stop", "fine"]);
  else expect(info && entryOf(info, text)).toEqual(entry);
});

test("a column of a list's field is known by both names, whatever stands between them", () => {
  const heads = ["persons.income", "人员 · 收入", "人员/种类/身份", "Persons · Kind", "persons.age", "income"];
  expect(columnsOf(heads, FACTS).map((column) => [column.kind, column.kind === "field" ? `${column.list.fact}.${column.info.fact}` : column.head])).toEqual([
    ["field", "persons.income"], ["unknown", "人员 · 收入"], ["field", "persons.kind"], ["unknown", "Persons · Kind"], ["unknown", "persons.age"], ["unknown", "income"],
  ]);
});

const LISTS = ["案号", "货值金额", "人员", "人员 · 收入", "人员 · 种类/身份"];

test("a case has a line for each entry of its list: they repeat its name, or leave it empty", () => {
  const { rows } = readBatch([
    LISTS,
    ["甲", "5万", "", "1万", "罚款"],
    ["乙", "", "无", "", ""],
    ["甲", "", "", "2万", ""],
    ["", "5万", "", "", "stop"],
    ["丙", "6万", "没有", "", ""],
    ["丁", "", "无", "", "罚款"],
  ], FACTS);
  expect(rows.map(({ line, name, draft, wrong }) => ({ line, name, draft, wrong }))).toEqual([
    // The line without a name stands below one of 甲.
    { line: 2, name: "甲", draft: { goods_value: "5万", persons: "3", "persons[0].income": "1万", "persons[0].kind": "fine", "persons[1].income": "2万", "persons[2].kind": "stop" }, wrong: [] },
    { line: 3, name: "乙", draft: { persons: "0" }, wrong: [] },
    { line: 6, name: "丙", draft: { goods_value: "6万" }, wrong: [{ line: 6, head: "人员", text: "没有", expected: { what: "none", list: FACTS[6] } }] },
    { line: 7, name: "丁", draft: { persons: "1", "persons[0].kind": "fine" }, wrong: [{ line: 7, head: "人员", text: "无", expected: { what: "no entries", list: FACTS[6] } }] },
  ]);
});

test("what lines of one case say against one another is told, and the first stands", () => {
  const [row] = readBatch([["案号", "截至日", "licensed", ...LISTS.slice(2)], ["甲", "2025-09-22", "是", "", "1万", "没收"], ["甲", "2025/9/22", "否", "两个", "2万", ""], ["甲", "2025-09-23", "yes", "", "", ""]], FACTS).rows;
  expect(row?.draft).toEqual({ licensed: true, persons: "2", "persons[0].income": "1万", "persons[1].income": "2万" });
  expect(row?.asOf).toBe("2025-09-22");
  expect(row?.wrong).toEqual([
    { line: 2, head: "人员 · 种类/身份", text: "没收", expected: { what: "entry", info: FACTS[6]?.fields?.[1] } },
    { line: 3, head: "licensed", text: "否", expected: { what: "same", line: 2, text: "是" } },
    { line: 3, head: "人员", text: "两个", expected: { what: "none", list: FACTS[6] } },
    { line: 4, head: "截至日", text: "2025-09-23", expected: { what: "same", line: 2, text: "2025-09-22" } },
  ]);
  expect(row?.read["persons[1].income"]).toEqual({ line: 3, head: "人员 · 收入", text: "2万" });
});

test("without columns for entries each line is a case, and so it is without a column for names", () => {
  expect(readBatch([["案号", "licensed"], ["甲", "是"], ["甲", "否"], ["", "否"]], FACTS).rows).toHaveLength(3);
  expect(readBatch([["persons.income", "licensed"], ["1万", "是"], ["2万", "否"]], FACTS).rows.map(({ draft }) => draft)).toEqual([
    { licensed: true, persons: "1", "persons[0].income": "1万" }, { licensed: false, persons: "1", "persons[0].income": "2万" },
  ]);
});

test("a line has the number that a spreadsheet gives it: the head and empty lines count", () => {
  const { rows } = readBatch([[""], ["案号", "licensed"], ["", " "], ["甲", "是"], [""], ["乙", "也许"]], FACTS);
  expect(rows.map(({ name, line }) => [name, line])).toEqual([["甲", 4], ["乙", 6]]);
  expect(rows[1]?.wrong[0]?.line).toBe(6);
});

test("a row keeps what was understood and names what was not", () => {
  const { rows, left } = readBatch([["案件", "货值金额", "licensed", "截至"], ["甲\u202E案", "5万", "也许", "2025年9月22日"], ["", "", "否", "昨天"]], FACTS);
  expect(left).toBe(0);
  expect(rows).toEqual([
    { line: 2, name: "甲案", asOf: "2025-09-22", draft: { goods_value: "5万" }, wrong: [{ line: 2, head: "licensed", text: "也许", expected: { what: "entry", info: FACTS[1] } }], read: { goods_value: { line: 2, head: "货值金额", text: "5万" }, "": { line: 2, head: "截至", text: "2025年9月22日" } } },
    { line: 3, name: "", asOf: null, draft: { licensed: false }, wrong: [{ line: 3, head: "截至", text: "昨天", expected: { what: "date" } }], read: { licensed: { line: 3, head: "licensed", text: "否" } } },
  ]);
  expect(readBatch([["licensed"], ...Array.from({ length: MOST_ROWS + 3 }, () => ["是"])], FACTS)).toMatchObject({ left: 3 });
});
