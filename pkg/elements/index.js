// Presentational elements that a desk and a portal share. Importing gives the classes and
// registers nothing: call `defineElements()`, or import `define.js`.
import { defineAmount } from "./amount.js";
import { defineLaw } from "./law.js";
import { defineMeter } from "./meter.js";
import { defineProof } from "./proof.js";
import { defineScale } from "./scale.js";
import { defineTone } from "./tone.js";

export { FaduAmount } from "./amount.js";
export { FaduLaw } from "./law.js";
export { FaduMeter } from "./meter.js";
export { FaduProof } from "./proof.js";
export { FaduScale } from "./scale.js";
export { FaduTone } from "./tone.js";
export { capitals, grouped, halfWidth, inTenThousands, parseAmount } from "./money.js";
export { compare, distance } from "./decimal.js";

/** Registers all elements. */
export function defineElements() {
  defineTone();
  defineLaw();
  defineMeter();
  defineAmount();
  defineProof();
  defineScale();
}
