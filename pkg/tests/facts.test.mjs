// Objects of facts are read as their JSON text is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { compile, kindsFiles } from "./load.mjs";
import { checkOddFacts } from "./odd-facts-check.mjs";

test("odd objects are taken, refused and digested like the JSON text that says the same", () => {
  const { checked, wrong } = checkOddFacts(compile(kindsFiles));
  assert.ok(checked > 80, `only ${checked} were checked`);
  assert.deepEqual(wrong, []);
});

test("reading facts leaves the caller's objects as they were", () => {
  const facts = Object.freeze({ amount: 1n, means: Object.freeze(["hiding"]) });
  compile(kindsFiles).evaluate(facts, { asOf: "2025-06-30" });
  assert.deepEqual(facts, { amount: 1n, means: ["hiding"] });
});
