import type { Evaluation, FactInfo, FactRecord, Facts, FactValue, Pack } from "fadu";
import { nextQuestion } from "../src/state/interview.ts";

/** So many cases of a pack are made up and asked through. */
export const CASES = 24;
/** Whatever the day, it is this one: the figures are to be the same every time. */
const AS_OF = "2025-06-30";

/** How many questions it takes until the verdicts are settled, over made-up cases. */
export interface Questions {
  digest: string;
  /** The mean, to one decimal. */
  mean: number;
  cases: number;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function random(seed: string): () => number {
  let state = [...seed].reduce((hash, character) => Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619) >>> 0, 2166136261);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** An answer as a case might have it: of amounts small ones oftener, of checklists mostly passes. */
function answerTo(info: FactInfo, next: () => number): FactValue {
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(next() * items.length)];
  const names = info.options.map(({ name }) => name);
  switch (info.type) {
    case "bool":
      return next() < 0.5;
    case "judgement": {
      const drawn = next();
      return info.checklist ? (drawn < 0.85 ? "pass" : drawn < 0.95 ? "fail" : "not applicable") : drawn < 0.35 ? "pass" : "fail";
    }
    case "one of":
      return pick(names);
    case "any of": {
      if (next() < 0.15) return [];
      return [...new Set([pick(names), ...(next() < 0.2 ? [pick(names)] : [])])].flatMap((name) => name ?? []);
    }
    case "money":
      return String(Math.round(10 ** (3 + next() * 3.5) / 100) * 100);
    case "integer":
    case "number": {
      const least = Number(info.range?.lower?.value ?? 0);
      const most = Number(info.range?.upper?.value ?? least + 20);
      return String(Math.round(least + next() * (most - least)));
    }
    case "percent":
      return `${Math.round(next() * 100)}%`;
    case "date":
    case "moment": {
      const day = new Date(Date.parse(`${AS_OF}T00:00:00Z`) - Math.floor(next() * 400) * 86_400_000).toISOString().slice(0, 10);
      return info.type === "date" ? day : `${day}T10:00`;
    }
    case "list of": {
      if (next() < 0.5) return [];
      return [Object.fromEntries((info.fields ?? []).map((field): [string, FactValue] => [field.fact, answerTo(field, next)])) as FactRecord];
    }
    default:
      return "甲";
  }
}

const MAIN = new Set(["benchmark", "review", "scope", "scorecard"]);

/** Whether everything is settled that people wait for: or, in a pack of shared rules, all. */
function isSettled({ verdicts }: Evaluation): boolean {
  const main = verdicts.filter(({ kind }) => MAIN.has(kind));
  return (main.length > 0 ? main : verdicts).every(({ outcome }) => outcome !== "unknown");
}

/** Asks one made-up case as the page does, and counts the questions. */
export function askThrough(pack: Pack, infos: readonly FactInfo[], seed: string): number {
  const next = random(seed);
  // Every fact has its answer before the first question: the case is the same in whatever order it is asked.
  const answers = new Map(infos.map((info) => [info.fact, answerTo(info, next)]));
  let facts: Facts = {};
  const asked = new Set<string>();
  for (;;) {
    const evaluation = pack.evaluate(facts, { asOf: AS_OF });
    const question = isSettled(evaluation) ? null : nextQuestion(infos, evaluation.missing, asked);
    if (question === null) return asked.size;
    asked.add(question);
    facts = { ...facts, [question]: answers.get(question) };
  }
}

export function meanQuestions(pack: Pack): Questions {
  const infos = pack.facts();
  const counts = Array.from({ length: CASES }, (_, at) => askThrough(pack, infos, `${pack.id} ${at}`));
  return { digest: pack.digest, mean: Math.round((counts.reduce((sum, count) => sum + count, 0) / CASES) * 10) / 10, cases: CASES };
}
