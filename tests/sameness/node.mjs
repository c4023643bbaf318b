// The native engine's cases in Node.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "../../pkg/node.js";
import { load as loadEvaluator } from "../../pkg/evaluate/node.js";
import { compareCommand, comparePack, compareSpec } from "./compare.mjs";
import { out, readCommands, readIndex, readSpec, report, reportCommand, reportSpec } from "./report.mjs";

const index = readIndex();
const fadu = await load();
const evaluator = await loadEvaluator();
const written = (name) => readFileSync(join(out, name), "utf8");
const results = [];
for (const entry of index) {
  results.push(await comparePack(fadu, evaluator, entry, written(`${entry.name}.ndjson`), written(`${entry.name}.receipts.ndjson`)));
}
const runtime = `Node ${process.versions.node}`;
report(runtime, results, index);
for (const { command, entry } of readCommands(index)) {
  reportCommand(runtime, command, await compareCommand(fadu, entry, command));
}
reportSpec(runtime, await compareSpec(fadu, readSpec()));
