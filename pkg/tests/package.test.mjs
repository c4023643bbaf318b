// What is published, and what loading it does.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const read = (path) => readFileSync(here(path), "utf8");
const manifest = JSON.parse(read("package.json"));

test("the version is the engine's", async () => {
  const [, version] = read("../Cargo.toml").match(/\[workspace\.package\]\nversion = "([^"]+)"/);
  assert.equal(manifest.version, version);
  const { load } = await import("fadu");
  assert.equal((await load()).version, version);
});

test("the package holds these files and no others", () => {
  // npm is a script of Node's own on every system.
  const listed = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: here("."),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const files = JSON.parse(listed)[0].files.map(({ path }) => path).sort();
  const elements = files.filter((path) => path.startsWith("elements/"));
  assert.deepEqual(
    files.filter((path) => !elements.includes(path)),
    [
      "README.md",
      "dist/evaluate/fadu.js",
      "dist/evaluate/fadu_bg.wasm",
      "dist/fadu.js",
      "dist/fadu_bg.wasm",
      "engine.js",
      "evaluate/engine.js",
      "evaluate/index.d.ts",
      "evaluate/node.js",
      "evaluate/web.js",
      "facts.js",
      "index.d.ts",
      "node.js",
      "pack.js",
      "package.json",
      "web.js",
    ],
  );
  for (const path of elements) assert.match(path, /\.(js|d\.ts|css)$/);
});

test("every export leads to a published file, types first", () => {
  const leaves = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry).flatMap(leaves));
  for (const [name, entry] of Object.entries(manifest.exports)) {
    if (typeof entry === "object") assert.equal(Object.keys(entry)[0], "types", name);
    for (const path of leaves(entry)) assert.ok(read(path).length > 0, `${name}: ${path}`);
  }
  assert.equal(import.meta.resolve("fadu"), new URL("../node.js", import.meta.url).href);
});

test("nothing is made into code at run time, as a strict content policy demands", () => {
  for (const path of ["dist/fadu.js", "dist/evaluate/fadu.js", "engine.js", "evaluate/engine.js", "evaluate/web.js", "facts.js", "pack.js", "web.js"]) {
    assert.doesNotMatch(read(path), /new Function|\beval\s*\(|setTimeout\s*\(\s*["'`]/, path);
  }
});

test("importing fetches nothing and makes no engine", async () => {
  const fetched = [];
  const { fetch } = globalThis;
  const { instantiate } = WebAssembly;
  globalThis.fetch = (url) => (fetched.push(url), Promise.reject(new Error("no network")));
  WebAssembly.instantiate = (...args) => (fetched.push("wasm"), instantiate(...args));
  try {
    const web = await import("../web.js");
    assert.deepEqual(Object.keys(web), ["load"]);
    assert.deepEqual(fetched, []);
  } finally {
    globalThis.fetch = fetch;
    WebAssembly.instantiate = instantiate;
  }
});

// A process of its own for each: the engine of a process is loaded once.
for (const [source, expression] of Object.entries({
  nothing: "undefined",
  bytes: "await readFile(wasm)",
  "an ArrayBuffer": "(await readFile(wasm)).buffer.slice(0)",
  "a Response": 'new Response(await readFile(wasm), { headers: { "content-type": "application/wasm" } })',
  "a Module": "await WebAssembly.compile(await readFile(wasm))",
  "a promise of bytes": "readFile(wasm)",
})) {
  test(`load takes ${source}`, () => {
    const script = `
      import { readFile } from "node:fs/promises";
      import { load } from "fadu";
      const wasm = new URL(import.meta.resolve("fadu/fadu.wasm"));
      const fadu = await load(${expression});
      if ((await load()) !== fadu) throw new Error("a second engine");
      process.stdout.write(fadu.version);`;
    const printed = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      cwd: here("."),
      encoding: "utf8",
    });
    assert.equal(printed, manifest.version);
  });
}
