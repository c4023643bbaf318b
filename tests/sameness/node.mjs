// The native engine's cases in Node.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "../../pkg/node.js";
import { compareCommand, comparePack, compareSpec } from "./compare.mjs";
import { out, readCommands, readIndex, readSpec, report, reportCommand, reportSpec } from "./report.mjs";

const index = readIndex();
const fadu = await load();
const results = [];
for (const entry of index) {
  results.push(await comparePack(fadu, entry, readFileSync(join(out, `${entry.name}.ndjson`), "utf8")));
}
const runtime = `Node ${process.versions.node}`;
report(runtime, results, index);
for (const { command, entry } of readCommands(index)) {
  reportCommand(runtime, command, await compareCommand(fadu, entry, command));
}
reportSpec(runtime, await compareSpec(fadu, readSpec()));
