import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, test } from "vitest";
import { food } from "./support/cases.ts";
import { start } from "./support/browsers.ts";
import { openPage, settled } from "./support/desk.ts";
import { chooseFile, savedBy, watchSaved } from "./support/files.ts";
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

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0));
  await new Promise((resolve) => setTimeout(resolve, 200));
  await page.screenshot({ path: `${OUT}/${name}.png`, fullPage: true });
}

for (const language of ["zh", "en"] as const) {
  for (const [width, size] of Object.entries(SIZES)) {
    const query = language === "en" ? "?lang=en" : "";
    // Half of the pictures are dark: every screen in both, not every screen in every size in both.
    const dark = language === "en";
    test(`re-check ${language} ${width}`, async () => {
      const { page } = await openPage(browser, `${server.origin}/index.html#/packs/food-safety${query}`, size);
      await settled(page);
      await food(page);
      await watchSaved(page);
      const { bytes } = await savedBy(page, () => page.click("fadu-receipt .decision"));
      if (dark) await page.select(".theme select", "dark");
      await page.evaluate((hash: string) => { location.hash = hash; }, `#/verify${query}`);
      await page.waitForSelector("fadu-verify");
      await shoot(page, `verify-empty-${language}-${width}`);
      const text = bytes.toString();
      const files = { identical: text, altered: text.replace('\\"32000\\"', '\\"92000\\"'), refused: text.slice(0, 5000) };
      for (const [state, content] of Object.entries(files)) {
        await page.evaluate(() => document.querySelector("#outcome")?.removeAttribute("id"));
        await chooseFile(page, "food-safety-2025-09-22-5be1c0a7.json", content);
        await shoot(page, `verify-${state}-${language}-${width}`);
      }
      await page.close();
    });
  }
}

for (const language of ["zh", "en"] as const) {
  for (const [width, size] of Object.entries(SIZES)) {
    const query = language === "en" ? "?lang=en" : "";
    test(`documents ${language} ${width}`, async () => {
      const { page } = await openPage(browser, `${server.origin}/index.html#/packs/food-safety${query}`, size);
      await settled(page);
      await food(page);
      if (language === "en") await page.select(".theme select", "dark");
      await page.click('.documents [data-document="notice_122"]');
      await page.waitForSelector("dialog[open] fadu-sheets .flow p");
      await new Promise((resolve) => setTimeout(resolve, 300));
      await page.screenshot({ path: `${OUT}/paper-${language}-${width}.png` });
      await page.$$eval(".paper-tools wa-button", ([edit]) => (edit as HTMLElement).click());
      await page.waitForSelector(".a4-text");
      await page.$eval(".a4-text", (element) => {
        const area = element as HTMLTextAreaElement;
        area.focus();
        area.value = area.value.replace("可以要求听证", "可以在五日内要求听证").replace("hearing", "public hearing");
      });
      await page.screenshot({ path: `${OUT}/paper-editing-${language}-${width}.png` });
      await page.$$eval(".paper-tools wa-button", ([edit]) => (edit as HTMLElement).click());
      await page.waitForSelector("fadu-sheets .edit");
      await page.screenshot({ path: `${OUT}/paper-edited-${language}-${width}.png` });
      if (width === "1440") await page.pdf({ path: `${OUT}/paper-${language}.pdf`, preferCSSPageSize: true });
      await page.close();
    });
  }
}

test("a blank checklist on paper", async () => {
  const { page } = await openPage(browser, `${server.origin}/index.html#/packs/legal-review`);
  await settled(page);
  await page.evaluate(() => { window.print = () => undefined; });
  await page.click(".blank-checklist");
  await page.waitForSelector("#print-root .blank-list");
  await page.pdf({ path: `${OUT}/blank.pdf`, preferCSSPageSize: true });
  await page.close();
});
