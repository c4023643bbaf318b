import { expect, test } from "vitest";
import type { Proof, Truth } from "fadu";
import { split } from "../../../pkg/elements/steps.js";
import { label, step } from "../../tests/fixtures/make.ts";

const named = (name: string, truth: Truth | null, because: Proof[] = []) => step(label(name, name), truth, because);
const names = (steps: Proof[]) => steps.map(({ text }) => text.en);

test.each<[Truth, string[]]>([["true", ["a"]], ["false", ["b"]], ["unknown", ["c"]]])("under a step that is %s, what is the same decided", (truth, decided) => {
  const steps = [named("a", "true"), named("b", "false"), named("c", "unknown")];
  expect(names(split(named("all", truth, steps)).decided)).toEqual(decided);
});

test("a value always counts, and a single step does too", () => {
  expect(names(split(named("all", "true", [named("value", null), named("b", "false"), named("a", "true")])).decided)).toEqual(["value", "a"]);
  expect(names(split(named("not", "true", [named("b", "false")])).decided)).toEqual(["b"]);
});

test("where nothing agrees with the conclusion, everything is shown", () => {
  expect(split(named("all", "true", [named("b", "false"), named("c", "unknown")])).rest).toEqual([]);
});
