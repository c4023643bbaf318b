import type { Diagnostic, Label, SourceFile, Verdict } from "fadu";

/** So many answers of a kind are named; the list says how many there are. */
export const NAMED = 4;

/** What the list says of a pack before anything of it is compiled here. */
export interface PackCard {
  version: string;
  digest: string;
  title: Label;
  /** Where it applies, if it says so. */
  jurisdiction: Label | null;
  /** How many facts it knows. */
  facts: number;
  /** What it answers, kind by kind: the first few by name, in the order of its files, and how many there are. */
  answers: { kind: Verdict["kind"]; first: Label[]; count: number }[];
}

/** A pack that stands beside the page; `card` is null where its rules have mistakes. */
export interface ListedPack {
  id: string;
  card: PackCard | null;
  diagnostics: Diagnostic[];
}

/** The address of the list, from the page. */
export const LIST = "packs.json";

/** The address of a pack's rule files, from the page. */
export const fileOf = (id: string): string => `packs/${id}.json`;

/** The address of a pack as it was compiled for the page. */
export const compiledOf = (id: string): string => `packs/${id}.bin`;

/** Where the page gets its packs from. */
export interface Shelf {
  list(): Promise<ListedPack[]>;
  /** A pack as it was compiled for the page, which opens sooner than its text compiles; null where there is none. */
  compiled(id: string): Promise<Uint8Array | null>;
  /** The rule files of a pack and of what it uses. */
  files(id: string): Promise<SourceFile[]>;
}

/** The shelf beside the page, on its own origin. Each address is asked for once. */
export function shelfBeside(base: string): Shelf {
  const asked = new Map<string, Promise<unknown>>();
  const get = <Value>(address: string, read: (response: Response) => Promise<unknown> = (response) => response.json()): Promise<Value> => {
    const known = asked.get(address);
    if (known) return known as Promise<Value>;
    const value = fetched(new URL(address, base), address).then(read);
    asked.set(address, value);
    // What did not come is asked for again.
    value.catch(() => asked.delete(address));
    return value as Promise<Value>;
  };
  return {
    list: () => get(LIST),
    compiled: (id) => get(compiledOf(encodeURIComponent(id)), async (response) => new Uint8Array(await response.arrayBuffer())),
    files: (id) => get(fileOf(encodeURIComponent(id))),
  };
}

async function fetched(url: URL, address: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}
