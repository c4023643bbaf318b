import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test } from "vitest";
import { load } from "../../tests/fixtures/stand-in.ts";
import { CaseDesk } from "./case-desk.ts";
import { openCases } from "./case-store.ts";
import type { CaseStore } from "./case-store.ts";
import { parseHash } from "./route.ts";
import { openCase } from "./state.ts";
import type { State } from "./state.ts";
import { Store } from "./store.ts";

beforeEach(() => { globalThis.indexedDB = new IDBFactory(); });

const rest = (milliseconds = 0) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const copied = (title: string) => `${title} (copy)`;

/** A window on the cases of this browser. */
async function open(keep?: CaseStore) {
  const store = new Store<State>({
    ...parseHash("#/cases"), theme: "auto", backedUp: null, engine: { status: "ready", version: "0" }, packs: [], opened: {}, asOf: "2025-09-22", today: "2025-09-22",
    drafts: {}, edits: {}, profiles: {}, cases: null, lasting: true, open: null, view: "all", cleared: null, touched: new Set(), evaluation: null, rested: null, pending: false, failure: null,
  });
  let changes = 0;
  let minute = 0;
  const desk = new CaseDesk(store, () => { changes += 1; }, keep ? Promise.resolve(keep) : openCases(), () => new Date(Date.UTC(2025, 8, 22, 6, (minute += 1))));
  await desk.load();
  const at = async (id: string) => {
    store.update({ route: { place: "case", id }, open: null });
    await desk.open(id);
  };
  return { desk, store, at, draft: () => openCase(store.state)?.case.draft, titles: () => (store.state.cases ?? []).map(({ title }) => title).sort(), changes: () => changes };
}

test("what is filled in is there again after the page was closed", async () => {
  const first = await open();
  const id = await first.desk.begin("legal-review", { title: "甲案" });
  await first.at(id);
  first.desk.change({ draft: { 拟罚款: "38万" } }, "拟罚款");
  expect(openCase(first.store.state)?.saving).toBe("pending");
  await first.desk.leave();

  const second = await open();
  expect(second.titles()).toEqual(["甲案"]);
  await second.at(id);
  expect(second.draft()).toEqual({ 拟罚款: "38万" });
});

test("a case is begun on the facts of another, and nothing that somebody wrote or signed goes along", async () => {
  const { desk, store, at } = await open();
  const id = await desk.begin("legal-review", { title: "甲案", number: "1号", party: "甲公司", profile: "p", edits: { "zh/opinion": { base: "a", text: "b" } } });
  await at(id);
  desk.change({ reviewer: "林" });
  desk.change({ draft: { 拟罚款: "38万" }, asOf: "2025-09-01" }, "拟罚款");
  desk.note("拟罚款", { text: "见第3页", evidence: [], by: "林" });
  const evaluation = (await load()).compile([], { pack: "legal-review" }).pack?.evaluate({}, { asOf: "2025-09-22" });
  if (!evaluation) throw new Error("no evaluation");
  await desk.close(evaluation, { by: "林", on: "2025-09-22", remark: "" });
  const made = await desk.duplicate(id, copied) ?? "";
  await at(made);
  expect(openCase(store.state)?.case).toMatchObject({ title: "甲案 (copy)", number: "", party: "甲公司", pack: "legal-review", profile: "p", draft: { 拟罚款: "38万" }, rules: null, asOf: null, notes: {}, marks: {}, edits: {}, reviewer: "", rounds: [], standing: null });
  await at(id);
  expect(openCase(store.state)?.case).toMatchObject({ title: "甲案", number: "1号", rounds: [{ by: "林" }] });
  expect(await desk.duplicate("0".repeat(32), copied)).toBeNull();
});

test("what was typed last is saved on leaving at once, and is there on coming back", async () => {
  const { desk, store, at, draft } = await open();
  const id = await desk.begin("legal-review", {});
  await at(id);
  desk.change({ draft: { a: "1" } }, "a");
  void desk.save();
  desk.change({ draft: { a: "12" } }, "a");
  void desk.leave();
  expect(store.state.open).toBeNull();
  await at(id);
  expect(draft()).toEqual({ a: "12" });
  expect(openCase(store.state)).toMatchObject({ saving: "saved", theirs: null });
});

test("saved twice in a row it is saved, not for ever on its way", async () => {
  const { desk, store, at } = await open();
  await at(await desk.begin("legal-review", {}));
  desk.change({ draft: { a: "1" } }, "a");
  const first = desk.save();
  desk.change({ draft: { a: "12" } }, "a");
  const second = desk.save();
  const third = desk.save();
  await Promise.all([first, second, third]);
  expect(openCase(store.state)).toMatchObject({ saving: "saved", case: { draft: { a: "12" } } });
});

test("typing is saved by itself after a rest, and only then", async () => {
  const { desk, store, at } = await open();
  await at(await desk.begin("legal-review", {}));
  desk.change({ draft: { a: "1" } }, "a");
  await rest(50);
  desk.change({ draft: { a: "12" } }, "a");
  expect(openCase(store.state)).toMatchObject({ saving: "pending", case: { revision: 1 } });
  await rest(600);
  expect(openCase(store.state)).toMatchObject({ saving: "saved", case: { revision: 2, draft: { a: "12" } } });
});

test("typing into one field is one step back, and steps come back again", async () => {
  const { desk, at, draft, store } = await open();
  await at(await desk.begin("legal-review", {}));
  for (const text of ["1", "12", "123"]) desk.change({ draft: { a: text } }, "a");
  desk.rest();
  desk.change({ draft: { a: "1234" } }, "a");
  desk.change({ draft: { a: "1234", b: true } }, "b");
  desk.undo();
  expect(draft()).toEqual({ a: "1234" });
  desk.undo();
  expect(draft()).toEqual({ a: "123" });
  desk.undo();
  expect(draft()).toEqual({});
  expect(openCase(store.state)).toMatchObject({ undo: 0, redo: 3 });
  desk.redo();
  desk.redo();
  expect(draft()).toEqual({ a: "1234" });
  desk.change({ draft: { c: "x" } }, "c");
  expect(openCase(store.state)?.redo).toBe(0);
});

test("two windows on one case: what is settled is taken over, and what is not is shown", async () => {
  const [one, two] = [await open(), await open()];
  const id = await one.desk.begin("legal-review", { title: "甲案" });
  await one.at(id);
  await two.at(id);
  one.desk.change({ draft: { a: "1" } }, "a");
  await one.desk.save();
  await rest(50);
  expect(two.draft()).toEqual({ a: "1" });
  expect(two.changes()).toBe(1);

  // Both change it: the one that is late loses nothing.
  two.desk.change({ draft: { a: "1", b: "two" } }, "b");
  one.desk.change({ draft: { a: "one" } }, "a");
  await one.desk.save();
  await two.desk.save();
  await rest(50);
  expect(openCase(two.store.state)?.theirs?.draft).toEqual({ a: "one" });
  const copy = await two.desk.keepBoth(copied);
  expect(two.draft()).toEqual({ a: "one" });
  expect(two.titles()).toEqual(["甲案", "甲案 (copy)"]);
  await two.at(copy ?? "");
  expect(two.draft()).toEqual({ a: "1", b: "two" });
});

test("a full disk is said, nothing is dropped, and saving goes on when there is room", async () => {
  const real = await openCases();
  let full = false;
  const keep: CaseStore = Object.assign(Object.create(real) as CaseStore, {
    put: async (...given: Parameters<CaseStore["put"]>) => {
      if (full) throw new DOMException("no room", "QuotaExceededError");
      return real.put(...given);
    },
    restore: (...given: Parameters<CaseStore["restore"]>) => real.restore(...given),
    all: () => real.all(),
    get: (id: string) => real.get(id),
    watch: (...given: Parameters<CaseStore["watch"]>) => real.watch(...given),
  });
  const { desk, store, at, draft } = await open(keep);
  const id = await desk.begin("legal-review", {});
  await at(id);
  full = true;
  desk.change({ draft: { a: "1" } }, "a");
  await desk.save();
  expect(openCase(store.state)).toMatchObject({ saving: "failed", failure: "QuotaExceededError: no room" });
  expect(draft()).toEqual({ a: "1" });
  // Left and come back to, it is still there, and still said.
  await desk.leave();
  expect(desk.unsaved).toBe(true);
  await at(id);
  expect(openCase(store.state)).toMatchObject({ saving: "failed", case: { draft: { a: "1" } } });
  full = false;
  await desk.save();
  expect(openCase(store.state)).toMatchObject({ saving: "saved", failure: null });
  expect(desk.unsaved).toBe(false);
  expect((await real.get(id))?.draft).toEqual({ a: "1" });
});

test("a browser that keeps nothing still lets people work, and says so", async () => {
  globalThis.indexedDB = { open: () => { throw new DOMException("private", "SecurityError"); } } as unknown as IDBFactory;
  const { desk, store, at, draft } = await open();
  expect(store.state.lasting).toBe(false);
  await at(await desk.begin("legal-review", {}));
  desk.change({ draft: { a: "1" } }, "a");
  await desk.save();
  expect(draft()).toEqual({ a: "1" });
});

test("a backup brings everything back, and nothing twice", async () => {
  const first = await open();
  const id = await first.desk.begin("legal-review", { title: "甲案", draft: { a: "1" } });
  await first.desk.begin("food-safety", { title: "乙案" });
  await first.at(id);
  await first.desk.tie("sha256:1", async () => [{ path: "p.fadu", text: "pack" }]);
  await first.desk.save();
  const text = JSON.stringify(await first.desk.backup());
  expect(await first.desk.take(text, copied)).toEqual({ added: 0, same: 2, id: null, beside: null });

  globalThis.indexedDB = new IDBFactory();
  const second = await open();
  expect(second.titles()).toEqual([]);
  expect(await second.desk.take(text, copied)).toEqual({ added: 2, same: 0, id: null, beside: null });
  await second.at(id);
  expect(second.draft()).toEqual({ a: "1" });
  expect(await second.desk.rulesOf("sha256:1")).toEqual([{ path: "p.fadu", text: "pack" }]);
});

test("a case file of a case that is here with other content comes in beside it", async () => {
  const { desk, at, titles, draft } = await open();
  const id = await desk.begin("legal-review", { title: "甲案" });
  const before = JSON.stringify(await desk.exported(id));
  await at(id);
  desk.change({ draft: { a: "1" } }, "a");
  await desk.save();
  const taken = await desk.take(before, copied);
  expect(taken).toMatchObject({ added: 1, same: 0, beside: id });
  expect(titles()).toEqual(["甲案", "甲案 (copy)"]);
  expect(draft()).toEqual({ a: "1" });
});

test("the bin gives back, and deleting for good does not", async () => {
  const { desk, store } = await open();
  const id = await desk.begin("legal-review", { title: "甲案" });
  await desk.setState(id, "deleted");
  expect(store.state.cases?.[0]?.state).toBe("deleted");
  await desk.setState(id, "open");
  expect(store.state.cases?.[0]?.state).toBe("open");
  await desk.remove(id);
  expect(store.state.cases).toEqual([]);
  expect((await open()).titles()).toEqual([]);
});

test("a note says when it was written, and goes when it is emptied", async () => {
  const { desk, store, at } = await open();
  await at(await desk.begin("legal-review", {}));
  desk.note("item", { text: "补证", evidence: [{ name: "报告.pdf", page: "3", digest: null }], by: "林" });
  expect(openCase(store.state)?.case.notes["item"]).toMatchObject({ text: "补证", by: "林", at: expect.stringMatching(/^2025-09-22T06:/) as string });
  desk.note("item", { text: " ", evidence: [], by: "林" });
  expect(openCase(store.state)?.case.notes).toEqual({});
});

test("an edited document is kept with its case: on closing, in steps, in a backup and beside another window", async () => {
  const first = await open();
  const id = await first.desk.begin("legal-review", { title: "甲案" });
  await first.at(id);
  const edits = { "zh/意见书": { base: "罚款5元。", text: "罚款6元。" } };
  first.desk.change({ edits: { "zh/意见书": { base: "罚款5元。", text: "罚款。" } } }, "document zh/意见书");
  first.desk.change({ edits }, "document zh/意见书");
  await first.desk.save();
  const second = await open();
  await second.at(id);
  const edited = (window: typeof first) => openCase(window.store.state)?.case.edits;
  expect(edited(second)).toEqual(edits);
  // Typing is one step back, and the other window follows.
  first.desk.undo();
  expect(edited(first)).toEqual({});
  await first.desk.save();
  await rest(50);
  expect(edited(second)).toEqual({});
  first.desk.redo();
  await first.desk.save();
  const [file, backup] = [JSON.stringify(await first.desk.exported(id)), JSON.stringify(await first.desk.backup())];
  expect(await first.desk.take(file, copied)).toMatchObject({ same: 1, added: 0 });
  for (const text of [file, backup]) {
    globalThis.indexedDB = new IDBFactory();
    const other = await open();
    expect(await other.desk.take(text, copied)).toMatchObject({ added: 1 });
    await other.at(id);
    expect(edited(other)).toEqual(edits);
    // The same case with another text is another content: both stay.
    expect(await other.desk.take(text.replaceAll("罚款6元。", "罚款7元。"), copied)).toMatchObject({ added: 1, same: 0 });
  }
});

test("a case of before documents were kept opens with none", async () => {
  const { desk, at, store } = await open();
  const id = await desk.begin("legal-review", {});
  const { edits: _, ...old } = store.state.cases?.[0] ?? {};
  const db = await new Promise<IDBDatabase>((resolve) => { const asked = indexedDB.open("fadu"); asked.onsuccess = () => resolve(asked.result); });
  await new Promise((resolve) => { db.transaction("cases", "readwrite").objectStore("cases").put(old).onsuccess = resolve; });
  await at(id);
  expect(openCase(store.state)?.case.edits).toEqual({});
  expect(await desk.take(JSON.stringify({ format: "fadu-case-1", case: old, rules: [] }), copied)).toMatchObject({ same: 1 });
});

test("a round that was closed is changed by nothing but the next one; its documents are written afterwards", async () => {
  const { pack } = (await load()).compile([], { pack: "legal-review" });
  const evaluation = pack?.evaluate({}, { asOf: "2025-09-22" });
  if (!evaluation) throw new Error("no pack");
  const { desk, store, at, draft, changes } = await open();
  const id = await desk.begin("legal-review", { title: "甲案" });
  await at(id);
  desk.change({ reviewer: "林" });
  desk.change({ draft: { a: "pass" } }, "a");
  const one = () => openCase(store.state)?.case;
  expect(one()?.marks).toEqual({ a: { by: "林", at: expect.any(String) as string } });
  await desk.close(evaluation, { by: " 林 ", on: "2025-09-22", remark: "" });
  expect(one()?.rounds).toMatchObject([{ by: "林", on: "2025-09-22", draft: { a: "pass" }, reopened: null }]);
  expect(openCase(store.state)).toMatchObject({ saving: "saved", undo: 0, redo: 0 });
  expect(changes()).toBeGreaterThan(0);
  // Neither typing nor a step back nor a note changes it, and closing it twice does nothing.
  desk.change({ draft: { a: "fail" } }, "a");
  desk.change({ title: "乙案" });
  desk.undo();
  desk.note("a", { text: "x", evidence: [], by: "" });
  await desk.close(evaluation, { by: "周", on: "2025-09-23", remark: "" });
  expect([draft(), one()?.title, one()?.notes, one()?.rounds.length]).toEqual([{ a: "pass" }, "甲案", {}, 1]);
  desk.change({ edits: { "zh/d": { base: "a", text: "b" } } }, "document zh/d");
  expect(one()?.edits).toEqual({ "zh/d": { base: "a", text: "b" } });
  await desk.save();
  // Another window sees it closed too.
  const second = await open();
  await second.at(id);
  second.desk.change({ draft: { a: "fail" } }, "a");
  expect(second.draft()).toEqual({ a: "pass" });

  await desk.reopen("已补正");
  expect(one()?.rounds).toMatchObject([{ reopened: { why: "已补正" } }]);
  desk.change({ draft: { a: "fail" } }, "a");
  desk.undo();
  desk.undo();
  // The steps of before the round was closed are not taken back through it.
  expect(draft()).toEqual({ a: "pass" });
  await desk.close(evaluation, { by: "周", on: "2025-10-09", remark: "" });
  expect(one()?.rounds.map(({ by }) => by)).toEqual(["林", "周"]);
  const file = JSON.stringify(await desk.exported(id));
  expect(await desk.take(file, copied)).toMatchObject({ same: 1 });
  expect(await desk.take(file.replace('"by":"周"', '"by":"李"'), copied)).toMatchObject({ added: 1 });
});

test("a round that looks at one item leaves the answers of the others as they were, until one is opened too", async () => {
  const { pack } = (await load()).compile([], { pack: "legal-review" });
  const { desk, store, at, draft } = await open();
  await at(await desk.begin("legal-review", {}));
  const asks = pack?.evaluate({}, { asOf: "2025-09-22" }).verdicts.flatMap((verdict) => (verdict.kind === "review" ? verdict.items.flatMap((item) => item.asks.map(({ fact }) => fact)) : [])) ?? [];
  const [first = "", second = ""] = asks;
  const last = asks.at(-1) ?? "";
  desk.change({ draft: Object.fromEntries(asks.map((fact) => [fact, fact === last ? "fail" : "pass"])) });
  const evaluation = pack?.evaluate(draft() ?? {}, { asOf: "2025-09-22" });
  if (!evaluation) throw new Error("no pack");
  await desk.close(evaluation, { by: "林", on: "2025-09-22", remark: "" });
  await desk.reopen("已补正", [last]);
  desk.change({ draft: { [first]: "fail", [second]: "fail", [last]: "pass", 拟罚款: "38万" } });
  expect([first, second, last, "拟罚款"].map((fact) => draft()?.[fact])).toEqual(["pass", "pass", "pass", "38万"]);
  desk.note(first, { text: "x", evidence: [], by: "" });
  expect(openCase(store.state)?.case.notes).toEqual({});
  // Neither does clearing everything.
  desk.change({ draft: {} });
  expect([first, last].map((fact) => draft()?.[fact])).toEqual(["pass", undefined]);
  desk.lookAgain([first]);
  desk.change({ draft: { ...draft(), [first]: "fail" } });
  expect([first, second].map((fact) => draft()?.[fact])).toEqual(["fail", "pass"]);
  await desk.save();
  expect(openCase(store.state)?.case.rounds).toMatchObject([{ reopened: { only: [last, first] } }]);
});
