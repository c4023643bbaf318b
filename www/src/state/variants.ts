import type { FactInfo, Verdict } from "fadu";
import type { Draft, Entry } from "./drafts.ts";

/** One fact as it is not: the case with this entry instead. */
export interface Change {
  fact: string;
  entry: Entry;
}

/** What a change alone would change: the verdicts that come out otherwise. */
export interface Outcome {
  change: Change;
  verdicts: Verdict[];
}

/** So many other cases are looked at; a person reads no more. */
const MOST = 160;

/**
 * Every case that differs from this one in one answer. Only answers that were given are changed,
 * and only among few: other amounts and dates are without end.
 */
export function variantsOf(facts: readonly FactInfo[], draft: Draft): Change[] {
  return facts.flatMap((info) => {
    const entry = draft[info.fact];
    return entry === undefined ? [] : others(info, entry).map((other) => ({ fact: info.fact, entry: other }));
  }).slice(0, MOST);
}

function others({ type, options, checklist }: FactInfo, entry: Entry): Entry[] {
  switch (type) {
    case "bool":
      return [entry !== true];
    case "one of":
      return options.map(({ name }) => name).filter((name) => name !== entry);
    case "any of": {
      const chosen = Array.isArray(entry) ? (entry as readonly string[]) : [];
      return options.map(({ name }) => (chosen.includes(name) ? chosen.filter((other) => other !== name) : options.map((option) => option.name).filter((other) => other === name || chosen.includes(other))));
    }
    case "judgement":
      return ["pass", "fail", ...(checklist ? ["not applicable"] : [])].filter((answer) => answer !== entry);
    default:
      return [];
  }
}

/** What a verdict comes to, without why: two that come to the same have the same text. */
export function told(verdict: Verdict): string {
  return JSON.stringify(verdict, (key, value: unknown) => (WHY.has(key) ? undefined : value));
}

const WHY = new Set(["because", "basis", "judge", "errors", "label", "asks"]);
