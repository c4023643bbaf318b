// A pack as `index.d.ts` describes it, over either module. No code of the caller's runs while the
// module does.
import { bytesOfText, readFacts } from "./facts.js";

/** A pack that answers; `raw` is the module's own object. */
export class Pack {
  #raw;

  constructor(raw) {
    this.#raw = raw;
    this.id = raw.id;
    this.version = raw.version;
    this.digest = raw.digest;
    this.title = Object.freeze(raw.title);
    this.jurisdiction = Object.freeze(raw.jurisdiction);
    Object.freeze(this);
  }

  get raw() {
    if (this.#raw === null) throw new ReferenceError(`the pack ${this.id} has been freed`);
    return this.#raw;
  }

  evaluate(facts, options) {
    const pack = this.raw;
    const asOf = asOfText(options);
    const reasons = reasonsOf(options);
    const { plain, asText } = readFacts(facts);
    const result = asText
      ? pack.evaluateText(bytesOfText(JSON.stringify(plain)), asOf, reasons)
      : pack.evaluate(plain, asOf, reasons);
    return result ?? notADate(asOf);
  }

  evaluateJson(facts, options) {
    const pack = this.raw;
    const asOf = asOfText(options);
    const bytes = typeof facts === "string" ? bytesOfText(facts) : facts;
    if (!(bytes instanceof Uint8Array)) throw new TypeError("facts: JSON text or its UTF-8 bytes");
    return pack.evaluateJson(bytes, asOf) ?? notADate(asOf);
  }

  facts() {
    return this.raw.facts();
  }

  documents() {
    return this.raw.documents();
  }

  document(name, facts, options) {
    const pack = this.raw;
    const asOf = asOfText(options);
    const { plain } = readFacts(facts);
    const made = pack.document(text("the document", name), bytesOfText(JSON.stringify(plain)), asOf);
    return made === undefined ? notADate(asOf) : made;
  }

  profiles() {
    return this.raw.profiles();
  }

  withProfile(name) {
    const raw = this.raw.withProfile(text("the profile", name));
    return raw === undefined ? null : new this.constructor(raw);
  }

  free() {
    this.#raw?.free();
    this.#raw = null;
  }
}

function asOfText(options) {
  return text("asOf", options?.asOf);
}

function reasonsOf({ reasons }) {
  return reasons === undefined ? undefined : Array.from(reasons, (name) => text("a verdict's name", name));
}

/** Checks that a caller's value is a string. */
export function text(what, value) {
  if (typeof value === "string") return value;
  throw new TypeError(`${what} must be a string, not ${value === null ? "null" : typeof value}`);
}

function notADate(asOf) {
  throw new RangeError(`asOf must be a date such as "2025-06-30", or a minute of it such as "2025-06-30T18:00", not ${JSON.stringify(asOf)}`);
}

/** Reads a compiled pack with the module's `open`. */
export function opened(open, bytes) {
  if (!(bytes instanceof Uint8Array)) throw new TypeError("a compiled pack is a Uint8Array");
  try {
    return open(bytes);
  } catch (error) {
    if (typeof error === "string") throw new SyntaxError(error);
    throw error;
  }
}
