import type { Case, Note } from "./case.ts";
import type { Draft, Entry } from "./drafts.ts";

/** A fact that two reviewers answered otherwise, or of which they noted other things. */
export interface Difference {
  /** The fact; of a list the list, whose records are taken as a whole. */
  fact: string;
  mine: Entry | undefined;
  theirs: Entry | undefined;
  myNote: Note | undefined;
  theirNote: Note | undefined;
}

const listOf = (fact: string): string => fact.replace(/\[.*$/, "");
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The entries that belong to a fact: its own, and of a list those of its records. */
function entriesOf(draft: Draft, fact: string): Draft {
  return Object.fromEntries(Object.entries(draft).filter(([name]) => listOf(name) === fact).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where two files on one case differ, in the order of the facts given. */
export function differences(mine: Pick<Case, "draft" | "notes">, theirs: Pick<Case, "draft" | "notes">, order: readonly string[]): Difference[] {
  const facts = new Set([mine.draft, theirs.draft, mine.notes, theirs.notes].flatMap((of) => Object.keys(of).map(listOf)));
  const place = (fact: string) => (order.includes(fact) ? order.indexOf(fact) : order.length);
  return [...facts]
    .filter((fact) => !same(entriesOf(mine.draft, fact), entriesOf(theirs.draft, fact)) || !sameNote(mine.notes[fact], theirs.notes[fact]))
    .sort((one, other) => place(one) - place(other) || (one < other ? -1 : 1))
    .map((fact) => ({ fact, mine: mine.draft[fact], theirs: theirs.draft[fact], myNote: mine.notes[fact], theirNote: theirs.notes[fact] }));
}

/** A note is the same whoever saved it when. */
const sameNote = (one: Note | undefined, other: Note | undefined): boolean =>
  (one?.text ?? "") === (other?.text ?? "") && same(one?.evidence ?? [], other?.evidence ?? []);

/** The draft with the other's entries of one fact. */
export function takeEntries(draft: Draft, theirs: Draft, fact: string): Draft {
  return Object.fromEntries([...Object.entries(draft).filter(([name]) => listOf(name) !== fact), ...Object.entries(entriesOf(theirs, fact))]);
}

/** Both notes in one, each under the name of who wrote it, with the evidence of both. */
export function bothNotes(mine: Note | undefined, theirs: Note | undefined, named: (by: string, text: string) => string): Omit<Note, "at"> | null {
  if (!mine || !theirs || sameNote(mine, theirs)) return mine ?? theirs ?? null;
  const texts = [mine, theirs].filter(({ text }) => text.trim() !== "");
  const text = texts.length === 2 ? texts.map((note) => named(note.by, note.text)).join("\n") : texts[0]?.text ?? "";
  const evidence = [...mine.evidence, ...theirs.evidence.filter((piece) => !mine.evidence.some((other) => same(other, piece)))];
  const by = [...new Set([mine.by, theirs.by].filter((name) => name !== ""))].join("、");
  return { text, evidence, by };
}
