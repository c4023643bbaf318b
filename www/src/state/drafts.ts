import type { FactInfo, Facts, FactValue } from "fadu";
import { halfWidth, parseAmount } from "../../../pkg/elements/money.js";
import { parseDate, parseMoment } from "../format/date.ts";

/** What stands in a field: text as typed, the names chosen, or the answer given. */
export type Entry = string | boolean | readonly string[];
/** The fields of one case that hold something, by fact. */
export type Draft = Readonly<Record<string, Entry>>;

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
    if (entry !== undefined) facts[info.fact] = factValue(info, entry);
  }
  return facts;
}

/** The facts as a file for the command line, which gives the same receipt for it. */
export function toJson(facts: Facts): string {
  return `${JSON.stringify(facts, null, 2)}\n`;
}
