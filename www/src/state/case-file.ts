import type { SourceFile } from "fadu";
import { clean, STATES } from "./case.ts";
import type { Case, Evidence, Note, Standing } from "./case.ts";
import type { Draft, Entry } from "./drafts.ts";
import type { Edit, Edits } from "./edits.ts";
import { array, arrayOf, BadFile, date, known, label, MAX_BYTES, MAX_DOCUMENT, MAX_ENTRIES, MAX_NAME, MAX_TEXT, moment, optional, record, recordOf, shown, string } from "./file-parts.ts";
import type { ClosedItem, ClosedReview, Mark, Round } from "./rounds.ts";

export { BadFile, MAX_BYTES } from "./file-parts.ts";

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
  return {
    id,
    revision,
    title: name("title"),
    number: name("number"),
    party: name("party"),
    pack: name("pack"),
    profile: optional(one["profile"], `${at}.profile`, MAX_NAME),
    rules: optional(one["rules"], `${at}.rules`, MAX_NAME),
    asOf: one["asOf"] === null ? null : date(one["asOf"], `${at}.asOf`),
    draft: draft(one["draft"], `${at}.draft`),
    notes: notes(one["notes"], `${at}.notes`),
    // Older files have none of these.
    edits: one["edits"] === undefined ? {} : edits(one["edits"], `${at}.edits`),
    reviewer: one["reviewer"] === undefined ? "" : name("reviewer"),
    marks: one["marks"] === undefined ? {} : recordOf(one["marks"], `${at}.marks`, mark),
    rounds: one["rounds"] === undefined ? [] : rounds(one["rounds"], `${at}.rounds`),
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
  return recordOf(value, at, (note, place) => {
    const one = record(note, place);
    return {
      text: shown(one["text"], `${place}.text`, MAX_TEXT),
      evidence: arrayOf(one["evidence"], `${place}.evidence`, evidence),
      by: shown(one["by"], `${place}.by`, MAX_NAME),
      at: moment(one["at"], `${place}.at`),
    };
  });
}

function mark(value: unknown, at: string): Mark {
  const one = record(value, at);
  return { by: shown(one["by"], `${at}.by`, MAX_NAME), at: moment(one["at"], `${at}.at`) };
}

/** Only the last round may stand closed: those before it were begun anew. */
function rounds(value: unknown, at: string): Round[] {
  const all = arrayOf(value, at, round);
  const early = all.findIndex(({ reopened }, nth) => reopened === null && nth < all.length - 1);
  if (early >= 0) throw new BadFile("wrong", `${at}[${early}].reopened`);
  return all;
}

function round(value: unknown, at: string): Round {
  const one = record(value, at);
  const receipt = record(one["receipt"], `${at}.receipt`);
  const digest = (key: string) => string(receipt[key], `${at}.receipt.${key}`, MAX_NAME);
  const reopened = one["reopened"] === null ? null : record(one["reopened"], `${at}.reopened`);
  return {
    by: shown(one["by"], `${at}.by`, MAX_NAME),
    on: date(one["on"], `${at}.on`),
    at: moment(one["at"], `${at}.at`),
    remark: shown(one["remark"], `${at}.remark`, MAX_TEXT),
    asOf: date(one["asOf"], `${at}.asOf`),
    receipt: { pack: digest("pack"), digest: digest("digest"), facts: digest("facts"), result: digest("result") },
    reviews: arrayOf(one["reviews"], `${at}.reviews`, closedReview),
    draft: draft(one["draft"], `${at}.draft`),
    notes: notes(one["notes"], `${at}.notes`),
    marks: recordOf(one["marks"], `${at}.marks`, mark),
    reopened: reopened && { at: moment(reopened["at"], `${at}.reopened.at`), why: shown(reopened["why"], `${at}.reopened.why`, MAX_TEXT),
      ...(reopened["only"] === undefined ? {} : { only: arrayOf(reopened["only"], `${at}.reopened.only`, (fact, place) => string(fact, place, MAX_NAME)) }) },
  };
}

function closedReview(value: unknown, at: string): ClosedReview {
  const one = record(value, at);
  const opinion = record(one["opinion"], `${at}.opinion`);
  if (typeof opinion["pass"] !== "boolean") throw new BadFile("wrong", `${at}.opinion.pass`);
  return {
    name: string(one["name"], `${at}.name`, MAX_NAME),
    label: label(one["label"], `${at}.label`),
    opinion: { label: label(opinion["label"], `${at}.opinion.label`), pass: opinion["pass"] },
    items: arrayOf(one["items"], `${at}.items`, closedItem),
  };
}

function closedItem(value: unknown, at: string): ClosedItem {
  const one = record(value, at);
  const leadsTo = one["leadsTo"] === null ? null : record(one["leadsTo"], `${at}.leadsTo`);
  return {
    name: string(one["name"], `${at}.name`, MAX_NAME),
    label: label(one["label"], `${at}.label`),
    finding: known(FINDINGS, one["finding"], `${at}.finding`),
    facts: arrayOf(one["facts"], `${at}.facts`, (fact, place) => string(fact, place, MAX_NAME)),
    leadsTo: leadsTo && { opinion: label(leadsTo["opinion"], `${at}.leadsTo.opinion`), advise: leadsTo["advise"] === null ? null : label(leadsTo["advise"], `${at}.leadsTo.advise`) },
  };
}

const FINDINGS = ["pass", "fail", "not applicable", "cannot tell", "not yet"] as const;

function edits(value: unknown, at: string): Edits {
  const edit = (given: unknown, place: string): Edit => {
    const one = record(given, place);
    const text = (part: string) => shown(one[part], `${place}.${part}`, MAX_DOCUMENT);
    // The generated text is held against another one, character by character: it stays as it is.
    return { base: string(one["base"], `${place}.base`, MAX_DOCUMENT), text: text("text"), ...(one["aside"] === undefined ? {} : { aside: text("aside") }) };
  };
  const read = recordOf(value, at, edit);
  for (const key of Object.keys(read)) if (!/^(?:zh|en)\/./.test(key)) throw new BadFile("wrong", `${at}.${key}`);
  return read;
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

function sources(value: unknown, at: string): SourceFile[] {
  return array(value, at).map((file, nth) => {
    const { path, text } = record(file, `${at}[${nth}]`);
    return { path: string(path, `${at}[${nth}].path`, MAX_NAME), text: string(text, `${at}[${nth}].text`, MAX_BYTES) };
  });
}
