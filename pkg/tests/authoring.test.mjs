// What the authors of rules ask of a pack.
import assert from "node:assert/strict";
import { test } from "node:test";
import { compile, fadu, kindsFiles } from "./load.mjs";

const path = "market/pack.fadu";

/** Nobody says what is due at exactly 10,000; the last tier is behind another. */
const gap = `pack market 1.0.0
fact 货值 "货值" / "goods" : money at least 0元
fact 再犯 "再犯" / "again" : bool
define 重 "从重" / "heavy" = 货值 over 10000元
define 轻 "从轻" / "light" = 货值 under 10000元
scope 分档 "分档" / "bands" {
  accept heavy "重" / "heavy" when 重
  accept light "轻" / "light" when 轻
  accept heaviest "最重" / "heaviest" when 货值 over 20000元
}
test a "不足一万元" / "under ten thousand" as of 2025-06-30 {
  given 货值 = 9999元
  expect 轻
}
`;
const files = [{ path, text: gap }];
const mended = [{ path, text: gap.replace("under 10000元", "at most 10000元").replace("1.0.0", "1.1.0") }];

test("a proof has findings with place, case and a test to paste", () => {
  const proof = compile(files).prove();
  assert.deepEqual([proof.pack, proof.version, proof.undecided, proof.undecided_percent], ["market", "1.0.0", [], "0"]);
  assert.ok(proof.questions > 0 && proof.steps > 0);
  const [found, behind] = proof.findings;
  assert.equal(found.code, "V0101");
  assert.equal(found.path, path);
  assert.equal(found.line, gap.split("\n").findIndex((line) => line.includes("accept heavy")) + 1);
  assert.deepEqual(found.witness.facts.货值, "10000");
  assert.equal(behind.witness, null);
  assert.equal(behind.explained, null);
  // The case is one: its test fails as the rules stand, and the engine says that nothing decides it.
  const { verdicts } = compile(files).evaluate(found.witness.facts, { asOf: found.witness.as_of });
  assert.equal(verdicts.find(({ name }) => name === "分档").ground, null);
  const pasted = compile([{ path, text: `${gap}\n${found.test}` }]).test();
  assert.deepEqual([pasted.passed, pasted.failed], [1, 1]);
});

test("a reason above the line explains a finding", () => {
  const line = '  accept heavy "重"';
  const explained = gap.replace(line, `-- prove: allow V0101 reason "至今无此案"\n${line}`);
  const [found] = compile([{ path, text: explained }]).prove().findings;
  assert.equal(found.explained, "至今无此案");
});

test("coverage names what no test reaches", () => {
  const coverage = compile(files).coverage();
  assert.equal(coverage.cases, 1);
  assert.ok(coverage.met > 0 && coverage.met < coverage.goals);
  const light = coverage.points.find(({ kind, name }) => kind === "define" && name === "轻");
  assert.equal(light.goals.find(({ side }) => side === "holds").by.name, "a");
  const sides = coverage.points.flatMap(({ goals }) => goals.map(({ side, state }) => `${side} ${state}`));
  assert.ok(sides.includes("at missing"), sides.join(", "));
});

test("lint names what should be looked at", () => {
  const codes = compile(files).lint().map(({ code, path: where, line }) => [code, where, line]);
  const again = gap.split("\n").findIndex((line) => line.startsWith("fact 再犯")) + 1;
  assert.ok(codes.some(([code, where, line]) => /^L\d{4}$/.test(code) && where === path && line === again), JSON.stringify(codes));
});

test("a difference of two versions is told with a case", () => {
  const [old, newer] = [compile(files), compile(mended)];
  const diff = fadu.diff(old, newer);
  assert.deepEqual([diff.old.version, diff.new.version], ["1.0.0", "1.1.0"]);
  const rule = diff.rules.find(({ name }) => name === "分档");
  assert.equal(rule.standing, "changed");
  assert.equal(rule.changes[0].witness.case.facts.货值, "10000");
  assert.ok(fadu.diff(old, old).rules.every(({ standing }) => standing === "untouched"));
  assert.throws(() => fadu.diff(old, {}), TypeError);
  assert.throws(() => fadu.diff(null, old), TypeError);
  newer.free();
  assert.throws(() => fadu.diff(old, newer), /freed/);
});

test("a freed pack proves nothing", () => {
  const pack = compile(kindsFiles);
  pack.free();
  for (const ask of ["prove", "coverage", "lint"]) assert.throws(() => pack[ask](), /freed/);
});
