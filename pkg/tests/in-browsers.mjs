// The binding's Rust suites (`pkg/tests/*.rs`) in the browsers that BROWSERS names. The runner
// of wasm-bindgen serves each suite as a page; the browser is driven as in the other tests,
// so no driver program is needed. In Node they run by `cargo test` alone.
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { browsers, launch } from "../../tests/browsers.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const env = { ...process.env, CARGO_PROFILE_DEV_DEBUG: "0" };
const LIMIT = 120_000;

try {
  const wanted = browsers();
  const [runner] = built(["build", "--features", "test-runner", "--package", "fadu-bindgen"]);
  const suites = built([
    ...["test", "--no-run", "--target", "wasm32-unknown-unknown", "--package", "fadu-wasm"],
  ]);
  for (const each of wanted) {
    const browser = await launch(each);
    try {
      for (const suite of suites) await run(browser, runner, suite);
    } finally {
      await browser.close();
    }
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** Builds something and returns the programs that came out. */
function built(args) {
  const { status, stdout } = spawnSync("cargo", [...args, "--locked", "--message-format=json"], {
    cwd: root,
    env,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`cargo ${args.join(" ")}: exit ${status}`);
  return stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line).executable)
    .filter(Boolean);
}

async function run(browser, runner, suite) {
  const served = spawn(runner, ["test", suite], {
    cwd: join(root, "pkg"),
    env: {
      ...env,
      NO_HEADLESS: "1",
      WASM_BINDGEN_USE_BROWSER: "1",
      WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const address = await announced(served);
    if (address === undefined) return; // A suite without tests.
    const page = await browser.newPage();
    await page.goto(address);
    const said = await finished(page);
    console.log(`${await browser.version()}: ${suite.split(/[\\/]/).at(-1)}\n${said.trim()}`);
    if (!said.includes("test result: ok")) throw new Error("a suite failed in the browser");
    await page.close();
  } finally {
    served.kill();
  }
}

/** Waits until the runner says where it serves; undefined if there is nothing to run. */
function announced(served) {
  // The pipe is read to its end: a runner that cannot go on talking stops serving.
  let said = "";
  return new Promise((resolve, reject) => {
    served.stdout.on("data", (chunk) => {
      said += chunk;
      const [address] = said.match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
      if (address) resolve(address);
    });
    served.stdout.on("end", () => {
      if (said.includes("no tests to run!")) resolve(undefined);
      else reject(new Error(`the runner ended: ${said}`));
    });
  });
}

/** Waits for the suite's last line. */
async function finished(page) {
  const end = performance.now() + LIMIT;
  while (performance.now() < end) {
    const said = await page.evaluate(() => document.getElementById("output")?.textContent ?? "");
    if (said.includes("test result: ")) return said;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no result within ${LIMIT / 1000} s`);
}
