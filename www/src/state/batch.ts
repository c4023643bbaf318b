import type { Evaluation, FactInfo } from "fadu";
import { parseDate } from "../format/date.ts";
import { clean } from "./case.ts";
import type { Draft, Entry } from "./drafts.ts";

/** More rows than this are not read: a person looks at no more. */
export const MOST_ROWS = 2000;

/** What a column of a table is taken for. */
export type Column =
  | { kind: "fact"; head: string; info: FactInfo }
  | { kind: "name" | "as of"; head: string }
  /** Of no fact, or of one that does not fit into a cell. */
  | { kind: "unknown" | "list"; head: string };

/** A case of a table. */
export interface Row {
  /** The line of the table, from 1 below its head. */
  line: number;
  name: string;
  /** Null is the day on which the table is looked at. */
  asOf: string | null;
  draft: Draft;
  /** Cells that were not understood and are left out. */
  wrong: { head: string; text: string }[];
}

export interface Batch {
  columns: Column[];
  rows: Row[];
  /** Rows beyond the limit, which were not read. */
  left: number;
}

const plain = (text: string): string => text.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
const NAMES = new Set(["name", "case", "title", "number", "案件", "案号", "案由", "名称", "编号", "用例", "序号"]);
const DATES = new Set(["asof", "截至", "截至日"]);

/** Tells what the columns are by the names of facts, or by their labels in either language. */
export function columnsOf(heads: readonly string[], facts: readonly FactInfo[]): Column[] {
  const taken = new Set<string>();
  return heads.map((text): Column => {
    const head = clean(text).trim();
    const wanted = plain(head);
    const info = facts.find(({ fact }) => fact === head) ?? facts.find(({ fact, label }) => [fact, label.zh, label.en].some((one) => plain(one) === wanted));
    if (info && !taken.has(info.fact)) {
      taken.add(info.fact);
      return info.type === "list of" ? { kind: "list", head } : { kind: "fact", head, info };
    }
    if (NAMES.has(wanted)) return { kind: "name", head };
    return DATES.has(wanted) ? { kind: "as of", head } : { kind: "unknown", head };
  });
}

export function readBatch(table: readonly (readonly string[])[], facts: readonly FactInfo[]): Batch {
  const [heads = [], ...lines] = table;
  const columns = columnsOf(heads, facts);
  return { columns, rows: lines.slice(0, MOST_ROWS).map((cells, at) => readRow(columns, cells, at + 1)), left: Math.max(0, lines.length - MOST_ROWS) };
}

function readRow(columns: readonly Column[], cells: readonly string[], line: number): Row {
  const row: Row = { line, name: "", asOf: null, draft: {}, wrong: [] };
  const draft: Record<string, Entry> = {};
  columns.forEach((column, at) => {
    const text = clean(cells[at] ?? "").trim();
    if (text === "") return;
    if (column.kind === "name") row.name = row.name === "" ? text : `${row.name} ${text}`;
    else if (column.kind === "as of") {
      row.asOf = parseDate(text);
      if (row.asOf === null) row.wrong.push({ head: column.head, text });
    } else if (column.kind === "fact") {
      const entry = entryOf(column.info, text);
      if (entry === null) row.wrong.push({ head: column.head, text });
      else draft[column.info.fact] = entry;
    }
  });
  return { ...row, draft };
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
