import type { Fadu } from "fadu";
import { load } from "fadu/evaluate";
import type { Evaluator } from "fadu/evaluate";

let evaluator: Promise<Evaluator> | undefined;
let whole: Promise<Fadu> | undefined;

/** The part of the engine that answers by compiled packs: all that most visits need. */
export const startEvaluator = (): Promise<Evaluator> => (evaluator ??= retried(load(), () => { evaluator = undefined; }));

/** The whole engine, which reads rules from text. The one-file page has a module of its own in this place. */
export const startWhole = (): Promise<Fadu> => (whole ??= retried(import("fadu").then(({ load: start }) => start()), () => { whole = undefined; }));

/** What did not come is asked for again. */
function retried<Value>(loading: Promise<Value>, forget: () => void): Promise<Value> {
  loading.catch(forget);
  return loading;
}
