import { EngineClient } from "./client.ts";
import { startWorker } from "./start.ts";

/** How long rules from elsewhere may take. */
const PATIENCE = 90_000;

/** What took too long was stopped. */
export class TookTooLong extends Error {}

/**
 * Runs what a stranger's file asks for in an engine of its own: it can be stopped, and whatever
 * becomes of it, the engine that the page works with goes on.
 */
export async function apart<Result>(run: (client: EngineClient) => Promise<Result>, patience = PATIENCE): Promise<Result> {
  const worker = startWorker();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new TookTooLong()), patience);
    });
    return await Promise.race([run(new EngineClient(worker)), late]);
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}
