import type { Answers, Evaluation, FactInfo, MadeDocument, Receipt, SourceFile } from "fadu";
import { Newest, readEvaluation } from "../engine/client.ts";
import type { EngineClient } from "../engine/client.ts";
import { Latest } from "../engine/latest.ts";
import type { Described, PackSummary, Rules } from "../engine/protocol.ts";
import { today } from "../format/date.ts";
import type { Language } from "../i18n/index.ts";
import type { Judged, Row } from "./batch.ts";
import type { Case } from "./case.ts";
import { CaseDesk } from "./case-desk.ts";
import type { CaseStore } from "./case-store.ts";
import { takeEntries } from "./compare.ts";
import { decide, editedOf } from "./decision.ts";
import type { Decision } from "./decision.ts";
import { toFacts, withEntry, withNoRecords, withoutRecord, withRecord } from "./drafts.ts";
import type { Draft, Entry } from "./drafts.ts";
import { editKey, withEdit } from "./edits.ts";
import type { Edit } from "./edits.ts";
import type { Shelf } from "./packs.ts";
import { dateOf } from "./rounds.ts";
import { formatHash, parseHash } from "./route.ts";
import type { Location, Route, View } from "./route.ts";
import { openCase, restedOf, workOf } from "./state.ts";
import type { State, Theme, Work } from "./state.ts";
import { Store } from "./store.ts";
import { variantsOf } from "./variants.ts";
import type { Outcome } from "./variants.ts";

export type { State, Theme } from "./state.ts";

interface Question {
  key: string;
  facts: readonly FactInfo[];
  draft: Draft;
  asOf: string;
  /** The verdicts whose reasons are read. */
  reasons: readonly string[];
}

/** How long nothing is typed until all reasons and the receipt are worked out, in milliseconds. */
const REST = 400;

/** What a person can do on the page. It owns the store and is the only one to change it. */
export class Desk {
  readonly store: Store<State>;
  readonly cases: CaseDesk;
  readonly #client: EngineClient;
  readonly #shelf: Shelf;
  readonly #evaluations: Newest<Question, Answers>;
  /** The verdicts whose reasons are open. */
  readonly #explained = new Set<string>();
  readonly #latest = new Latest();
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(client: EngineClient, shelf: Shelf, hash: string, date = today(), keep?: Promise<CaseStore>) {
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
      edits: {},
      profiles: {},
      cases: null,
      lasting: true,
      backedUp: null,
      open: null,
      cleared: null,
      touched: new Set(),
      evaluation: null,
      rested: null,
      pending: false,
      failure: null,
    });
    this.cases = new CaseDesk(this.store, () => void this.#open(), keep);
    this.#evaluations = new Newest(
      async ({ key, facts, draft, asOf, reasons }) =>
        this.#latest.take(key, await client.call("changes", { pack: key, facts: toFacts(facts, draft), asOf, reasons, since: this.#latest.turn(key) })),
      (value, question) => {
        const { key, facts } = question;
        this.store.update({ evaluation: { key, value }, pending: false, failure: null });
        if (this.#work()?.key === key) this.cases.evaluated(value, facts.length);
        clearTimeout(this.#rest);
        this.#rest = setTimeout(() => void this.#restOf(value, question), this.store.state.view === "why" ? 0 : REST);
      },
      (error) => this.store.update({ pending: false, failure: error.message }),
    );
  }

  /** Lists packs and cases, starts the engine and opens what the address asks for. */
  async start(): Promise<void> {
    const cases = this.cases.load();
    try {
      const [packs, { version }] = await Promise.all([this.#shelf.list(), this.#client.call("start", null)]);
      this.store.update({ packs, engine: { status: "ready", version } });
    } catch (error) {
      this.store.update({ engine: { status: "failed", message: error instanceof Error ? error.message : String(error) } });
      return;
    }
    await cases;
    await this.#open();
  }

  /** Reads the case of the address, compiles its pack where that was not done, and evaluates. */
  async #open(): Promise<void> {
    const { route, engine } = this.store.state;
    if (engine.status !== "ready") return;
    if (route.place === "case" || route.place === "compare") await this.cases.open(route.id);
    await this.#describe().catch((error: unknown) => this.store.update({ pending: false, failure: error instanceof Error ? error.message : String(error) }));
  }

  async #describe(): Promise<void> {
    const { rules, kept, files } = await this.#rules();
    const work = this.#work();
    if (!work || files === null) return;
    if (!this.store.state.opened[work.key]) {
      const { key, pack, profile } = work;
      this.#latest.forget(key);
      const described = kept ? await this.#client.call("describe", { key, pack, rules: { files: [...kept] }, profile, asOf: this.store.state.asOf }) : await this.#beside(key, pack, profile);
      this.store.update(({ opened }) => ({ opened: { ...opened, [key]: described } }));
    }
    this.#evaluate();
    if (rules !== null) await this.cases.tie(rules, files);
  }

  /** Has the engine open a pack that stands beside the page: as it was compiled, or from its text. */
  async #beside(key: string, pack: string, profile: string | null): Promise<Described> {
    const { asOf, packs } = this.store.state;
    const ask = (rules: Rules) => this.#client.call("describe", { key, pack, rules, profile, asOf });
    const card = packs?.find(({ id }) => id === pack)?.card;
    const compiled = card ? await this.#shelf.compiled(pack).catch(() => null) : null;
    // What did not come, or was compiled for another version of the page, is compiled from its text.
    const opened = card && compiled ? await ask({ compiled, digest: card.digest }).catch(() => null) : null;
    return opened ?? ask({ files: [...await this.#shelf.files(pack)] });
  }

  /**
   * The rules of the work: those beside the page, or those that the case was judged by, where
   * they are others and were `kept`. `rules` is the digest to tie the case to.
   */
  async #rules(): Promise<{ rules: string | null; kept: readonly SourceFile[] | null; files: (() => Promise<readonly SourceFile[]>) | null }> {
    const work = this.#work();
    const listed = this.store.state.packs?.find(({ id }) => id === work?.pack);
    if (!work) return { rules: null, kept: null, files: null };
    const beside = listed ? () => this.#shelf.files(work.pack) : null;
    const digest = listed?.card?.digest ?? null;
    if (!work.case) return { rules: null, kept: null, files: beside };
    const own = work.case.rules;
    const kept = own === null || own === digest ? null : await this.cases.rulesOf(own);
    const newer = kept && (listed?.card ? { version: listed.card.version, digest: listed.card.digest } : "none");
    // Judged by other rules, which are not here: said, and judged by these.
    const lost = own !== null && own !== digest && kept === null;
    this.cases.compared(newer, lost);
    return kept ? { rules: null, kept, files: async () => kept } : { rules: lost ? null : digest, kept: null, files: beside };
  }

  /** What the case would come to by the rules beside the page. */
  async underNewRules(): Promise<Evaluation | null> {
    const open = openCase(this.store.state);
    if (!open?.newer) return null;
    const { pack, profile, draft } = open.case;
    const { asOf } = this.store.state;
    const described = await this.#beside("new rules", pack, profile);
    return described.pack && this.#client.evaluate({ pack: "new rules", facts: toFacts(described.pack.facts, draft), asOf, reasons: [] });
  }

  /** What the case would come to by the answers of another file on it. */
  async byAnswersOf(draft: Draft): Promise<Evaluation | null> {
    const work = this.#work();
    const pack = work && this.#pack(work);
    if (!pack) return null;
    return this.#client.evaluate({ pack: work.key, facts: toFacts(pack.facts, draft), asOf: this.store.state.asOf, reasons: [] });
  }

  /** Takes over the other's answer to one fact. */
  takeAnswer(theirs: Draft, fact: string): void {
    this.#redraft((draft) => takeEntries(draft, theirs, fact));
  }

  /** The facts of a pack that stands beside the page. */
  async factsOf(pack: string): Promise<readonly FactInfo[]> {
    const known = this.store.state.opened[pack];
    const described = known ?? await this.#beside(pack, pack, null);
    if (!known) this.store.update(({ opened }) => ({ opened: { ...opened, [pack]: described } }));
    if (!described.pack) throw new Error(described.diagnostics[0]?.message[this.store.state.language] ?? pack);
    return described.pack.facts;
  }

  /** Judges one row after the other; goes on as long as `judged` says so. */
  async judge(pack: string, rows: readonly Row[], judged: (one: Judged) => boolean): Promise<void> {
    const facts = await this.factsOf(pack);
    for (const row of rows) {
      const asOf = row.asOf ?? this.store.state.asOf;
      const evaluation = await this.#client.evaluate({ pack, facts: toFacts(facts, row.draft), asOf, reasons: [] }).catch(() => null);
      if (!judged({ row, evaluation })) return;
    }
  }

  /** What each fact alone would change, were it another. */
  async variants(): Promise<Outcome[]> {
    const work = this.#work();
    const pack = work && this.#pack(work);
    if (!pack) return [];
    const changes = variantsOf(pack.facts, work.draft);
    const facts = (draft: Draft) => toFacts(pack.facts, draft);
    const others = changes.map(({ fact, entry }) => facts(withEntry(work.draft, fact, entry)));
    const found = await this.#client.call("variants", { pack: work.key, facts: facts(work.draft), others, asOf: this.store.state.asOf });
    return changes.map((change, at) => ({ change, verdicts: found[at] ?? [] })).filter(({ verdicts }) => verdicts.length > 0);
  }

  /** Notes whether the reasons of a verdict are read: then they come with every answer. */
  explain(verdict: string, read: boolean): void {
    if (this.#explained.has(verdict) === read) return;
    if (read) this.#explained.add(verdict);
    else this.#explained.delete(verdict);
    if (read) this.#evaluate();
  }

  /**
   * Works out the receipt of an evaluation and all its reasons, to be printed or read one after the other.
   * They are some megabytes: nobody waits while they are read that nobody wants.
   */
  async #restOf(of: Answers, { key, facts, draft, asOf }: Question): Promise<void> {
    const asked = { pack: key, facts: toFacts(facts, draft), asOf };
    try {
      const [receipt, bytes] = await Promise.all([this.#client.call("receipt", asked), this.#client.call("evaluate", { ...asked, reasons: null })]);
      let read: Evaluation | undefined;
      if (this.store.state.evaluation?.value === of) this.store.update({ rested: { of, receipt, explained: () => (read ??= readEvaluation(bytes)) } });
    } catch {
      // What was answered before stands without them.
    }
  }

  /** The receipt of what is filled in, at once. */
  async receipt(): Promise<Receipt> {
    // While an answer is on its way, what is known is the receipt of what was filled in before.
    const known = this.store.state.pending ? null : restedOf(this.store.state);
    if (known) return known.receipt;
    const work = this.#work();
    const pack = work && this.#pack(work);
    if (!pack) throw new Error("no pack is open");
    return this.#client.call("receipt", { pack: work.key, facts: toFacts(pack.facts, work.draft), asOf: this.store.state.asOf });
  }

  /** Opens the pack of the address once more, after it could not be. */
  retry(): void {
    this.store.update({ failure: null });
    void this.#open();
  }

  /** Follows the address. */
  navigate(hash: string): void {
    const { route, ...seen } = parseHash(hash);
    const before = this.store.state.route;
    this.store.update(seen);
    if (formatHash({ route, ...seen }) === formatHash({ route: before, ...seen })) return;
    // From a case to its comparison and back nothing is left.
    const caseOf = (of: Route) => (of.place === "case" || of.place === "compare" ? of.id : null);
    const stays = caseOf(before) !== null && caseOf(before) === caseOf(route);
    if (caseOf(before) !== null && !stays) void this.cases.leave();
    const asOf = stays || (caseOf(before) === null && caseOf(route) === null) ? {} : { asOf: this.store.state.today };
    this.store.update({ route, touched: new Set(), cleared: null, evaluation: null, failure: null, ...asOf, ...(stays ? {} : { open: null }) });
    void this.#open();
  }

  /** The address of a place, in the language of the page or another. */
  href(route: Route, seen: Partial<Omit<Location, "route">> = {}): string {
    return formatHash({ route, language: this.store.state.language, view: "all", document: null, ...seen });
  }

  /** The address of another view of this place. */
  viewHref(view: View): string {
    return this.href(this.store.state.route, { view });
  }

  /** The address of this place and view with a document open, or with none. */
  documentHref(document: string | null): string {
    const { route, view } = this.store.state;
    return this.href(route, { view, document });
  }

  setTheme(theme: Theme): void {
    this.store.update({ theme });
  }

  /** Another day has begun while the page stood open: what is looked at as of today is as of that day. */
  newDay(date = today()): void {
    const { today: before, asOf, open } = this.store.state;
    if (date === before) return;
    const now = open !== null && open !== "missing" ? dateOf(open.case, date) : asOf === before ? date : asOf;
    this.store.update({ today: date, asOf: now });
    if (now !== asOf) this.#evaluate();
  }

  setAsOf(date: string): void {
    if (date === this.store.state.asOf) return;
    this.store.update({ asOf: date });
    if (openCase(this.store.state)) this.cases.change({ asOf: date === this.store.state.today ? null : date });
    this.#evaluate();
  }

  /** Has the pack judged by a profile, or as it stands; the facts stay. */
  async choose(profile: string | null): Promise<void> {
    const work = this.#work();
    if (!work || work.locked) return;
    const { [work.pack]: _, ...others } = this.store.state.profiles;
    this.store.update({ evaluation: null, pending: true });
    if (work.case) this.cases.change({ profile });
    else this.store.update({ profiles: profile === null ? others : { ...others, [work.pack]: profile } });
    await this.#open();
  }

  /** Makes a document from what is filled in. */
  async document(name: string): Promise<MadeDocument | null> {
    const work = this.#work();
    const pack = work && this.#pack(work);
    if (!pack) return null;
    return this.#client.call("document", { pack: work.key, name, facts: toFacts(pack.facts, work.draft), asOf: this.store.state.asOf });
  }

  /** All that it takes to come to the present evaluation again, elsewhere and later. */
  async decision(): Promise<Decision> {
    const work = this.#work();
    const pack = work && this.#pack(work);
    const { engine, asOf } = this.store.state;
    const files = await (await this.#rules()).files?.();
    if (!pack || !files || engine.status !== "ready") throw new Error("no pack is open");
    const decision = await decide(this.#client, {
      engine: engine.version, pack: work.key, profile: work.profile, files: [...files], facts: toFacts(pack.facts, work.draft), asOf,
      ...(work.case ? { head: { title: work.case.title, number: work.case.number, party: work.case.party }, notes: work.case.notes, rounds: work.case.rounds } : {}),
    });
    const edited = editedOf(decision.documents, work.edits);
    return edited.length > 0 ? { ...decision, edited } : decision;
  }

  get shelf(): Shelf {
    return this.#shelf;
  }

  /** Keeps what a person made of a document; null gives it up. */
  keepEdit(document: string, language: Language, edit: Edit | null): void {
    const work = this.#work();
    if (!work) return;
    const key = editKey(document, language);
    const edits = withEdit(work.edits, key, edit);
    if (edits === work.edits) return;
    if (work.case) this.cases.change({ edits }, `document ${key}`);
    else this.store.update((state) => ({ edits: { ...state.edits, [work.pack]: edits } }));
  }

  /** Whether documents were edited that no case keeps. */
  get editedOnly(): boolean {
    return Object.values(this.store.state.edits).some((edits) => Object.keys(edits).length > 0);
  }

  /** Begins a case; what was tried with its pack before goes along, documents too. */
  async begin(pack: string, head: Pick<Case, "title" | "number" | "party">): Promise<string> {
    const { drafts, profiles, edits } = this.store.state;
    const id = await this.cases.begin(pack, { ...head, draft: drafts[pack] ?? {}, edits: edits[pack] ?? {}, profile: profiles[pack] ?? null });
    const { [pack]: _, ...others } = edits;
    this.store.update({ edits: others });
    return id;
  }

  /** Fills in a field, or empties it. */
  fill(fact: string, entry: Entry | null): void {
    this.#redraft((draft) => withEntry(draft, fact, entry), fact);
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

  #redraft(change: (draft: Draft) => Draft, fact: string | null = null): void {
    const work = this.#work();
    if (!work || work.locked) return;
    const draft = change(work.draft);
    if (draft === work.draft) return;
    if (work.case) this.cases.change({ draft }, fact);
    else this.store.update(({ drafts }) => ({ drafts: { ...drafts, [work.pack]: draft } }));
    this.store.update({ cleared: null });
    this.#evaluate();
  }

  /** Notes that a field was left: from now on its problems show. */
  leave(fact: string): void {
    this.cases.rest();
    if (!this.store.state.touched.has(fact)) this.store.update(({ touched }) => ({ touched: new Set([...touched, fact]) }));
  }

  /** Empties every field; `undoClear` brings them back. */
  clear(): void {
    const work = this.#work();
    if (!work || work.locked) return;
    this.#redraft(() => ({}));
    this.store.update({ cleared: { key: work.key, draft: work.draft }, touched: new Set<string>() });
  }

  undoClear(): void {
    const { cleared } = this.store.state;
    if (cleared && cleared.key === this.#work()?.key) this.#redraft(() => cleared.draft);
  }

  #work(): Work | null {
    return workOf(this.store.state);
  }

  #pack({ key }: Work): PackSummary | null {
    return this.store.state.opened[key]?.pack ?? null;
  }

  #evaluate(): void {
    const work = this.#work();
    const pack = work && this.#pack(work);
    if (!pack) return;
    this.store.update({ pending: true });
    clearTimeout(this.#rest);
    // Reasons are most of an evaluation, and what is typed should be judged at once: those that are
    // read come along, the others are worked out when nothing is typed.
    this.#evaluations.put({ key: work.key, facts: pack.facts, draft: work.draft, asOf: this.store.state.asOf, reasons: [...this.#explained] });
  }
}
