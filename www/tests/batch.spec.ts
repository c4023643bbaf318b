import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readBeside } from "../vite/rules.ts";
import { axe } from "./support/axe.ts";
import { browsers, start } from "./support/browsers.ts";
import { openPage, settled, violations, waitForText } from "./support/desk.ts";
import { savedBy, watchSaved } from "./support/files.ts";
import { serve } from "./support/server.ts";

const DIST = process.env["FADU_DIST"] ?? fileURLToPath(new URL("../dist", import.meta.url));
const OUT = process.env["FADU_SHOTS"];
const TABLE = [
  "案号,goods_value,activity,已取得相应许可,apl.act_date,备注",
  "甲案,3.2万,food_production,否,2025-03-10,x",
  "=乙案,很多,food_production,是,2025-03-10,",
  "丙案,5万,不知道,否,2025-03-10,",
].join("\n");

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => { server = await serve(DIST); });
afterAll(() => server.close());

async function hand(page: Page, name: string, content: string): Promise<void> {
  await page.waitForSelector(".batch-tools input[type=file]:not(:disabled)");
  await page.$eval(".batch-tools input[type=file]", (input, called, inside) => {
    const files = new DataTransfer();
    files.items.add(new File([inside], called, { type: "text/csv" }));
    (input as HTMLInputElement).files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, name, content);
}

describe.each(browsers)("many cases at once in %s", (name) => {
  let browser: Browser;
  beforeAll(async () => { browser = await start(name); });
  afterAll(() => browser?.close());

  test("a table is judged row by row, exported, and a row becomes a case", async () => {
    const { page, complaints } = await openPage(browser, `${server.origin}/index.html#/batch`);
    await page.waitForSelector(".batch-pack option[value=food-safety]");
    expect(await axe(page)).toEqual([]);
    await page.select(".batch-pack", "food-safety");
    await page.waitForFunction(() => location.hash === "#/batch/food-safety");
    await hand(page, "empty.csv", "a,b\n1,2");
    await waitForText(page, ".said", "没有可以评估的行");
    await hand(page, "案件.csv", TABLE);
    await waitForText(page, ".said", "已评估 3 件");
    const rows = await page.$$eval(".case-table tbody tr", (all) => all.map((row) => row.textContent?.replace(/\s+/g, " ").trim() ?? ""));
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain("甲案");
    // The amount is the engine's to refuse, the option the page's.
    expect(await page.$$eval(".case-table tbody tr:nth-child(2) td:nth-child(4) > span", (cells) => cells.length)).toBe(1);
    expect(rows[1]).toContain("第 3 行「goods_value」填的是「很多」：这里要填金额");
    expect(rows[2]).toMatch(/第 4 行「activity」填的是「不知道」：应填其中之一：.*食品生产；/);
    expect(await page.$eval(".batch-columns", (part) => part.textContent ?? "")).toContain("有 1 列认不出");
    await page.$$eval(".chip", (chips) => (chips.find((chip) => chip.textContent?.includes("有问题")) as HTMLElement | undefined)?.click());
    await page.waitForFunction(() => document.querySelectorAll(".case-table tbody tr").length === 2);
    expect(await axe(page)).toEqual([]);
    if (OUT && name === "chromium") await page.screenshot({ path: `${OUT}/batch.png`, fullPage: true });
    await watchSaved(page);
    const { name: file, bytes } = await savedBy(page, () => page.$eval(".export", (button) => (button as HTMLElement).click()));
    expect(file).toBe("案件-评查结果.csv");
    const text = bytes.toString();
    expect(text).toContain("\r\n'=乙案,");
    expect(text.match(/sha256:[0-9a-f]{64}/g)?.length).toBe(6);
    const template = await savedBy(page, () => page.$eval(".template", (button) => (button as HTMLElement).click()));
    expect(template.bytes.toString()).toContain("货值");

    await page.$$eval(".chip", (chips) => (chips.find((chip) => chip.textContent?.includes("全部")) as HTMLElement | undefined)?.click());
    await page.waitForFunction(() => document.querySelectorAll(".case-table tbody tr").length === 3);
    await page.click(".case-table tbody .end button");
    await page.waitForFunction(() => /^#\/cases\/[0-9a-f]{32}/.test(location.hash));
    await settled(page);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("甲案");
    expect(await page.$eval("[id='fact-goods_value-control']", (input) => (input as HTMLInputElement).value)).toBe("3.2万");
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test("a list has a row for each entry, and what is wrong is told by row, column, what stands there and what should", async () => {
    const beside = await serve(DIST, await readBeside(fileURLToPath(new URL("fixtures/everything", import.meta.url))));
    const { page, complaints } = await openPage(browser, `${beside.origin}/index.html#/batch/dumping`);
    await waitForText(page, ".batch-lists", "填在「各次倾倒 · …」各列");
    await watchSaved(page);
    const template = (await savedBy(page, () => page.$eval(".template", (button) => (button as HTMLElement).click()))).bytes.toString();
    expect(template.split("\r\n").slice(0, 3)).toEqual(["\uFEFF案件,截至日,各次倾倒,各次倾倒 · 倾倒日期,各次倾倒 · 处置费用,各次倾倒 · 倾倒地点,已全部清除,拟罚款", "案件 1,,,,,,,", "案件 1,,,,,,,"]);
    await hand(page, "案件.csv", [
      "案件,各次倾倒,各次倾倒 · 处置费用,各次倾倒 · 倾倒地点,已全部清除",
      "甲案,,6万,河道,否", "甲案,,3.5万,空地,", "乙案,无,,,否", "丙案,,许多,河里,否", ",,2万,,是",
    ].join("\n"));
    await waitForText(page, ".said", "已评估 3 件");
    expect(await axe(page)).toEqual([]);
    const rows = await page.$$eval(".case-table tbody tr", (all) => all.map((row) => row.textContent?.replace(/\s+/g, " ").trim() ?? ""));
    for (const told of ["第 5 行「各次倾倒 · 处置费用」填的是「许多」：这里要填金额", "第 5 行「各次倾倒 · 倾倒地点」填的是「河里」：应填其中之一：河道；空地", "第 6 行「已全部清除」填的是「是」：与第 5 行的「否」不同"]) expect(rows[2]).toContain(told);
    expect(rows[0]).not.toContain("填的是");
    await page.click('.switch input[value="en"]');
    await waitForText(page, ".case-table tbody tr:nth-child(3)", "Row 5, “各次倾倒 · 倾倒地点” holds “河里”: one of these is expected: River; Open ground");
    await page.click('.switch input[value="zh"]');
    // Two entries make 9.5万: 85 % of 20万, as when they are filled in by hand.
    await page.click(".case-table tbody .end button");
    await settled(page);
    expect(await page.$$eval(".record", (records) => records.length)).toBe(2);
    await waitForText(page, "#verdict-倾倒固废 .sum .total", "85%");
    expect(complaints).toEqual([]);
    await page.close();
    await beside.close();
  });

  test("a place that cannot be fetched says so, and the others go on", async () => {
    const chunk = readdirSync(`${DIST}/assets`).find((file) => /^fadu-verify-.*\.js$/.test(file)) ?? "";
    const broken = await serve(DIST, { [`assets/${chunk}`]: "no module (" });
    const { page } = await openPage(browser, `${broken.origin}/index.html#/packs/market-discretion`);
    await settled(page);
    await page.evaluate(() => { location.hash = "#/verify"; });
    await waitForText(page, "wa-callout", "未能取得这一页");
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("复核文件");
    expect(await axe(page)).toEqual([]);
    await page.goBack();
    await settled(page);
    await page.close();
    await broken.close();
  });
});
