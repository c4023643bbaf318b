// What both harnesses say at the end.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { difference } from "../../pkg/tests/support.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const out = process.env.SAMENESS_OUT ?? join(root, "tests", "out", "sameness");

/** How the native engine is run; `make sameness` says the same. */
const NATIVE = "run --quiet --profile sameness --no-default-features --example sameness".split(" ");

/** The packs and what the native engine made of them. */
export function readIndex() {
  const path = join(out, "index.json");
  if (!existsSync(path)) fail(`${path} is missing: run \`make sameness\``);
  return JSON.parse(readFileSync(path, "utf8"));
}

/** The commands that were typed, each with the files of its pack and the digest it printed. */
export function readCommands(index) {
  const path = join(out, "commands.json");
  if (!existsSync(path)) fail(`${path} is missing: run \`make sameness\``);
  return JSON.parse(readFileSync(path, "utf8")).map((command) => ({
    command,
    entry: index.find((entry) => entry.name === command.pack) ?? fail(`there is no pack ${command.pack}`),
  }));
}

/** What the examples of the specification came to natively. */
export function readSpec() {
  const path = join(out, "spec.json");
  if (!existsSync(path)) fail(`${path} is missing: run \`make sameness\``);
  return JSON.parse(readFileSync(path, "utf8"));
}

/** Prints how many examples one runtime answers alike; stops if there is one that it does not. */
export function reportSpec(runtime, { checked, wrong }) {
  if (wrong.length > 0) fail(`${runtime}: the specification:\n${wrong.join("\n")}`);
  if (checked === 0) fail(`${runtime}: no example of the specification`);
  console.log(`${runtime}: ${checked} answers of the specification's examples`);
}

/** Prints what one runtime makes of one command's case; stops if it is not the same. */
export function reportCommand(runtime, command, wrong) {
  if (wrong) fail(`${runtime}: ${command.shown}: ${wrong}`);
  console.log(`${runtime}: as ${command.shown}`);
}

/** Prints one runtime's results; stops at the first difference, printed whole. */
export function report(runtime, results, index) {
  for (const [at, result] of results.entries()) {
    if (result.wrong) {
      console.error(`${runtime}: ${result.name}: ${explain(result)}`);
      process.exit(1);
    }
    if (result.all !== index[at].all) fail(`${runtime}: ${result.name}: digest of all cases differs`);
    console.log(`${runtime}: ${result.name}: ${result.cases} cases, text and object, ${result.all}; ${result.receipts} receipts`);
  }
}

function explain({ name, wrong }) {
  if (wrong.message) return wrong.message;
  const shown = spawnSync(
    "cargo",
    [...NATIVE, "--", "show", name, wrong.as_of, wrong.facts],
    { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] },
  );
  return [
    `case ${wrong.case} as of ${wrong.as_of}, ${wrong.how}`,
    `facts: ${wrong.facts}`,
    difference("here", wrong.bytes, "natively", shown.stdout) ?? "the bytes are the same, the receipt is not",
  ].join("\n");
}

export function fail(message) {
  console.error(message);
  process.exit(1);
}
