/** Starts a worker that holds an engine. The one-file page has a module of its own in this place. */
export const startWorker = (): Worker => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
