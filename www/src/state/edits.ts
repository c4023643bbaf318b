/** What a person made of a generated text. */
export interface Edit {
  /** The generated text that was edited. */
  base: string;
  text: string;
  /** An earlier text that could not be taken over into this one. */
  aside?: string;
}

/**
 * The documents that people edited, by case, document and language. They outlive the screen that
 * shows them; whoever keeps cases can keep them too, by `all` and `restore`.
 */
export class Edits {
  readonly #edits = new Map<string, Edit>();
  readonly #listeners = new Set<() => void>();

  static key(scope: string, document: string, language: string): string {
    return JSON.stringify([scope, document, language]);
  }

  get(key: string): Edit | null {
    return this.#edits.get(key) ?? null;
  }

  /** An edit that leaves the text as it was generated is none. */
  set(key: string, edit: Edit | null): void {
    if (edit && (edit.text !== edit.base || edit.aside !== undefined)) this.#edits.set(key, edit);
    else this.#edits.delete(key);
    for (const listener of this.#listeners) listener();
  }

  get size(): number {
    return this.#edits.size;
  }

  all(): [key: string, edit: Edit][] {
    return [...this.#edits];
  }

  restore(edits: Iterable<[key: string, edit: Edit]>): void {
    for (const [key, edit] of edits) this.#edits.set(key, edit);
    for (const listener of this.#listeners) listener();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** The edits of this page: in memory, as long as it stands open. */
export const edits = new Edits();

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
