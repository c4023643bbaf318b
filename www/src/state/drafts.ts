import type { FactInfo, FactRecord, Facts, FactValue } from "fadu";
import { halfWidth, parseAmount } from "../../../pkg/elements/money.js";
import { parseDate, parseMoment } from "../format/date.ts";

/** What stands in a field: text as typed, the names chosen, or the answer given. */
export type Entry = string | boolean | readonly string[];
/**
 * The fields of one case that hold something, by fact. A list holds how many records it has, and
 * a field of a record stands under the name that the engine gives it: `persons[2].income`.
 */
export type Draft = Readonly<Record<string, Entry>>;

/** The name of a record's field, counted from 0. */
export const fieldOf = (list: string, at: number, field: string): string => `${list}[${at}].${field}`;

/** How many records a list has; null while that is not known. */
export function recordsOf(draft: Draft, list: string): number | null {
  const count = draft[list];
  return typeof count === "string" ? Number(count) : null;
}

/** One more record at the end. */
export function withRecord(draft: Draft, list: string): Draft {
  return { ...draft, [list]: String((recordsOf(draft, list) ?? 0) + 1) };
}

/** Without one record: those after it move up. Without the last one, the list is not known again. */
export function withoutRecord(draft: Draft, { fact: list, fields = [] }: FactInfo, at: number): Draft {
  const count = recordsOf(draft, list) ?? 0;
  const entries = new Map(Object.entries(draft));
  for (let to = at; to < count; to += 1) {
    for (const { fact } of fields) {
      const next = draft[fieldOf(list, to + 1, fact)];
      if (next === undefined) entries.delete(fieldOf(list, to, fact));
      else entries.set(fieldOf(list, to, fact), next);
    }
  }
  if (count > 1) entries.set(list, String(count - 1));
  else entries.delete(list);
  return Object.fromEntries(entries);
}

/** Known to have none, or not known. */
export function withNoRecords(draft: Draft, { fact: list }: FactInfo, none: boolean): Draft {
  const rest = Object.entries(draft).filter(([name]) => name !== list && !name.startsWith(`${list}[`));
  return Object.fromEntries(none ? [...rest, [list, "0"]] : rest);
}

/** The draft with one field changed; nothing in it means nothing known. */
export function withEntry(draft: Draft, fact: string, entry: Entry | null): Draft {
  if (entry === null || entry === "") {
    const { [fact]: _, ...rest } = draft;
    return rest;
  }
  return { ...draft, [fact]: entry };
}

/**
 * What the engine is given for a field. Where the page understood the text it passes on what
 * it echoed, so that the two cannot differ; otherwise the text goes as it is and the engine
 * says what is wrong with it.
 */
export function factValue(info: FactInfo, entry: Entry): FactValue {
  if (typeof entry !== "string") return entry;
  switch (info.type) {
    case "money":
      return parseAmount(entry) ?? entry.trim();
    case "date":
      return parseDate(entry) ?? entry.trim();
    case "moment":
      return parseMoment(entry) ?? entry.trim();
    case "percent": {
      const text = halfWidth(entry);
      return /^\d+(?:\.\d+)?$/.test(text) ? `${text}%` : text;
    }
    case "integer":
    case "number":
      return halfWidth(entry).replace(/(?<=^\d{1,3}(?:,\d{3})*),(?=\d{3}(?:,\d{3})*(?:\.|$))/g, "");
    case "text":
      return entry;
    default:
      return entry.trim();
  }
}

/** The facts of a case, in the order of the pack, without what is not known. */
export function toFacts(infos: readonly FactInfo[], draft: Draft): Facts {
  const facts: Record<string, FactValue> = {};
  for (const info of infos) {
    const entry = draft[info.fact];
    if (entry === undefined) continue;
    facts[info.fact] = info.type === "list of" ? records(info, draft) : factValue(info, entry);
  }
  return facts;
}

function records({ fact: list, fields = [] }: FactInfo, draft: Draft): FactRecord[] {
  return Array.from({ length: recordsOf(draft, list) ?? 0 }, (_, at) => {
    const given: Record<string, FactValue> = {};
    for (const field of fields) {
      const entry = draft[fieldOf(list, at, field.fact)];
      if (entry !== undefined) given[field.fact] = factValue(field, entry);
    }
    return given;
  });
}

/** The facts as a file for the command line, which gives the same receipt for it. */
export function toJson(facts: Facts): string {
  return `${JSON.stringify(facts, null, 2)}\n`;
}
