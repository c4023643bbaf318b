import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load } from "fadu";
import type { Pack } from "fadu";
import { beforeAll, expect, test } from "vitest";
import { wordsOf } from "../i18n/index.ts";
import { toFacts } from "./drafts.ts";
import { obstaclesTo } from "./rounds.ts";
import { sample, SAMPLE_PACK } from "./sample.ts";

const RULES = fileURLToPath(new URL("../../../rules", import.meta.url));

let pack: Pack;
beforeAll(async () => {
  const files = readdirSync(RULES, { recursive: true, encoding: "utf8" })
    .filter((path) => /^(?:legal-review|law|calendars)\/.*\.(?:fadu|csv)$/.test(path) && !path.includes("/cases/"))
    .map((path) => ({ path, text: readFileSync(`${RULES}/${path}`, "utf8") }));
  const compiled = (await load()).compile(files, { pack: SAMPLE_PACK });
  if (!compiled.pack) throw new Error(compiled.diagnostics[0]?.message.en);
  pack = compiled.pack;
}, 60_000);

test.each(["zh", "en"] as const)("the sample is a whole review by the pack as it is, in %s, and says that it is made up", (language) => {
  const facts = pack.facts();
  const words = wordsOf(language);
  const { draft = {}, notes = {}, title, party } = sample(facts, words, "2025-09-22");
  const known = new Set(facts.map(({ fact }) => fact));
  expect([...Object.keys(draft), ...Object.keys(notes)].filter((fact) => !known.has(fact))).toEqual([]);
  const evaluation = pack.evaluate(toFacts(facts, draft), { asOf: "2025-09-22" });
  expect(evaluation.problems).toEqual([]);
  expect(evaluation.missing.map(({ fact }) => fact)).toEqual([]);
  const review = evaluation.verdicts.find((verdict) => verdict.kind === "review");
  expect(review).toMatchObject({ outcome: "decided", required: "true" });
  expect(review?.items.filter(({ finding }) => finding === "fail")).toHaveLength(1);
  expect(review?.opinions.find(({ name }) => name === review.opinion)?.pass).toBe(false);
  expect(evaluation.verdicts.filter((verdict) => verdict.kind === "deadline").map(({ state, due }) => [state, due]).find(([, due]) => due)).toEqual(["running", "2025-09-30"]);
  // It can be signed off as it is: what failed has its note.
  expect(obstaclesTo(evaluation, notes)).toEqual([]);
  for (const text of [title, party, ...Object.values(notes).map((note) => note.text)]) expect(text).toMatch(language === "zh" ? /虚构/ : /made up/);
});
