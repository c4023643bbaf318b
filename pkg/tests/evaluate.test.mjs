// The module that opens compiled packs and reads no text: the same answers as the whole engine's.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load } from "fadu/evaluate";
import { compile, fadu, kindsFiles } from "./load.mjs";

const evaluator = await load();
const kinds = compile(kindsFiles);
const opened = evaluator.open(kinds.toBytes());
const asOf = "2025-06-30";
const FACTS = [{}, { amount: "8000", clear: "pass" }, { amount: 0.1, nobody: 1 }, [], { amount: 10n ** 20n, note: "\ud800" }, { size: NaN }];

test("it is the same engine without the text", () => {
  assert.equal(evaluator.version, fadu.version);
  assert.deepEqual(Object.keys(evaluator), ["version", "open"]);
  assert.equal("test" in opened, false);
});

test("an opened pack is the pack: its head, its form, its answers", () => {
  for (const pack of [opened, fadu.open(kinds.toBytes())]) {
    for (const part of ["id", "version", "digest", "title", "jurisdiction"]) assert.deepEqual(pack[part], kinds[part], part);
    for (const part of ["facts", "documents", "profiles"]) assert.deepEqual(pack[part](), kinds[part](), part);
    for (const facts of FACTS) assert.deepEqual(pack.evaluate(facts, { asOf }), kinds.evaluate(facts, { asOf }));
    assert.deepEqual(pack.evaluateJson("{}", { asOf }), kinds.evaluateJson("{}", { asOf }));
    assert.deepEqual(pack.document("none", {}, { asOf }), null);
    assert.equal(pack.withProfile("none"), null);
  }
});

test("a pack that was opened has no tests, and can be handed on as it is", () => {
  const again = fadu.open(kinds.toBytes());
  assert.deepEqual(again.test().cases, []);
  assert.deepEqual(again.toBytes(), kinds.toBytes());
});

test("reasons are given of the verdicts that are named, and change nothing else", () => {
  const all = kinds.evaluate(FACTS[1], { asOf });
  const told = all.verdicts.filter(({ because }) => because.length > 0);
  assert.ok(told.length > 1);
  const [{ name }] = told;
  for (const pack of [kinds, opened]) {
    const one = pack.evaluate(FACTS[1], { asOf, reasons: [name, "nobody"] });
    const verdicts = all.verdicts.map((verdict) => (verdict.name === name ? verdict : { ...verdict, because: [] }));
    assert.deepEqual(one, { ...all, verdicts });
    assert.deepEqual(pack.evaluate(FACTS[1], { asOf, reasons: all.verdicts.map((verdict) => verdict.name) }), all);
    const text = new TextDecoder().decode(pack.evaluateJson(JSON.stringify(FACTS[1]), { asOf, reasons: [name] }));
    assert.deepEqual(JSON.parse(text), one);
    assert.throws(() => pack.evaluate({}, { asOf, reasons: [1] }), TypeError);
  }
});

test("what is no compiled pack is refused in both languages", () => {
  const bytes = kinds.toBytes();
  const altered = Uint8Array.from(bytes);
  altered[altered.length - 1] ^= 1;
  for (const open of [evaluator.open, fadu.open]) {
    assert.throws(() => open(altered), { name: "SyntaxError", message: /损坏.*altered/s });
    assert.throws(() => open(new Uint8Array()), { name: "SyntaxError", message: /不是编译好的规则包.*no compiled pack/s });
    assert.throws(() => open(readFileSync(new URL("../package.json", import.meta.url))), SyntaxError);
    assert.throws(() => open("pack"), TypeError);
    assert.throws(() => open(bytes.buffer), TypeError);
  }
});

test("a date that is none is said before the module is asked", () => {
  assert.throws(() => opened.evaluate({}, { asOf: "2025-02-29" }), RangeError);
  assert.throws(() => opened.document("none", {}, { asOf: "today" }), RangeError);
  assert.throws(() => opened.evaluate({}, {}), TypeError);
});

test("what changes leave out is what was there before, and all of it is the answer to the case alone", () => {
  const cases = [{}, { amount: "8000" }, { amount: "8000", clear: "pass" }, { amount: "8001", clear: "pass" }, { clear: "pass" }, { clear: "fail", amount: 0.1 }, {}];
  for (const pack of [kinds, opened]) {
    let [turn, before, left] = [0, null, 0];
    for (const [at, facts] of cases.entries()) {
      for (const reasons of [[], undefined]) {
        const options = reasons ? { asOf, reasons } : { asOf };
        const { turn: next, ...changes } = JSON.parse(new TextDecoder().decode(pack.evaluateChanges(facts, { ...options, since: turn })));
        left += JSON.stringify(changes).split("null").length - JSON.stringify(pack.evaluate(facts, options)).split("null").length;
        before = filled(changes, before);
        const { receipt: _, ...answers } = pack.evaluate(facts, options);
        assert.deepEqual(before, answers, `case ${at}`);
        turn = Number(next);
      }
    }
    assert.ok(left > cases.length, "nothing was left out");
    // An answer that is not the last one is nothing to leave out by.
    const whole = JSON.parse(new TextDecoder().decode(pack.evaluateChanges({}, { asOf, since: turn - 1 })));
    const { verdicts, missing, warnings } = pack.evaluate({}, { asOf });
    assert.deepEqual([whole.verdicts, whole.missing, whole.warnings], [verdicts, missing, warnings]);
  }
});

/** Puts in what changes leave out, as `index.d.ts` has it. */
function filled(changes, before) {
  const parts = (now, then) => now?.map((part, at) => part ?? then[at]);
  const verdicts = changes.verdicts.map((verdict, at) => {
    const was = before?.verdicts[at];
    if (verdict === null) return was;
    if (verdict.kind !== "benchmark") return verdict;
    const lists = ["tiers", "penalties", "circumstances", "weights"].filter((list) => list in verdict);
    return { ...verdict, ...Object.fromEntries(lists.map((list) => [list, parts(verdict[list], was?.[list])])) };
  });
  const [missing, warnings] = ["missing", "warnings"].map((list) => parts(changes[list], before?.[list]));
  return { ...changes, verdicts, missing, warnings };
}
