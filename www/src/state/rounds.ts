import type { Answers, Evaluation, Finding, Label, Receipt, ReviewVerdict } from "fadu";
import { factsOfItem } from "../elements/groups.ts";
import type { Language, Words } from "../i18n/index.ts";
import type { Case, Note } from "./case.ts";
import { differences } from "./compare.ts";
import type { Draft } from "./drafts.ts";

/** Who answered a fact last, as typed, and when by the clock of this computer. Nothing proves either. */
export interface Mark {
  by: string;
  at: string;
}

export type Marks = Readonly<Record<string, Mark>>;

/** An item of a checklist as it stood when its round was closed. */
export interface ClosedItem {
  name: string;
  label: Label;
  finding: Finding;
  facts: readonly string[];
  /** What it leads to, having failed. */
  leadsTo: { opinion: Label; advise: Label | null } | null;
}

export interface ClosedReview {
  name: string;
  label: Label;
  opinion: { label: Label; pass: boolean };
  items: readonly ClosedItem[];
}

/** A round of review that somebody closed: all of what it rested on, to be held against the next one. */
export interface Round {
  /** The name that was typed. Nothing proves it. */
  by: string;
  /** The date that goes with it, as typed. */
  on: string;
  /** When it was closed, in UTC. */
  at: string;
  remark: string;
  asOf: string;
  receipt: { pack: string; digest: string; facts: string; result: string };
  reviews: readonly ClosedReview[];
  draft: Draft;
  notes: Readonly<Record<string, Note>>;
  marks: Marks;
  /** When and why the next round was begun; null while this one is the last. `only` are the facts that it looks at, where that is not all. */
  reopened: { at: string; why: string; only?: readonly string[] } | null;
}

/** What a reviewer types to close a round. */
export type Signature = Pick<Round, "by" | "on" | "remark">;

/** The round that stands closed: the case may not be changed until the next one is begun. */
export function closedRound({ rounds }: Pick<Case, "rounds">): Round | null {
  const last = rounds.at(-1);
  return last && last.reopened === null ? last : null;
}

/** The items that did not pass: a next round may look at these alone. */
export const notPassed = ({ reviews }: Round): ClosedItem[] => reviews.flatMap(({ items }) => items.filter(({ finding }) => finding !== "pass" && finding !== "not applicable"));

/** The items that the round after one looked at, where those were not all. */
export function lookedAt({ reviews, reopened }: Round): ClosedItem[] {
  const only = reopened?.only;
  return only ? reviews.flatMap(({ items }) => items.filter(({ facts }) => facts.some((fact) => only.includes(fact)))) : [];
}

/** The answers that stand as the round before left them: those of items that the round on hand does not look at. What was never answered is open to anybody. */
export function keptFacts({ rounds, draft }: Pick<Case, "rounds" | "draft">): ReadonlySet<string> {
  const last = rounds.at(-1);
  const only = last?.reopened?.only;
  if (!last || !only) return NONE;
  return new Set(last.reviews.flatMap(({ items }) => items.flatMap(({ facts }) => facts)).filter((fact) => !only.includes(fact) && draft[fact] !== undefined));
}

const NONE: ReadonlySet<string> = new Set();

/** The number of the round that is worked on, or stands closed. */
export const roundNumber = (one: Pick<Case, "rounds">): number => one.rounds.length + (closedRound(one) ? 0 : 1);

/** The day that a case is looked at: a closed one as it was closed. */
export const dateOf = (one: Case, today: string): string => closedRound(one)?.asOf ?? one.asOf ?? today;

/** The checklists that a round closes. */
export const checklistsOf = (evaluation: Answers): ReviewVerdict[] =>
  evaluation.verdicts.filter((verdict): verdict is ReviewVerdict => verdict.kind === "review" && verdict.items.length > 0 && verdict.outcome !== "not applicable");

/** Why a round cannot be closed yet. */
export type Obstacle = { why: "no opinion"; label: Label } | { why: "no note"; label: Label; fact: string };

/** An opinion has to be there, and of whatever failed what must be done about it. */
export function obstaclesTo(evaluation: Answers, notes: Case["notes"]): Obstacle[] {
  return checklistsOf(evaluation).flatMap((review): Obstacle[] => [
    ...(review.opinion === null ? [{ why: "no opinion" as const, label: review.label }] : []),
    ...review.items.flatMap((item): Obstacle[] => {
      const failed = item.asks.length > 0 ? item.asks.filter(({ answer }) => answer === "fail").map(({ fact }) => fact) : item.finding === "fail" ? factsOfItem(review, item) : [];
      const [first] = failed;
      const said = failed.some((fact) => (notes[fact]?.text ?? "").trim() !== "");
      return first === undefined || said ? [] : [{ why: "no note", label: item.label, fact: first }];
    }),
  ]);
}

const receiptOf = ({ pack, facts, result }: Receipt): Round["receipt"] => ({ pack: `${pack.id} ${pack.version}`, digest: pack.digest, facts, result });

export function close({ draft, notes, marks }: Case, evaluation: Evaluation, signature: Signature, now: Date): Round {
  return {
    ...signature,
    at: now.toISOString(),
    asOf: evaluation.as_of,
    receipt: receiptOf(evaluation.receipt),
    reviews: checklistsOf(evaluation).flatMap((review) => {
      const opinion = review.opinions.find(({ name }) => name === review.opinion);
      return opinion ? [{ name: review.name, label: review.label, opinion: { label: opinion.label, pass: opinion.pass }, items: review.items.map((item) => closedItem(review, item)) }] : [];
    }),
    draft,
    notes,
    marks,
    reopened: null,
  };
}

function closedItem(review: ReviewVerdict, item: ReviewVerdict["items"][number]): ClosedItem {
  const opinion = review.opinions.find(({ name }) => name === item.on_fail?.opinion);
  return {
    name: item.name, label: item.label, finding: item.finding, facts: factsOfItem(review, item),
    leadsTo: item.finding === "fail" && item.on_fail && opinion ? { opinion: opinion.label, advise: item.on_fail.advise } : null,
  };
}

/** Whether what stands in a closed case is no longer what was closed: by another program, or by other rules. */
export function alteredSince(round: Round, one: Case, receipt: Receipt | null): boolean {
  if (differences(round, one, []).length > 0) return true;
  if (receipt === null || receipt.as_of !== round.asOf) return false;
  return JSON.stringify(receiptOf(receipt)) !== JSON.stringify(round.receipt);
}

/** The newest answer to any of some facts. */
export function markOf(marks: Marks, facts: readonly string[]): Mark | null {
  return facts.flatMap((fact) => marks[fact] ?? []).sort((a, b) => (a.at < b.at ? 1 : -1))[0] ?? null;
}

/** Who answered what, after the draft was changed by somebody. */
export function marked(marks: Marks, before: Draft, after: Draft, mark: Mark): Marks {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((fact) => JSON.stringify(before[fact]) !== JSON.stringify(after[fact]));
  const next = new Map(Object.entries(marks));
  for (const fact of changed) {
    if (after[fact] === undefined) next.delete(fact);
    else next.set(fact, mark);
  }
  return Object.fromEntries(next);
}

/** The rounds in sentences, as a document lists them; the last one says what the names are worth. */
export function roundSentences(rounds: readonly Round[], { rounds: words, comma, semicolon }: Words, language: Language): string[] {
  if (rounds.length === 0) return [];
  return [words.listed, ...rounds.map((round, at) => {
    const { by, on, remark, reviews, reopened } = round;
    const items = lookedAt(round).map(({ label }) => label[language]).join(comma);
    const why = [reopened?.why ?? "", items === "" ? "" : words.looked(items)].filter((part) => part !== "").join(semicolon);
    return words.sentence(at + 1, by, on, reviews.map(({ opinion }) => opinion.label[language]).join(comma), remark, reopened?.at.slice(0, 10), why);
  }), words.typed];
}
