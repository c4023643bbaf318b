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
  fact("persons", "list of", label("人员", "persons")),
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

test("a row keeps what was understood and names what was not", () => {
  const { rows, left } = readBatch([["案件", "货值金额", "licensed", "截至"], ["甲\u202E案", "5万", "也许", "2025年9月22日"], ["", "", "否", "昨天"]], FACTS);
  expect(left).toBe(0);
  expect(rows).toEqual([
    { line: 1, name: "甲案", asOf: "2025-09-22", draft: { goods_value: "5万" }, wrong: [{ head: "licensed", text: "也许" }] },
    { line: 2, name: "", asOf: null, draft: { licensed: false }, wrong: [{ head: "截至", text: "昨天" }] },
  ]);
  expect(readBatch([["licensed"], ...Array.from({ length: MOST_ROWS + 3 }, () => ["是"])], FACTS)).toMatchObject({ left: 3 });
});
