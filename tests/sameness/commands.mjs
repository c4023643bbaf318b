// Runs the built command as a person types it, through `sha256sum`, and writes the digests down
// for Node and the browsers to meet.
//
//   node tests/sameness/commands.mjs FADU
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, out, root } from "./report.mjs";

const fadu = process.argv[2];
const asOf = "2025-06-30";
const CASES = [
  { pack: "legal-review", facts: "tests/eval/legal-review/wholesaler.json" },
  { pack: "food-safety", facts: "tests/eval/food-safety/small-canteen.json" },
];

const commands = CASES.map(({ pack, facts }) => {
  const shown = `fadu eval rules/${pack} --facts ${facts} --as-of ${asOf} --json | sha256sum`;
  const script = `set -o pipefail; "$FADU"${shown.slice("fadu".length)}`;
  const printed = execFileSync("bash", ["-c", script], { cwd: root, env: { ...process.env, FADU: fadu } });
  const [digest] = printed.toString("utf8").split(" ");
  if (!/^[0-9a-f]{64}$/.test(digest)) fail(`${shown}: ${printed}`);
  console.log(`${shown}\n  ${digest}`);
  return { shown, pack, as_of: asOf, facts: readFileSync(join(root, facts), "utf8"), sha256: `sha256:${digest}` };
});
writeFileSync(join(out, "commands.json"), JSON.stringify(commands));
