import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, test } from "vitest";
import { start } from "./support/browsers.ts";
import { application, begin, lookAt, saved } from "./support/cases.ts";
import { choose, openPage, settled, type, waitForText } from "./support/desk.ts";
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

async function shoot(page: Page, name: string, selector?: string): Promise<void> {
  await page.evaluate(() => {
    for (const part of ["#verdict", ".strip"]) document.querySelector<HTMLElement>(part)?.style.setProperty("position", "static");
    document.querySelector<HTMLElement>("#verdict")?.style.setProperty("max-height", "none");
    scrollTo(0, 0);
  });
  await new Promise((resolve) => setTimeout(resolve, 250));
  const element = selector ? await page.$(selector) : null;
  if (element) await element.screenshot({ path: `${OUT}/${name}.png` });
  else await page.screenshot({ path: `${OUT}/${name}.png`, fullPage: true });
}

const press = (page: Page, selector: string) => page.$eval(selector, (button) => (button as HTMLElement).click());

for (const [width, size] of Object.entries(SIZES)) {
  test(`rounds ${width}`, async () => {
    const context = await browser.createBrowserContext();
    const { page } = await openPage(context as unknown as Browser, `${server.origin}/index.html#/cases`, size);
    const hash = await begin(page, "未取得许可从事食品生产", "legal-review");
    await page.type(".head-reviewer input", "林审核");
    await choose(page, "决定种类", "处罚");
    await choose(page, "重大决定.材料.说明", "fail");
    await choose(page, "重大决定.材料.决定稿", "pass");
    await type(page, "决定日", "2025-09-30");
    await saved(page);
    await press(page, ".close-round");
    await waitForText(page, ".sign [role=alert]", "写明");
    await shoot(page, `rounds-open-zh-${width}`, "fadu-rounds");
    await page.type("[id='fact-重大决定.材料.说明'] textarea", "补交拟作决定的说明");
    await page.keyboard.press("Tab");
    await settled(page);
    await press(page, ".close-round");
    await waitForText(page, ".rounds", "已签发");
    await shoot(page, `rounds-closed-zh-${width}`);
    await page.type(".sign [name=why]", "说明已补");
    await press(page, ".reopen");
    await waitForText(page, ".rounds", "第 2 轮审核中");
    await choose(page, "重大决定.材料.说明", "pass");
    await choose(page, "重大决定.材料.决定稿", "fail");
    await shoot(page, `rounds-second-zh-${width}`, "fadu-rounds");
    await page.click('.documents [data-document="审核意见书"]');
    await page.waitForSelector("dialog[open] fadu-sheets .doc-round");
    await press(page, ".paper-tools wa-button");
    await page.waitForSelector(".a4-text");
    await page.type(".a4-text", "补充一句。");
    await press(page, ".paper-tools wa-button");
    await page.waitForSelector("fadu-sheets .edit");
    await page.screenshot({ path: `${OUT}/opinion-rounds-zh-${width}.png` });
    await page.click(".paper-close");
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    for (const view of ["checklist", "why"]) {
      await page.evaluate((to: string) => { location.hash = to; }, `${hash}?view=${view}`);
      await page.waitForSelector(view === "why" ? "fadu-why" : ".checklist");
      await shoot(page, `view-${view}-zh-${width}`);
    }
    await page.select(".theme select", "dark");
    await page.evaluate((to: string) => { location.hash = to; }, `${hash}?lang=en`);
    await waitForText(page, ".rounds", "Round 2");
    await shoot(page, `rounds-second-en-${width}`);
    await type(page, "决定日", await page.$eval(".as-of input", (input) => (input as HTMLInputElement).value));
    await page.evaluate(() => { location.hash = "#/cases?lang=en"; });
    await page.waitForSelector(".desk-days");
    await shoot(page, `cases-en-${width}`);
    await context.close();
  });
}

for (const [width, size] of Object.entries(SIZES)) {
  test(`days ${width}`, async () => {
    const { page } = await openPage(browser, `${server.origin}/index.html#/packs/reconsideration-acceptance`, size);
    await settled(page);
    await application(page);
    await shoot(page, `days-zh-${width}`, "fadu-deadlines");
    await page.select(".theme select", "dark");
    await page.evaluate(() => { location.hash = "#/packs/legal-review?lang=en"; });
    await settled(page);
    for (const [date, day] of [["2025-10-09", "2025-09-30"], ["2026-12-28", "2026-12-24"]] as const) {
      await lookAt(page, date);
      await choose(page, "决定种类", "处罚");
      await type(page, "决定日", day);
      await page.$eval(".ribbon-box details", (details) => { (details as HTMLDetailsElement).open = true; });
      await shoot(page, `days-${day}-en-${width}`, "fadu-deadlines");
    }
    await page.close();
  });
}
