import type { Answers, Evaluation, Receipt } from "fadu";
import type { Described, PackSummary } from "../engine/protocol.ts";
import type { Language } from "../i18n/index.ts";
import type { Case } from "./case.ts";
import type { Draft } from "./drafts.ts";
import type { Edits } from "./edits.ts";
import type { ListedPack } from "./packs.ts";
import { closedRound } from "./rounds.ts";
import type { Route, View } from "./route.ts";

export type Theme = "auto" | "light" | "dark";

/** The case that is worked on. */
export interface OpenCase {
  case: Case;
  saving: "saved" | "pending" | "failed";
  /** Why it could not be saved, in the browser's words. */
  failure: string | null;
  /** What another window saved meanwhile, where this one has changes of its own. */
  theirs: Case | null;
  /** How many steps can be taken back and made again. */
  undo: number;
  redo: number;
  /** Other rules stand beside the page than those that the case is judged by, or "none" do. */
  newer: { version: string; digest: string } | "none" | null;
  /** The rules that it was judged by were not kept here: it is judged by those beside the page. */
  lost: boolean;
}

/** All that the page shows is a function of this. */
export interface State {
  route: Route;
  language: Language;
  theme: Theme;
  engine: { status: "starting" } | { status: "ready"; version: string } | { status: "failed"; message: string };
  packs: ListedPack[] | null;
  /** The packs that were opened and compiled here, by the key of the work. */
  opened: Readonly<Record<string, Described>>;
  asOf: string;
  today: string;
  /** What is filled in without a case, by pack. It lives in memory only. */
  drafts: Readonly<Record<string, Draft>>;
  /** The documents that were edited without a case, by pack. They live in memory only. */
  edits: Readonly<Record<string, Edits>>;
  /** The profile that a pack is judged by without a case, where one was chosen. */
  profiles: Readonly<Record<string, string>>;
  /** The cases of this browser; null until they are read. */
  cases: readonly Case[] | null;
  /** Whether what is kept here outlives the page. */
  lasting: boolean;
  /** When all cases were last backed up. */
  backedUp: string | null;
  /** The case of the address; null while it is read, "missing" where there is none. */
  open: OpenCase | "missing" | null;
  /** What stands beside the verdict: it is part of the address. */
  view: View;
  /** The document that is open: it is part of the address too. */
  document: string | null;
  /** What was just cleared, until something is filled in again. */
  cleared: { key: string; draft: Draft } | null;
  /** Fields that were left at least once: only they show their problems. */
  touched: ReadonlySet<string>;
  /** The newest evaluation, and the work it is of: what it says is there at once. */
  evaluation: { key: string; value: Answers } | null;
  /** The receipt of the newest evaluation, and all of it with all its reasons to be read where they are wanted: once they are worked out. */
  rested: { of: Answers; receipt: Receipt; explained: () => Evaluation } | null;
  /** An evaluation of newer facts is on its way. */
  pending: boolean;
  failure: string | null;
}

/** What is filled in, and by which rules it is judged: of a case, or of a pack that is tried. */
export interface Work {
  /** Which compiled pack it takes. */
  key: string;
  pack: string;
  profile: string | null;
  draft: Draft;
  edits: Edits;
  /** The case stands closed: nothing of it is changed. */
  locked: boolean;
  case: Case | null;
}

/** The case that is open, where one is. */
export const openCase = ({ route, open }: Pick<State, "route" | "open">): OpenCase | null =>
  (route.place === "case" || route.place === "compare") && open !== null && open !== "missing" && open.case.id === route.id ? open : null;

/** The work of the address, where there is one. */
export function workOf(state: State): Work | null {
  const { route, drafts, edits, profiles } = state;
  if (route.place === "pack") {
    const profile = profiles[route.pack] ?? null;
    return { key: keyOf(route.pack, profile, null), pack: route.pack, profile, draft: drafts[route.pack] ?? {}, edits: edits[route.pack] ?? {}, locked: false, case: null };
  }
  const open = openCase(state);
  if (!open) return null;
  const { pack, profile, draft, rules, edits: own } = open.case;
  // Rules that stand beside the page need no name of their own.
  return { key: keyOf(pack, profile, open.newer ? rules : null), pack, profile, draft, edits: own, locked: closedRound(open.case) !== null, case: open.case };
}

/** One compiled pack is told from another by its rules and its profile. */
function keyOf(pack: string, profile: string | null, rules: string | null): string {
  return `${pack}${profile === null ? "" : `#${profile}`}${rules === null ? "" : `@${rules}`}`;
}

/** The pack of the address, once it is compiled. */
export function packOf(state: State): PackSummary | null {
  const work = workOf(state);
  return work ? state.opened[work.key]?.pack ?? null : null;
}

/** What is worked out of the evaluation of the work of the address once nothing is typed. */
export function restedOf(state: State): State["rested"] {
  const { rested } = state;
  return rested !== null && rested.of === evaluationOf(state) ? rested : null;
}

/** The evaluation of the work of the address, once there is one. */
export function evaluationOf(state: State): Answers | null {
  const work = workOf(state);
  return work && state.evaluation?.key === work.key ? state.evaluation.value : null;
}
