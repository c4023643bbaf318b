import EngineWorker from "../engine/worker.ts?worker&inline";

/** Starts the worker that the one file brings along. */
export const startWorker = (): Worker => new EngineWorker();
