import type { Evaluation, Facts, FactValue, Label, MadeDocument, Receipt, SourceFile } from "fadu";
import type { EngineClient } from "../engine/client.ts";
import { bodyOf } from "./document.ts";
import { editKey } from "./edits.ts";
import type { Edits } from "./edits.ts";

/** The form of a decision file; a file of another form is not read. */
export const FORMAT = "fadu-decision-1";

/** What a case says of itself. Nothing of it goes into a file's name. */
export interface CaseHead {
  title?: string;
  number?: string;
  party?: string;
}

/** One document as it was made, in both languages. */
export type DecisionDocument = Pick<MadeDocument, "name" | "label" | "complete" | "markdown" | "text">;

/** A document whose text a person changed: beside what was generated, what was made of it. */
export interface EditedDocument {
  name: string;
  label: Label;
  language: "zh" | "en";
  /** Title and paragraphs as they were generated, one a line. */
  generated: string;
  text: string;
}

/**
 * A decision with all that it takes to come to it again, on any computer and without a network:
 * the rules themselves, the facts, the date, and what came of them.
 */
export interface Decision {
  format: typeof FORMAT;
  /** When the file was made; no answer rests on it. */
  made: string;
  /** The engine's version. */
  engine: string;
  pack: { id: string; version: string; digest: string; title: Label; profile: string | null };
  as_of: string;
  receipt: Receipt;
  /** The facts as JSON text, as the engine took them. */
  facts: string;
  /** As they were generated. */
  documents: DecisionDocument[];
  /** What people changed in them; absent where nobody did. */
  edited?: EditedDocument[];
  /** The canonical bytes of the evaluation, as text. */
  evaluation: string;
  /** The rule files that the pack was compiled from. */
  rules: SourceFile[];
  case?: CaseHead;
  /** What else a case keeps, such as notes; carried along, never interpreted. */
  notes?: unknown;
  /** The rounds of review that were closed; carried along like notes. */
  rounds?: unknown;
}

/** Facts as JSON text in one order, so that the same facts make the same text. */
export function factsText(facts: Facts): string {
  return JSON.stringify(ordered(facts));
}

function ordered(value: FactValue | Facts): unknown {
  if (Array.isArray(value)) return value.map((entry: FactValue) => ordered(entry));
  if (typeof value !== "object" || value === null) return value;
  // Entries, not assignments: a fact named `__proto__` stays a fact.
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, entry]) => [name, ordered(entry)]));
}

/** What a decision file is made from. */
export interface ToDecide {
  engine: string;
  pack: string;
  profile: string | null;
  files: SourceFile[];
  facts: Facts;
  asOf: string;
  head?: CaseHead;
  notes?: unknown;
  rounds?: readonly unknown[];
}

/** Has the engine decide once more, and keeps its very bytes. */
export async function decide(client: EngineClient, { engine, pack, profile, files, facts, asOf, head, notes, rounds }: ToDecide, now = new Date()): Promise<Decision> {
  const text = factsText(facts);
  const { evaluation, documents } = await client.call("decide", { pack, facts: text, asOf });
  const value = JSON.parse(evaluation) as Evaluation;
  const { id, version, digest, title } = value.pack;
  return {
    format: FORMAT,
    made: now.toISOString(),
    engine,
    pack: { id, version, digest, title, profile },
    as_of: value.as_of,
    receipt: value.receipt,
    facts: text,
    documents,
    evaluation,
    rules: files.map(({ path, text: rule }) => ({ path, text: rule })),
    ...(head && Object.values(head).some((entry) => entry !== undefined && entry !== "") ? { case: head } : {}),
    ...(notes === undefined ? {} : { notes }),
    ...(rounds === undefined || rounds.length === 0 ? {} : { rounds }),
  };
}

/** The edits of documents that are generated as they were when they were edited. */
export function editedOf(documents: readonly DecisionDocument[], edits: Edits): EditedDocument[] {
  return documents.flatMap((made) => (["zh", "en"] as const).flatMap((language) => {
    const edit = edits[editKey(made.name, language)];
    const generated = bodyOf(made, language).text;
    return edit && edit.base === generated && edit.text !== generated ? [{ name: made.name, label: made.label, language, generated, text: edit.text }] : [];
  }));
}

/** A file as it is saved. */
export const writeDecision = (decision: Decision): string => `${JSON.stringify(decision, null, 1)}\n`;

/** The file's name: pack, date and the beginning of the result's digest; nobody's name. */
export function decisionName({ pack, as_of, receipt }: Decision): string {
  const safe = (text: string) => text.replace(/[^\p{L}\p{N}_.-]/gu, "");
  return `${safe(pack.id)}-${safe(as_of)}-${safe(receipt.result.replace(/^sha256:/, "")).slice(0, 8)}.json`;
}
