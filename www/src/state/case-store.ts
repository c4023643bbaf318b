import { openDB } from "idb";
import type { DBSchema, IDBPDatabase } from "idb";
import type { SourceFile } from "fadu";
import { completed } from "./case.ts";
import type { Case } from "./case.ts";

/** What saving a case came to. */
export type Saved = { done: true; case: Case } | { done: false; theirs: Case | null };

/** Where cases are kept. A case is saved only over the revision it was read at. */
export interface CaseStore {
  /** Whether what is kept here outlives the page. */
  readonly lasting: boolean;
  all(): Promise<Case[]>;
  get(id: string): Promise<Case | null>;
  /** Saves with the next revision; not done where another window saved since: then `theirs` is what stands there. */
  put(one: Case): Promise<Saved>;
  /** Takes a case in as it is, over whatever stands there. */
  restore(one: Case): Promise<Case>;
  remove(id: string): Promise<void>;
  rules(digest: string): Promise<SourceFile[] | null>;
  keepRules(digest: string, files: readonly SourceFile[]): Promise<void>;
  /** Calls back when another window changed a case. */
  watch(changed: (id: string) => void): () => void;
}

interface Schema extends DBSchema {
  cases: { key: string; value: Case };
  rules: { key: string; value: SourceFile[] };
}

const NAME = "fadu";

/** Opens the store of this browser; where it keeps nothing, one that lasts as long as the page. */
export async function openCases(): Promise<CaseStore> {
  try {
    const db = await openDB<Schema>(NAME, 1, {
      upgrade(fresh) {
        fresh.createObjectStore("cases", { keyPath: "id" });
        fresh.createObjectStore("rules");
      },
      // Another version of the page, in another window, wants to change the store.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    // The browser is asked not to clear it when space is short; it may refuse, and says nothing.
    void globalThis.navigator?.storage?.persist?.().catch(() => false);
    return new BrowserCases(db);
  } catch {
    return new MemoryCases();
  }
}

class BrowserCases implements CaseStore {
  readonly lasting = true;
  readonly #db: IDBPDatabase<Schema>;
  readonly #channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`${NAME}-cases`);

  constructor(db: IDBPDatabase<Schema>) {
    this.#db = db;
  }

  async all(): Promise<Case[]> {
    return (await this.#db.getAll("cases")).map(completed);
  }

  async get(id: string): Promise<Case | null> {
    const one = await this.#db.get("cases", id);
    return one ? completed(one) : null;
  }

  async put(one: Case): Promise<Saved> {
    const change = this.#db.transaction("cases", "readwrite");
    const there = await change.store.get(one.id);
    const theirs = there ? completed(there) : null;
    if ((theirs?.revision ?? 0) !== one.revision) {
      await change.done;
      return { done: false, theirs };
    }
    return { done: true, case: await this.#write(change, { ...one, revision: one.revision + 1 }) };
  }

  async restore(one: Case): Promise<Case> {
    const change = this.#db.transaction("cases", "readwrite");
    const there = await change.store.get(one.id);
    return this.#write(change, { ...one, revision: Math.max(there?.revision ?? 0, one.revision) + 1 });
  }

  async #write(change: { store: { put(one: Case): Promise<unknown> }; done: Promise<void> }, next: Case): Promise<Case> {
    // A failed write rejects both; one of them is awaited for its reason, the other for the end.
    await Promise.all([change.store.put(next), change.done]);
    this.#channel?.postMessage(next.id);
    return next;
  }

  async remove(id: string): Promise<void> {
    await this.#db.delete("cases", id);
    this.#channel?.postMessage(id);
  }

  async rules(digest: string): Promise<SourceFile[] | null> {
    return (await this.#db.get("rules", digest)) ?? null;
  }

  async keepRules(digest: string, files: readonly SourceFile[]): Promise<void> {
    if ((await this.#db.getKey("rules", digest)) === undefined) await this.#db.put("rules", [...files], digest);
  }

  watch(changed: (id: string) => void): () => void {
    const heard = (event: MessageEvent<string>) => changed(event.data);
    this.#channel?.addEventListener("message", heard);
    return () => this.#channel?.removeEventListener("message", heard);
  }
}

/** Keeps cases while the page is open. */
export class MemoryCases implements CaseStore {
  readonly lasting = false;
  readonly #cases = new Map<string, Case>();
  readonly #rules = new Map<string, SourceFile[]>();

  async all(): Promise<Case[]> {
    return [...this.#cases.values()];
  }

  async get(id: string): Promise<Case | null> {
    return this.#cases.get(id) ?? null;
  }

  async put(one: Case): Promise<Saved> {
    const theirs = this.#cases.get(one.id) ?? null;
    if ((theirs?.revision ?? 0) !== one.revision) return { done: false, theirs };
    return { done: true, case: await this.restore(one) };
  }

  async restore(one: Case): Promise<Case> {
    const next = { ...one, revision: Math.max(this.#cases.get(one.id)?.revision ?? 0, one.revision) + 1 };
    this.#cases.set(one.id, next);
    return next;
  }

  async remove(id: string): Promise<void> {
    this.#cases.delete(id);
  }

  async rules(digest: string): Promise<SourceFile[] | null> {
    return this.#rules.get(digest) ?? null;
  }

  async keepRules(digest: string, files: readonly SourceFile[]): Promise<void> {
    this.#rules.set(digest, [...files]);
  }

  watch(): () => void {
    return () => undefined;
  }
}
