import type { Evaluation, FactInfo, MadeDocument } from "fadu";
import { Newest } from "../engine/client.ts";
import type { EngineClient } from "../engine/client.ts";
import type { Described, PackSummary } from "../engine/protocol.ts";
import { today } from "../format/date.ts";
import type { Language } from "../i18n/index.ts";
import { decide } from "./decision.ts";
import type { Decision } from "./decision.ts";
import { toFacts, withEntry, withNoRecords, withoutRecord, withRecord } from "./drafts.ts";
import type { Draft, Entry } from "./drafts.ts";
import type { ListedPack, Shelf } from "./packs.ts";
import { formatHash, parseHash } from "./route.ts";
import type { Route } from "./route.ts";
import { Store } from "./store.ts";

export type Theme = "auto" | "light" | "dark";

/** All that the page shows is a function of this. */
export interface State {
  route: Route;
  language: Language;
  theme: Theme;
  engine: { status: "starting" } | { status: "ready"; version: string } | { status: "failed"; message: string };
  packs: ListedPack[] | null;
  /** The packs that were opened and compiled here, by name. */
  opened: Readonly<Record<string, Described>>;
  asOf: string;
  today: string;
  /** What is filled in, by pack. It lives in memory only. */
  drafts: Readonly<Record<string, Draft>>;
  /** The profile that a pack is judged by, where one was chosen. */
  profiles: Readonly<Record<string, string>>;
  /** What was just cleared, until something is filled in again. */
  cleared: { pack: string; draft: Draft } | null;
  /** Fields that were left at least once: only they show their problems. */
  touched: ReadonlySet<string>;
  /** The newest evaluation, and the pack it is of. */
  evaluation: { pack: string; value: Evaluation } | null;
  /** An evaluation of newer facts is on its way. */
  pending: boolean;
  failure: string | null;
}

interface Question {
  pack: string;
  draft: Draft;
  asOf: string;
}

/** What a person can do at the desk. It owns the store and is the only one to change it. */
export class Desk {
  readonly store: Store<State>;
  readonly #client: EngineClient;
  readonly #shelf: Shelf;
  readonly #evaluations: Newest<Question, Evaluation>;

  constructor(client: EngineClient, shelf: Shelf, hash: string, date = today()) {
    this.#client = client;
    this.#shelf = shelf;
    this.store = new Store<State>({
      ...parseHash(hash),
      theme: "auto",
      engine: { status: "starting" },
      packs: null,
      opened: {},
      asOf: date,
      today: date,
      drafts: {},
      profiles: {},
      cleared: null,
      touched: new Set(),
      evaluation: null,
      pending: false,
      failure: null,
    });
    this.#evaluations = new Newest(
      ({ pack, draft, asOf }) => client.call("evaluate", { pack, facts: toFacts(this.#pack(pack)?.facts ?? [], draft), asOf }),
      (value, { pack }) => this.store.update({ evaluation: { pack, value }, pending: false, failure: null }),
      (error) => this.store.update({ pending: false, failure: error.message }),
    );
  }

  /** Lists the packs, starts the engine and opens the pack that the address asks for. */
  async start(): Promise<void> {
    try {
      const [packs, { version }] = await Promise.all([this.#shelf.list(), this.#client.call("start", null)]);
      this.store.update({ packs, engine: { status: "ready", version } });
    } catch (error) {
      this.store.update({ engine: { status: "failed", message: error instanceof Error ? error.message : String(error) } });
      return;
    }
    await this.#open();
  }

  /** Compiles the pack of the address where that was not done, and evaluates what is filled in. */
  async #open(): Promise<void> {
    const { packs, opened, engine } = this.store.state;
    const id = this.#current();
    if (id === null || engine.status !== "ready" || !packs?.some((listed) => listed.id === id)) return;
    if (opened[id]) this.#evaluate();
    else await this.#describe(id);
  }

  async #describe(id: string): Promise<void> {
    try {
      const profile = this.store.state.profiles[id] ?? null;
      const files = await this.#shelf.files(id);
      const described = await this.#client.call("describe", { pack: id, files, profile, asOf: this.store.state.asOf });
      this.store.update(({ opened }) => ({ opened: { ...opened, [id]: described } }));
      if (id === this.#current()) this.#evaluate();
    } catch (error) {
      if (id === this.#current()) this.store.update({ pending: false, failure: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Opens the pack of the address once more, after it could not be. */
  retry(): void {
    this.store.update({ failure: null });
    void this.#open();
  }

  /** Follows the address. */
  navigate(hash: string): void {
    const { route, language } = parseHash(hash);
    const before = this.store.state.route;
    this.store.update({ language });
    if (formatHash({ route, language }) === formatHash({ route: before, language })) return;
    this.store.update({ route, touched: new Set(), cleared: null, evaluation: null, failure: null });
    void this.#open();
  }

  /** The address of a place, in the language of the page or another. */
  href(route: Route, language: Language = this.store.state.language): string {
    return formatHash({ route, language });
  }

  setTheme(theme: Theme): void {
    this.store.update({ theme });
  }

  setAsOf(date: string): void {
    if (date === this.store.state.asOf) return;
    this.store.update({ asOf: date });
    this.#evaluate();
  }

  /** Has the pack judged by a profile, or as it stands; the facts stay. */
  async choose(profile: string | null): Promise<void> {
    const pack = this.#current();
    if (pack === null) return;
    const { [pack]: _, ...others } = this.store.state.profiles;
    this.store.update({ profiles: profile === null ? others : { ...others, [pack]: profile }, evaluation: null, pending: true });
    await this.#describe(pack);
  }

  /** Makes a document from what is filled in. */
  async document(name: string): Promise<MadeDocument | null> {
    const pack = this.#current();
    if (pack === null) return null;
    const { drafts, asOf } = this.store.state;
    return this.#client.call("document", { pack, name, facts: toFacts(this.#pack(pack)?.facts ?? [], drafts[pack] ?? {}), asOf });
  }

  /** All that it takes to come to the present evaluation again, elsewhere and later. */
  async decision(): Promise<Decision> {
    const id = this.#current();
    const pack = id === null ? null : this.#pack(id);
    const { engine, drafts, asOf, profiles } = this.store.state;
    if (!pack || engine.status !== "ready") throw new Error("no pack is open");
    const files = await this.#shelf.files(pack.id);
    const facts = toFacts(pack.facts, drafts[pack.id] ?? {});
    return decide(this.#client, { engine: engine.version, pack: pack.id, profile: profiles[pack.id] ?? null, files, facts, asOf });
  }

  get shelf(): Shelf {
    return this.#shelf;
  }

  /** Fills in a field, or empties it. */
  fill(fact: string, entry: Entry | null): void {
    this.#redraft((draft) => withEntry(draft, fact, entry));
  }

  /** One more record of a list. */
  addRecord(list: string): void {
    this.#redraft((draft) => withRecord(draft, list));
  }

  removeRecord(list: FactInfo, at: number): void {
    this.#redraft((draft) => withoutRecord(draft, list, at));
  }

  /** Says that a list has no records, or takes that back. */
  noRecords(list: FactInfo, none: boolean): void {
    this.#redraft((draft) => withNoRecords(draft, list, none));
  }

  #redraft(change: (draft: Draft) => Draft): void {
    const pack = this.#current();
    if (pack === null) return;
    this.store.update(({ drafts }) => ({ drafts: { ...drafts, [pack]: change(drafts[pack] ?? {}) }, cleared: null }));
    this.#evaluate();
  }

  /** Notes that a field was left: from now on its problems show. */
  leave(fact: string): void {
    if (!this.store.state.touched.has(fact)) this.store.update(({ touched }) => ({ touched: new Set([...touched, fact]) }));
  }

  /** Empties every field; `undoClear` brings them back. */
  clear(): void {
    const pack = this.#current();
    if (pack === null) return;
    this.store.update(({ drafts }) => ({
      drafts: { ...drafts, [pack]: {} },
      cleared: { pack, draft: drafts[pack] ?? {} },
      touched: new Set<string>(),
    }));
    this.#evaluate();
  }

  undoClear(): void {
    this.store.update(({ drafts, cleared }) => (cleared ? { drafts: { ...drafts, [cleared.pack]: cleared.draft }, cleared: null } : {}));
    this.#evaluate();
  }

  #current(): string | null {
    const { route } = this.store.state;
    return route.place === "pack" ? route.pack : null;
  }

  #pack(id: string): PackSummary | null {
    return this.store.state.opened[id]?.pack ?? null;
  }

  #evaluate(): void {
    const pack = this.#current();
    if (pack === null || !this.#pack(pack)) return;
    const { drafts, asOf } = this.store.state;
    this.store.update({ pending: true });
    this.#evaluations.put({ pack, draft: drafts[pack] ?? {}, asOf });
  }
}
