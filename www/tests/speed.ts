// How long it takes from an input until the verdict stands on the page, in the largest pack:
// `npm run speed` prints it, for Chromium. A figure to be read, not a test.
import { fileURLToPath } from "node:url";
import { test } from "vitest";
import { openPage, settled, unfold } from "./support/desk.ts";
import { start } from "./support/browsers.ts";
import { serve } from "./support/server.ts";

const pack = process.env["PACK"] ?? "guangdong-ecology";
const TIMES = 20;

test("from an answer to the verdict", async () => {
  const server = await serve(process.env["FADU_DIST"] ?? fileURLToPath(new URL("../dist", import.meta.url)));
  const browser = await start("chromium");
  const { page } = await openPage(browser, `${server.origin}/index.html#/packs/${pack}?view=all`);
  await settled(page);
  const facts = await page.$$eval("[id^=fact-]:has(input[type=radio])", (rows) => rows.map((row) => row.id.slice("fact-".length)).filter((id) => !id.includes("-")));
  for (const fact of facts.slice(0, 3)) {
    await unfold(page, fact);
    const taken = await page.evaluate(async (row: string, count: number) => {
      const app = document.querySelector("fadu-app") as Element & { isUpdatePending: boolean; updateComplete: Promise<boolean>; desk: { store: { state: { pending: boolean } } } };
      const inputs = [...document.querySelectorAll<HTMLInputElement>(`[id="${row}"] input[type=radio]`)];
      const measured: { verdict: number; frame: number }[] = [];
      for (let at = 0; at < count; at += 1) {
        // Longer than a person rests between two answers, so that the reasons have come too.
        await new Promise((resolve) => setTimeout(resolve, 700));
        const begin = performance.now();
        inputs[at % 2]?.click();
        // Drawn is what was said with what it changes, or what was said alone where that takes longer.
        while (app.isUpdatePending || app.desk.store.state.pending) await app.updateComplete;
        const verdict = performance.now() - begin;
        await new Promise(requestAnimationFrame);
        measured.push({ verdict, frame: performance.now() - begin });
      }
      return measured;
    }, `fact-${fact}`, TIMES);
    const middle = (of: "verdict" | "frame") => taken.map((one) => one[of]).sort((a, b) => a - b);
    const said = (sorted: number[]) => `${sorted[sorted.length >> 1]?.toFixed(1)} ms (least ${sorted[0]?.toFixed(1)}, most ${sorted.at(-1)?.toFixed(1)})`;
    console.log(`${pack}, ${fact}: until the verdict stands ${said(middle("verdict"))}, until the frame after it ${said(middle("frame"))}`);
  }
  await browser.close();
  server.close();
});
