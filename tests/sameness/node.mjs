// The native engine's cases in Node: one pack at a time for each processor.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker, isMainThread, parentPort } from "node:worker_threads";
import { fileURLToPath } from "node:url";
import { load } from "../../pkg/node.js";
import { load as loadEvaluator } from "../../pkg/evaluate/node.js";
import { compareCommand, comparePack, compareSpec } from "./compare.mjs";
import { out, readCommands, readIndex, readSpec, report, reportCommand, reportSpec } from "./report.mjs";

if (isMainThread) await main();
else await work();

async function main() {
  const index = readIndex();
  const runtime = `Node ${process.versions.node}`;
  report(runtime, await compareAll(index), index);
  const fadu = await load();
  for (const { command, entry } of readCommands(index)) {
    reportCommand(runtime, command, await compareCommand(fadu, entry, command));
  }
  reportSpec(runtime, await compareSpec(fadu, readSpec()));
}

/** Hands the packs to workers, each the next one when it has done one. */
async function compareAll(index) {
  const results = [];
  let next = 0;
  const share = async () => {
    const worker = new Worker(fileURLToPath(import.meta.url));
    while (next < index.length) {
      const at = next++;
      worker.postMessage(index[at]);
      // What a worker throws ends this run: `once` rejects with it.
      [results[at]] = await once(worker, "message");
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, share));
  return results;
}

async function work() {
  const fadu = await load();
  const evaluator = await loadEvaluator();
  const written = (name) => readFileSync(join(out, name), "utf8");
  parentPort.on("message", async (entry) => {
    const [cases, receipts] = [written(`${entry.name}.ndjson`), written(`${entry.name}.receipts.ndjson`)];
    parentPort.postMessage(await comparePack(fadu, evaluator, entry, cases, receipts));
  });
}
