// Evaluates one case with the native command and with the module in Node, and shows the two
// receipts side by side. Exit 1 if they differ.
//
//   node .ci/demo.mjs FADU        FADU is the built command
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load } from "../pkg/node.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const fadu = process.argv[2];
const pack = "rules/food-safety";
const facts = "tests/eval/food-safety/small-canteen.json";
const asOf = "2025-06-30";

const command = ["eval", pack, "--facts", facts, "--as-of", asOf, "--json"];
const native = execFileSync(fadu, command, { cwd: root, maxBuffer: 1 << 26 });
const node = await inNode();

const rows = [
  ["", "native", "Node"],
  ["pack", ...both((answer) => `${answer.receipt.pack.id} ${answer.receipt.pack.version}`)],
  ["pack digest", ...both((answer) => short(answer.receipt.pack.digest))],
  ["as of", ...both((answer) => answer.receipt.as_of)],
  ["facts digest", ...both((answer) => short(answer.receipt.facts))],
  ["result digest", ...both((answer) => short(answer.receipt.result))],
  ["all bytes, SHA-256", sha256(native), sha256(node)].map((cell, i) => (i ? short(cell) : cell)),
  ["bytes", String(native.length), String(node.length)],
];
const widths = [0, 1, 2].map((i) => Math.max(...rows.map((row) => row[i].length)));
console.log(`\nThe same case twice 同一案件，两处评估: ${facts}\n`);
for (const row of rows) console.log(`  ${row.map((cell, i) => cell.padEnd(widths[i])).join("   ")}`);
const identical = Buffer.compare(native, node) === 0;
console.log(`\n  ${identical ? "identical, byte for byte 逐字节一致" : "DIFFERENT 不一致"}`);
console.log(`\n  ${fadu} ${command.slice(0, -1).join(" ")}\n`);
process.exitCode = identical ? 0 : 1;

async function inNode() {
  const engine = await load();
  const files = readdirSync(`${root}rules`, { recursive: true })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".fadu") || path.endsWith(".csv"))
    .sort()
    .map((path) => ({ path, text: readFileSync(`${root}rules/${path}`, "utf8") }));
  const compiled = engine.compile(files, { pack: "food-safety" });
  if (compiled.pack === null) {
    throw new Error(compiled.diagnostics.map((d) => `${d.path}: ${d.code} ${d.message.en}`).join("\n"));
  }
  return Buffer.from(compiled.pack.evaluateJson(readFileSync(root + facts), { asOf }));
}

function both(read) {
  return [native, node].map((bytes) => read(JSON.parse(bytes.toString("utf8"))));
}

function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

function short(digest) {
  const hex = digest.replace(/^sha256:/, "");
  return `${hex.slice(0, 16)}…`;
}
