import { expect, test } from "vitest";
import type { Note } from "./case.ts";
import { bothNotes, differences, takeEntries } from "./compare.ts";

const note = (text: string, by: string, evidence: Note["evidence"] = []): Note => ({ text, by, evidence, at: "2025-09-22T06:00:00.000Z" });
const named = (by: string, text: string) => `${by}: ${text}`;

test("what two reviewers answered otherwise is found, in the order of the form", () => {
  const mine = { draft: { a: "pass", b: "fail", list: "1", "list[0].x": "1" }, notes: { b: note("bad", "Lin") } };
  const theirs = { draft: { a: "fail", b: "fail", c: true, list: "1", "list[0].x": "2" }, notes: { b: note("bad", "Zhou") } };
  expect(differences(mine, theirs, ["list", "a", "b", "c"]).map(({ fact, mine: one, theirs: other }) => [fact, one, other])).toEqual([["list", "1", "1"], ["a", "pass", "fail"], ["c", undefined, true]]);
  expect(differences(mine, mine, [])).toEqual([]);
  expect(differences(mine, { ...mine, notes: { b: note("other", "Zhou") } }, []).map(({ fact }) => fact)).toEqual(["b"]);
});

test("of a list all records are taken, and nothing of the other facts", () => {
  const draft = { a: "1", list: "2", "list[0].x": "1", "list[1].x": "2" };
  expect(takeEntries(draft, { list: "1", "list[0].x": "9", a: "other" }, "list")).toEqual({ a: "1", list: "1", "list[0].x": "9" });
  expect(takeEntries(draft, {}, "a")).toEqual({ list: "2", "list[0].x": "1", "list[1].x": "2" });
});

test("of two notes nothing is lost, and of one nothing is doubled", () => {
  const report = { name: "r.pdf", page: "3", digest: null };
  const photo = { name: "p.jpg", page: "", digest: null };
  expect(bothNotes(note("one", "Lin", [report]), note("two", "Zhou", [report, photo]), named)).toEqual({ text: "Lin: one\nZhou: two", by: "Lin、Zhou", evidence: [report, photo] });
  expect(bothNotes(undefined, note("two", "Zhou"), named)).toMatchObject({ text: "two", by: "Zhou" });
  expect(bothNotes(note("one", "Lin"), undefined, named)).toMatchObject({ text: "one" });
  expect(bothNotes(note("one", "Lin"), note("one", "Zhou"), named)).toMatchObject({ text: "one", by: "Lin" });
  expect(bothNotes(undefined, undefined, named)).toBeNull();
});
