// The conformance tables in Node.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { runTables } from "../../tests/conformance/run.mjs";
import { fadu } from "./load.mjs";

const folder = new URL("../../tests/conformance/", import.meta.url);
const read = (file) => readFileSync(new URL(file, folder), "utf8");

test("every row of the conformance tables comes out as written", async (context) => {
  const tables = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.replace(/\.json$/, ""))
    .map((name) => ({ name, header: read(`${name}.json`), csv: read(`${name}.csv`) }));
  const { rows, wrong } = await runTables(fadu, tables, read("calendar.csv"));
  assert.deepEqual(wrong, []);
  assert.match(read("README.md"), new RegExp(`^${rows} rows`, "m"));
  context.diagnostic(`${rows} rows`);
});
