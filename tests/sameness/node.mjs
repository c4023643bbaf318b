// The native engine's cases in Node.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "../../pkg/node.js";
import { comparePack } from "./compare.mjs";
import { out, readIndex, report } from "./report.mjs";

const index = readIndex();
const fadu = await load();
const results = [];
for (const entry of index) {
  results.push(await comparePack(fadu, entry, readFileSync(join(out, `${entry.name}.ndjson`), "utf8")));
}
report(`Node ${process.versions.node}`, results, index);
