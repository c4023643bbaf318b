// How TypeScript sees the package; checked, never run.
import { load } from "fadu";
import type { BenchmarkVerdict, Evaluation, FactInfo, Facts, ProofReport, Verdict } from "fadu";

const fadu = await load();
const { pack, diagnostics } = fadu.compile([{ path: "a/pack.fadu", text: "" }], { pack: "a" });
for (const { code, start, message, help } of diagnostics) {
  const line: number = start.line;
  void [code, line, message.zh, help?.en];
}

// @ts-expect-error: where there are mistakes there is no pack.
pack.facts();

if (pack) {
  const facts: Facts = { amount: "5万", heads: 3n, known: true, means: ["hiding"], day: null };
  const evaluation: Evaluation = pack.evaluate(facts, { asOf: "2025-06-30" });
  const bytes: Uint8Array = pack.evaluateJson('{"amount":5}', { asOf: "2025-06-30" });
  const form: FactInfo[] = pack.facts();
  const city: Evaluation["pack"]["profile"] = pack.withProfile("city")?.evaluate(facts, { asOf: "2025-06-30" }).pack.profile;
  void [city?.label.en, pack.profiles()[0]?.settings[0]?.text.zh];
  const place: string = pack.jurisdiction?.en ?? pack.title.en;
  void [bytes, form, place, pack.test().failed satisfies number];
  evaluation.verdicts.map(tier);
  const proof: ProofReport = pack.prove();
  void [proof.findings[0]?.witness?.text.zh, pack.coverage().kinds[0]?.kind, pack.lint()[0]?.line satisfies number | undefined];
  void fadu.diff(pack, pack).rules[0]?.changes[0]?.effect;

  // @ts-expect-error: the engine reads no clock.
  pack.evaluate(facts);
  // @ts-expect-error: a Date has a time zone, a day has none.
  pack.evaluate({ day: new Date() }, { asOf: "2025-06-30" });
  // @ts-expect-error: packs do not change.
  pack.id = "b";
}

// @ts-expect-error: two languages.
fadu.format("", { lang: "fr" });

/** Every kind of verdict is told apart by `kind`, and there are no others. */
function tier(verdict: Verdict): string | null {
  switch (verdict.kind) {
    case "benchmark":
      return (verdict satisfies BenchmarkVerdict).tier;
    case "define":
    case "deadline":
    case "review":
    case "scope":
    case "table":
    case "scorecard":
      return null;
    default:
      return verdict satisfies never;
  }
}
