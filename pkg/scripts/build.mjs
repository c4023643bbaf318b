// Builds `dist/`: cargo → fadu-bindgen → wasm-opt → size budget, for two modules: the whole
// engine, and in `dist/evaluate/` what answers by compiled packs and reads no text.
//
//   node scripts/build.mjs            what is published
//   node scripts/build.mjs --no-opt   without wasm-opt: larger and sooner, for `make start`
//
// wasm-opt comes from npm's binaryen (`npm ci` in this folder); Debian's is too old to know
// the features of rustc's output by name.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";

/**
 * The modules, the one that everybody waits for last, and the most that each may weigh in bytes;
 * raising it is a decision.
 */
const MODULES = [
  { folder: "", features: [], raw: 4_100_000, gzip: 1_300_000 },
  { folder: "evaluate", features: ["--no-default-features"], raw: 1_300_000, gzip: 470_000 },
];

const pkg = fileURLToPath(new URL("..", import.meta.url));
const root = join(pkg, "..");
const dist = join(pkg, "dist");
const optimise = !process.argv.includes("--no-opt");

/** For its size: an evaluation takes no time that a person would notice. */
const PROFILE = { CARGO_PROFILE_RELEASE_OPT_LEVEL: "z" };

const target = targetFolder();
step("compile the glue generator", "cargo", ["build", "--locked", "--package", "fadu-bindgen"], {
  // A tool that runs for a second: nobody debugs it, and debug info is a third of its build.
  CARGO_PROFILE_DEV_DEBUG: "0",
});
rmSync(dist, { recursive: true, force: true });
// One is compiled while the other is optimised: either takes one core.
await Promise.all(MODULES.map((module) => build(module)));

async function build({ folder, features, ...budget }) {
  step(`compile ${folder}`, "cargo", [
    ...["build", "--release", "--locked", "--target", "wasm32-unknown-unknown"],
    ...["--package", "fadu-wasm", "--lib", ...features],
  ], PROFILE);
  const out = join(dist, folder);
  step(`generate the glue ${folder}`, join(target, "debug", "fadu-bindgen"), [
    "generate",
    join(target, "wasm32-unknown-unknown", "release", "fadu_wasm.wasm"),
    out,
  ]);
  const module = join(out, "fadu_bg.wasm");
  if (optimise) {
    const wasmOpt = join(pkg, "node_modules", "binaryen", "bin", "wasm-opt");
    if (!existsSync(wasmOpt)) fail("wasm-opt is missing: run `npm ci` in pkg, or build with --no-opt");
    await beside(`optimise ${folder}`, process.execPath, [wasmOpt, "-O3", module, "-o", module]);
  }
  weigh(module, budget);
}

function targetFolder() {
  const { stdout } = run("cargo", ["metadata", "--format-version", "1", "--no-deps"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(stdout).target_directory;
}

function weigh(module, budget) {
  const bytes = readFileSync(module);
  if (!WebAssembly.validate(bytes)) fail("the module is not valid WebAssembly");
  const raw = bytes.length;
  const gzip = gzipSync(bytes, { level: 9 }).length;
  console.log(`${relative(root, module)}: ${raw} bytes, ${gzip} gzipped`);
  if (optimise && (raw > budget.raw || gzip > budget.gzip)) {
    fail(`over the budget of ${budget.raw} bytes, ${budget.gzip} gzipped`);
  }
}

function step(what, command, args, env = {}) {
  const begin = performance.now();
  run(command, args, { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...env } });
  console.log(`pkg: ${what}, ${((performance.now() - begin) / 1000).toFixed(1)} s`);
}

/** Runs a step while others go on. */
async function beside(what, command, args) {
  const begin = performance.now();
  const [status] = await once(spawn(command, args, { stdio: "inherit" }), "exit");
  if (status !== 0) fail(`${what}: exit ${status}`);
  console.log(`pkg: ${what}, ${((performance.now() - begin) / 1000).toFixed(1)} s`);
}

function run(command, args, options) {
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    ...options,
  });
  if (result.status !== 0) {
    fail(`${command} ${args.join(" ")}: ${result.error?.message ?? `exit ${result.status}`}`);
  }
  return result;
}

function fail(message) {
  console.error(`pkg: ${message}`);
  process.exit(1);
}
