// The surface that `index.d.ts` describes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { compile, fadu, kindsFiles } from "./load.mjs";
import { canonicalise, utf8 } from "./support.mjs";

const asOf = "2025-06-30";
const facts = { amount: "5万", size: 3, place: "stall", means: ["hiding"], clear: "pass" };

test("the object of an evaluation and its canonical bytes are one", () => {
  const pack = compile(kindsFiles);
  const object = pack.evaluate(facts, { asOf });
  const bytes = utf8(pack.evaluateJson(JSON.stringify(facts), { asOf }));
  assert.equal(canonicalise(object), bytes);
  assert.equal(canonicalise(JSON.parse(bytes)), bytes);
  assert.equal(object.receipt.facts, object.facts);
  assert.equal(object.receipt.pack.digest, pack.digest);
});

test("facts come as text or as its UTF-8 bytes", () => {
  const pack = compile(kindsFiles);
  const text = '{"note":"恶劣"}';
  const bytes = new TextEncoder().encode(text);
  assert.deepEqual(pack.evaluateJson(bytes, { asOf }), pack.evaluateJson(text, { asOf }));
  assert.throws(() => pack.evaluateJson({ note: "恶劣" }, { asOf }), TypeError);
});

test("text that is no JSON is a problem, not an exception", () => {
  const pack = compile(kindsFiles);
  for (const text of ["", "{", '{"amount":1e400}', '{"size":1,"size":1}', '{"note":"\ud800"}', "[".repeat(1e6)]) {
    const { problems } = JSON.parse(utf8(pack.evaluateJson(text, { asOf })));
    assert.ok(problems.length > 0, JSON.stringify(text.slice(0, 30)));
  }
  // A mark that Windows editors put before a text is none of it.
  assert.deepEqual(JSON.parse(utf8(pack.evaluateJson("\ufeff{}", { asOf }))).problems, []);
});

test("a date that is none is the caller's mistake", () => {
  const pack = compile(kindsFiles);
  assert.throws(() => pack.evaluate({}, { asOf: "2025-02-30" }), RangeError);
  assert.throws(() => pack.evaluateJson("{}", { asOf: "yesterday" }), RangeError);
  assert.throws(() => pack.evaluate({}, { asOf: "2025-06-30T24:00" }), RangeError);
  assert.throws(() => pack.evaluate({}, { asOf: new Date(0) }), TypeError);
  assert.throws(() => pack.evaluate({}), TypeError);
});

test("a case is judged as of a date or as of a minute", () => {
  const pack = compile(kindsFiles);
  const state = (asOf) => {
    const { as_of, receipt, verdicts } = pack.evaluate({ hour: "2025-06-29T18:00" }, { asOf });
    assert.deepEqual([as_of, receipt.as_of], [asOf, asOf]);
    const { due, state } = verdicts.find(({ name }) => name === "notice");
    assert.equal(due, "2025-06-30T18:00");
    return state;
  };
  assert.equal(state("2025-06-30"), "due");
  assert.equal(state("2025-06-30T17:59"), "running");
  assert.equal(state("2025-06-30T18:01"), "overdue");
});

test("mistakes in rules come back with code, place and help, and no pack", () => {
  const text = `${kindsFiles[0].text}\nfact broken : colour\n`;
  const { pack, diagnostics } = fadu.compile([{ path: "kinds/pack.fadu", text }]);
  assert.equal(pack, null);
  assert.ok(diagnostics.length > 0);
  const [{ code, severity, path, start, end, message }] = diagnostics;
  assert.match(code, /^F\d{4}$/);
  assert.equal(severity, "error");
  assert.equal(path, "kinds/pack.fadu");
  assert.equal(start.line, text.split("\n").indexOf("fact broken : colour") + 1);
  assert.ok(end.line > start.line || end.column >= start.column);
  assert.ok(message.zh && message.en);
});

test("a pack knows itself, its form and its own cases", () => {
  const pack = compile(kindsFiles);
  assert.equal(pack.id, "kinds");
  assert.equal(pack.version, "1.0.0");
  assert.match(pack.digest, /^sha256:[0-9a-f]{64}$/);
  assert.deepEqual(pack.title, { zh: "各类事实", en: "facts of every kind" });
  assert.equal(pack.jurisdiction, null);
  const local = 'pack local 1.0.0 jurisdiction "贵州省" / "Guizhou"\n';
  assert.deepEqual(compile([{ path: "local/pack.fadu", text: local }]).jurisdiction, { zh: "贵州省", en: "Guizhou" });
  const form = pack.facts();
  assert.deepEqual(
    form.map(({ fact, type }) => [fact, type]),
    [
      ["amount", "money"],
      ["size", "number"],
      ["heads", "integer"],
      ["share", "percent"],
      ["day", "date"],
      ["hour", "moment"],
      ["known", "bool"],
      ["note", "text"],
      ["place", "one of"],
      ["means", "any of"],
      ["clear", "judgement"],
      ["toString", "bool"],
    ],
  );
  assert.deepEqual(form[8].options.map(({ name }) => name), ["shop", "stall", "constructor"]);
  const report = pack.test();
  assert.deepEqual([report.passed, report.failed], [2, 0]);
});

test("a freed pack says so", () => {
  const pack = compile(kindsFiles);
  pack.free();
  pack.free();
  assert.throws(() => pack.facts(), /freed/);
  assert.equal(pack.id, "kinds");
});

test("keywords are rewritten, names and text are not", () => {
  const [{ text }] = kindsFiles;
  const chinese = fadu.format(text, { lang: "zh" });
  assert.match(chinese, /^事实 amount "金额" \/ "amount" : 金额/m);
  assert.equal(fadu.format(fadu.format(chinese, { lang: "en" }), { lang: "zh" }), chinese);
  assert.equal(compile([{ path: "kinds/pack.fadu", text: chinese }]).digest, compile(kindsFiles).digest);
  assert.equal(fadu.format("fact  a:bool ; fact b ： bool"), "fact a : bool\nfact b : bool\n");
  assert.throws(() => fadu.format("fact (", { lang: "zh" }), (error) => error.diagnostics.length > 0);
  assert.throws(() => fadu.format(text, { lang: "fr" }), RangeError);
});
