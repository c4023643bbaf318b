// The engine that answers by compiled packs, as `index.d.ts` describes it.
import init, * as module from "../dist/evaluate/fadu.js";
import { opened, Pack } from "../pack.js";

/** Instantiates the module once; a second call returns the same engine. */
export async function start(source) {
  await init({ module_or_path: source });
  return evaluator;
}

const evaluator = Object.freeze({
  get version() {
    return module.version();
  },

  open(bytes) {
    return new Pack(opened(module.open, bytes));
  },
});
