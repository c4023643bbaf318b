import { expect, test } from "vitest";
import { clean, matches, newCase } from "./case.ts";
import { BadFile, readFile } from "./case-file.ts";
import type { CaseFile } from "./case-file.ts";

const NOW = new Date("2025-09-22T06:32:00.000Z");
const one = {
  ...newCase("legal-review", { title: "未取得许可", number: "临司审〔2025〕31号", party: "甲公司", draft: { 拟罚款: "38万", 情形: ["a"], 听证: true } }, NOW, "0123456789abcdef"),
  edits: { "zh/意见书": { base: "甲\u202E", text: "乙", aside: "丙" } },
  notes: { "重大决定.证据.检验机构": { text: "补证", by: "林", at: "2025-09-22T06:33:00.000Z", evidence: [{ name: "检验报告.pdf", page: "3", digest: "a".repeat(64) }] } },
};
const file: CaseFile = { format: "fadu-case-1", case: one, rules: [{ path: "legal-review/pack.fadu", text: "规则包 …" }] };

/** The reason and the place for which a file is refused. */
function refused(value: unknown): string {
  try {
    readFile(typeof value === "string" ? value : JSON.stringify(value));
  } catch (error) {
    if (error instanceof BadFile) return error.message;
    throw error;
  }
  return "taken";
}

/** The file with one thing changed. */
const changed = (change: (copy: { case: Record<string, unknown>; rules: unknown; format: unknown }) => void): unknown => {
  const copy = structuredClone(file) as unknown as Parameters<typeof change>[0];
  change(copy);
  return copy;
};

test("a case that is written is read again as it was", () => {
  expect(readFile(JSON.stringify(file))).toEqual(file);
  const backup = { format: "fadu-backup-1" as const, made: NOW.toISOString(), cases: [one], rules: { "sha256:1": file.rules } };
  expect(readFile(JSON.stringify(backup))).toEqual(backup);
});

test.each<[string, unknown, string]>([
  ["half a file", JSON.stringify(file).slice(0, -5), "not json"],
  ["a list", "[]", "wrong file"],
  ["another program's file", "{}", "not ours"],
  ["a case that is a list", changed((copy) => { copy.case = [] as never; }), "wrong case"],
  ["a title that is a number", changed((copy) => { copy.case["title"] = 5; }), "wrong case.title"],
  ["a title as long as a book", changed((copy) => { copy.case["title"] = "长".repeat(301); }), "too large case.title"],
  ["a state nobody knows", changed((copy) => { copy.case["state"] = "lost"; }), "wrong case.state"],
  ["a name that is a path", changed((copy) => { copy.case["id"] = "../../etc"; }), "wrong case.id"],
  ["a revision below nothing", changed((copy) => { copy.case["revision"] = -1; }), "wrong case.revision"],
  ["an entry that is a record", changed((copy) => { copy.case["draft"] = { fact: {} }; }), "wrong case.draft.fact"],
  ["a date in words", changed((copy) => { copy.case["asOf"] = "yesterday"; }), "wrong case.asOf"],
  ["a digest that is none", changed((copy) => { copy.case["notes"] = { a: { text: "", by: "", at: one.created, evidence: [{ name: "", page: "", digest: "x" }] } }; }), "wrong case.notes.a.evidence[0].digest"],
  ["an edit of no language", changed((copy) => { copy.case["edits"] = { "fr/x": { base: "", text: "" } }; }), "wrong case.edits.fr/x"],
  ["an edit without its draft", changed((copy) => { copy.case["edits"] = { "zh/x": { text: "" } }; }), "wrong case.edits.zh/x.base"],
  ["rules that are text", changed((copy) => { copy.rules = "pack"; }), "wrong rules"],
])("%s is refused, and the place is named", (_, value, message) => expect(refused(value)).toBe(message));

test("a file that is deep or full of traps is refused or harmless, never more", () => {
  expect(refused(`{"format":"fadu-case-1","case":${"[".repeat(100_000)}`)).toBe("not json");
  const trapped = JSON.stringify(file).replace('"draft":{', '"draft":{"__proto__":"x","constructor":"y",');
  const read = readFile(trapped) as CaseFile;
  expect(Object.getPrototypeOf(read.case.draft)).toBe(Object.prototype);
  expect(Object.keys(read.case.draft)).toContain("__proto__");
  expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
});

test("text is kept as text, without what turns it around unseen", () => {
  const hostile = changed((copy) => { copy.case["title"] = "<img src=x onerror=alert(1)>\u202Egnp.exe\u0000"; });
  expect((readFile(JSON.stringify(hostile)) as CaseFile).case.title).toBe("<img src=x onerror=alert(1)>gnp.exe");
  expect(clean("第一行\n第二行\t")).toBe("第一行\n第二行\t");
});

test("all words of a search are looked for, wherever they stand and however wide they are", () => {
  expect(matches(one, "重大执法决定法制审核", "甲公司 31")).toBe(true);
  expect(matches(one, "重大执法决定法制审核", "３１ 审核")).toBe(true);
  expect(matches(one, "重大执法决定法制审核", "乙公司")).toBe(false);
});
