import type { Diagnostic, DocumentInfo, Evaluation, FactInfo, Facts, Label, MadeDocument, ProfileInfo, Receipt, SourceFile, Verdict } from "fadu";
import type { Decided, Recompute, Recomputed } from "./recompute.ts";

/** A pack as the page shows it, and what it answers before anything is known. */
export interface PackSummary {
  id: string;
  version: string;
  digest: string;
  title: Label;
  /** Where it applies, if the engine says. */
  jurisdiction: Label | null;
  facts: FactInfo[];
  /** The local tables of values that it may be judged by. */
  profiles: ProfileInfo[];
  documents: DocumentInfo[];
  /** The evaluation of no facts: it names the verdicts and the items of a checklist. */
  empty: Evaluation;
}

/** The rules of a pack: as they were compiled for the page, with the digest they should have, or as text. */
export type Rules = { compiled: Uint8Array; digest: string } | { files: SourceFile[] };

/** The answer to a pack that was asked for: itself, or why it does not compile. */
export interface Described {
  pack: PackSummary | null;
  diagnostics: Diagnostic[];
}

/** What the page asks of the worker, and what comes back. */
export interface Calls {
  start: { request: null; response: { version: string } };
  /** Opens or compiles a pack and keeps it under a key; `profile` is null for the pack as it stands. */
  describe: { request: { key: string; pack: string; rules: Rules; profile: string | null; asOf: string }; response: Described };
  /** The bytes of an `Evaluation`; `pack` is the key of a pack that was described, `reasons` names the verdicts that say why, null is all. */
  evaluate: { request: { pack: string; facts: Facts; asOf: string; reasons: readonly string[] | null }; response: Uint8Array };
  /** The same as bytes of `Changes`, without the receipt and without what the page has from answer `since`. */
  changes: { request: { pack: string; facts: Facts; asOf: string; reasons: readonly string[]; since: number }; response: Uint8Array };
  /** The receipt of an evaluation alone. */
  receipt: { request: { pack: string; facts: Facts; asOf: string }; response: Receipt };
  /** What each other set of facts would change: the verdicts that come out otherwise, without their reasons. */
  variants: { request: { pack: string; facts: Facts; others: Facts[]; asOf: string }; response: Verdict[][] };
  /** Null if the pack has no document of that name. */
  document: { request: { pack: string; name: string; facts: Facts; asOf: string }; response: MadeDocument | null };
  /** The bytes of an evaluation and all documents, for a decision file. */
  decide: { request: { pack: string; facts: string; asOf: string }; response: Decided };
  /** Decides by the rule files given, whatever packs are open. */
  recompute: { request: Recompute; response: Recomputed };
}

export type CallName = keyof Calls;
export type Request<Name extends CallName = CallName> = {
  [N in Name]: { id: number; call: N; payload: Calls[N]["request"] };
}[Name];
export type Response =
  | { id: number; ok: true; payload: Calls[CallName]["response"] }
  | { id: number; ok: false; message: string };
