import { fileURLToPath } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readBeside } from "../vite/rules.ts";
import { axe } from "./support/axe.ts";
import { browsers, start } from "./support/browsers.ts";
import { choose, openPage, receipt, settled, type, violations, waitForText } from "./support/desk.ts";
import { serve } from "./support/server.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const DIST = process.env["FADU_DIST"] ?? here("../dist");
const OUT = process.env["FADU_SHOTS"];

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => { server = await serve(DIST, await readBeside(here("fixtures/everything"))); });
afterAll(() => server.close());

const text = (page: Page, selector: string) => page.$eval(selector, (element) => (element as HTMLElement).textContent?.replace(/\s+/g, " ").trim() ?? "");
const add = async (page: Page, fact: string) => {
  await page.click(`[id="fact-${fact}"] .records-foot button`);
  await settled(page);
};

describe.each(browsers)("lists, weights, local values and documents in %s", (name) => {
  let browser: Browser;
  beforeAll(async () => { browser = await start(name); });
  afterAll(() => browser?.close());

  test("a list is filled in record by record and taken back", async () => {
    const { page, complaints } = await openPage(browser, `${server.origin}/index.html#/packs/dumping`);
    await settled(page);
    await add(page, "倾倒");
    await page.waitForFunction(() => document.activeElement?.closest(".record")?.id === "fact-倾倒[0]");
    await type(page, "倾倒[0].费用", "6万");
    await choose(page, "倾倒[0].去处", "河道");
    await add(page, "倾倒");
    await type(page, "倾倒[1].费用", "3.5万");
    await choose(page, "倾倒[1].去处", "空地");
    await choose(page, "清除", "false");
    // 6 + 3.5 = 9.5万 is not large; 10 % + 20 % + 30 % + 25 % = 85 % of 20万.
    await waitForText(page, "#verdict-倾倒固废 .sum .total", "85%");
    expect(await text(page, "#verdict-倾倒固废")).toContain("17万元");
    await type(page, "倾倒[1].费用", "4万");
    // 10万 is large: 105 %, capped at 100 %.
    await waitForText(page, "#verdict-倾倒固废 .sum .total", "100%");
    expect(await text(page, "#verdict-倾倒固废 .sum")).toContain("105%");
    expect(await text(page, "#verdict-倾倒固废")).toContain("择一");

    await page.click('[id="fact-倾倒[0]"] .record-head button');
    await settled(page);
    // What is left is the second act: 4万, not in the river.
    await waitForText(page, "#verdict-倾倒固废 .sum .total", "55%");
    expect(await page.$$eval(".record", (records) => records.length)).toBe(1);
    expect(await page.$eval('[id="fact-倾倒[0].费用-control"]', (input) => (input as HTMLInputElement).value)).toBe("40,000");

    // A wrong entry says so at its field and in the summary, under the record's name.
    await type(page, "倾倒[0].费用", "很多");
    await waitForText(page, ".problems li", "第 1 项");
    expect(await page.$('[id="fact-倾倒[0].费用-problem"]')).not.toBeNull();
    expect(await axe(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test("that there are none is an answer; not to know is another", async () => {
    const { page } = await openPage(browser, `${server.origin}/index.html#/packs/dumping`);
    await settled(page);
    await choose(page, "清除", "true");
    expect(await text(page, "#verdict-倾倒固废 .sum .total")).toContain("未定");
    await choose(page, "倾倒", "none");
    await waitForText(page, "#verdict-倾倒固废 .sum .total", "30%");
    await choose(page, "倾倒", "none");
    await waitForText(page, "#verdict-倾倒固废 .sum .total", "未定");
    await page.close();
  });

  test("local values change the verdict, the digest and nothing that is filled in", async () => {
    const { page, complaints } = await openPage(browser, `${server.origin}/index.html#/packs/dumping?lang=en`);
    await settled(page);
    await add(page, "倾倒");
    await type(page, "倾倒[0].费用", "5万");
    await choose(page, "倾倒[0].去处", "空地");
    await choose(page, "清除", "true");
    await waitForText(page, "#verdict-倾倒固废 .sum .total", "30%");
    const before = await receipt(page);
    await page.select("#profile", "甲市");
    await waitForText(page, "#verdict-倾倒固废 .sum .total", "50%");
    expect(await receipt(page)).not.toEqual(before);
    expect(await text(page, "fadu-receipt .command")).toContain("--profile 甲市");
    expect(await text(page, ".profile")).toContain("from CNY 50,000");
    await page.select("#profile", "");
    await waitForText(page, "#verdict-倾倒固废 .sum .total", "30%");
    expect(await receipt(page)).toEqual(before);
    expect(await axe(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test("a document follows the facts and says what it still lacks", async () => {
    const { page, complaints } = await openPage(browser, `${server.origin}/index.html#/packs/dumping`);
    await settled(page);
    const open = async () => {
      await page.click(".documents wa-button");
      await page.waitForSelector("fadu-sheets .flow");
      return text(page, "fadu-sheets .flow");
    };
    expect(await open()).toContain("待填");
    expect(await text(page, ".paper-side")).toContain("尚有空白");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset["document"])).toBe("告知书");
    await choose(page, "清除", "true");
    await add(page, "倾倒");
    await type(page, "倾倒[0].费用", "12万");
    await choose(page, "倾倒[0].去处", "空地");
    expect(await open()).toContain("处置费用合计12万元，拟处罚款10万元。");
    if (OUT && name === "chromium") await page.screenshot({ path: `${OUT}/everything-zh.png`, fullPage: true });
    expect(await axe(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
