// Holds `index.d.ts` to what the engine really returns: evaluations, forms and reports are
// written out as TypeScript literals that must satisfy their types, no field more or less.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile, fadu, kindsFiles } from "./load.mjs";

const pkg = fileURLToPath(new URL("..", import.meta.url));
const root = join(pkg, "..");
const out = join(root, "tests", "out", "types");

const literals = [];
const say = (type, value) => literals.push(`${JSON.stringify(value, null, 1)} satisfies ${type},`);

const kinds = compile(kindsFiles);
for (const facts of [{}, { amount: "8000", clear: "pass" }, { amount: "x", nobody: 1 }, []]) {
  say("Evaluation", kinds.evaluate(facts, { asOf: "2025-06-30" }));
}
// The lighter of two laws: taken, not comparable, open, and one law.
const path = join(root, "tests", "cli", "rules", "haulage", "pack.fadu");
const laws = compile([{ path: "haulage/pack.fadu", text: readFileSync(path, "utf8") }]);
const across = { 行为日: "2023-07-19", 决定日: "2023-07-20" };
for (const facts of [{}, across, { ...across, 所得: "9000" }, { ...across, 所得: "20000" }, { ...across, 决定日: "2023-07-19" }]) {
  say("Evaluation", laws.evaluate(facts, { asOf: "2025-06-30" }));
}
// Tables and scorecards: nothing known, all known, a row or a band still open.
const tables = join(root, "tests", "eval", "never-wrong", "tables.fadu");
const tabled = compile([{ path: "tables/pack.fadu", text: readFileSync(tables, "utf8") }]);
for (const facts of [{}, { a: 3, b: 1, major: "fail", late: true }, { a: 3, major: "fail" }]) {
  say("Evaluation", tabled.evaluate(facts, { asOf: "2025-06-30" }));
}
const parameters = join(root, "tests", "eval", "never-wrong", "parameters.fadu");
const calendar = join(root, "rules", "calendars", "cn.csv");
const set = compile([
  { path: "set/pack.fadu", text: readFileSync(parameters, "utf8") },
  { path: "calendars/cn.csv", text: readFileSync(calendar, "utf8") },
]);
const city = set.withProfile("city");
say("ProfileInfo[]", city.profiles());
const review = compile(rules(), { pack: "legal-review" });
say("DocumentInfo[]", review.documents());
say("MadeDocument | null", review.document("审核意见书", {}, { asOf: "2025-06-30" }));
say("Evaluation", city.evaluate({ fine: 200 }, { asOf: "2025-06-30" }));
say("FactInfo[]", kinds.facts());
say("TestReport", kinds.test());
say("Diagnostic[]", fadu.compile([{ path: "a/pack.fadu", text: "fact a : colour" }]).diagnostics);

// What authors are told: a gap with other places of it, an explained one, warnings, a change.
const roads = compile(rules(), { pack: "road-transport" });
say("ProofReport", roads.prove());
say("ProofReport", compile(rules(), { pack: "guangdong-ecology" }).prove());
say("Coverage", laws.coverage());
say("Coverage", tabled.coverage());
say("LintWarning[]", laws.lint());
const upTo = (end) => {
  const text = `pack p 1.0.0\nfact n : integer at least 0\nfact k : any of { a, b }\nscope s {\n  accept few when n under ${end}\n  reject many when n over ${end} and k contains a\n}\n`;
  return compile([{ path: "p/pack.fadu", text }]);
};
say("Diff", fadu.diff(upTo(3), upTo(4)));
say("Diff", fadu.diff(upTo(3), kinds));

function rules() {
  return readdirSync(join(root, "rules"), { recursive: true })
    .filter((path) => /\.(fadu|csv)$/.test(path))
    .map((path) => ({
      path: path.replaceAll("\\", "/"),
      text: readFileSync(join(root, "rules", path), "utf8"),
    }));
}
for (const pack of ["penalty-law", "food-safety", "legal-review", "reconsideration-acceptance"]) {
  const compiled = compile(rules(), { pack });
  say("FactInfo[]", compiled.facts());
  for (const facts of [{}, answers(compiled, 0), answers(compiled, 1)]) {
    say("Evaluation", compiled.evaluate(facts, { asOf: "2025-06-30" }));
  }
}

mkdirSync(out, { recursive: true });
writeFileSync(
  join(out, "evaluations.ts"),
  `import type { Coverage, Diagnostic, Diff, Evaluation, FactInfo, DocumentInfo, LintWarning, MadeDocument, ProfileInfo, ProofReport, TestReport } from "../../../pkg/index.d.ts";
export const real = [
${literals.join("\n")}
];
`,
);
const tsc = join(pkg, "node_modules", "typescript", "bin", "tsc");
const { status } = spawnSync(process.execPath, [tsc, "-p", join(pkg, "tests", "types")], {
  stdio: "inherit",
});
if (status === 0) console.log(`index.d.ts agrees with ${literals.length} real values`);
process.exitCode = status ?? 1;

/** Some answer to every fact: the first or the last there is. */
function answers(pack, which) {
  const some = {
    bool: [true, false],
    judgement: ["pass", "cannot tell"],
    date: ["2025-06-01", "2025-06-25"],
    moment: ["2025-06-01T00:00", "2025-06-25T18:30"],
    text: ["无", "无"],
    percent: ["0%", "50%"],
  };
  return Object.fromEntries(
    pack.facts().map(({ fact, type, options }) => {
      const names = options.map(({ name }) => name);
      if (type === "one of") return [fact, names.at(which === 0 ? 0 : -1)];
      if (type === "any of") return [fact, which === 0 ? [] : names];
      return [fact, some[type]?.[which] ?? ["1000", "80000"][which]];
    }),
  );
}
