import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** What a first visit fetches until the page is up, gzipped, at most; raising it is a decision. */
const BUDGET = 600_000;

type Bundle = Readonly<Record<string, string | Uint8Array>>;

const textOf = (content: string | Uint8Array): string => (typeof content === "string" ? content : Buffer.from(content).toString());

/**
 * The files that a first visit fetches: the page, what it names, and so on. Script is followed
 * where it is loaded at once: what is imported when it is asked for is no part of it.
 */
export function firstUse(bundle: Bundle, page: string): string[] {
  const wanted = new Set([page]);
  for (const name of wanted) {
    const content = bundle[name];
    if (content === undefined || !/\.(?:html|js)$/.test(name)) continue;
    const text = textOf(content)
      .replace(/import\(\s*(["'`])[^"'`]*\1\s*\)/g, "")
      .replace(/__vite__mapDeps=[^;]*?\[[^\]]*\]/g, "");
    for (const other of Object.keys(bundle)) {
      const short = other.slice(other.lastIndexOf("/") + 1);
      if (other !== page && short !== "sw.js" && text.includes(short)) wanted.add(other);
    }
  }
  return [...wanted];
}

/** Weighs a first visit, and stops the build where it is too heavy and `optimised`: what `make start` builds sooner is larger. */
export function weigh(publicFolder: string, optimised: boolean): Plugin {
  return {
    name: "fadu-weigh",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, built) {
        const bundle: Record<string, string | Uint8Array> = {};
        for (const name of readdirSync(publicFolder)) bundle[name] = readFileSync(join(publicFolder, name));
        for (const [name, output] of Object.entries(built)) bundle[name] = output.type === "chunk" ? output.code : output.source;
        const files = firstUse(bundle, "index.html");
        const weights = files.map((name) => gzipSync(bundle[name] ?? "", { level: 9 }).length);
        const weight = weights.reduce((sum, one) => sum + one, 0);
        const list = files.map((name, at) => `  ${weights[at]} ${name}`).join("\n");
        if (optimised && weight > BUDGET) throw new Error(`a first visit fetches ${weight} bytes gzipped, more than ${BUDGET}:\n${list}`);
        this.info(`a first visit fetches ${weight} bytes gzipped, of at most ${BUDGET}:\n${list}`);
      },
    },
  };
}
