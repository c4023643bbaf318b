import type { CompiledPack, Diagnostic, Evaluation, Fadu, FactInfo, Facts, Label, MadeDocument, SourceFile } from "fadu";

/** What a pack makes of facts, with the very bytes of the answer. */
export interface Decided {
  /** The canonical bytes of the evaluation, as text. */
  evaluation: string;
  documents: MadeDocument[];
}

/** What it takes to decide once more. */
export interface Recompute {
  pack: string;
  files: SourceFile[];
  profile: string | null;
  /** The facts as JSON text. */
  facts: string;
  asOf: string;
}

/** Decided once more, or why that cannot be done. */
export type Recomputed =
  | { made: true; title: Label; version: string; digest: string; evaluation: string; value: Evaluation; documents: MadeDocument[]; facts: FactInfo[] }
  | { made: false; why: "rules"; diagnostics: Diagnostic[] }
  | { made: false; why: "profile" | "date" };

/** Decides on the JSON text of facts, and makes every document. */
export function decideOn(pack: CompiledPack, facts: string, asOf: string): Decided {
  const evaluation = new TextDecoder().decode(pack.evaluateJson(facts, { asOf }));
  const given = parsed(facts);
  const documents = given === null ? [] : pack.documents().flatMap(({ name }) => pack.document(name, given, { asOf }) ?? []);
  return { evaluation, documents };
}

/** Facts that are no JSON are a problem that the evaluation names; no document can tell of them. */
function parsed(facts: string): Facts | null {
  try {
    return JSON.parse(facts) as Facts;
  } catch {
    return null;
  }
}

/** Compiles rule files and decides by them. Whatever the files hold comes back as data. */
export function recompute(engine: Fadu, { pack: id, files, profile, facts, asOf }: Recompute): Recomputed {
  const { pack: plain, diagnostics } = engine.compile(files, { pack: id });
  if (!plain) return { made: false, why: "rules", diagnostics };
  const pack = profile === null ? plain : plain.withProfile(profile);
  try {
    if (!pack) return { made: false, why: "profile" };
    const { title, version, digest } = pack;
    const { evaluation, documents } = decideOn(pack, facts, asOf);
    return { made: true, title, version, digest, evaluation, value: JSON.parse(evaluation) as Evaluation, documents, facts: pack.facts() };
  } catch (error) {
    // The one thing that the engine throws for: an as-of date that is none.
    if (error instanceof RangeError && error.message.startsWith("asOf")) return { made: false, why: "date" };
    throw error;
  } finally {
    if (pack !== plain) pack?.free();
    plain.free();
  }
}
