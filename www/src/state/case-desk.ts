import type { Answers, Evaluation, SourceFile } from "fadu";
import { lastBackup, noteBackup } from "./backed-up.ts";
import { byUrgency, clean, newCase, newId, standingOf } from "./case.ts";
import type { Beginning, Case, Note } from "./case.ts";
import { readFile } from "./case-file.ts";
import type { Backup, CaseFile } from "./case-file.ts";
import { openCases } from "./case-store.ts";
import type { CaseStore } from "./case-store.ts";
import { close, closedRound, dateOf, keptFacts, marked } from "./rounds.ts";
import type { Signature } from "./rounds.ts";
import { openCase } from "./state.ts";
import type { OpenCase, State } from "./state.ts";
import type { Store } from "./store.ts";

/** A case is saved once nothing was changed for so long, in milliseconds. */
const REST = 400;
/** So many steps can be taken back. */
const STEPS = 200;

/** What can be taken back: all that a person fills in. */
type Step = Pick<Case, "title" | "number" | "party" | "draft" | "notes" | "marks" | "edits" | "reviewer" | "asOf" | "profile">;

/** What came of reading a file of cases. */
export interface Imported {
  added: number;
  /** Cases that stand here already, unchanged. */
  same: number;
  /** The case to open, where the file was one of one case. */
  id: string | null;
  /** The case that stands here already, where the file was another one on it. */
  beside: string | null;
}

/** What a person can do with cases. It keeps the list, saves the open case and takes steps back. */
export class CaseDesk {
  readonly #state: Store<State>;
  readonly #keep: Promise<CaseStore>;
  /** Called when the open case changed by other hands than the form's. */
  readonly #changed: () => void;
  readonly #now: () => Date;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();
  /** Counts the changes of the open case: whether there were more while one was saved. */
  #changes = 0;
  /** The revision that this window saved last: what was changed meanwhile is saved over it. */
  #own: { id: string; revision: number } | null = null;
  /** Cases that were left and could not be saved: they are here as long as the page is. */
  readonly #unsaved = new Map<string, { case: Case; failure: string }>();
  #past: { step: Step; of: string | null }[] = [];
  #future: Step[] = [];

  constructor(state: Store<State>, changed: () => void, keep: Promise<CaseStore> = openCases(), now: () => Date = () => new Date()) {
    this.#state = state;
    this.#keep = keep;
    this.#changed = changed;
    this.#now = now;
    void keep.then((store) => store.watch((id) => void this.#elsewhere(store, id)));
  }

  async load(): Promise<void> {
    const store = await this.#keep;
    this.#state.update({ cases: (await store.all()).sort(byUrgency), lasting: store.lasting, backedUp: lastBackup() });
  }

  /** Begins a case and keeps it. */
  async begin(pack: string, head: Beginning): Promise<string> {
    const one = newCase(pack, { ...head, title: clean(head.title ?? ""), number: clean(head.number ?? ""), party: clean(head.party ?? "") }, this.#now(), newId());
    const kept = await (await this.#keep).restore(one);
    this.#listed(kept);
    return kept.id;
  }

  /** Begins another case on the facts of one. What was noted, edited, marked with a name or signed off stays with that one. */
  async duplicate(id: string, copied: (title: string) => string): Promise<string | null> {
    const open = this.#open();
    const one = open?.case.id === id ? open.case : await (await this.#keep).get(id);
    if (!one) return null;
    const { pack, profile, draft, title, party } = one;
    return this.begin(pack, { title: title === "" ? "" : copied(title), party, draft, profile });
  }

  /** Opens the case of the address. */
  async open(id: string): Promise<void> {
    if (openCase(this.#state.state)) return;
    this.#past = [];
    this.#future = [];
    // It may be the one that was just left.
    await this.#saving;
    const held = this.#unsaved.get(id);
    const one = held?.case ?? await (await this.#keep).get(id);
    const { route, today } = this.#state.state;
    if ((route.place !== "case" && route.place !== "compare") || route.id !== id) return;
    if (one) this.#state.update({ open: { ...fresh(one), ...(held ? { saving: "failed" as const, failure: held.failure } : {}) }, asOf: dateOf(one, today) });
    else this.#state.update({ open: "missing" });
  }

  /** Leaves the open case: what is not saved yet is saved, as it is now. */
  async leave(): Promise<void> {
    const saving = this.save();
    this.#state.update({ open: null });
    await saving;
  }

  #open(): OpenCase | null {
    const { open } = this.#state.state;
    return open === "missing" ? null : open;
  }

  /** Changes the open case; `of` names the field, so that typing into one field is one step back. */
  change(patch: Partial<Step>, of: string | null = null): void {
    const open = this.#open();
    // What was closed is not changed; its documents are written afterwards.
    if (!open || (closedRound(open.case) && Object.keys(patch).some((part) => part !== "edits"))) return;
    const last = this.#past.at(-1);
    if (of === null || last?.of !== of || this.#future.length > 0) {
      this.#past.push({ step: stepOf(open.case), of });
      if (this.#past.length > STEPS) this.#past.shift();
    }
    this.#future = [];
    const { draft, marks, reviewer } = open.case;
    const kept = keptFacts(open.case);
    const after = patch.draft && { ...patch.draft, ...Object.fromEntries(Object.entries(draft).filter(([fact]) => kept.has(fact))) };
    const stamped = after ? { draft: after, marks: marked(marks, draft, after, { by: reviewer, at: this.#now().toISOString() }) } : {};
    this.#put({ ...open.case, ...patch, ...stamped });
  }

  /** Closes the round of review that is worked on: from then on nothing of it is changed, not by a step back either. */
  async close(evaluation: Evaluation, signature: Signature): Promise<void> {
    const open = this.#open();
    if (!open || closedRound(open.case)) return;
    const round = close(open.case, evaluation, { on: signature.on, by: clean(signature.by).trim(), remark: clean(signature.remark).trim() }, this.#now());
    this.#past = [];
    this.#future = [];
    this.#put({ ...open.case, rounds: [...open.case.rounds, round] });
    this.#stepped();
    await this.save();
  }

  /** Begins the next round with the answers of the last one, which stays on file; where `only` names facts, the other answers to its checklist stand. */
  async reopen(why: string, only: readonly string[] | null = null): Promise<void> {
    const open = this.#open();
    const last = open && closedRound(open.case);
    if (!open || !last) return;
    this.#past = [];
    this.#future = [];
    this.#put({ ...open.case, rounds: [...open.case.rounds.slice(0, -1), { ...last, reopened: { at: this.#now().toISOString(), why: clean(why).trim(), ...(only === null ? {} : { only }) } }] });
    this.#stepped();
    await this.save();
  }

  /** Has the round on hand look at some facts more. */
  lookAgain(facts: readonly string[]): void {
    const open = this.#open();
    const last = open?.case.rounds.at(-1);
    if (!open || !last?.reopened?.only) return;
    const only = [...new Set([...last.reopened.only, ...facts])];
    this.#put({ ...open.case, rounds: [...open.case.rounds.slice(0, -1), { ...last, reopened: { ...last.reopened, only } }] });
  }

  /** The next change of the same field is a step of its own. */
  rest(): void {
    const last = this.#past.at(-1);
    if (last) last.of = null;
  }

  undo(): void {
    const open = this.#open();
    const last = this.#past.pop();
    if (!open || !last) return;
    this.#future.push(stepOf(open.case));
    this.#put({ ...open.case, ...last.step });
    this.#stepped();
  }

  redo(): void {
    const open = this.#open();
    const next = this.#future.pop();
    if (!open || !next) return;
    this.#past.push({ step: stepOf(open.case), of: null });
    this.#put({ ...open.case, ...next });
    this.#stepped();
  }

  #stepped(): void {
    const open = this.#open();
    if (open) this.#state.update({ asOf: dateOf(open.case, this.#state.state.today) });
    this.#changed();
  }

  note(fact: string, note: Omit<Note, "at"> | null): void {
    const open = this.#open();
    if (!open || keptFacts(open.case).has(fact)) return;
    const { [fact]: _, ...others } = open.case.notes;
    // Whoever writes first is who works on the case, unless another name is typed.
    const by = note?.by || (open.case.notes[fact] ? "" : open.case.reviewer);
    const kept = note && (note.text.trim() !== "" || note.evidence.length > 0);
    this.change({ notes: kept ? { ...others, [fact]: { ...note, text: clean(note.text), by: clean(by), at: this.#now().toISOString() } } : others }, `note ${fact}`);
  }

  /** Notes what the newest evaluation of the open case comes to. */
  evaluated(evaluation: Answers, facts: number): void {
    const open = this.#open();
    // A closed case stands as it was closed.
    if (!open || closedRound(open.case)) return;
    const filled = Object.keys(open.case.draft).filter((fact) => !fact.includes("[")).length;
    const standing = standingOf(evaluation, filled, facts);
    if (JSON.stringify(standing) !== JSON.stringify(open.case.standing)) this.#put({ ...open.case, standing }, false);
  }

  /** Ties the open case to the rules that it was judged by, and keeps them. */
  async tie(digest: string, files: () => Promise<readonly SourceFile[]>): Promise<void> {
    const open = this.#open();
    if (!open || open.case.rules === digest) return;
    const text = await files();
    // Meanwhile the case may have gone on, or another one.
    const now = this.#open();
    if (now?.case.id !== open.case.id) return;
    this.#put({ ...now.case, rules: digest }, false);
    await (await this.#keep).keepRules(digest, text).catch(() => undefined);
  }

  /** The rules of a case as they were when it was judged, where they were kept. */
  async rulesOf(digest: string): Promise<SourceFile[] | null> {
    return (await this.#keep).rules(digest);
  }

  /** Says how the rules of the open case stand to those beside the page. */
  compared(newer: OpenCase["newer"], lost: boolean): void {
    const open = this.#open();
    if (open) this.#state.update({ open: { ...open, newer, lost } });
  }

  /** Has the open case judged by the rules beside the page from now on. */
  move(): void {
    const open = this.#open();
    if (!open?.newer || open.newer === "none" || closedRound(open.case)) return;
    this.#state.update({ open: { ...open, newer: null } });
    this.#put({ ...open.case, rules: null });
    this.#changed();
  }

  #put(one: Case, byHand = true): void {
    const open = this.#open();
    if (!open) return;
    this.#changes += 1;
    const changed = byHand ? this.#now().toISOString() : one.changed;
    this.#state.update({ open: { ...open, case: { ...one, changed }, saving: "pending", undo: this.#past.length, redo: this.#future.length } });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), REST);
  }

  /** Saves the open case as it is now, after whatever is being saved. */
  save(): Promise<void> {
    clearTimeout(this.#timer);
    const open = this.#open();
    if (open && !open.theirs && open.saving !== "saved") {
      const changes = this.#changes;
      this.#saving = this.#saving.then(() => this.#saveNow(open.case, changes));
    }
    return this.#saving;
  }

  async #saveNow(one: Case, changes: number): Promise<void> {
    const sent = this.#own?.id === one.id && this.#own.revision > one.revision ? { ...one, revision: this.#own.revision } : one;
    try {
      const saved = await (await this.#keep).put(sent);
      const now = this.#open();
      // Another window deleted it for good while it was worked on here: it is kept.
      const kept = saved.done ? saved.case : saved.theirs === null ? await (await this.#keep).restore({ ...sent, revision: 0 }) : null;
      if (kept) {
        this.#unsaved.delete(kept.id);
        this.#own = { id: kept.id, revision: kept.revision };
        this.#listed(kept);
      }
      if (now?.case.id !== sent.id) {
        // Left before it was known that another window saved it too: both stay.
        if (!saved.done && saved.theirs) this.#listed(await (await this.#keep).restore({ ...sent, id: newId(), revision: 0 }));
      } else if (kept) {
        const more = this.#changes !== changes;
        this.#state.update({ open: { ...now, case: { ...now.case, revision: kept.revision }, saving: more ? "pending" : "saved", failure: null } });
      } else if (!saved.done) this.#state.update({ open: { ...now, theirs: saved.theirs } });
    } catch (error) {
      const failure = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      const now = this.#open();
      this.#unsaved.set(one.id, { case: sent, failure });
      if (now?.case.id === one.id) this.#state.update({ open: { ...now, saving: "failed", failure } });
      else this.#listed(sent);
    }
  }

  /** Whether closing the page now would lose something. */
  get unsaved(): boolean {
    return this.#unsaved.size > 0 || !this.#state.state.lasting && (this.#state.state.cases?.length ?? 0) > 0 || (this.#open()?.saving ?? "saved") !== "saved";
  }

  /** Another window saved or deleted a case. */
  async #elsewhere(store: CaseStore, id: string): Promise<void> {
    const theirs = await store.get(id);
    if (theirs) this.#listed(theirs);
    else this.#state.update(({ cases }) => ({ cases: (cases ?? []).filter((one) => one.id !== id) }));
    const open = this.#open();
    if (!open || open.case.id !== id || !theirs || theirs.revision <= open.case.revision) return;
    if (open.saving === "saved") this.#adopt(theirs);
    else this.#state.update({ open: { ...open, theirs } });
  }

  /** Goes on with what another window saved. */
  takeTheirs(): void {
    const theirs = this.#open()?.theirs;
    if (theirs) this.#adopt(theirs);
  }

  /** Keeps both: what is here becomes a case of its own. */
  async keepBoth(title: (title: string) => string): Promise<string | null> {
    const open = this.#open();
    if (!open?.theirs) return null;
    const copy = { ...open.case, id: newId(), revision: 0, title: title(open.case.title) };
    this.#listed(await (await this.#keep).restore(copy));
    this.#adopt(open.theirs);
    return copy.id;
  }

  #adopt(theirs: Case): void {
    this.#past = [];
    this.#future = [];
    this.#state.update({ open: fresh(theirs), asOf: dateOf(theirs, this.#state.state.today) });
    this.#changed();
  }

  #listed(one: Case): void {
    this.#state.update(({ cases }) => ({ cases: [...(cases ?? []).filter(({ id }) => id !== one.id), one].sort(byUrgency) }));
  }

  /** Archives a case, puts it into the bin or takes it out again. */
  async setState(id: string, state: Case["state"]): Promise<void> {
    const open = this.#open();
    if (open?.case.id === id) await this.save();
    const store = await this.#keep;
    const one = await store.get(id);
    if (!one) return;
    const kept = await store.restore({ ...one, state });
    this.#listed(kept);
    const now = this.#open();
    if (now?.case.id === id) this.#state.update({ open: { ...now, case: { ...now.case, state, revision: kept.revision } } });
  }

  /** Deletes a case for good. */
  async remove(id: string): Promise<void> {
    await (await this.#keep).remove(id);
    this.#state.update(({ cases }) => ({ cases: (cases ?? []).filter((one) => one.id !== id) }));
  }

  async exported(id: string): Promise<CaseFile | null> {
    const open = this.#open();
    const store = await this.#keep;
    const one = open?.case.id === id ? open.case : await store.get(id);
    if (!one) return null;
    return { format: "fadu-case-1", case: one, rules: (one.rules === null ? null : await store.rules(one.rules)) ?? [] };
  }

  async backup(): Promise<Backup> {
    const store = await this.#keep;
    const cases = await store.all();
    const rules: [string, SourceFile[]][] = [];
    for (const digest of new Set(cases.flatMap((one) => one.rules ?? []))) {
      const files = await store.rules(digest);
      if (files) rules.push([digest, files]);
    }
    return { format: "fadu-backup-1", made: this.#now().toISOString(), cases, rules: Object.fromEntries(rules) };
  }

  /** Notes that a backup was handed over. */
  backedUp({ made }: Backup): void {
    noteBackup(made);
    this.#state.update({ backedUp: made });
  }

  /**
   * Takes in a case file or a backup. Nothing that stands here is lost: a case that is here with
   * other content comes in as a copy, under a name of its own.
   */
  async take(text: string, copied: (title: string) => string): Promise<Imported> {
    const file = readFile(text);
    const store = await this.#keep;
    const cases = file.format === "fadu-case-1" ? [file.case] : file.cases;
    const rules = file.format === "fadu-case-1" ? (file.case.rules === null || file.rules.length === 0 ? [] : [[file.case.rules, file.rules] as const]) : Object.entries(file.rules);
    for (const [digest, files] of rules) await store.keepRules(digest, files);
    let [added, same] = [0, 0];
    let [last, beside] = [null, null] as [string | null, string | null];
    for (const one of cases) {
      const here = await store.get(one.id);
      last = one.id;
      if (here && content(here) === content(one)) {
        same += 1;
        continue;
      }
      const taken = here ? { ...one, id: newId(), revision: 0, title: copied(one.title) } : one;
      last = taken.id;
      beside = here?.id ?? null;
      this.#listed(await store.restore(taken));
      added += 1;
    }
    return { added, same, id: file.format === "fadu-case-1" ? last : null, beside: file.format === "fadu-case-1" ? beside : null };
  }
}

const fresh = (one: Case): OpenCase => ({ case: one, saving: "saved", failure: null, theirs: null, undo: 0, redo: 0, newer: null, lost: false });

const stepOf = ({ title, number, party, draft, notes, marks, edits, reviewer, asOf, profile }: Case): Step => ({ title, number, party, draft, notes, marks, edits, reviewer, asOf, profile });

/** What a person put into a case: two cases with the same are one. */
function content(one: Case): string {
  const sorted = (_: string, value: unknown): unknown =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
  return JSON.stringify([stepOf(one), one.pack, one.state, one.rounds], sorted);
}
