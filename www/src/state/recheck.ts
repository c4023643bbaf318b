import type { Label, Receipt } from "fadu";
import type { Recomputed } from "../engine/recompute.ts";
import type { Decision } from "./decision.ts";
import { bodyOf } from "./document.ts";

/** One thing in which the file is not what its own rules and facts come to. */
export type Difference =
  | { part: "rules" | "profile" | "date" | "facts" | "result"; file: string; here: string }
  /** The evaluation says the same with other words, or says more than the receipt covers. */
  | { part: "reasons"; file: string; here: string }
  /** What a person is said to have edited is not what is generated. */
  | { part: "edited document"; name: Label; language: "zh" | "en"; line: number; file: string; here: string }
  | { part: "document"; name: Label; language: "zh" | "en"; line: number; file: string; here: string }
  | { part: "missing document" | "added document"; name: Label };

/** Why nothing could be computed. */
export type Obstacle = Exclude<Recomputed, { made: true }>;
type Made = Extract<Recomputed, { made: true }>;

/**
 * What a re-check comes to. `wording` is what an older or newer engine leads to: the receipt is
 * the same, but reasons or documents are worded otherwise than this engine words them.
 */
export type Recheck =
  | { status: "cannot"; obstacle: Obstacle }
  | { status: "altered" | "wording" | "pack" | "identical"; own: Made; differences: Difference[]; here: Here; otherEngine: boolean };

/** The pack that stands beside the page. */
export type Here =
  | { known: false }
  | { known: true; version: string; digest: string; same: boolean; computed: Made | null; sameResult: boolean };

/** The pack beside the page and what it makes of the file's facts; null where there is none. */
export type Beside = { version: string; digest: string; computed: Recomputed } | null;

/** Holds a file against what its own rules come to, and those against the pack beside the page. */
export function recheck(decision: Decision, engine: string, own: Recomputed, beside: Beside): Recheck {
  if (!own.made) return { status: "cannot", obstacle: own };
  const otherEngine = decision.engine !== engine;
  const digests = receiptDifferences(decision, own);
  const differences = [...digests, ...wordDifferences(decision, own, digests.length > 0), ...editDifferences(decision, own, digests.length > 0)];
  const here = hereOf(own, beside);
  const weighty = differences.some(({ part }) => part !== "reasons" && part !== "document" && part !== "edited document");
  const status = weighty || (differences.length > 0 && !otherEngine) ? "altered" : differences.length > 0 ? "wording" : here.known && here.same ? "identical" : "pack";
  return { status, own, differences, here, otherEngine };
}

function receiptDifferences(decision: Decision, own: Made): Difference[] {
  const { receipt: computed } = own.value;
  const differences: Difference[] = [];
  const hold = (part: "rules" | "profile" | "date" | "facts" | "result", here: string, ...claims: string[]) => {
    const file = claims.find((claim) => claim !== here);
    if (file !== undefined) differences.push({ part, file, here });
  };
  // What the file says at its head and what its receipt says must both be so.
  const named = ({ pack }: { pack: Omit<Receipt["pack"], "profile"> }) => `${pack.id} ${pack.version} ${pack.digest}`;
  const profile = ({ pack }: Receipt) => (pack.profile ? `${pack.profile.name} ${pack.profile.digest}` : "–");
  hold("rules", named(computed), named(decision), named(decision.receipt));
  hold("profile", profile(computed), profile(decision.receipt));
  hold("date", computed.as_of, decision.as_of, decision.receipt.as_of);
  hold("facts", computed.facts, decision.receipt.facts);
  hold("result", computed.result, decision.receipt.result);
  // A receipt in words of another form is no receipt of this decision.
  if (differences.length === 0) hold("result", computed.format, decision.receipt.format);
  return differences;
}

/** Where digests differ already, `explained`, what only repeats them is left out. */
function wordDifferences(decision: Decision, own: Made, explained: boolean): Difference[] {
  const differences: Difference[] = [];
  if (decision.evaluation !== own.evaluation && !explained) {
    const [file, here] = around(decision.evaluation, own.evaluation);
    differences.push({ part: "reasons", file, here });
  }
  for (const made of own.documents) {
    const kept = decision.documents.filter(({ name }) => name === made.name);
    const [first] = kept;
    if (!first) differences.push({ part: "missing document", name: made.label });
    else differences.push(...documentDifference(first, made, explained));
    if (kept.length > 1) differences.push({ part: "added document", name: made.label });
  }
  for (const { name, label } of decision.documents) {
    if (!own.documents.some((made) => made.name === name)) differences.push({ part: "added document", name: label });
  }
  return differences;
}

/** A text that was edited by hand says what it was edited from: that is generated here once more. */
function editDifferences({ edited = [] }: Decision, own: Made, explained: boolean): Difference[] {
  return edited.flatMap(({ name, label, language, generated }): Difference[] => {
    const made = own.documents.find((document) => document.name === name);
    const text = made ? bodyOf(made, language).text : "";
    if (text === generated || (explained && made)) return [];
    const [file, here] = [generated.split("\n"), text.split("\n")];
    const differs = here.findIndex((line, at) => file[at] !== line);
    const at = differs < 0 ? here.length : differs;
    return [{ part: "edited document", name: made?.label ?? label, language, line: at + 1, file: file[at] ?? "", here: here[at] ?? "" }];
  });
}

/** The first line that differs, once for each language: the text decides, then its Markdown. */
function documentDifference(kept: Decision["documents"][number], made: Made["documents"][number], explained: boolean): Difference[] {
  return (["zh", "en"] as const).flatMap((language) => {
    for (const form of ["text", "markdown"] as const) {
      if (kept[form][language] === made[form][language]) continue;
      const file = kept[form][language].split("\n");
      const here = made[form][language].split("\n");
      const line = here.findIndex((text, at) => file[at] !== text);
      const at = line < 0 ? here.length : line;
      // Below its rule a document repeats the receipt.
      const foot = here.findLastIndex((text) => text === "－－－" || text === "---");
      if (explained && foot >= 0 && at > foot) continue;
      return [{ part: "document" as const, name: made.label, language, line: at + 1, file: file[at] ?? "", here: here[at] ?? "" }];
    }
    const said = kept.label[language] !== made.label[language] ? [kept.label[language], made.label[language]] : kept.complete !== made.complete ? [String(kept.complete), String(made.complete)] : null;
    return said ? [{ part: "document" as const, name: made.label, language, line: 0, file: said[0] ?? "", here: said[1] ?? "" }] : [];
  });
}

/** What two texts say where they first differ. */
function around(file: string, here: string): [string, string] {
  let at = 0;
  while (at < file.length && file.charCodeAt(at) === here.charCodeAt(at)) at += 1;
  const cut = (text: string) => `${at > 40 ? "…" : ""}${text.slice(Math.max(0, at - 40), at + 60)}${text.length > at + 60 ? "…" : ""}`;
  return [cut(file), cut(here)];
}

function hereOf(own: Made, beside: Beside): Here {
  if (!beside) return { known: false };
  const computed = beside.computed.made ? beside.computed : null;
  const same = computed !== null && computed.digest === own.digest && JSON.stringify(computed.value.receipt.pack) === JSON.stringify(own.value.receipt.pack);
  // What was compiled here counts, not what a list says of it.
  const { version, digest } = computed ?? beside;
  return { known: true, version, digest, same, computed, sameResult: computed?.value.receipt.result === own.value.receipt.result };
}
