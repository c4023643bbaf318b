// The engine behind both loaders: the exports of the module as `index.d.ts` describes them.
// Nothing runs on import, and no code of the caller's runs while the module does.
import init, * as module from "./dist/fadu.js";
import { readFacts } from "./facts.js";
import { asOfText, notADate, opened, Pack, reasonsOf, text } from "./pack.js";

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
    return { pack: raw === undefined ? null : new AuthoredPack(raw, [paths, texts]), diagnostics };
  },

  open(bytes) {
    return new AuthoredPack(opened(module.open, bytes), [[], []]);
  },

  diff(old, newer) {
    if (![old, newer].every((pack) => pack instanceof AuthoredPack)) throw new TypeError("diff: two packs");
    return old.raw.diff(newer.raw);
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

/** What only the whole engine does with a pack. */
class AuthoredPack extends Pack {
  /** Objects go to the module and come from it without a detour by text, unless they are too large. */
  evaluate(facts, options) {
    const pack = this.raw;
    const asOf = asOfText(options);
    const reasons = reasonsOf(options);
    const { plain, asText } = readFacts(facts);
    if (asText) return super.evaluate(plain, options);
    return pack.evaluate(plain, asOf, reasons) ?? notADate(asOf);
  }

  test() {
    return this.raw.test();
  }

  prove() {
    return this.raw.prove(...this.files);
  }

  coverage() {
    return this.raw.coverage(...this.files);
  }

  lint() {
    return this.raw.lint(...this.files);
  }

  toBytes() {
    return this.raw.toBytes();
  }
}
