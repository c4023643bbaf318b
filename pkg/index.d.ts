import type { Evaluator } from "./evaluate/index.js";

// The API of the `fadu` package, written by hand. Numbers are decimal strings everywhere
// ("50000", "1/3"): no float ever carries an amount. Dates are "2025-06-30".

/** One text in both languages. */
export interface Label {
  zh: string;
  en: string;
}

/** One rule file (or a calendar's CSV); the path groups files into packs by folder. */
export interface SourceFile {
  path: string;
  text: string;
}

export interface LineColumn {
  line: number;
  column: number;
}

/** One mistake in rule text. */
export interface Diagnostic {
  code: string;
  severity: "error" | "warning";
  path: string;
  start: LineColumn;
  end: LineColumn;
  message: Label;
  help: Label | null;
}

/** A pinpoint citation; `text` is how a lawyer writes it. */
export interface Citation {
  /** The source's name, with the used pack's alias before it: "apl.APL". */
  source: string;
  /** The place: "58(1)", "12-1", "§2.7.1", or quoted text; "" for the whole source. */
  pinpoint: string;
  text: Label;
  /** The source's text was not seen by the pack's authors. */
  unverified: boolean;
}

export type Truth = "true" | "false" | "unknown";

/** What a verdict came to. "decided" is the only outcome that needs nobody any more. */
export type Outcome = "decided" | "unknown" | "not applicable" | "needs judgement";

/** A value with its rendering. `value` is "true"/"false", a number, a date, a moment (`2025-06-30T18:00`), a name, or names. */
export interface Value {
  type:
    | "bool" | "integer" | "number" | "money" | "percent" | "date" | "moment" | "text"
    | "one of" | "any of" | "judgement" | "period";
  value: string | string[];
  text: Label;
}

/** A range of money or another amount; a missing end is open. */
export interface Range {
  lower: { value: string; included: boolean } | null;
  upper: { value: string; included: boolean } | null;
  text: Label;
}

/** Why: one step, its truth or value, and the steps it rests on. */
export interface Proof {
  text: Label;
  /** "true", "false", "unknown", or the value rendered by `text` already (then null). */
  truth: Truth | null;
  /** The fact this step reads, if it is one. */
  fact: string | null;
  basis: Citation[];
  because: Proof[];
}

/** A question only a person can answer. */
export interface Question {
  /** The judgement fact, if one asks it; null where grounds have to be weighed. */
  fact: string | null;
  text: Label;
  basis: Citation[];
}

/** One of several versions of a declaration, each law in its own period. */
export interface Version {
  /** The first and the last day in force, both included; null is open. */
  from: string | null;
  to: string | null;
  /** The date that decides which version is in force; null while it is not known. */
  date: string | null;
  /** "none": no version is in force on the date, and the entry stands for all of them. */
  state: "in force" | "possible" | "none";
}

interface VerdictBase {
  name: string;
  label: Label;
  /** Null where the declaration has no versions. Versions that are not in force are not listed. */
  version: Version | null;
  outcome: Outcome;
  basis: Citation[];
  because: Proof[];
  /** Who must decide what, when the outcome is "needs judgement". */
  judge: Question[];
  /** Why a calculation could not be made: overflow, division by zero. */
  errors: Label[];
}

export interface DefineVerdict extends VerdictBase {
  kind: "define";
  value: Value | null;
}

export interface DeadlineVerdict extends VerdictBase {
  kind: "deadline";
  /** The exception that gives the length; null where the general rule does. */
  exception: { name: string; label: Label } | null;
  period: Label;
  /** The law by which the days of `period` are working days. */
  converted: Citation | null;
  /** It precedes its event: `due` is the last day on which the act is in time. */
  backwards: boolean;
  /** A date; a moment where it is one, as is `due` for a period of hours. */
  event: string | null;
  due: string | null;
  /** A day that `due` rests on is not covered by the published calendar. */
  provisional: boolean;
  suspensions: Suspension[];
  /** When it was done, if by the as-of date; `late` is null while that is not settled. */
  met: { on: string; late: boolean | null } | null;
  /** "overdue" also when it was done late; "suspended" even where `due` is open. */
  state: "not started" | "running" | "due" | "overdue" | "suspended" | "met" | null;
  /** Working days of the period that are left after the as-of date; null unless counted in them. */
  workdays_left: string | null;
}

/** Days that a deadline does not count. */
export interface Suspension {
  name: string;
  label: Label;
  from: string | null;
  /** The day on which counting goes on. */
  to: string | null;
  /** Calendar days between the two. */
  days: string | null;
  state: "not applicable" | "unknown" | "not started" | "running" | "ended";
  basis: Citation[];
}

export interface Circumstance {
  name: string;
  label: Label;
  modality: "must" | "may";
  effects: (
    | "exempt" | "mitigate" | "lighten" | "aggravate"
    | "raise" | "lower" | "tier top" | "tier bottom" | "maximum" | "minimum" | "reduce"
  )[];
  state: Truth;
  basis: Citation[];
}

export interface Tier {
  name: string;
  label: Label;
  /** "open": the official may choose it (可以). */
  status: "applies" | "possible" | "open" | "excluded";
  basis: Citation[];
}

export interface Penalty {
  name: string;
  label: Label;
  kind:
    | "warning" | "criticism" | "fine" | "confiscate" | "suspend licence" | "downgrade"
    | "revoke licence" | "restrict business" | "stop business" | "close down"
    | "bar from trade" | "detain" | "order correction";
  /** "must": with the others; "may": may be added; "none": not in this case; "unknown". */
  /** `one of`, `any of`: of the penalties of its `alternatives` exactly one, or at least one. */
  imposed: "must" | "may" | "one of" | "any of" | "none" | "unknown";
  /** What the law allows, when its row is settled; else the hull of the rows still possible. */
  statutory: Range | null;
  /** What the tier leaves of it, when settled; else the hull of what is still possible. */
  range: Range | null;
  /** Whether `range` is settled (false: it is a hull). */
  settled: boolean;
  below_statute: boolean;
  /** The things or the exact amount, where the law leaves no range. */
  amount: Value | null;
  /** Only where there is a formula: what it comes to, and the end of the statute in its place. */
  computed?: { value: Value | null; bounded: "minimum" | "maximum" | null };
  basis: Citation[];
}

/** A sum of weights. */
export interface Weights {
  name: string;
  label: Label;
  /** What it starts from; null if there is no start. */
  start: Value | null;
  factors: Factor[];
  /** The start with all factors, before the floor and the cap. */
  sum: Value | null;
  value: Value | null;
  basis: Citation[];
}

/** What adds to a sum of weights. */
export interface Factor {
  name: string;
  label: Label;
  value: Value | null;
  /** Whether the value is its default, for want of facts. */
  assumed: boolean;
  basis: Citation[];
}

/** How a proposed amount stands to all of it. */
export interface Proposal {
  penalty: string;
  value: Value | null;
  position: "inside" | "below" | "above" | "between" | "unlawful" | "unknown";
  /** What a deviation from the tier needs. */
  requires: Label | null;
  /** The law behind that. */
  basis: Citation[];
  text: Label;
}

/** What a benchmark comes to for one record of a list. */
export interface RecordVerdict {
  /** The record, as facts name it: `persons[0]`. */
  fact: string;
  /** Its number, from 1, and its first field that is a text. */
  label: Label;
  verdict: Omit<BenchmarkVerdict, "kind" | "lenient" | "each">;
}

export interface BenchmarkVerdict extends VerdictBase {
  kind: "benchmark";
  /**
   * Only where the benchmark is decided for each record of a list: a verdict for every record.
   * `penalties` are then the sums over all of them; tiers, circumstances and proposals are empty.
   */
  each?: RecordVerdict[];
  tier: string | null;
  /** From which tier the circumstances moved it; absent if it was not moved. */
  moved?: { from: string; by: string[] };
  tiers: Tier[];
  /** Penalties of which the agency chooses; absent if there are none. */
  alternatives?: { penalties: string[]; any: boolean; must: boolean }[];
  penalties: Penalty[];
  circumstances: Circumstance[];
  /** Only where the benchmark has sums of weights. */
  weights?: Weights[];
  proposals: Proposal[];
  /** Only where the lighter of the law at the act and the law at the decision counts. */
  lenient?: Lenient;
}

/** The law at the act and the law at the decision, and the lighter of the two (从旧兼从轻). */
export interface Lenient {
  /** The law that the verdict follows; null while that is not settled, or for a person. */
  taken: "act" | "decision" | null;
  /** Why. */
  text: Label;
  basis: Citation[];
  /** Penalty by penalty; empty where both dates fall into one law. */
  compared: ComparedPenalty[];
  /** What the law at the act comes to, by the version in force or by each that may be. */
  act: LawVerdict[];
  decision: LawVerdict[];
}

/** What a benchmark comes to by one of two laws. */
export type LawVerdict = Omit<BenchmarkVerdict, "kind" | "lenient">;

/** One penalty by both laws; `order` is how the law at the decision stands to the other. */
export interface ComparedPenalty {
  kind: Penalty["kind"];
  label: Label;
  act: { text: Label };
  decision: { text: Label };
  order: "lighter" | "equal" | "heavier" | "not comparable" | "unknown";
}

export interface Criterion {
  name: string;
  label: Label;
  state: Truth;
  basis: Citation[];
}

export interface Layer {
  name: string;
  label: Label;
  /** Whether this layer requires review; "not applicable" when it does not reach the case. */
  state: Truth | "not applicable" | "needs judgement";
  criteria: Criterion[];
  basis: Citation[];
}

export type Finding = "pass" | "fail" | "not applicable" | "cannot tell" | "not yet";

export interface Item {
  name: string;
  label: Label;
  finding: Finding;
  asks: { fact: string; label: Label; answer: Finding; basis: Citation[] }[];
  /** The opinion a failed item leads to. */
  on_fail: { opinion: string; advise: Label | null } | null;
  basis: Citation[];
}

export interface Opinion {
  name: string;
  label: Label;
  pass: boolean;
  status: "applies" | "possible" | "excluded";
}

export interface ReviewVerdict extends VerdictBase {
  kind: "review";
  /** Whether review is required at all. */
  required: Truth | "needs judgement";
  layers: Layer[];
  items: Item[];
  opinion: string | null;
  opinions: Opinion[];
}

export interface Ground {
  name: string;
  kind: "accept" | "reject" | "redirect" | "supplement" | "deem";
  label: Label;
  status: "applies" | "possible" | "excluded";
  send_to: Label | null;
  basis: Citation[];
}

export interface ScopeVerdict extends VerdictBase {
  kind: "scope";
  decision: "accept" | "reject" | "redirect" | "supplement" | "deem" | null;
  ground: string | null;
  grounds: Ground[];
}

/** One thing that a table comes to. */
export interface TableOutput {
  name: string;
  label: Label;
  /** Null while it is not known, and where the output comes to ranges. */
  value: Value | null;
  /** The range, or the hull of those still possible; null where the output comes to values. */
  range: Range | null;
  settled: boolean;
}

/** A row that decides or may still decide. */
export interface TableRow {
  /** The name of a row that overrides; empty for a plain row. */
  name: string;
  /** Which plain row it is, from 1; null for one that overrides. */
  number: string | null;
  label: Label;
  status: "applies" | "possible";
  basis: Citation[];
}

export interface TableVerdict extends VerdictBase {
  kind: "table";
  hit:
    | "first" | "unique" | "priority" | "collect" | "collect sum" | "collect highest"
    | "collect lowest" | "collect count";
  outputs: TableOutput[];
  rows: TableRow[];
}

/** One thing that a scorecard measures. */
export interface Indicator {
  name: string;
  label: Label;
  value: Value | null;
  weight: string | null;
  /** Value × weight. */
  points: string | null;
  /** Null while it is not known; then `possible` names the bands it may still fall into. */
  band: string | null;
  possible: string[];
  /** It rests on a source whose text was not seen. */
  assumed: boolean;
  basis: Citation[];
}

export interface Band {
  name: string;
  label: Label;
  assumed: boolean;
  basis: Citation[];
}

export interface ScorecardVerdict extends VerdictBase {
  kind: "scorecard";
  indicators: Indicator[];
  /** The best first. */
  bands: Band[];
  overall: "worst" | "weighted" | null;
  value: Value | null;
  band: string | null;
  possible: string[];
}

export type Verdict =
  | DefineVerdict | DeadlineVerdict | BenchmarkVerdict | ReviewVerdict | ScopeVerdict | TableVerdict
  | ScorecardVerdict;

/** A fact whose answer could still change something, most decisive first. */
export interface Missing {
  fact: string;
  label: Label;
  /** How many undecided verdicts it can still reach. */
  decisive: string;
  verdicts: string[];
}

/** What is wrong with one of the facts given. The others count all the same. */
export interface Problem {
  code: string;
  /** The fact, or "" for the facts as a whole. */
  fact: string;
  message: Label;
}

export interface Warning {
  code: string;
  message: Label;
}

export interface Receipt {
  format: string;
  pack: { id: string; version: string; digest: string; profile?: { name: string; digest: string } };
  as_of: string;
  facts: string;
  result: string;
}

/** What an evaluation says, before its receipt is made out. */
export interface Answers {
  /** `profile` is there if one was chosen; its digest covers its values. */
  pack: { id: string; version: string; digest: string; title: Label; profile?: { name: string; label: Label; digest: string } };
  as_of: string;
  /** Digest of the facts after typing. */
  facts: string;
  verdicts: Verdict[];
  missing: Missing[];
  problems: Problem[];
  warnings: Warning[];
}

export interface Evaluation extends Answers {
  receipt: Receipt;
}

/** What a text may have to look like. */
export type TextFormat = "credit code" | "id number" | "phone" | "case number";

/** One input of the form. */
export interface FactInfo {
  fact: string;
  label: Label;
  question: Label | null;
  group: Label | null;
  type: Value["type"] | "list of";
  /** What the value is given in: the unit that the fact declares, exactly; yuan for money. */
  unit: Label | null;
  range: Range | null;
  /** What a text looks like; other spellings of the same number are read too. */
  format?: { name: TextFormat; label: Label; hint: Label };
  options: { name: string; label: Label }[];
  /** The law gives a value when nothing is known. */
  has_default: boolean;
  /** A question of a checklist (合格 / 不合格); other judgements hold or do not (成立 / 不成立). */
  checklist: boolean;
  basis: Citation[];
  /**
   * Of a list (`type` is `list of`), what is asked of each record: a field's `fact` is its key in
   * the record. Absent of anything else.
   */
  fields?: FactInfo[];
}

/** A document that can be made, and the verdict it tells. */
export interface DocumentInfo {
  name: string;
  label: Label;
  verdict: string;
}

/** A document made from one evaluation. */
export interface MadeDocument {
  name: string;
  label: Label;
  /** Every hole is filled and the verdict it tells is decided. */
  complete: boolean;
  /** CommonMark; no label and no fact becomes markup. */
  markdown: Label;
  text: Label;
}

/** Values of parameters that go together, such as those of a city's catalogue. */
export interface ProfileInfo {
  name: string;
  label: Label;
  /** Whether this pack is judged by it. */
  chosen: boolean;
  effective_from: string | null;
  effective_to: string | null;
  basis: Citation[];
  settings: { parameter: string; label: Label; text: Label; basis: Citation[] }[];
}

export interface TestReport {
  passed: number;
  failed: number;
  /** Cases that count for nothing yet: a person has still to say what they expect. */
  unconfirmed: number;
  cases: {
    name: string; label: Label; path: string; line: number; passed: boolean; failures: Label[];
    unconfirmed: boolean; comes_to?: Label[];
  }[];
}

/** A case that shows something of rules: its facts, as the engine reads them. */
export interface Witness {
  as_of: string;
  facts: { [fact: string]: unknown };
  text: Label;
  /** A test that fails until the rules are mended, with English keywords; "" where no answer is wrong yet. */
  test: string;
}

/** What was shown of the rules themselves, before any case: what `fadu prove --json` prints of a pack. */
export interface ProofReport {
  pack: string;
  version: string;
  digest: string;
  /** How many rules were asked about, by how many questions. */
  rules: number;
  questions: number;
  /** How much was looked at: the same number everywhere. */
  steps: number;
  findings: {
    /** `V…`, or `L…` where the author's own explanation of a finding is at fault. */
    code: string;
    /** A mistake; else worth a look. */
    error: boolean;
    rule: string;
    path: string | null;
    line: number | null;
    message: Label;
    /** The author's reason why it stands (`-- prove: allow CODE reason "…"`). */
    explained: string | null;
    /** Null where no case shows it, as of a row that is never true. */
    witness: Witness | null;
    /** Cases of the same gap at other numbers. */
    others: Witness[];
    /** The witness's test with the keywords of the file. */
    test: string | null;
  }[];
  /** The share of the questions that were not settled: "0.5". */
  undecided_percent: string;
  undecided: { rule: string; message: Label }[];
}

/** Which parts of the rules the pack's own tests reach: as in `fadu test --coverage --json`. */
export interface Coverage {
  pack: string;
  version: string;
  /** Cases that count: those that came out as expected. */
  cases: number;
  /** Goals without those left out, which `excluded` counts; `met` are reached. */
  goals: number;
  met: number;
  excluded: number;
  kinds: { kind: CoverageKind; label: Label; goals: number; met: number; excluded: number }[];
  /** In the order of files and text. */
  points: {
    kind: CoverageKind;
    rule: string;
    name: string;
    label: Label;
    path: string;
    line: number;
    column: number;
    goals: {
      side: "taken" | "holds" | "not" | "passes" | "fails" | "absent" | "known" | "default" | "under" | "at" | "over";
      label: Label;
      state: "met" | "missing" | "excluded";
      times: number;
      /** The first case that reaches it. */
      by?: { name: string; path: string; line: number };
      /** Why it is left out. */
      reason?: Label;
    }[];
  }[];
}

export type CoverageKind =
  | "tier" | "amount" | "circumstance" | "criterion" | "item" | "opinion" | "ground" | "exception"
  | "row" | "branch" | "factor" | "band" | "define" | "deadline" | "condition" | "version" | "threshold";

/** What is no mistake and should be looked at all the same: as in `fadu lint --json`. */
export interface LintWarning {
  code: string;
  path: string;
  line: number;
  column: number;
  message: Label;
  help: Label | null;
}

/** What a newer version of a pack changes: `fadu diff --json` but for the lines of text that differ. */
export interface Diff {
  old: { id: string; version: string; digest: string; title: Label };
  new: { id: string; version: string; digest: string; title: Label };
  rules: {
    kind: Label;
    name: string;
    label: Label;
    standing: "added" | "removed" | "untouched" | "told" | "same" | "changed" | "open";
    members: Label[];
    changes: {
      part: Label | null;
      effect: "lost" | "heavier" | "mixed" | "lighter" | "other";
      /** Any of these lists of conditions; an empty list is all cases. */
      when: {
        text: Label; fact?: string; one_of?: string[]; has?: string[]; lacks?: string[];
        lower?: { value: string; included: boolean }; upper?: { value: string; included: boolean };
      }[][];
      before: Label;
      after: Label;
      basis: Label[];
      /** All these cases change so; else not all were looked at. */
      shown: boolean;
      /** It needs facts to be missing. */
      missing: boolean;
      witness: { case: Witness; before: Label; after: Label };
    }[];
    open: Label[];
  }[];
  declared: {
    kind: Label; name: string; label: Label; state: "added" | "removed" | "changed"; details: Label[];
  }[];
  steps: number;
}

/** What a fact may be given as. Numbers that are not safe integers go in as decimal text. */
export type FactValue =
  | boolean | number | bigint | string | readonly string[] | readonly FactRecord[] | null | undefined;
/** One record of a list, by its fields. */
export type FactRecord = { readonly [field: string]: FactValue };
export type Facts = { readonly [fact: string]: FactValue };

export interface EvaluateOptions {
  /** The date, or the minute of it (`2025-06-30T18:00`), asked for; the engine reads no clock. */
  asOf: string;
}

export interface ReasonsOption {
  /**
   * The names of the verdicts whose reasons are wanted; of the others `because` is then empty,
   * and all else the same, receipt included. Reasons are most of an evaluation: whoever shows
   * them one verdict at a time asks for them so. Without it all verdicts have their reasons.
   */
  reasons?: readonly string[];
}

/** What an evaluation says, without what whoever asked has already. */
export interface Changes extends Omit<Answers, "verdicts" | "missing" | "warnings"> {
  /** The number of this answer, a whole number as text. */
  turn: string;
  /** In the order of an evaluation; null is a verdict that is the same as in the answer it is asked `since`. */
  verdicts: (Exclude<Verdict, BenchmarkVerdict> | ChangedBenchmark | null)[];
  /** In the order of an evaluation, as `warnings` are; null is the one in the same place before. */
  missing: (Missing | null)[];
  warnings: (Warning | null)[];
}

/**
 * A benchmark's verdict without the parts that whoever asked has already: null is the part in the
 * same place of the same list of the verdict before.
 */
export interface ChangedBenchmark extends Omit<BenchmarkVerdict, "tiers" | "penalties" | "circumstances" | "weights"> {
  tiers: (Tier | null)[];
  penalties: (Penalty | null)[];
  circumstances: (Circumstance | null)[];
  weights?: (Weights | null)[];
}

/** A pack that answers. */
export interface CompiledPack {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
  readonly title: Label;
  /** Where it is law, if it says so. */
  readonly jurisdiction: Label | null;
  /** Evaluates a plain object. Bad facts come back as `problems`, never as an exception. */
  evaluate(facts: Facts, options: EvaluateOptions & ReasonsOption): Evaluation;
  /** Evaluates JSON text (or its UTF-8 bytes) and returns the canonical bytes. */
  evaluateJson(facts: string | Uint8Array, options: EvaluateOptions & ReasonsOption): Uint8Array;
  /**
   * Evaluates as `evaluate` does, for a page that is asked again at every key: returns the UTF-8
   * bytes of the JSON text of `Changes`, to be read where they are shown. The receipt, a third of
   * the work, is left to `evaluate`, for when nothing more is typed.
   */
  evaluateChanges(facts: Facts, options: EvaluateOptions & ReasonsOption & { /** The `turn` of the answer that is shown; 0 or nothing: none. */ since?: number }): Uint8Array;
  facts(): FactInfo[];
  profiles(): ProfileInfo[];
  documents(): DocumentInfo[];
  /** Makes a document from the results for these facts; null if there is none of that name. */
  document(name: string, facts: Facts, options: EvaluateOptions): MadeDocument | null;
  /** The pack with a profile chosen, another pack with a digest of its own; null if there is none of that name. */
  withProfile(name: string): this | null;
  free(): void;
}

/** A pack with its tests. */
export interface Pack extends CompiledPack {
  /** Runs its own test cases; a pack that was opened from its bytes has none. */
  test(): TestReport;
  /**
   * Looks for what no single case shows: gaps, overlaps, rows that are never reached, amounts
   * outside the law. May take seconds: call it in a worker.
   */
  prove(): ProofReport;
  /** Runs the pack's own tests and says what of the rules they reach. */
  coverage(): Coverage;
  /** Beside the warnings that `compile` returned. */
  lint(): LintWarning[];
  /**
   * The checked rules as bytes, without tests and text, for `open` of the same version of the
   * engine. They are for the makers of a page: rules are handed on as text, which people can read.
   */
  toBytes(): Uint8Array;
}

export interface Compiled {
  /** Null when there are errors among the diagnostics. */
  pack: Pack | null;
  diagnostics: Diagnostic[];
}

export interface CompileOptions {
  /** The pack wanted; needed when the files hold several that nobody else uses. */
  pack?: string;
}

export interface Fadu extends Evaluator {
  compile(files: readonly SourceFile[], options?: CompileOptions): Compiled;
  /**
   * Lays a rule file out, with its keywords in `lang` where it is given.
   * Throws a SyntaxError with `diagnostics` where the text has mistakes.
   */
  format(text: string, options?: { lang?: "zh" | "en" }): string;
  /** Says which cases a newer version of a pack decides otherwise. May take seconds. */
  diff(old: Pack, newer: Pack): Diff;
}

/** Loads the engine. Nothing runs on import. Pass bytes or a Response to load it your way. */
export function load(source?: BufferSource | Response | WebAssembly.Module): Promise<Fadu>;
