import type { Evaluation, FactInfo } from "fadu";
import { parseDate } from "../format/date.ts";
import { clean } from "./case.ts";
import { fieldOf } from "./drafts.ts";
import type { Draft, Entry } from "./drafts.ts";

/** More rows than this are not read: a person looks at no more. */
export const MOST_ROWS = 2000;

/** What a column of a table is taken for. */
export type Column =
  | { kind: "fact"; head: string; info: FactInfo }
  /** Of a list: whether it has entries at all, or one field of each entry. */
  | { kind: "list"; head: string; info: FactInfo }
  | { kind: "field"; head: string; list: FactInfo; info: FactInfo }
  | { kind: "name"; head: string }
  | { kind: "as of"; head: string }
  | { kind: "unknown"; head: string };

/** A cell that is not taken over, and what it should have held. */
export interface Wrong {
  line: number;
  head: string;
  text: string;
  expected: Expected;
}

export type Expected =
  /** What a fact of its type is given as. */
  | { what: "entry"; info: FactInfo }
  | { what: "date" }
  /** That there are none: entries have columns of their own. */
  | { what: "none"; list: FactInfo }
  /** There are none, and there are some. */
  | { what: "no entries"; list: FactInfo }
  /** What another row of the same case says. */
  | { what: "same"; line: number; text: string };

/** A case of a table. */
export interface Row {
  /** Its first line in the table, as a spreadsheet counts: the head has one too, and so has what is empty. */
  line: number;
  name: string;
  /** Null is the day on which the table is looked at. */
  asOf: string | null;
  draft: Draft;
  wrong: Wrong[];
  /** Where a fact, or a field of an entry such as `persons[2].income`, was read, and what stood there. */
  read: Readonly<Record<string, { line: number; head: string; text: string }>>;
}

export interface Batch {
  columns: Column[];
  rows: Row[];
  /** Lines beyond the limit, which were not read. */
  left: number;
}

const plain = (text: string): string => text.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
const NAMES = new Set(["name", "case", "title", "number", "案件", "案号", "案由", "名称", "编号", "用例", "序号"]);
const DATES = new Set(["asof", "截至", "截至日"]);
/** What stands between a list and its field in the head of a column. */
const BETWEEN = /[.·/／・]/;

const calls = ({ fact, label }: FactInfo): string[] => [fact, label.zh, label.en];
const isCalled = (info: FactInfo, wanted: string): boolean => calls(info).some((one) => plain(one) === wanted);

/** Tells what the columns are by the names of facts, or by their labels in either language. */
export function columnsOf(heads: readonly string[], facts: readonly FactInfo[]): Column[] {
  const taken = new Set<string>();
  const take = (key: string): boolean => !taken.has(key) && Boolean(taken.add(key));
  return heads.map((text): Column => {
    const head = clean(text).trim();
    const wanted = plain(head);
    const info = facts.find(({ fact }) => fact === head) ?? facts.find((one) => isCalled(one, wanted));
    if (info && take(info.fact)) return { kind: info.type === "list of" ? "list" : "fact", head, info };
    const field = fieldCalled(wanted, facts);
    if (field && take(`${field.list.fact}[].${field.info.fact}`)) return { kind: "field", head, ...field };
    if (NAMES.has(wanted)) return { kind: "name", head };
    return DATES.has(wanted) ? { kind: "as of", head } : { kind: "unknown", head };
  });
}

/** A list and its field, as in `persons.income`; either may have such a mark in its own name. */
function fieldCalled(wanted: string, facts: readonly FactInfo[]): { list: FactInfo; info: FactInfo } | null {
  for (let at = 1; at < wanted.length - 1; at += 1) {
    if (!BETWEEN.test(wanted[at] ?? "")) continue;
    const list = facts.find((one) => one.type === "list of" && isCalled(one, wanted.slice(0, at)));
    const info = list?.fields?.find((one) => isCalled(one, wanted.slice(at + 1)));
    if (list && info) return { list, info };
  }
  return null;
}

/**
 * Reads one case from each line. Where there are columns for the entries of lists, a case has as
 * many lines as entries: they repeat its name, or leave it empty below the first.
 */
export function readBatch(table: readonly (readonly string[])[], facts: readonly FactInfo[]): Batch {
  const [head, ...lines] = table.map((cells, at) => ({ cells, line: at + 1 })).filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const columns = columnsOf(head?.cells ?? [], facts);
  const joins = columns.some(({ kind }) => kind === "field") && columns.some(({ kind }) => kind === "name");
  const rows: Reading[] = [];
  let above: Reading | undefined;
  for (const { cells, line } of lines.slice(0, MOST_ROWS)) {
    const name = columns.flatMap(({ kind }, column) => (kind === "name" ? clean(cells[column] ?? "").trim() : [])).filter(Boolean).join(" ");
    const known = joins ? name === "" ? above : rows.find((row) => row.name === name) : undefined;
    const row = known ?? new Reading(line, name);
    if (!known) rows.push(row);
    row.take(columns, cells, line);
    above = row;
  }
  return { columns, rows: rows.map((row) => row.done()), left: Math.max(0, lines.length - MOST_ROWS) };
}

/** A case while its lines are read. */
class Reading {
  readonly name: string;
  readonly #line: number;
  #asOf: string | null = null;
  readonly #draft: Record<string, Entry> = {};
  readonly #wrong: Wrong[] = [];
  readonly #read: Record<string, { line: number; head: string; text: string }> = {};
  /** How many entries each list has so far. */
  readonly #entries = new Map<string, number>();
  readonly #none: { list: FactInfo; line: number; head: string; text: string }[] = [];

  constructor(line: number, name: string) {
    this.#line = line;
    this.name = name;
  }

  take(columns: readonly Column[], cells: readonly string[], line: number): void {
    // All cells of one list on a line are one entry.
    const begun = new Map<string, number>();
    columns.forEach((column, at) => {
      const text = clean(cells[at] ?? "").trim();
      const { head } = column;
      if (text === "" || column.kind === "name" || column.kind === "unknown") return;
      const refuse = (expected: Expected) => void this.#wrong.push({ line, head, text, expected });
      if (column.kind === "list") {
        if (NONE.has(plain(text))) this.#none.push({ list: column.info, line, head, text });
        else refuse({ what: "none", list: column.info });
        return;
      }
      if (column.kind === "as of") {
        const date = parseDate(text);
        if (date === null) return refuse({ what: "date" });
        if (!this.#agrees("", this.#asOf ?? undefined, date, refuse)) return;
        this.#asOf = date;
        this.#read[""] ??= { line, head, text };
        return;
      }
      let fact = column.info.fact;
      if (column.kind === "field") {
        const list = column.list.fact;
        const entry = begun.get(list) ?? this.#entries.get(list) ?? 0;
        begun.set(list, entry);
        this.#entries.set(list, entry + 1);
        fact = fieldOf(list, entry, fact);
      }
      const entry = entryOf(column.info, text);
      if (entry === null) return refuse({ what: "entry", info: column.info });
      if (!this.#agrees(fact, this.#draft[fact], entry, refuse)) return;
      this.#draft[fact] = entry;
      this.#read[fact] ??= { line, head, text };
    });
  }

  /** Whether a line says nothing else than one before it did. */
  #agrees(key: string, before: Entry | undefined, entry: Entry, refuse: (expected: Expected) => void): boolean {
    if (before === undefined || JSON.stringify(before) === JSON.stringify(entry)) return true;
    const { line, text } = this.#read[key] ?? { line: this.#line, text: "" };
    refuse({ what: "same", line, text });
    return false;
  }

  done(): Row {
    for (const [list, count] of this.#entries) this.#draft[list] = String(count);
    for (const { list, ...cell } of this.#none) {
      if (this.#entries.has(list.fact)) this.#wrong.push({ ...cell, expected: { what: "no entries", list } });
      else this.#draft[list.fact] = "0";
    }
    return { line: this.#line, name: this.name, asOf: this.#asOf, draft: this.#draft, wrong: this.#wrong, read: this.#read };
  }
}

const YES = new Set(["是", "true", "yes", "y", "1", "有", "对", "√"]);
const NO = new Set(["否", "false", "no", "n", "0", "无", "不是", "×"]);
const NONE = new Set(["无", "none", "[]"]);
const ANSWERS: Record<string, string> = {
  合格: "pass", 通过: "pass", 成立: "pass", pass: "pass", holds: "pass",
  不合格: "fail", 不通过: "fail", 不成立: "fail", fail: "fail", "does not hold": "fail",
  不适用: "not applicable", "not applicable": "not applicable", "n/a": "not applicable",
  无法判断: "cannot tell", "cannot tell": "cannot tell",
};

/** What a cell says of a fact; null where that is not understood. What the engine reads itself is passed on as it is. */
export function entryOf({ type, options, checklist }: FactInfo, text: string): Entry | null {
  const wanted = plain(text);
  const option = (one: string): string | null => {
    const asked = plain(one);
    return options.find(({ name, label }) => [name, label.zh, label.en].some((known) => plain(known) === asked))?.name ?? null;
  };
  switch (type) {
    case "bool":
      return YES.has(wanted) ? true : NO.has(wanted) ? false : null;
    case "one of":
      return option(text);
    case "any of": {
      if (NONE.has(wanted)) return [];
      // A label may have a comma of its own: the coarsest division that is understood counts.
      const body = text.replace(/^\[|\]$/g, "");
      const named = [[body], body.split(/[;；|\n]/), body.split(/[;；|\n、,，]/)].map((parts) => parts.filter((one) => one.trim() !== "").map(option)).find((names) => !names.includes(null));
      return named ? options.map(({ name }) => name).filter((name) => named.includes(name)) : null;
    }
    case "judgement": {
      const answer = ANSWERS[text.trim().toLowerCase()] ?? null;
      return answer === "not applicable" && !checklist ? null : answer;
    }
    default:
      return text;
  }
}

/** A row with what it came to; null where it could not be evaluated. */
export interface Judged {
  row: Row;
  evaluation: Evaluation | null;
}
