// The native engine's cases, the odd objects and the conformance tables, in the browsers that
// BROWSERS names.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { browsers, launch } from "../browsers.mjs";
import { serve } from "../static-server.mjs";
import { fail, out, readCommands, readIndex, report, reportCommand, reportSpec, root } from "./report.mjs";

const index = readIndex();
const tables = readdirSync(join(root, "tests", "conformance"))
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.replace(/\.json$/, ""));
const wanted = (() => {
  try {
    return browsers();
  } catch (error) {
    fail(error.message);
  }
})();
const server = await serve({
  mounts: { pkg: join(root, "pkg"), tests: join(root, "tests"), out },
  pages: {
    "/": `<!doctype html><meta charset="utf-8"><title>sameness</title>
<script type="module" src="/tests/sameness/page.mjs"></script>`,
  },
});

// Side by side: each has a processor of its own to wait for.
await Promise.all(wanted.map(check));
server.close();

async function check(each) {
  const browser = await launch(each);
  try {
    const version = await browser.version();
    const page = await browser.newPage();
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => fail(`${version}: ${error}`));
    await page.goto(server.origin);
    await page.waitForSelector("html[data-ready]");

    const results = [];
    for (const entry of index) {
      results.push(await page.evaluate((entry) => globalThis.sameness.compare(entry), entry));
    }
    report(version, results, index);
    for (const { command, entry } of readCommands(index)) {
      const compare = (entry, command) => globalThis.sameness.command(entry, command);
      reportCommand(version, command, await page.evaluate(compare, entry, command));
    }

    reportSpec(version, await page.evaluate(() => globalThis.sameness.spec()));

    const { checked, wrong } = await page.evaluate(() => globalThis.sameness.oddFacts());
    if (wrong.length > 0) fail(`${version}: odd objects:\n${wrong.join("\n")}`);
    console.log(`${version}: ${checked} odd objects`);

    const conformance = await page.evaluate((names) => globalThis.sameness.conformance(names), tables);
    if (conformance.wrong.length > 0) fail(`${version}: conformance:\n${conformance.wrong.join("\n")}`);
    console.log(`${version}: ${conformance.rows} rows of ${conformance.tables} conformance tables`);

    const elsewhere = requests.filter((url) => !url.startsWith(server.origin));
    if (elsewhere.length > 0) fail(`${version}: the page asked for ${elsewhere.join(", ")}`);
  } finally {
    await browser.close();
  }
}
