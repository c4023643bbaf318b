import { clean } from "./case.ts";
import type { Label } from "fadu";

/** Larger files are refused before they are read. */
export const MAX_BYTES = 64 * 1024 * 1024;
export const MAX_NAME = 300;
export const MAX_TEXT = 20_000;
export const MAX_DOCUMENT = 2_000_000;
export const MAX_ENTRIES = 100_000;

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

export function record(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new BadFile("wrong", at);
  return value as Record<string, unknown>;
}

/** A record whose entries are all read in the same way. */
export function recordOf<Value>(value: unknown, at: string, read: (value: unknown, at: string) => Value): Record<string, Value> {
  return Object.fromEntries(Object.entries(record(value, at)).map(([name, entry]): [string, Value] => [name, read(entry, `${at}.${name}`)]));
}

export function array(value: unknown, at: string): unknown[] {
  if (!Array.isArray(value)) throw new BadFile("wrong", at);
  if (value.length > MAX_ENTRIES) throw new BadFile("too large", at);
  return value;
}

export const arrayOf = <Value>(value: unknown, at: string, read: (value: unknown, at: string) => Value): Value[] =>
  array(value, at).map((entry, nth) => read(entry, `${at}[${nth}]`));

export function string(value: unknown, at: string, most: number): string {
  if (typeof value !== "string") throw new BadFile("wrong", at);
  if (value.length > most) throw new BadFile("too large", at);
  return value;
}

export const optional = (value: unknown, at: string, most: number): string | null => (value === null ? null : string(value, at, most));

/** Text that is shown: without what nobody sees. */
export const shown = (value: unknown, at: string, most: number): string => clean(string(value, at, most));

export function label(value: unknown, at: string): Label {
  const { zh, en } = record(value, at);
  return { zh: shown(zh, at, MAX_TEXT), en: shown(en, at, MAX_TEXT) };
}

export function known<Word extends string>(words: readonly Word[], value: unknown, at: string): Word {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new BadFile("wrong", at);
  return found;
}

export function moment(value: unknown, at: string): string {
  const text = string(value, at, MAX_NAME);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/.test(text)) throw new BadFile("wrong", at);
  return text;
}

export function date(value: unknown, at: string): string {
  const text = string(value, at, MAX_NAME);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new BadFile("wrong", at);
  return text;
}
