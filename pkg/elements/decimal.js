// Exact arithmetic on the decimal strings of an evaluation: "50000", "0.5", "1/3".

/**
 * @param {string} value
 * @returns {{ over: bigint, under: bigint } | null}
 */
function fraction(value) {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:\/(\d+))?$/.exec(value);
  if (!match) return null;
  const [, sign, whole = "", part = "", under] = match;
  if (part !== "" && under !== undefined) return null;
  const over = BigInt(whole + part) * (sign === "-" ? -1n : 1n);
  const base = under === undefined ? 10n ** BigInt(part.length) : BigInt(under);
  return base === 0n ? null : { over, under: base };
}

/**
 * Compares two values exactly; null where one is not a number.
 * @param {string} left
 * @param {string} right
 * @returns {-1 | 0 | 1 | null}
 */
export function compare(left, right) {
  const a = fraction(left);
  const b = fraction(right);
  if (!a || !b) return null;
  const difference = a.over * b.under - b.over * a.under;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/**
 * The distance between two values, exactly; null where it has no finite decimal form.
 * @param {string} left
 * @param {string} right
 * @returns {string | null}
 */
export function distance(left, right) {
  const a = fraction(left);
  const b = fraction(right);
  if (!a || !b) return null;
  let over = a.over * b.under - b.over * a.under;
  if (over < 0n) over = -over;
  const under = a.under * b.under;
  for (let places = 0; places <= 12; places += 1) {
    const scaled = over * 10n ** BigInt(places);
    if (scaled % under !== 0n) continue;
    const digits = (scaled / under).toString().padStart(places + 1, "0");
    return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  }
  return null;
}

/**
 * A nearby floating number, for drawing and for nothing else.
 * @param {string} value
 * @returns {number | null}
 */
export function forDrawing(value) {
  const parts = fraction(value);
  return parts ? Number((parts.over * 1000000n) / parts.under) / 1e6 : null;
}
