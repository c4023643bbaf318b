// The engine behind both loaders: the exports of the module as `index.d.ts` describes them.
// Nothing runs on import, and no code of the caller's runs while the module does.
import init, * as module from "./dist/fadu.js";
import { bytesOfText, readFacts } from "./facts.js";

/** Instantiates the module once; a second call returns the same engine. */
export async function start(source) {
  await init({ module_or_path: source });
  return fadu;
}

const fadu = Object.freeze({
  get version() {
    return module.version();
  },

  compile(files, { pack } = {}) {
    const list = Array.from(files);
    const paths = list.map((file) => text("a file's path", file.path));
    const texts = list.map((file) => text("a file's text", file.text));
    const compiled = module.compile(paths, texts, pack == null ? undefined : text("the pack", pack));
    const diagnostics = compiled.diagnostics();
    const raw = compiled.pack(); // `compiled` is used up by this.
    return { pack: raw === undefined ? null : new Pack(raw, [paths, texts]), diagnostics };
  },

  diff(old, newer) {
    return Pack.diff(old, newer);
  },

  format(source, { lang } = {}) {
    if (lang !== undefined && lang !== "zh" && lang !== "en") throw new RangeError(`lang: "zh" or "en", not ${lang}`);
    const formatted = module.format(text("the text", source), lang);
    if (typeof formatted === "string") return formatted;
    throw Object.assign(new SyntaxError("the text has mistakes, see `diagnostics`"), {
      diagnostics: formatted,
    });
  },
});

class Pack {
  #raw;
  /** What it was compiled from: authors are told places in it. The module keeps no text. */
  #files;

  constructor(raw, files) {
    this.#raw = raw;
    this.#files = files;
    this.id = raw.id;
    this.version = raw.version;
    this.digest = raw.digest;
    this.title = Object.freeze(raw.title);
    this.jurisdiction = Object.freeze(raw.jurisdiction);
    Object.freeze(this);
  }

  get #pack() {
    if (this.#raw === null) throw new ReferenceError(`the pack ${this.id} has been freed`);
    return this.#raw;
  }

  evaluate(facts, options) {
    const pack = this.#pack;
    const asOf = asOfText(options);
    const { plain, asText } = readFacts(facts);
    const result = asText
      ? pack.evaluateText(bytesOfText(JSON.stringify(plain)), asOf)
      : pack.evaluate(plain, asOf);
    return result ?? notADate(asOf);
  }

  evaluateJson(facts, options) {
    const pack = this.#pack;
    const asOf = asOfText(options);
    const bytes = typeof facts === "string" ? bytesOfText(facts) : facts;
    if (!(bytes instanceof Uint8Array)) throw new TypeError("facts: JSON text or its UTF-8 bytes");
    return pack.evaluateJson(bytes, asOf) ?? notADate(asOf);
  }

  facts() {
    return this.#pack.facts();
  }

  documents() {
    return this.#pack.documents();
  }

  document(name, facts, options) {
    const pack = this.#pack;
    const asOf = asOfText(options);
    const { plain } = readFacts(facts);
    const made = pack.document(text("the document", name), bytesOfText(JSON.stringify(plain)), asOf);
    return made === undefined ? notADate(asOf) : made;
  }

  profiles() {
    return this.#pack.profiles();
  }

  withProfile(name) {
    const raw = this.#pack.withProfile(text("the profile", name));
    return raw === undefined ? null : new Pack(raw, this.#files);
  }

  test() {
    return this.#pack.test();
  }

  prove() {
    return this.#pack.prove(...this.#files);
  }

  coverage() {
    return this.#pack.coverage(...this.#files);
  }

  lint() {
    return this.#pack.lint(...this.#files);
  }

  static diff(old, newer) {
    if (![old, newer].every((pack) => pack instanceof Object && #raw in pack)) throw new TypeError("diff: two packs");
    return old.#pack.diff(newer.#pack);
  }

  free() {
    this.#raw?.free();
    this.#raw = null;
    this.#files = null;
  }
}

function asOfText(options) {
  return text("asOf", options?.asOf);
}

function text(what, value) {
  if (typeof value === "string") return value;
  throw new TypeError(`${what} must be a string, not ${value === null ? "null" : typeof value}`);
}

function notADate(asOf) {
  throw new RangeError(`asOf must be a date such as "2025-06-30", or a minute of it such as "2025-06-30T18:00", not ${JSON.stringify(asOf)}`);
}
