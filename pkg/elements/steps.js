/** @typedef {import("../index.js").Proof} Proof */

/**
 * Tells the steps that decided from those that did not matter: under a conclusion that holds,
 * the operands that hold; under one that does not, those that do not; and so for what is open.
 * A step with a value, or a single step, always counts.
 * @param {Proof} parent
 * @returns {{ decided: Proof[], rest: Proof[] }}
 */
export function split(parent) {
  const { because, truth } = parent;
  if (because.length < 2 || truth === null) return { decided: because, rest: [] };
  const decided = because.filter((step) => step.truth === null || step.truth === truth);
  if (decided.every((step) => step.truth === null)) return { decided: because, rest: [] };
  return { decided, rest: because.filter((step) => !decided.includes(step)) };
}
