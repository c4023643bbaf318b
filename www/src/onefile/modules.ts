import { load } from "fadu";
import type { Fadu } from "fadu";

/** The one file brings the whole engine along, and it alone. */
export const startWhole = (): Promise<Fadu> => load();
export const startEvaluator = startWhole;
