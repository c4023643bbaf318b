import { fileURLToPath } from "node:url";
import { load } from "fadu";
import type { Fadu, SourceFile } from "fadu";
import { beforeAll, expect, test } from "vitest";
import { EngineClient } from "../engine/client.ts";
import type { Port } from "../engine/client.ts";
import { decideOn, recompute } from "../engine/recompute.ts";
import { readRules } from "../../vite/rules.ts";
import { decide, decisionName, editedOf, factsText, writeDecision } from "./decision.ts";
import type { Decision } from "./decision.ts";
import { readDecision } from "./decision-read.ts";
import { bodyOf } from "./document.ts";
import { editKey } from "./edits.ts";
import { fileOf } from "./packs.ts";
import { recheck } from "./recheck.ts";
import type { Recheck } from "./recheck.ts";

const FIXTURE = fileURLToPath(new URL("../../tests/fixtures/everything", import.meta.url));
const FACTS = { 清除: false, 倾倒: [{ 费用: "60000", 去处: "河道" }] };
const NOW = new Date("2026-03-02T08:00:00Z");

let engine: Fadu;
let files: SourceFile[];
let decision: Decision;

/** The engine behind the calls of the page, without a worker. */
function client(id: string): EngineClient {
  const port: Port = {
    onmessage: null,
    onerror: null,
    postMessage(request) {
      const { pack } = engine.compile(files, { pack: id });
      if (!pack || request.call !== "decide") throw new Error("not asked here");
      const payload = decideOn(pack, request.payload.facts, request.payload.asOf);
      queueMicrotask(() => port.onmessage?.({ data: { id: request.id, ok: true, payload } } as MessageEvent));
    },
  };
  return new EngineClient(port);
}

beforeAll(async () => {
  engine = await load();
  files = JSON.parse((await readRules(FIXTURE))[fileOf("dumping")] ?? "") as SourceFile[];
  decision = await decide(client("dumping"), { engine: engine.version, pack: "dumping", profile: null, files, facts: FACTS, asOf: "2025-09-22" }, NOW);
}, 60_000);

/** Saves, reads and re-checks a decision, beside the pack as it is or another one. */
function check(given: object, beside: SourceFile[] | null = files): Recheck {
  const { decision: read, refused } = readDecision(JSON.stringify(given));
  if (!read) throw new Error(JSON.stringify(refused));
  const asked = { pack: read.pack.id, profile: read.pack.profile, facts: read.facts, asOf: read.as_of };
  const own = recompute(engine, { ...asked, files: read.rules });
  const here = beside && recompute(engine, { ...asked, files: beside });
  return recheck(read, engine.version, own, here && { version: here.made ? here.version : "", digest: here.made ? here.digest : "", computed: here });
}

const parts = (result: Recheck) => (result.status === "cannot" ? [] : result.differences.map(({ part }) => part));
const edited = (from: string, to: string) => {
  const rules = files.map((file) => ({ path: file.path, text: file.text.replace(from, to) }));
  if (JSON.stringify(rules) === JSON.stringify(files)) throw new Error(`nothing to change: ${from}`);
  return rules;
};

test("a decision that nobody touched is identical, byte for byte, in one order of its facts", () => {
  expect(check(JSON.parse(writeDecision(decision)) as object)).toMatchObject({ status: "identical", differences: [], otherEngine: false });
  expect(decision).toMatchObject({ format: "fadu-decision-1", engine: engine.version, made: "2026-03-02T08:00:00.000Z", pack: { id: "dumping", profile: null } });
  expect(JSON.parse(decision.evaluation)).toMatchObject({ receipt: decision.receipt });
  expect(decision.documents[0]?.text.zh).toContain("6万元");
  expect(factsText({ b: true, a: "1" })).toBe(factsText({ a: "1", b: true }));
});

test("the name of a file tells of nobody", async () => {
  const named = await decide(client("dumping"), { engine: "0", pack: "dumping", profile: null, files, facts: FACTS, asOf: "2025-09-22", head: { title: "某案", party: "某公司" } }, NOW);
  expect(decisionName(named)).toBe(`dumping-2025-09-22-${decision.receipt.result.slice(7, 15)}.json`);
  expect(named.case).toEqual({ title: "某案", party: "某公司" });
  expect(decisionName({ ...named, pack: { ...named.pack, id: "../a:b" }, as_of: "2025-09-22T18:30" })).toMatch(/^\.\.ab-2025-09-22T1830-[0-9a-f]{8}\.json$/);
});

test("facts that were changed are told from the digest, and what follows from them", () => {
  const result = check({ ...decision, facts: decision.facts.replace("60000", "120000") });
  expect(result.status).toBe("altered");
  // In both languages the sum of the document is another; its foot, which repeats the receipt, is not told again.
  expect(parts(result)).toEqual(["facts", "result", "document", "document"]);
});

test("each digest and name in the file is held against what is computed", () => {
  const { receipt } = decision;
  const altered: [object, string[]][] = [
    [{ receipt: { ...receipt, result: receipt.result.replace(/.$/, "x") } }, ["result"]],
    [{ receipt: { ...receipt, facts: receipt.facts.replace(/.$/, "x") } }, ["facts"]],
    [{ receipt: { ...receipt, format: "fadu-receipt/0" } }, ["result"]],
    [{ receipt: { ...receipt, pack: { ...receipt.pack, version: "9.9.9" } } }, ["rules"]],
    [{ receipt: { ...receipt, pack: { ...receipt.pack, profile: { name: "甲市", digest: "sha256:0" } } } }, ["profile"]],
    [{ pack: { ...decision.pack, digest: "sha256:0" } }, ["rules"]],
    [{ receipt: { ...receipt, as_of: "2025-09-23" } }, ["date"]],
    [{ evaluation: decision.evaluation.replace("60000", "60001") }, ["reasons"]],
  ];
  for (const [change, expected] of altered) {
    const result = check({ ...decision, ...change });
    expect([result.status, parts(result)], JSON.stringify(change).slice(0, 80)).toEqual(["altered", expected]);
  }
});

test("a document that was rewritten is told by its first line that differs", () => {
  const [first, ...others] = decision.documents;
  if (!first) throw new Error("no document");
  const lines = first.text.zh.split("\n");
  const result = check({ ...decision, documents: [{ ...first, text: { ...first.text, zh: [...lines.slice(0, 2), "一切从宽。", ...lines.slice(3)].join("\n") } }, ...others] });
  expect(result).toMatchObject({ status: "altered", differences: [{ part: "document", language: "zh", line: 3, file: "一切从宽。", here: lines[2] }] });
  expect(parts(check({ ...decision, documents: [{ ...first, complete: !first.complete }, ...others] }))).toEqual(["document", "document"]);
  expect(parts(check({ ...decision, documents: others }))).toEqual(["missing document"]);
  expect(parts(check({ ...decision, documents: [...decision.documents, { ...first, name: "另一份" }] }))).toEqual(["added document"]);
  expect(parts(check({ ...decision, documents: [...decision.documents, first] }))).toEqual(["added document"]);
});

test("rules that were changed in the file are told, although they compile", () => {
  const result = check({ ...decision, rules: edited("30%", "35%") });
  expect(result.status).toBe("altered");
  expect(parts(result)).toContain("rules");
});

test("another pack beside the page is told, and whether it changes the result", () => {
  const changed = check(decision, edited("30%", "35%"));
  expect(changed).toMatchObject({ status: "pack", differences: [], here: { known: true, same: false, sameResult: false } });
  expect(check(decision, null)).toMatchObject({ status: "pack", here: { known: false } });
  expect(check(decision, [{ path: "a.fadu", text: "?" }])).toMatchObject({ status: "pack", here: { known: true, same: false, computed: null } });
});

test("a profile is part of what is compared", () => {
  const pack = engine.compile(files, { pack: "dumping" }).pack?.withProfile("甲市");
  if (!pack) throw new Error("no such profile");
  const made = decideOn(pack, decision.facts, "2025-09-22");
  const { receipt, pack: told } = JSON.parse(made.evaluation) as Pick<Decision, "receipt" | "pack">;
  const withProfile = { ...decision, ...made, receipt, pack: { ...decision.pack, digest: told.digest, profile: "甲市" } };
  expect(check(withProfile)).toMatchObject({ status: "identical" });
  expect(check({ ...withProfile, pack: { ...withProfile.pack, profile: "乙市" } })).toMatchObject({ status: "cannot", obstacle: { why: "profile" } });
  expect(parts(check({ ...withProfile, pack: { ...withProfile.pack, profile: null } }))).toContain("profile");
});

test("another version of the engine may word things otherwise, but not decide otherwise", () => {
  expect(check({ ...decision, engine: "0.0.1" })).toMatchObject({ status: "identical", otherEngine: true });
  const worded = { ...decision, engine: "0.0.1", evaluation: decision.evaluation.replace("处置", "处理") };
  expect(check(worded)).toMatchObject({ status: "wording", differences: [{ part: "reasons" }] });
  expect(check({ ...worded, facts: "{}" })).toMatchObject({ status: "altered", otherEngine: true });
});

test("what cannot be computed says why", () => {
  expect(check({ ...decision, rules: [{ path: "a.fadu", text: "<script>" }] })).toMatchObject({ status: "cannot", obstacle: { why: "rules" } });
  expect(check({ ...decision, as_of: "tomorrow" })).toMatchObject({ status: "cannot", obstacle: { why: "date" } });
  // Facts that are no facts are a problem in the answer: the digests tell.
  for (const facts of ["", "[1]", "{", '{"__proto__":{"a":1}}', "[".repeat(60)]) expect(check({ ...decision, facts })).toMatchObject({ status: "altered" });
});

test("a text that was edited by hand is kept beside what is generated, which re-checks as identical", () => {
  const [first] = decision.documents;
  if (!first) throw new Error("no document");
  const base = bodyOf(first, "zh").text;
  const edits = { [editKey(first.name, "zh")]: { base, text: `${base}\n另附清单。` }, [editKey(first.name, "en")]: { base: "of older facts", text: "x" } };
  const edited = editedOf(decision.documents, edits);
  expect(edited).toEqual([{ name: first.name, label: first.label, language: "zh", generated: base, text: `${base}\n另附清单。` }]);
  expect(check({ ...decision, edited })).toMatchObject({ status: "identical", differences: [] });
  const forged = edited.map((one) => ({ ...one, generated: one.generated.replace("6万元", "60万元") }));
  expect(check({ ...decision, edited: forged })).toMatchObject({ status: "altered", differences: [{ part: "edited document", language: "zh" }] });
  expect(parts(check({ ...decision, edited: forged, engine: "0.0.1" }))).toEqual(["edited document"]);
  expect(parts(check({ ...decision, edited: [{ ...edited[0], name: "另一份" }] }))).toEqual(["edited document"]);
  expect(readDecision(JSON.stringify({ ...decision, edited: [{ ...edited[0], language: "fr" }] })).refused).toEqual({ why: "wrong type", at: "edited[0].language" });
});
