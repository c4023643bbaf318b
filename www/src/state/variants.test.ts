import { fileURLToPath } from "node:url";
import { load } from "fadu";
import type { SourceFile } from "fadu";
import { expect, test } from "vitest";
import { readRules } from "../../vite/rules.ts";
import { toFacts } from "./drafts.ts";
import { told, variantsOf } from "./variants.ts";

const RULES = fileURLToPath(new URL("../../tests/fixtures/everything", import.meta.url));

test("only answers that were given are changed, each to all the others it may have", async () => {
  const beside = await readRules(RULES);
  const [file = ""] = Object.keys(beside).filter((path) => path.startsWith("packs/"));
  const { pack } = (await load()).compile(JSON.parse(beside[file] ?? "") as SourceFile[]);
  const facts = pack?.facts() ?? [];
  expect(variantsOf(facts, {})).toEqual([]);
  const draft = { 清除: true };
  expect(variantsOf(facts, draft)).toEqual([{ fact: "清除", entry: false }]);
  const of = (given: Record<string, boolean>) => pack?.evaluate(toFacts(facts, given), { asOf: "2025-06-30" }).verdicts.map(told);
  expect(of({ 清除: true })).not.toEqual(of({ 清除: false }));
  expect(of({ 清除: true })).toEqual(of({ 清除: true }));
});
