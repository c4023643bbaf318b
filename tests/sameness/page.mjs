// In the page: what `browsers.mjs` calls.
import { load as loadEvaluator } from "/pkg/evaluate/web.js";
import { load } from "/pkg/web.js";
import { checkOddFacts } from "/pkg/tests/odd-facts-check.mjs";
import { runTables } from "/tests/conformance/run.mjs";
import { compareCommand, comparePack, compareSpec } from "/tests/sameness/compare.mjs";

const text = async (path) => (await fetch(path)).text();
const ready = load();
const evaluator = loadEvaluator();

globalThis.sameness = {
  async compare(entry) {
    return comparePack(await ready, await evaluator, entry, await text(`/out/${entry.name}.ndjson`), await text(`/out/${entry.name}.receipts.ndjson`));
  },
  async command(entry, command) {
    return compareCommand(await ready, entry, command);
  },
  async spec() {
    return compareSpec(await ready, JSON.parse(await text("/out/spec.json")));
  },
  async oddFacts() {
    const files = [{ path: "kinds/pack.fadu", text: await text("/pkg/tests/packs/kinds/pack.fadu") }];
    return checkOddFacts((await ready).compile(files).pack);
  },
  async conformance(names) {
    const file = (name) => text(`/tests/conformance/${name}`);
    const read = async (name) => ({ name, header: await file(`${name}.json`), csv: await file(`${name}.csv`) });
    return runTables(await ready, await Promise.all(names.map(read)), await file("calendar.csv"));
  },
};

document.documentElement.dataset.ready = "";
