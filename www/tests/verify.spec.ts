import { fileURLToPath } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Decision } from "../src/state/decision.ts";
import { LARGEST } from "../src/state/decision-read.ts";
import { readRules } from "../vite/rules.ts";
import { axe } from "./support/axe.ts";
import { browsers, start } from "./support/browsers.ts";
import { food, review } from "./support/cases.ts";
import { choose, openPage, receipt, settled, type, violations, waitForText } from "./support/desk.ts";
import { chooseFile, savedBy, watchSaved } from "./support/files.ts";
import { serve } from "./support/server.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const DIST = process.env["FADU_DIST"] ?? here("../dist");

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => { server = await serve(DIST); });
afterAll(() => server.close());
const at = (hash: string) => `${server.origin}/index.html${hash}`;

const text = (page: Page, selector: string) => page.$eval(selector, (element) => (element as HTMLElement).textContent?.replace(/\s+/g, " ").trim() ?? "");

/** Fills in a case and saves its decision file. */
async function decided(page: Page, fill: (page: Page) => Promise<void>): Promise<{ name: string; decision: Decision }> {
  await settled(page);
  await fill(page);
  await watchSaved(page);
  const { name, bytes } = await savedBy(page, () => page.click("fadu-receipt .decision"));
  return { name, decision: JSON.parse(bytes.toString()) as Decision };
}

async function verify(page: Page, name: string, content: string | Buffer, query = ""): Promise<string> {
  await page.evaluate((hash: string) => { location.hash = hash; }, `#/verify${query}`);
  await page.waitForSelector("fadu-verify");
  await page.evaluate(() => document.querySelector("#outcome")?.removeAttribute("id"));
  await chooseFile(page, name, content);
  return text(page, "#outcome h2");
}

describe.each(browsers)("decision files in %s", (name) => {
  let browser: Browser;
  beforeAll(async () => { browser = await start(name); });
  afterAll(() => browser?.close());

  test("a decision is saved, re-checked as identical, and read", async () => {
    const { page, complaints } = await openPage(browser, at("#/packs/legal-review"));
    const { name: file, decision } = await decided(page, review);
    expect(file).toMatch(/^legal-review-\d{4}-\d\d-\d\d-[0-9a-f]{8}\.json$/);
    expect(decision.receipt.result).toContain(file.slice(-13, -5));
    expect(await verify(page, file, JSON.stringify(decision))).toBe("一致");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("outcome");
    expect(await page.evaluate(() => document.title)).toBe("复核文件 · 法度");
    expect(await text(page, "fadu-rechecked .told")).toContain("重大执法决定法制审核");
    expect(await text(page, "fadu-rechecked")).toContain(decision.receipt.facts);
    expect(await page.$$eval("fadu-rechecked .paper", (papers) => papers.map((paper) => paper.textContent))).toEqual([decision.documents[0]?.text.zh]);
    expect(await axe(page)).toEqual([]);
    await page.click('.switch input[value="en"]');
    await waitForText(page, "#outcome h2", "Identical");
    expect(await axe(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    // What was filled in is still there.
    await page.goBack();
    await settled(page);
    expect(await receipt(page)).toContain(decision.receipt.result);
    await page.close();
  });

  test("what was altered is named: a fact, a rule, a line of a document", async () => {
    const { page } = await openPage(browser, at("#/packs/food-safety"));
    const { decision } = await decided(page, food);
    expect(await verify(page, "a.json", JSON.stringify({ ...decision, facts: decision.facts.replace('"32000"', '"92000"') }))).toBe("内容有改动");
    expect(await text(page, "#outcome .compared")).toContain("事实（摘要）");
    expect(await text(page, "#outcome .compared")).not.toContain("规则原文");
    const [notice, ...others] = decision.documents;
    if (!notice) throw new Error("no document");
    const line = "拟罚款38万元。";
    expect(notice.text.zh).toContain(line);
    expect(await verify(page, "b.json", JSON.stringify({ ...decision, documents: [{ ...notice, text: { ...notice.text, zh: notice.text.zh.replace(line, "拟罚款3.8万元。") } }, ...others] }))).toBe("内容有改动");
    expect(await page.$$eval("#outcome .compared tbody tr", (rows) => rows.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent)))).toEqual([["拟罚款3.8万元。", line]]);
    expect(await axe(page)).toEqual([]);
    const rules = decision.rules.map((file) => ({ ...file, text: file.text.replace("100,000", "110,000").replace("10万", "11万") }));
    expect(rules).not.toEqual(decision.rules);
    expect(await verify(page, "c.json", JSON.stringify({ ...decision, rules }))).toBe("内容有改动");
    await page.close();
  });

  test("a page with another pack says so, and what that changes", { timeout: 180_000 }, async () => {
    const fixture = await readRules(here("fixtures/everything"));
    const other = await serve(DIST, fixture);
    const changed = await serve(DIST, Object.fromEntries(Object.entries(fixture).map(([path, content]) => [path, content.replaceAll("30%", "35%")])));
    try {
      const { page } = await openPage(browser, `${other.origin}/index.html#/packs/dumping`);
      const { decision } = await decided(page, async (desk) => {
        await choose(desk, "清除", "false");
        await desk.click('[id="fact-倾倒"] .records-foot button');
        await settled(desk);
        await type(desk, "倾倒[0].费用", "3万");
        await choose(desk, "倾倒[0].去处", "河道");
      });
      await page.close();
      const { page: elsewhere } = await openPage(browser, `${changed.origin}/index.html#/verify`);
      expect(await verify(elsewhere, "a.json", JSON.stringify(decision))).toBe("规则包不同");
      expect(await text(elsewhere, "#outcome")).toContain("结论有变化");
      // 10 % + 20 % + 30 % + 25 % of 20万, and with 35 % in the place of 30 %.
      expect(await elsewhere.$$eval("#outcome .compared tbody tr:last-child td", (cells) => cells.map((cell) => cell.textContent))).toEqual([expect.stringContaining("17万元"), expect.stringContaining("18万元")]);
      expect(await axe(elsewhere)).toEqual([]);
      await elsewhere.close();
      const { page: without } = await openPage(browser, at("#/verify?lang=en"));
      expect(await verify(without, "a.json", JSON.stringify(decision), "?lang=en")).toBe("This page does not have the pack");
      await without.close();
    } finally {
      await Promise.all([other.close(), changed.close()]);
    }
  });

  test("hostile files are refused in words and touch nothing", { timeout: 240_000 }, async () => {
    const { page, complaints } = await openPage(browser, at("#/packs/legal-review"));
    const { decision } = await decided(page, review);
    const refused: [string, string | Buffer, string][] = [
      ["nothing.json", "", "不是完整的 JSON"],
      ["page.json", "<script>globalThis.owned=1</script>", "不是完整的 JSON"],
      ["bytes.json", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "不是 UTF-8 文本"],
      ["deep.json", "[".repeat(1_000_000), "嵌套层数超过限度"],
      ["proto.json", JSON.stringify(decision).replace("{", '{"__proto__":{"owned":1},'), "不认识的部分「__proto__」"],
      ["types.json", JSON.stringify({ ...decision, rules: "x" }), "「rules」的类型不对"],
      ["large.json", Buffer.alloc(LARGEST + 1, 0x20), "超过 32 MB"],
    ];
    for (const [file, content, reason] of refused) {
      expect(await verify(page, file, content), file).toContain("无法复核");
      expect(await text(page, "#outcome"), file).toContain(reason);
    }
    expect(await axe(page)).toEqual([]);
    // Labels that are markup, and names that run backwards, stay text that can be seen.
    const rules = decision.rules.map(({ path, text: rule }) => ({ path, text: rule.replaceAll("拟作出的决定：", "<img src=x onerror=globalThis.owned=1>：") }));
    const label = { zh: "<script>globalThis.owned=1</script>\u202E假", en: "x" };
    await verify(page, "\u202Egpj.json", JSON.stringify({ ...decision, rules, case: { title: label.zh }, documents: [{ ...decision.documents[0], name: "假", label }] }));
    expect(await text(page, "#outcome")).toContain("⟦U+202E⟧假");
    expect(await text(page, "fadu-rechecked")).toContain("<img src=x");
    expect(await page.$$eval("fadu-rechecked img, fadu-rechecked script", (found) => found.length)).toBe(0);
    expect(await page.evaluate(() => "owned" in globalThis)).toBe(false);
    expect(await verify(page, "mistakes.json", JSON.stringify({ ...decision, rules: [{ path: "<b>.fadu", text: "?" }] }))).toBe("无法复核");
    // The engine that the page works with goes on.
    await page.evaluate(() => { location.hash = "#/packs/legal-review"; });
    await settled(page);
    expect(await receipt(page)).toContain(decision.receipt.result);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test("a file that is dropped is taken, anywhere on the page", async () => {
    const { page } = await openPage(browser, at("#/verify"));
    await page.waitForSelector("input[type=file]:not(:disabled)");
    await page.evaluate((content: string) => {
      const data = new DataTransfer();
      data.items.add(new File([content], "case.json", { type: "application/json" }));
      document.querySelector("h1")?.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }, '{"format":"fadu-case-1"}');
    await waitForText(page, "#outcome", "不是法度的决策文件");
    await page.close();
  });
});
