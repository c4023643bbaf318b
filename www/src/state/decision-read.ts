import type { Label, Receipt, SourceFile } from "fadu";
import { FORMAT } from "./decision.ts";
import type { CaseHead, Decision, DecisionDocument, EditedDocument } from "./decision.ts";

/** A file larger than this is not even opened: the largest pack makes a tenth of it. */
export const LARGEST = 32 * 1024 * 1024;
/** Nothing that a decision file holds nests deeper, its evaluation included. */
export const DEEPEST = 64;
/** More rule files than any pack has. */
const MOST_FILES = 4096;

/** Why a file is not read. `at` is the part of the file that is meant. */
export interface Refusal {
  why: "too large" | "not text" | "not JSON" | "too deep" | "not a decision" | "another form" | "missing" | "wrong type" | "not known" | "too many";
  at: string;
}

/** What was read, or why nothing was. */
export type ReadDecision = { decision: Decision; refused: null } | { decision: null; refused: Refusal };

class Refused extends Error {
  readonly refusal: Refusal;

  constructor(why: Refusal["why"], at = "") {
    super(why);
    this.refusal = { why, at };
  }
}

/** The bytes of a file as text; null where they are none. */
export function textOf(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Reads a decision file that anybody may have written. Only the parts that are known are taken,
 * each by its own name and type, so that nothing else in the file is ever touched.
 */
export function readDecision(text: string): ReadDecision {
  try {
    return { decision: decisionOf(text), refused: null };
  } catch (error) {
    if (error instanceof Refused) return { decision: null, refused: error.refusal };
    throw error;
  }
}

function decisionOf(text: string): Decision {
  if (text.length > LARGEST) throw new Refused("too large");
  const file = object(parse(text, ""), "");
  if (file.get("format") !== FORMAT) {
    const format = file.get("format");
    throw typeof format === "string" && format.startsWith("fadu-decision-") ? new Refused("another form", format) : new Refused("not a decision");
  }
  const known = new Set(["format", "made", "engine", "pack", "as_of", "receipt", "facts", "documents", "edited", "evaluation", "rules", "case", "notes", "rounds"]);
  for (const name of file.keys()) if (!known.has(name)) throw new Refused("not known", name);
  const evaluation = string(file, "evaluation");
  // They are read again as JSON: neither may nest deeper than the file itself.
  if (nesting(evaluation) > DEEPEST) throw new Refused("too deep", "evaluation");
  const facts = string(file, "facts");
  if (nesting(facts) > DEEPEST) throw new Refused("too deep", "facts");
  const pack = object(file.get("pack"), "pack");
  const head = file.get("case");
  return {
    format: FORMAT,
    made: string(file, "made"),
    engine: string(file, "engine"),
    pack: { ...packOf(pack, "pack"), title: label(pack.get("title"), "pack.title"), profile: pack.get("profile") === null ? null : string(pack, "profile", "pack.") },
    as_of: string(file, "as_of"),
    receipt: receipt(file.get("receipt")),
    facts,
    documents: list(file.get("documents"), "documents").map(document),
    ...(file.has("edited") ? { edited: list(file.get("edited"), "edited").map(edited) } : {}),
    evaluation,
    rules: list(file.get("rules"), "rules").map(rule),
    ...(head === undefined ? {} : { case: caseHead(head) }),
    ...(file.has("notes") ? { notes: file.get("notes") } : {}),
    ...(file.has("rounds") ? { rounds: file.get("rounds") } : {}),
  };
}

function parse(text: string, at: string): unknown {
  if (nesting(text) > DEEPEST) throw new Refused("too deep", at);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refused("not JSON", at);
  }
}

/** How deep JSON text nests, found without following it: some readers of JSON run out of stack. */
export function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, (depth += 1));
    else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return deepest;
}

/** The entries of an object as a map: there `__proto__` and `constructor` are names like others. */
function object(value: unknown, at: string): Map<string, unknown> {
  if (value === undefined) throw new Refused("missing", at);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw at === "" ? new Refused("not a decision") : new Refused("wrong type", at);
  return new Map(Object.entries(value));
}

function list(value: unknown, at: string): unknown[] {
  if (value === undefined) throw new Refused("missing", at);
  if (!Array.isArray(value)) throw new Refused("wrong type", at);
  if (value.length > MOST_FILES) throw new Refused("too many", at);
  return value;
}

function string(from: Map<string, unknown>, name: string, prefix = ""): string {
  const value = from.get(name);
  if (value === undefined) throw new Refused("missing", `${prefix}${name}`);
  if (typeof value !== "string") throw new Refused("wrong type", `${prefix}${name}`);
  return value;
}

function label(value: unknown, at: string): Label {
  const read = object(value, at);
  return { zh: string(read, "zh", `${at}.`), en: string(read, "en", `${at}.`) };
}

const packOf = (from: Map<string, unknown>, at: string) => ({ id: string(from, "id", `${at}.`), version: string(from, "version", `${at}.`), digest: string(from, "digest", `${at}.`) });

function receipt(value: unknown): Receipt {
  const read = object(value, "receipt");
  const pack = object(read.get("pack"), "receipt.pack");
  const given = pack.get("profile");
  const profile = given === undefined ? null : object(given, "receipt.pack.profile");
  return {
    format: string(read, "format", "receipt."),
    pack: { ...packOf(pack, "receipt.pack"), ...(profile ? { profile: { name: string(profile, "name", "receipt.pack.profile."), digest: string(profile, "digest", "receipt.pack.profile.") } } : {}) },
    as_of: string(read, "as_of", "receipt."),
    facts: string(read, "facts", "receipt."),
    result: string(read, "result", "receipt."),
  };
}

function document(value: unknown, index: number): DecisionDocument {
  const at = `documents[${index}]`;
  const read = object(value, at);
  const complete = read.get("complete");
  if (typeof complete !== "boolean") throw new Refused(complete === undefined ? "missing" : "wrong type", `${at}.complete`);
  return {
    name: string(read, "name", `${at}.`),
    label: label(read.get("label"), `${at}.label`),
    complete,
    markdown: label(read.get("markdown"), `${at}.markdown`),
    text: label(read.get("text"), `${at}.text`),
  };
}

function edited(value: unknown, index: number): EditedDocument {
  const at = `edited[${index}]`;
  const read = object(value, at);
  const language = string(read, "language", `${at}.`);
  if (language !== "zh" && language !== "en") throw new Refused("wrong type", `${at}.language`);
  return { name: string(read, "name", `${at}.`), label: label(read.get("label"), `${at}.label`), language, generated: string(read, "generated", `${at}.`), text: string(read, "text", `${at}.`) };
}

function rule(value: unknown, index: number): SourceFile {
  const at = `rules[${index}]`;
  const read = object(value, at);
  return { path: string(read, "path", `${at}.`), text: string(read, "text", `${at}.`) };
}

function caseHead(value: unknown): CaseHead {
  const read = object(value, "case");
  const head: CaseHead = {};
  for (const name of ["title", "number", "party"] as const) if (read.has(name)) head[name] = string(read, name, "case.");
  return head;
}
