// The engine that answers, in Node: reads the module that lies beside it.
import { readFile } from "node:fs/promises";
import { start } from "./engine.js";

export async function load(source) {
  return start(source ?? (await readFile(new URL("../dist/evaluate/fadu_bg.wasm", import.meta.url))));
}
