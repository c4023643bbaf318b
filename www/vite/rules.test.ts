import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load } from "fadu";
import type { SourceFile } from "fadu";
import { beforeAll, expect, test } from "vitest";
import { fileOf, LIST, NAMED } from "../src/state/packs.ts";
import type { ListedPack } from "../src/state/packs.ts";
import { readRules } from "./rules.ts";

const RULES = fileURLToPath(new URL("../../rules", import.meta.url));

let beside: Record<string, string>;
let listed: ListedPack[];
beforeAll(async () => {
  beside = await readRules(RULES);
  listed = JSON.parse(beside[LIST] ?? "") as ListedPack[];
}, 60_000);

test("the packs of this project are listed, those that others use last", () => {
  const packs = listed.map(({ id }) => id);
  for (const id of ["food-safety", "legal-review", "reconsideration-acceptance"]) expect(packs).toContain(id);
  expect(packs.slice(-2).sort()).toEqual(["market-discretion", "penalty-law"]);
  expect(Object.keys(beside).sort()).toEqual([LIST, ...packs.map(fileOf)].sort());
});

test("a pack compiled alone is the pack compiled among all, with their tests", { timeout: 60_000 }, async () => {
  const engine = await load();
  const all = readdirSync(RULES, { recursive: true, encoding: "utf8" }).filter((path) => /\.(?:fadu|csv)$/.test(path)).map((path) => ({ path, text: readFileSync(`${RULES}/${path}`, "utf8") }));
  expect(listed.filter(({ card }) => card === null)).toEqual([]);
  for (const { id, card } of listed.filter((entry) => ["food-safety", "guangdong-ecology"].includes(entry.id))) {
    expect(card?.digest, id).toBe(engine.compile(all, { pack: id }).pack?.digest);
  }
});

test("the list names a few answers of each kind and counts them all", () => {
  const answers = listed.find(({ id }) => id === "guangdong-ecology")?.card?.answers ?? [];
  const benchmarks = answers.find(({ kind }) => kind === "benchmark");
  expect(benchmarks?.first).toHaveLength(NAMED);
  expect(benchmarks?.count).toBeGreaterThan(NAMED);
  expect(new Set(answers.map(({ kind }) => kind)).size).toBe(answers.length);
  for (const { first, count } of listed.flatMap(({ card }) => card?.answers ?? [])) expect(first).toHaveLength(Math.min(NAMED, count));
});

test("no pack brings along what it does not use", () => {
  const paths = (JSON.parse(beside[fileOf("legal-review")] ?? "") as SourceFile[]).map(({ path }) => path.replace(/[^/]+$/, ""));
  expect([...new Set(paths)]).toEqual(["legal-review/", "law/penalty-law/", "calendars/"]);
});

test("a pack with mistakes is listed with them", async () => {
  const made = await readRules(fileURLToPath(new URL("../tests/fixtures/broken", import.meta.url)));
  const [entry] = JSON.parse(made[LIST] ?? "") as ListedPack[];
  expect(entry).toMatchObject({ id: "broken", card: null });
  expect(entry?.diagnostics.map(({ code }) => code)).toContain("F0201");
});
