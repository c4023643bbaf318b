// The package in Node: reads the module that lies beside this file.
import { readFile } from "node:fs/promises";
import { start } from "./engine.js";

export async function load(source) {
  return start(source ?? (await readFile(new URL("./dist/fadu_bg.wasm", import.meta.url))));
}
