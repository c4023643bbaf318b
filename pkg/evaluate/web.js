// The engine that answers, in a browser: fetches the module that lies beside it.
import { start } from "./engine.js";

export async function load(source) {
  return start(source ?? (await fetch(new URL("../dist/evaluate/fadu_bg.wasm", import.meta.url))));
}
