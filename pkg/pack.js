// A pack as `index.d.ts` describes it, over either module. No code of the caller's runs while the
// module does.
import { bytesOfText, readFacts } from "./facts.js";

const decoder = new TextDecoder();

/** What the module says in JSON. */
const parsed = (bytes) => JSON.parse(decoder.decode(bytes));

/** A pack that answers. */
export class Pack {
  #raw;
  #files;

  /**
   * `raw` is the module's own object; `files` are the paths and the texts that it was compiled
   * from: authors are told places in them, and the module keeps no text.
   */
  constructor(raw, files = null) {
    this.#raw = raw;
    this.#files = files;
    this.id = raw.id;
    this.version = raw.version;
    this.digest = raw.digest;
    this.title = Object.freeze(parsed(raw.title()));
    this.jurisdiction = Object.freeze(parsed(raw.jurisdiction()));
    Object.freeze(this);
  }

  /** For the engine itself. */
  get raw() {
    if (this.#raw === null) throw new ReferenceError(`the pack ${this.id} has been freed`);
    return this.#raw;
  }

  /** For the engine itself. */
  get files() {
    return this.#files;
  }

  evaluate(facts, options) {
    const pack = this.raw;
    const asOf = asOfText(options);
    const reasons = reasonsOf(options);
    const { plain } = readFacts(facts);
    return parsed(pack.evaluateJson(bytesOfText(JSON.stringify(plain)), asOf, reasons) ?? notADate(asOf));
  }

  evaluateJson(facts, options) {
    const pack = this.raw;
    const asOf = asOfText(options);
    const reasons = reasonsOf(options);
    const bytes = typeof facts === "string" ? bytesOfText(facts) : facts;
    if (!(bytes instanceof Uint8Array)) throw new TypeError("facts: JSON text or its UTF-8 bytes");
    return pack.evaluateJson(bytes, asOf, reasons) ?? notADate(asOf);
  }

  evaluateChanges(facts, options) {
    const pack = this.raw;
    const asOf = asOfText(options);
    const reasons = reasonsOf(options);
    const { since = 0 } = options;
    if (!Number.isInteger(since) || since < 0 || since >= 2 ** 32) throw new TypeError("since: the number of an answer, or 0");
    const { plain } = readFacts(facts);
    return pack.evaluateChanges(bytesOfText(JSON.stringify(plain)), asOf, reasons, since) ?? notADate(asOf);
  }

  facts() {
    return parsed(this.raw.facts());
  }

  documents() {
    return parsed(this.raw.documents());
  }

  document(name, facts, options) {
    const pack = this.raw;
    const asOf = asOfText(options);
    const { plain } = readFacts(facts);
    return parsed(pack.document(text("the document", name), bytesOfText(JSON.stringify(plain)), asOf) ?? notADate(asOf));
  }

  profiles() {
    return parsed(this.raw.profiles());
  }

  withProfile(name) {
    const raw = this.raw.withProfile(text("the profile", name));
    return raw === undefined ? null : new this.constructor(raw, this.#files);
  }

  free() {
    this.#raw?.free();
    this.#raw = null;
    this.#files = null;
  }
}

export function asOfText(options) {
  return text("asOf", options?.asOf);
}

/** The verdicts whose reasons are asked for; `undefined` is all. */
export function reasonsOf({ reasons }) {
  return reasons === undefined ? undefined : Array.from(reasons, (name) => text("a verdict's name", name));
}

/** Checks that a caller's value is a string. */
export function text(what, value) {
  if (typeof value === "string") return value;
  throw new TypeError(`${what} must be a string, not ${value === null ? "null" : typeof value}`);
}

export function notADate(asOf) {
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
