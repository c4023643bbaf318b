import type { FactInfo, Missing } from "fadu";

/** A field of a record is asked with its list. */
export function askedFor(facts: readonly FactInfo[], fact: string): string {
  return facts.some((info) => info.fact === fact) ? fact : fact.replace(/\[.*$/, "");
}

/** The facts that matter still, each by the question that asks for it, the most decisive first. */
export function openQuestions(facts: readonly FactInfo[], missing: readonly Missing[]): Map<string, Missing> {
  const open = new Map<string, Missing>();
  for (const entry of missing) {
    const fact = askedFor(facts, entry.fact);
    if (!open.has(fact)) open.set(fact, entry);
  }
  return open;
}

/** The question that comes next: the first that was not left open already. */
export function nextQuestion(facts: readonly FactInfo[], missing: readonly Missing[], left: ReadonlySet<string>): string | null {
  return [...openQuestions(facts, missing).keys()].find((fact) => !left.has(fact)) ?? null;
}
