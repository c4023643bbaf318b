import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readRules } from "./rules.ts";

test("the rule files are listed by path, with the packs among them", () => {
  const { files, packs } = readRules(fileURLToPath(new URL("../tests/fixtures/rules", import.meta.url)));
  expect(files.map(({ path }) => path)).toEqual(["food-safety/pack.fadu", "legal-review/pack.fadu"]);
  expect(packs).toEqual(["food-safety", "legal-review"]);
});

test("the packs of this project are found, those that others use last", () => {
  const { packs } = readRules(fileURLToPath(new URL("../../rules", import.meta.url)));
  for (const id of ["food-safety", "legal-review", "reconsideration-acceptance"]) expect(packs).toContain(id);
  expect(packs.at(-1)).toBe("penalty-law");
});
