import type { Answers, DeadlineVerdict, Label } from "fadu";
import type { Tone } from "../../../pkg/elements/tone.js";
import { headline, leading } from "../elements/tone.ts";
import { workdaysLeft } from "../format/calendar.ts";
import { wordsOf } from "../i18n/index.ts";
import type { Draft, Entry } from "./drafts.ts";
import type { Edits } from "./edits.ts";
import type { Marks, Round } from "./rounds.ts";

/** A reference to a piece of evidence. The file itself stays where it is. */
export interface Evidence {
  /** The name of a file or a document. */
  name: string;
  /** The page, or the place in it, as text. */
  page: string;
  /** The SHA-256 of the file as it was when it was named, in hex; null where none was read. */
  digest: string | null;
}

/** What a reviewer writes beside an answer. */
export interface Note {
  text: string;
  evidence: readonly Evidence[];
  /** Who wrote it, as typed. Nothing proves it. */
  by: string;
  /** When it was last changed, in ISO 8601 with UTC. */
  at: string;
}

/** What the last evaluation came to: enough to show a case without its pack. */
export interface Standing {
  version: string;
  digest: string;
  asOf: string;
  lines: readonly { name: string; label: Label; tone: Tone; text: Label }[];
  /** How many facts could still change a verdict, are filled in, and are asked at all. */
  missing: number;
  filled: number;
  facts: number;
  /** The next deadline that is not met. */
  due: { label: Label; due: string; state: DeadlineVerdict["state"]; workdaysLeft: string | null } | null;
}

export const STATES = ["open", "archived", "deleted"] as const;

/** A case of this browser. Dates of the law are as typed; `created` and `changed` are moments in UTC. */
export interface Case {
  id: string;
  /** Grows with each change that is saved: a window that knows an older one may not save over it. */
  revision: number;
  title: string;
  number: string;
  party: string;
  pack: string;
  profile: string | null;
  /** The digest of the rules that the case is judged by; null until it was judged. */
  rules: string | null;
  /** Null is the day on which it is looked at. */
  asOf: string | null;
  draft: Draft;
  notes: Readonly<Record<string, Note>>;
  /** What people made of its documents. */
  edits: Edits;
  /** Who works on it, as typed; their answers are marked with the name. */
  reviewer: string;
  /** Who answered what, and when. */
  marks: Marks;
  /** The rounds of review that were closed, the first one first. */
  rounds: readonly Round[];
  state: (typeof STATES)[number];
  created: string;
  changed: string;
  standing: Standing | null;
}

/** What a case may be begun with. */
export type Beginning = Partial<Pick<Case, "title" | "number" | "party" | "draft" | "notes" | "edits" | "profile">>;

export function newCase(pack: string, head: Beginning, now: Date, id: string): Case {
  const moment = now.toISOString();
  return { id, revision: 0, title: "", number: "", party: "", pack, profile: null, rules: null, asOf: null, draft: {}, notes: {}, edits: {}, reviewer: "", marks: {}, rounds: [], state: "open", created: moment, changed: moment, standing: null, ...head };
}

/** A case as it was kept by a page that knew less of cases. */
export const completed = (one: Case): Case => ({ ...one, edits: one.edits ?? {}, reviewer: one.reviewer ?? "", marks: one.marks ?? {}, rounds: one.rounds ?? [] });

/** A name that nobody else has: random, and of no meaning. `crypto.randomUUID` needs https, this does not. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** So many verdicts of a case are kept with it. */
const KEPT = 8;

/** What is kept of an evaluation beside its case. */
export function standingOf(evaluation: Answers, filled: number, facts: number): Standing {
  const [zh, en] = [wordsOf("zh"), wordsOf("en")];
  const open = evaluation.verdicts
    .filter((verdict): verdict is DeadlineVerdict => verdict.kind === "deadline" && verdict.due !== null && verdict.state !== "met" && verdict.outcome !== "not applicable")
    .sort((one, other) => ((one.due ?? "") < (other.due ?? "") ? -1 : 1));
  const [next] = open;
  return {
    version: evaluation.pack.version,
    digest: evaluation.pack.digest,
    asOf: evaluation.as_of,
    lines: leading(evaluation).slice(0, KEPT).map((verdict) => {
      const told = headline(verdict, zh, "zh");
      return { name: verdict.name, label: verdict.label, tone: told.tone, text: { zh: told.text, en: headline(verdict, en, "en").text } };
    }),
    missing: evaluation.missing.length,
    filled,
    facts,
    due: next?.due ? { label: next.label, due: next.due, state: next.state, workdaysLeft: next.workdays_left } : null,
  };
}

/** So many working days and fewer are few: a habit of offices, no rule of law. */
const FEW = 2;

/**
 * How the next deadline of a case stands on a day. What is kept beside the case was found when it
 * was last looked at, which may be days ago: the last day stays, what is left of it does not.
 */
export function dueOn({ standing, state }: Pick<Case, "standing" | "state">, today: string): { urgency: "late" | "soon" | "later" | null; left: number | null } {
  if (!standing?.due) return { urgency: null, left: null };
  const { due, state: was } = standing.due;
  const last = due.slice(0, 10);
  const left = last < today || was === "suspended" ? null : workdaysLeft(today, last);
  const urgency = was === "suspended" ? "later" : left === null ? "late" : left <= FEW ? "soon" : "later";
  return { urgency: state === "open" ? urgency : null, left: standing.due.workdaysLeft === null ? null : left };
}

/** The order of the desk: what is due first, then what was worked on last. */
export function byUrgency(one: Case, other: Case): number {
  const [a, b] = [one.standing?.due?.due ?? "9999", other.standing?.due?.due ?? "9999"];
  if (a !== b) return a < b ? -1 : 1;
  return one.changed < other.changed ? 1 : -1;
}

/** Whether a case is meant by what is typed into the search: all words, anywhere in its head. */
export function matches({ title, number, party, pack }: Case, packTitle: string, search: string): boolean {
  const text = [title, number, party, pack, packTitle].join("\n").normalize("NFKC").toLowerCase();
  return search.normalize("NFKC").toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** Leaves out what can be seen by nobody and turns text around: control and bidi characters. */
export const clean = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, "");

/** Whether an entry of a draft is empty. */
export const isEmpty = (entry: Entry): boolean => typeof entry === "string" && entry.trim() === "";
