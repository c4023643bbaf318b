import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load } from "fadu";
import type { SourceFile } from "fadu";
import { beforeAll, expect, test } from "vitest";
import { fileOf, LIST } from "../src/state/packs.ts";
import type { ListedPack } from "../src/state/packs.ts";
import { askThrough, meanQuestions, random } from "./questions.ts";
import type { Questions } from "./questions.ts";
import { readRules } from "./rules.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const WRITTEN = here("../src/state/questions.json");
/** `npm run questions` measures all packs anew and writes what is found. */
const BLESS = process.env["FADU_BLESS"] === "1";
/** Packs that are measured each time: they take a second. */
const SAMPLE = ["legal-review", "market-discretion"];

let beside: Record<string, string>;
let listed: ListedPack[];
const open = async (id: string) => {
  const { pack } = (await load()).compile(JSON.parse(beside[fileOf(id)] ?? "") as SourceFile[], { pack: id });
  if (!pack) throw new Error(`${id} does not compile`);
  return pack;
};

beforeAll(async () => {
  beside = await readRules(here("../../rules"));
  listed = JSON.parse(beside[LIST] ?? "") as ListedPack[];
}, 60_000);

test("the figures of the packs are those of their rules as they are", { timeout: 600_000 }, async () => {
  if (BLESS) {
    const found: Record<string, Questions> = {};
    for (const { id } of [...listed].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const pack = await open(id);
      const started = performance.now();
      found[id] = meanQuestions(pack);
      console.log(id, found[id]?.mean, `of ${pack.facts().length}`, `${Math.round(performance.now() - started)} ms`);
      pack.free();
    }
    // Read by the page itself: `src/state/questions.ts`.
    writeFileSync(WRITTEN, `${JSON.stringify(found, null, 2)}\n`);
  }
  const written = JSON.parse(readFileSync(WRITTEN, "utf8")) as Record<string, Questions>;
  const stale = listed.filter(({ id, card }) => written[id]?.digest !== card?.digest).map(({ id }) => id);
  expect(stale, "npm run questions measures them anew").toEqual([]);
  for (const id of SAMPLE) expect(meanQuestions(await open(id)), id).toEqual(written[id]);
  for (const { id, card } of listed) expect(written[id]?.mean, id).toBeLessThanOrEqual(card?.facts ?? 0);
});

test("a made-up case is the same each time, and answering in the listed order is no detour", async () => {
  const [a, b] = [random("x"), random("x")];
  expect(Array.from({ length: 5 }, a)).toEqual(Array.from({ length: 5 }, b));
  expect(random("y")()).not.toBe(random("x")());
  const pack = await open("market-discretion");
  const infos = pack.facts();
  expect(askThrough(pack, infos, "1")).toBe(askThrough(pack, infos, "1"));
  expect(askThrough(pack, infos, "1")).toBeGreaterThan(0);
});
