// The engine and the tests' own pack, for Node.
import { readFileSync } from "node:fs";
import { load } from "../node.js";

export const fadu = await load();

const path = "packs/kinds/pack.fadu";
export const kindsFiles = [{ path, text: readFileSync(new URL(path, import.meta.url), "utf8") }];

export function compile(files, options) {
  const { pack, diagnostics } = fadu.compile(files, options);
  if (pack) return pack;
  throw new Error(`the pack does not compile: ${JSON.stringify(diagnostics, null, 1)}`);
}
