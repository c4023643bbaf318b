import type { FactInfo } from "fadu";
import { titled } from "../i18n/index.ts";
import type { Language, Words } from "../i18n/index.ts";
import type { Entry } from "../state/drafts.ts";

/** An entry in words, as it would be read out. */
export function answerText({ type, options, checklist }: FactInfo, entry: Entry | undefined, words: Words, language: Language): string {
  const name = (one: string) => titled(options.find((option) => option.name === one)?.label ?? { zh: one, en: one }, language);
  if (entry === undefined) return type === "judgement" ? words.answers["not yet"] : words.form.notKnown;
  if (typeof entry === "boolean") return entry ? words.form.yes : words.form.no;
  if (typeof entry !== "string") return entry.length === 0 ? words.form.none : entry.map(name).join(words.comma);
  if (type === "list of") return words.records.count(Number(entry));
  if (type !== "judgement") return name(entry);
  const answer = entry as "pass" | "fail" | "not applicable" | "cannot tell";
  return checklist ? words.answers[answer] : words.holds[answer === "not applicable" ? "fail" : answer];
}
