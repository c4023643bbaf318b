import type { SourceFile } from "fadu";
import { clean, STATES } from "./case.ts";
import type { Case, Evidence, Note, Standing } from "./case.ts";
import type { Draft, Entry } from "./drafts.ts";
import type { Edit, Edits } from "./edits.ts";

/** A case to be taken elsewhere, with the rules that it is judged by. */
export interface CaseFile {
  format: "fadu-case-1";
  case: Case;
  /** Empty where the rules were never kept: then the pack of that place is used. */
  rules: SourceFile[];
}

/** All cases of a browser. */
export interface Backup {
  format: "fadu-backup-1";
  made: string;
  cases: Case[];
  /** The rules that cases are judged by, by the digest of their pack. */
  rules: Record<string, SourceFile[]>;
}

/** Larger files are refused before they are read. */
export const MAX_BYTES = 64 * 1024 * 1024;
const MAX_NAME = 300;
const MAX_TEXT = 20_000;
const MAX_DOCUMENT = 2_000_000;
const MAX_ENTRIES = 100_000;

/** Why a file is none of ours. `place` is where, in the file's own words. */
export class BadFile extends Error {
  readonly reason: "not json" | "not ours" | "too large" | "wrong";
  readonly place: string;

  constructor(reason: BadFile["reason"], place = "") {
    super(`${reason} ${place}`.trim());
    this.reason = reason;
    this.place = place;
  }
}

/** Reads a case file or a backup; nothing of it is trusted. */
export function readFile(text: string): CaseFile | Backup {
  if (text.length > MAX_BYTES) throw new BadFile("too large");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadFile("not json");
  }
  const file = record(value, "file");
  switch (file["format"]) {
    case "fadu-case-1":
      return { format: "fadu-case-1", case: readCase(file["case"], "case"), rules: sources(file["rules"], "rules") };
    case "fadu-backup-1": {
      const rules = Object.entries(record(file["rules"], "rules")).map(([digest, files]) => [digest, sources(files, `rules.${digest}`)] as const);
      return {
        format: "fadu-backup-1",
        made: string(file["made"], "made", MAX_NAME),
        cases: array(file["cases"], "cases").map((one, at) => readCase(one, `cases[${at}]`)),
        rules: Object.fromEntries(rules),
      };
    }
    default:
      throw new BadFile("not ours");
  }
}

function readCase(value: unknown, at: string): Case {
  const one = record(value, at);
  const name = (key: string) => clean(string(one[key], `${at}.${key}`, MAX_NAME));
  const state = STATES.find((known) => known === one["state"]);
  if (state === undefined) throw new BadFile("wrong", `${at}.state`);
  const revision = one["revision"];
  if (typeof revision !== "number" || !Number.isSafeInteger(revision) || revision < 0) throw new BadFile("wrong", `${at}.revision`);
  const id = string(one["id"], `${at}.id`, 64);
  if (!/^[0-9a-f]{8,64}$/.test(id)) throw new BadFile("wrong", `${at}.id`);
  const asOf = optional(one["asOf"], `${at}.asOf`, MAX_NAME);
  if (asOf !== null && !/^\d{4}-\d{2}-\d{2}$/.test(asOf)) throw new BadFile("wrong", `${at}.asOf`);
  return {
    id,
    revision,
    title: name("title"),
    number: name("number"),
    party: name("party"),
    pack: name("pack"),
    profile: optional(one["profile"], `${at}.profile`, MAX_NAME),
    rules: optional(one["rules"], `${at}.rules`, MAX_NAME),
    asOf,
    draft: draft(one["draft"], `${at}.draft`),
    notes: notes(one["notes"], `${at}.notes`),
    // Files of before documents were kept with their case have none.
    edits: one["edits"] === undefined ? {} : edits(one["edits"], `${at}.edits`),
    state,
    created: moment(one["created"], `${at}.created`),
    changed: moment(one["changed"], `${at}.changed`),
    standing: one["standing"] === null ? null : standing(one["standing"], `${at}.standing`),
  };
}

function draft(value: unknown, at: string): Draft {
  const entries = Object.entries(record(value, at));
  if (entries.length > MAX_ENTRIES) throw new BadFile("too large", at);
  return Object.fromEntries(entries.map(([fact, entry]): [string, Entry] => {
    const place = `${at}.${fact}`;
    if (typeof entry === "boolean") return [fact, entry];
    if (Array.isArray(entry)) return [fact, entry.map((one) => string(one, place, MAX_TEXT))];
    return [fact, string(entry, place, MAX_TEXT)];
  }));
}

function notes(value: unknown, at: string): Record<string, Note> {
  return Object.fromEntries(Object.entries(record(value, at)).map(([fact, note]): [string, Note] => {
    const place = `${at}.${fact}`;
    const one = record(note, place);
    return [fact, {
      text: clean(string(one["text"], `${place}.text`, MAX_TEXT)),
      evidence: array(one["evidence"], `${place}.evidence`).map((piece, nth) => evidence(piece, `${place}.evidence[${nth}]`)),
      by: clean(string(one["by"], `${place}.by`, MAX_NAME)),
      at: moment(one["at"], `${place}.at`),
    }];
  }));
}

function edits(value: unknown, at: string): Edits {
  return Object.fromEntries(Object.entries(record(value, at)).map(([key, edit]): [string, Edit] => {
    const place = `${at}.${key}`;
    if (!/^(?:zh|en)\/./.test(key)) throw new BadFile("wrong", place);
    const one = record(edit, place);
    const text = (part: string) => clean(string(one[part], `${place}.${part}`, MAX_DOCUMENT));
    // The generated text is held against another one, character by character: it stays as it is.
    return [key, { base: string(one["base"], `${place}.base`, MAX_DOCUMENT), text: text("text"), ...(one["aside"] === undefined ? {} : { aside: text("aside") }) }];
  }));
}

function evidence(value: unknown, at: string): Evidence {
  const one = record(value, at);
  const digest = optional(one["digest"], `${at}.digest`, 64);
  if (digest !== null && !/^[0-9a-f]{64}$/.test(digest)) throw new BadFile("wrong", `${at}.digest`);
  return { name: clean(string(one["name"], `${at}.name`, MAX_NAME)), page: clean(string(one["page"], `${at}.page`, MAX_NAME)), digest };
}

/** What a case came to is computed anew when it is opened: only its shape is looked at here. */
function standing(value: unknown, at: string): Standing | null {
  const one = record(value, at);
  const label = (of: unknown, place: string) => {
    const { zh, en } = record(of, place);
    return { zh: clean(string(zh, place, MAX_TEXT)), en: clean(string(en, place, MAX_TEXT)) };
  };
  const count = (key: string) => {
    const number = one[key];
    if (typeof number !== "number" || !Number.isSafeInteger(number)) throw new BadFile("wrong", `${at}.${key}`);
    return number;
  };
  const due = one["due"] === null ? null : record(one["due"], `${at}.due`);
  return {
    version: string(one["version"], `${at}.version`, MAX_NAME),
    digest: string(one["digest"], `${at}.digest`, MAX_NAME),
    asOf: string(one["asOf"], `${at}.asOf`, MAX_NAME),
    result: string(one["result"], `${at}.result`, MAX_NAME),
    lines: array(one["lines"], `${at}.lines`).map((line, nth) => {
      const place = `${at}.lines[${nth}]`;
      const { name, label: called, tone, text } = record(line, place);
      return { name: string(name, place, MAX_NAME), label: label(called, place), tone: known(TONES, tone, place), text: label(text, place) };
    }),
    missing: count("missing"),
    filled: count("filled"),
    facts: count("facts"),
    due: due && {
      label: label(due["label"], `${at}.due.label`),
      due: string(due["due"], `${at}.due.due`, MAX_NAME),
      state: due["state"] === null ? null : known(DUE, due["state"], `${at}.due.state`),
      workdaysLeft: optional(due["workdaysLeft"], `${at}.due.workdaysLeft`, MAX_NAME),
    },
  };
}

const TONES = ["pass", "fail", "na", "todo", "judge", "may", "decided", "late", "clock"] as const;
const DUE = ["not started", "running", "due", "overdue", "suspended", "met"] as const;

function known<Word extends string>(words: readonly Word[], value: unknown, at: string): Word {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new BadFile("wrong", at);
  return found;
}

function sources(value: unknown, at: string): SourceFile[] {
  return array(value, at).map((file, nth) => {
    const { path, text } = record(file, `${at}[${nth}]`);
    return { path: string(path, `${at}[${nth}].path`, MAX_NAME), text: string(text, `${at}[${nth}].text`, MAX_BYTES) };
  });
}

function record(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new BadFile("wrong", at);
  return value as Record<string, unknown>;
}

function array(value: unknown, at: string): unknown[] {
  if (!Array.isArray(value)) throw new BadFile("wrong", at);
  if (value.length > MAX_ENTRIES) throw new BadFile("too large", at);
  return value;
}

function string(value: unknown, at: string, most: number): string {
  if (typeof value !== "string") throw new BadFile("wrong", at);
  if (value.length > most) throw new BadFile("too large", at);
  return value;
}

const optional = (value: unknown, at: string, most: number): string | null => (value === null ? null : string(value, at, most));

function moment(value: unknown, at: string): string {
  const text = string(value, at, MAX_NAME);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/.test(text)) throw new BadFile("wrong", at);
  return text;
}
