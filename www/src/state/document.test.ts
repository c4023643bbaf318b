import type { MadeDocument } from "fadu";
import { expect, test } from "vitest";
import { changes, countPlaces } from "../format/diff.ts";
import { asMarkdown, asText, bodyOf, headOf, stripOf } from "./document.ts";
import { carryOver, editKey, withEdit } from "./edits.ts";

const both = (text: string) => ({ zh: text, en: text });
const made: MadeDocument = {
  name: "d", label: both("意见书"), complete: false,
  markdown: both("# 意见书\n\n> **未完成。**\n\n罚款\\*5元。\n\n审核人：甲\n\n---\n\n- 规则包：p 1.0.0\n- 截至：2025-09-22\n"),
  text: both("意见书\n\n未完成。\n\n罚款*5元。\n\n审核人：甲\n\n－－－\n\n规则包：p 1.0.0\n截至：2025-09-22\n"),
};
const receipt = { format: "fadu-receipt/1", pack: { id: "p", version: "1.0.0", digest: "sha256:aa", profile: { name: "甲市", digest: "sha256:dd" } }, as_of: "2025-09-22", facts: "sha256:bb", result: "sha256:cc" };

const words = { engine: "引擎：", edited: (places: number) => `改动 ${places} 处` };

test("a document is its title, its paragraphs and what it lacks; the foot is the strip's", () => {
  expect(bodyOf(made, "zh")).toEqual({ text: "意见书\n罚款*5元。\n审核人：甲", note: "未完成。" });
});

test("the strip says all that the receipt says, and the engine", () => {
  expect(stripOf(receipt, "0.1.0").line).toBe("fadu-receipt/1 p 1.0.0 aa profile 甲市 dd 2025-09-22 bb cc engine 0.1.0");
});

test("what nobody edited is exported as it was generated, with engine and receipt below", () => {
  const strip = stripOf(receipt, "0.1.0");
  expect(asText(made, "zh", bodyOf(made, "zh"), strip, words)).toBe(`${made.text.zh}引擎：0.1.0\n${strip.line}\n`);
  expect(asMarkdown(made, "zh", bodyOf(made, "zh"), strip, words)).toBe(`${made.markdown.zh}- 引擎：0.1.0\n- ${strip.line}\n`);
});

test("what a person writes never becomes markup", () => {
  const text = "题\n- 一\n1. 二\n<script>[a](http://b)</script>\n# 三";
  const written = asMarkdown(made, "zh", { text, note: null }, stripOf(receipt, "0"), words).split("\n\n");
  expect(written.slice(0, 5)).toEqual(["# 题", "\\- 一", "1\\. 二", "\\<script\\>\\[a\\](http\\://b)\\</script\\>", "\\# 三"]);
});

test.each<[string, ReturnType<typeof headOf>]>([
  ["一、拟作出的决定", { face: "hei", length: 8 }],
  ["（一）证据。请补充。", { face: "kai", length: 6 }],
  ["（二）裁量。", { face: "kai", length: 6 }],
  ["一切从宽。", null],
])("%s is set as it should be", (line, head) => expect(headOf(line)).toEqual(head));

test("what was changed is told by characters and words, each place once", () => {
  const told = changes("罚款三万元，没收工具。", "罚款5万元，没收工具和原料。");
  expect(told).toEqual([
    { kind: "same", text: "罚款" }, { kind: "removed", text: "三" }, { kind: "added", text: "5" }, { kind: "same", text: "万元，没收工具" }, { kind: "added", text: "和原料" }, { kind: "same", text: "。" },
  ]);
  expect(countPlaces(told)).toBe(2);
  expect(changes("a\nb", "a\nb")).toEqual([{ kind: "same", text: "a\nb" }]);
  expect(countPlaces(changes("", "x"))).toBe(1);
});

test("however long two texts are, putting the changes together gives both", () => {
  for (const [before, after] of [["甲".repeat(4000), `乙${"丙".repeat(4000)}`], ["the fine is 5 yuan", "a fine of 50 yuan"], ["一\n二\n三", "一\n三\n四"]] as const) {
    const told = changes(before, after);
    expect(told.filter(({ kind }) => kind !== "added").map(({ text }) => text).join("")).toBe(before);
    expect(told.filter(({ kind }) => kind !== "removed").map(({ text }) => text).join("")).toBe(after);
  }
});

test("edits go where their line still stands, and what has no place is not lost", () => {
  const base = "题\n罚款5元。\n审核人：甲\n末";
  expect(carryOver({ base, text: "题\n罚款5元整。\n审核人：甲\n末" }, "题\n新的一段\n罚款5元。\n审核人：甲\n末")).toEqual({ text: "题\n新的一段\n罚款5元整。\n审核人：甲\n末", lost: [] });
  expect(carryOver({ base, text: "题\n罚款5元整。\n审核人：乙\n末" }, "题\n罚款6元。\n审核人：甲\n末")).toEqual({ text: "题\n罚款6元。\n审核人：乙\n末", lost: ["罚款5元整。"] });
});

test("an edit that changes nothing is none; one that holds an older text is kept", () => {
  const key = editKey("d", "zh");
  const edits = withEdit({}, key, { base: "a", text: "b" });
  expect(edits).toEqual({ "zh/d": { base: "a", text: "b" } });
  expect(withEdit(edits, key, { base: "a", text: "a" })).toEqual({});
  expect(withEdit(edits, key, { base: "a", text: "a", aside: "older" })).toEqual({ "zh/d": { base: "a", text: "a", aside: "older" } });
  expect(withEdit(edits, editKey("d", "en"), null)).toBe(edits);
});

test("the foot says that a text was changed by hand, and in how many places", () => {
  const strip = stripOf(receipt, "0.1.0", 2);
  const text = { text: "意见书\n罚款6元。", note: null };
  expect(asText(made, "zh", text, strip, words)).toContain("引擎：0.1.0\n改动 2 处\n");
  expect(asMarkdown(made, "zh", text, strip, words)).toContain("- 改动 2 处\n");
  expect(stripOf(receipt, "0.1.0", 2).line).toBe(stripOf(receipt, "0.1.0").line);
});
