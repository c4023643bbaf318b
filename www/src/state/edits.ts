import type { Language } from "../i18n/index.ts";

/** What a person made of a generated text. */
export interface Edit {
  /** The generated text that was edited. */
  base: string;
  text: string;
  /** An earlier text that could not be taken over into this one. */
  aside?: string;
}

/** The documents of a case, or of a pack that is tried, that people edited, by `editKey`. */
export type Edits = Readonly<Record<string, Edit>>;

export const editKey = (document: string, language: Language): string => `${language}/${document}`;

/** The edits with one of them changed. An edit that leaves the text as it was generated is none. */
export function withEdit(edits: Edits, key: string, edit: Edit | null): Edits {
  if (edit && (edit.text !== edit.base || edit.aside !== undefined)) return { ...edits, [key]: edit };
  if (edits[key] === undefined) return edits;
  const { [key]: _, ...others } = edits;
  return others;
}

/**
 * Takes edits over into a text that was generated anew. Each edited line goes where its original
 * line still stands; `lost` are the edited lines that have no place any more.
 */
export function carryOver({ base, text }: Edit, generated: string): { text: string; lost: string[] } {
  const from = base.split("\n");
  const mine = text.split("\n");
  const next = generated.split("\n");
  // Lines that were put in or taken out have no original: then only what begins alike is followed.
  let tail = 0;
  while (tail < Math.min(from.length, mine.length) && from[from.length - 1 - tail] === mine[mine.length - 1 - tail]) tail += 1;
  const lost: string[] = [];
  mine.slice(0, mine.length - tail).forEach((line, at) => {
    const original = at < from.length - tail ? from[at] : undefined;
    if (line === original) return;
    const to = original === undefined ? -1 : next.indexOf(original);
    if (to >= 0 && next.lastIndexOf(original ?? "") === to) next[to] = line;
    else lost.push(line);
  });
  return { text: next.join("\n"), lost };
}
