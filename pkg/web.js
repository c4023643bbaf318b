// The package in a browser: fetches the module that lies beside this file. Bundlers know
// `new URL(…, import.meta.url)` and carry the file along.
import { start } from "./engine.js";

export async function load(source) {
  return start(source ?? (await fetch(new URL("./dist/fadu_bg.wasm", import.meta.url))));
}
