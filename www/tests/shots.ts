import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, test } from "vitest";
import { food, review } from "./support/cases.ts";
import { start } from "./support/browsers.ts";
import { openPage, settled } from "./support/desk.ts";
import { serve } from "./support/server.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const OUT = here("out/shots");
const DIST = process.env["FADU_DIST"] ?? here("../dist");
const SIZES = { 1440: { width: 1440, height: 900 }, 390: { width: 390, height: 844 } };

let browser: Browser;
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  mkdirSync(OUT, { recursive: true });
  server = await serve(DIST);
  browser = await start("chromium");
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Shows the whole page: on a wide screen the verdict's own scroll is taken off for the picture. */
async function shoot(page: Page, name: string, whole = true): Promise<void> {
  await page.evaluate((all: boolean) => {
    document.querySelector<HTMLElement>("#verdict")?.style.setProperty("max-height", all ? "none" : "");
    document.querySelector<HTMLElement>("#verdict")?.style.setProperty("position", all ? "static" : "");
    document.querySelector<HTMLElement>(".strip")?.style.setProperty("position", all ? "static" : "");
    if (all) scrollTo(0, 0);
  }, whole);
  await new Promise((resolve) => setTimeout(resolve, 150));
  await page.screenshot({ path: `${OUT}/${name}.png`, fullPage: whole });
}

const CASES: Record<string, (page: Page) => Promise<void>> = { "legal-review": review, "food-safety": food };

for (const language of ["zh", "en"] as const) {
  for (const [width, size] of Object.entries(SIZES)) {
    const query = language === "en" ? "?lang=en" : "";
    test(`${language} ${width}`, async () => {
      const { page } = await openPage(browser, `${server.origin}/index.html#/packs${query}`, size);
      await page.waitForSelector(".card h2 a");
      await page.waitForFunction(() => !document.querySelector(".card[aria-busy]"));
      await shoot(page, `packs-${language}-${width}`);
      for (const [pack, fill] of Object.entries(CASES)) {
        await page.goto(`${server.origin}/index.html?${pack}#/packs/${pack}${query}`);
        await settled(page);
        await shoot(page, `${pack}-empty-${language}-${width}`, false);
        await fill(page);
        await page.evaluate(() => document.querySelectorAll<HTMLDetailsElement>("article.edge .why").forEach((details) => { details.open = true; }));
        await shoot(page, `${pack}-${language}-${width}`);
        await page.evaluate(() => scrollTo(0, 0));
        await shoot(page, `${pack}-fold-${language}-${width}`, false);
      }
      await page.close();
    });
  }
}

