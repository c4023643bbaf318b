import { expect, test } from "vitest";
import { visible, visibleIn } from "../format/visible.ts";
import { DEEPEST, LARGEST, nesting, readDecision, textOf } from "./decision-read.ts";
import type { Refusal } from "./decision-read.ts";

const label = { zh: "甲", en: "a" };
const pack = { id: "p", version: "1", digest: "sha256:1" };
const whole = {
  format: "fadu-decision-1", made: "2026-01-01", engine: "0", pack: { ...pack, title: label, profile: null }, as_of: "2025-01-01",
  receipt: { format: "r", pack, as_of: "2025-01-01", facts: "sha256:2", result: "sha256:3" }, facts: "{}", documents: [], evaluation: "{}", rules: [],
};
const refusal = (text: string): Refusal | null => readDecision(text).refused;
const with_ = (change: object) => JSON.stringify({ ...whole, ...change });

test("a whole file is read, with case and notes where it has them", () => {
  expect(readDecision(JSON.stringify(whole)).decision).toEqual(whole);
  const more = { ...whole, case: { title: "某案", party: "某公司" }, notes: { 备注: ["一"] } };
  expect(readDecision(JSON.stringify(more)).decision).toEqual(more);
});

test.each<[string, string, Refusal]>([
  ["nothing", "", { why: "not JSON", at: "" }],
  ["a page", "<!doctype html><script>alert(1)</script>", { why: "not JSON", at: "" }],
  ["half a file", JSON.stringify(whole).slice(0, 200), { why: "not JSON", at: "" }],
  ["a list", "[]", { why: "not a decision", at: "" }],
  ["null", "null", { why: "not a decision", at: "" }],
  ["a case file", '{"format":"fadu-case-1"}', { why: "not a decision", at: "" }],
  ["the next form", '{"format":"fadu-decision-2"}', { why: "another form", at: "fadu-decision-2" }],
  ["a part that is missing", with_({ evaluation: undefined }), { why: "missing", at: "evaluation" }],
  ["a number for a text", with_({ facts: 5 }), { why: "wrong type", at: "facts" }],
  ["a list for a text", with_({ engine: ["0"] }), { why: "wrong type", at: "engine" }],
  ["an object for a list", with_({ rules: { length: 3 } }), { why: "wrong type", at: "rules" }],
  ["a rule without text", with_({ rules: [{ path: "a" }] }), { why: "missing", at: "rules[0].text" }],
  ["a document that is none", with_({ documents: [{ name: "d", label, complete: "yes", markdown: label, text: label }] }), { why: "wrong type", at: "documents[0].complete" }],
  ["a label that is none", with_({ pack: { ...whole.pack, title: "甲" } }), { why: "wrong type", at: "pack.title" }],
  ["a receipt without its pack", with_({ receipt: { ...whole.receipt, pack: null } }), { why: "wrong type", at: "receipt.pack" }],
  ["a part nobody knows", with_({ script: "alert(1)" }), { why: "not known", at: "script" }],
  ["a prototype", JSON.stringify(whole).replace("{", '{"__proto__":{"format":"x"},'), { why: "not known", at: "__proto__" }],
  ["a format from a prototype", '{"__proto__":{"format":"fadu-decision-1"}}', { why: "not a decision", at: "" }],
  ["more files than any pack has", with_({ rules: Array.from({ length: 5000 }, () => ({ path: "", text: "" })) }), { why: "too many", at: "rules" }],
  ["a well without a bottom", "[".repeat(500_000), { why: "too deep", at: "" }],
  ["deep notes", with_({ notes: JSON.parse(`${"[".repeat(80)}${"]".repeat(80)}`) as unknown }), { why: "too deep", at: "" }],
  ["a deep text for an evaluation", with_({ evaluation: "[".repeat(100_000) }), { why: "too deep", at: "evaluation" }],
  ["deep facts", with_({ facts: '{"a":'.repeat(1000) }), { why: "too deep", at: "facts" }],
])("%s is refused with its reason", (_, text, expected) => expect(refusal(text)).toEqual(expected));

test("what is too large is not read at all", () => {
  expect(refusal(" ".repeat(LARGEST + 1))).toEqual({ why: "too large", at: "" });
});

test("names of a prototype are names like others, and change nothing", () => {
  const read = readDecision(JSON.stringify(whole).replace('"rules":[]', '"rules":[],"notes":{"__proto__":{"polluted":true},"constructor":1}'));
  expect(Object.keys(read.decision?.notes as object)).toEqual(["__proto__", "constructor"]);
  expect(({} as { polluted?: true }).polluted).toBeUndefined();
});

test("nesting is that of brackets outside of texts", () => {
  expect(nesting('{"a":"[[[[\\"[["}')).toBe(1);
  expect(nesting("[[1],[{}]]")).toBe(3);
  expect(nesting(`${"[".repeat(DEEPEST)}${"]".repeat(DEEPEST)}`)).toBe(DEEPEST);
});

test("bytes that are no text are none", () => {
  expect(textOf(new Uint8Array([0xff, 0xfe, 0x7b]).buffer)).toBeNull();
  expect(textOf(new TextEncoder().encode("{}").buffer as ArrayBuffer)).toBe("{}");
});

test("what is not seen, or turns the direction of text, is written out", () => {
  expect(visible("合\u202E格\u0007\u200B<b>\u{E0041}")).toBe("合⟦U+202E⟧格⟦U+0007⟧⟦U+200B⟧<b>⟦U+E0041⟧");
  expect(visible("甲\n乙\t丙")).toBe("甲\n乙\t丙");
  expect(visibleIn({ a: ["\u2066x"], b: null, c: true })).toEqual({ a: ["⟦U+2066⟧x"], b: null, c: true });
});
