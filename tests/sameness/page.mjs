// In the page: what `browsers.mjs` calls.
import { load } from "/pkg/web.js";
import { checkOddFacts } from "/pkg/tests/odd-facts-check.mjs";
import { compareCommand, comparePack } from "/tests/sameness/compare.mjs";

const text = async (path) => (await fetch(path)).text();
const ready = load();

globalThis.sameness = {
  async compare(entry) {
    return comparePack(await ready, entry, await text(`/out/${entry.name}.ndjson`));
  },
  async command(entry, command) {
    return compareCommand(await ready, entry, command);
  },
  async oddFacts() {
    const files = [{ path: "kinds/pack.fadu", text: await text("/pkg/tests/packs/kinds/pack.fadu") }];
    return checkOddFacts((await ready).compile(files).pack);
  },
};

document.documentElement.dataset.ready = "";
