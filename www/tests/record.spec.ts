import { fileURLToPath } from "node:url";
import { strFromU8, unzipSync } from "fflate";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Decision } from "../src/state/decision.ts";
import { axe } from "./support/axe.ts";
import { browsers, start } from "./support/browsers.ts";
import { begin, downloaded, food, hand, saved } from "./support/cases.ts";
import { choose, openPage, settled, type, violations, waitForText } from "./support/desk.ts";
import type { Watched } from "./support/desk.ts";
import { chooseFile, savedBy, watchSaved } from "./support/files.ts";
import { serve } from "./support/server.ts";

const DIST = process.env["FADU_DIST"] ?? fileURLToPath(new URL("../dist", import.meta.url));

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => { server = await serve(DIST); });
afterAll(() => server.close());

const text = (page: Page, selector: string) => page.$eval(selector, (element) => element.textContent?.replace(/\s+/g, " ").trim() ?? "");
const press = (page: Page, selector: string, label: string) => page.$$eval(selector, (buttons, wanted) => {
  const found = buttons.find((element) => element.textContent?.trim().startsWith(wanted));
  if (!found) throw new Error(`no button ${wanted}`);
  (found as HTMLElement).click();
}, label);

async function openNotice(page: Page): Promise<void> {
  await page.click('.documents [data-document="notice_122"]');
  await page.waitForSelector("dialog[open] fadu-sheets .flow p");
}

describe.each(browsers)("the record of a case in %s", (name) => {
  let browser: Browser;
  beforeAll(async () => { browser = await start(name); });
  afterAll(() => browser?.close());

  /** A browser of somebody else: nothing is kept in it yet. */
  const fresh = async (hash = "#/cases"): Promise<Watched & { leave(): Promise<void>; another(at: string): Promise<Watched> }> => {
    const context = await browser.createBrowserContext();
    const open = async (at: string) => openPage(context as unknown as Browser, `${server.origin}/index.html${at}`);
    return { ...await open(hash), leave: () => context.close(), another: open };
  };

  test("an edited document outlives the page with its case, and the decision keeps both texts", async () => {
    const { page, complaints, leave } = await fresh();
    const hash = await begin(page, "甲案", "food-safety");
    await food(page);
    await openNotice(page);
    await press(page, ".paper-main wa-button", "编辑文字");
    await page.waitForSelector(".a4-text");
    await page.$eval(".a4-text", (element) => {
      const area = element as HTMLTextAreaElement;
      area.focus();
      area.setSelectionRange(area.value.indexOf("要求听证。"), area.value.indexOf("要求听证。"));
    });
    await page.keyboard.type("ab");
    // Nobody stopped editing: what was typed is kept all the same.
    await page.waitForFunction(() => document.querySelector(".case-head [role=status]")?.textContent?.includes("已存本机"));
    await page.reload({ waitUntil: "load" });
    await settled(page);
    await waitForText(page, "fadu-receipt", "1 份文书的文字经人工修改");
    expect(await axe(page)).toEqual([]);
    await openNotice(page);
    expect(await page.$$eval(".a4:first-child ins.edit", (marks) => marks.map((mark) => mark.textContent))).toEqual(["ab"]);
    expect(await text(page, ".receipt-strip")).toContain("人工修改 1 处");
    expect(await axe(page)).toEqual([]);
    await page.click(".paper-close");
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    const { text: file } = await downloaded(page, () => page.$eval("fadu-receipt .decision", (button) => (button as HTMLElement).click()));
    const decision = JSON.parse(file) as Decision;
    expect(decision.edited?.map(({ name: document, language }) => [document, language])).toEqual([["notice_122", "zh"]]);
    expect(decision.documents.find(({ name: document }) => document === "notice_122")?.text.zh).not.toContain("ab要求听证");
    const exported = await downloaded(page, () => press(page, ".case-head wa-button", "导出"));

    await page.evaluate(() => { location.hash = "#/verify"; });
    await page.waitForSelector("fadu-verify");
    await chooseFile(page, "a.json", file);
    expect(await text(page, "#outcome h2")).toBe("一致");
    expect(await text(page, "#outcome")).toContain("人工修改的文本");
    expect(await page.$$eval(".document-edited ins", (marks) => marks.map((mark) => mark.textContent))).toEqual(["ab"]);
    expect(await axe(page)).toEqual([]);
    await page.evaluate(() => document.querySelector("#outcome")?.removeAttribute("id"));
    await chooseFile(page, "b.json", JSON.stringify({ ...decision, edited: decision.edited?.map((one) => ({ ...one, generated: one.generated.replace("38万元", "3.8万元") })) }));
    expect(await text(page, "#outcome h2")).toBe("内容有改动");
    expect(await text(page, "#outcome .compared")).toContain("文件称人工修改自这份生成稿");
    await page.evaluate((to: string) => { location.hash = to; }, hash);
    await settled(page);
    await saved(page);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await leave();

    const other = await fresh();
    await other.page.waitForSelector("fadu-cases h2");
    await hand(other.page, exported.name, exported.text);
    await other.page.click(".case-table tbody a");
    await settled(other.page);
    await openNotice(other.page);
    expect(await other.page.$$eval(".a4:first-child ins.edit", (marks) => marks.map((mark) => mark.textContent))).toEqual(["ab"]);
    await other.leave();
  });

  test("the view that was chosen is in the address: reload keeps it, Back and forward change it", async () => {
    const { page, complaints, leave } = await fresh();
    const hash = await begin(page, "甲案", "legal-review");
    await choose(page, "决定种类", "处罚");
    const shown = async (view: string, selector: string) => {
      await page.waitForFunction((wanted: string) => (document.querySelector(".view-switch input:checked") as HTMLInputElement | null)?.value === wanted, {}, view);
      await page.waitForSelector(selector);
    };
    await page.click(".view-switch input[value=checklist]");
    await shown("checklist", ".checklist");
    expect(await page.$$eval(".facts .group:not(.checklist)", (groups) => groups.length)).toBe(0);
    await page.click(".view-switch input[value=ask]");
    await shown("ask", "fadu-interview");
    await page.click(".view-switch input[value=why]");
    await shown("why", "fadu-why fadu-proof");
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate(() => location.hash)).toBe(`${hash}?view=why`);
    await page.reload({ waitUntil: "load" });
    await settled(page);
    await shown("why", "fadu-why fadu-proof");
    await page.click('.switch input[value="en"]');
    await waitForText(page, ".view-switch", "Checklist");
    expect(await page.evaluate(() => location.hash)).toBe(`${hash}?lang=en&view=why`);
    await page.click('.switch input[value="zh"]');
    await page.goBack();
    await shown("ask", "fadu-interview");
    await page.goForward();
    await shown("why", "fadu-why");
    // A fact that the view does not show is gone to in the form that shows it.
    await page.$eval("fadu-why fadu-proof", (proof) => (proof.shadowRoot?.querySelector("li button:not(.all)") as HTMLElement | null)?.click());
    await shown("all", "fadu-facts-form");
    await page.waitForFunction(() => document.activeElement?.closest(".field") !== null);
    expect(complaints).toEqual([]);
    await leave();
  });

  test("a review is signed off, locked, reopened and signed off again: the case file and the opinion list both rounds", { timeout: 240_000 }, async () => {
    const { page, complaints, leave } = await fresh();
    const hash = await begin(page, "甲案", "legal-review");
    const item = "重大决定.材料.说明";
    await page.type(".head-reviewer input", "林");
    await choose(page, "决定种类", "处罚");
    await choose(page, item, "fail");
    await waitForText(page, ".item-mark", "林 ");
    expect(await text(page, ".item-foot")).toContain("材料不全，退回补正");
    expect(await text(page, ".item-list .leads-to")).toContain("退回补正");
    // A failed item without a note, and no name: it says what is missing.
    await page.$eval(".sign [name=by]", (input) => { (input as HTMLInputElement).value = ""; input.dispatchEvent(new Event("input", { bubbles: true })); });
    await press(page, ".rounds wa-button", "签发第 1 轮");
    await waitForText(page, ".sign [role=alert]", "请填写签发人");
    await waitForText(page, ".sign [role=alert]", "还没有写明要对方做什么");
    expect(await axe(page)).toEqual([]);
    await page.type(`[id='fact-${item}'] textarea`, "补交拟作决定的说明");
    await page.keyboard.press("Tab");
    await settled(page);
    await page.type(".sign [name=by]", "林审核");
    await page.click(".sign [name=on]", { count: 3 });
    await page.type(".sign [name=on]", "2025年9月22日");
    await press(page, ".rounds wa-button", "签发第 1 轮");
    await waitForText(page, ".rounds", "第 1 轮已签发");
    await saved(page);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("rounds");
    expect(await page.$$eval(".facts .field input, .facts .field select, .facts .field textarea", (controls) => controls.length)).toBe(0);
    expect(await text(page, `[id='fact-${item}'] .answer-text`)).toBe("不合格");
    expect(await axe(page)).toEqual([]);
    await page.select(".theme select", "dark");
    expect(await axe(page)).toEqual([]);
    await page.select(".theme select", "auto");

    await page.reload({ waitUntil: "load" });
    await settled(page);
    await waitForText(page, ".case-head ~ .notice", "林审核 2025-09-22 签发");
    expect(await page.$$eval(".facts .field input", (inputs) => inputs.length)).toBe(0);
    expect(await page.$eval(".head-title input", (input) => (input as HTMLInputElement).readOnly)).toBe(true);
    expect(await page.$(".rounds [role=alert] fadu-tone")).toBeNull();

    await page.type(".sign [name=why]", "说明已补");
    await press(page, ".rounds wa-button", "开始第 2 轮");
    await waitForText(page, ".rounds", "第 2 轮审核中");
    await choose(page, item, "pass");
    await choose(page, "重大决定.材料.决定稿", "fail");
    await page.type("[id='fact-重大决定.材料.决定稿'] textarea", "补交代拟稿");
    await page.keyboard.press("Tab");
    await settled(page);
    await waitForText(page, ".round-changes", "不合格");
    const rows = await page.$$eval(".rounds .round-changes tbody tr", (all) => all.map((row) => row.textContent?.replace(/\s+/g, " ").trim() ?? ""));
    expect(rows.some((row) => row.includes("拟作决定的说明") && /不合格\s*合格/.test(row))).toBe(true);
    expect(rows.some((row) => row.includes("补交代拟稿"))).toBe(true);
    expect(await axe(page)).toEqual([]);
    await page.$eval(".sign [name=by]", (input) => { (input as HTMLInputElement).value = "周审核"; input.dispatchEvent(new Event("input", { bubbles: true })); });
    await press(page, ".rounds wa-button", "签发第 2 轮");
    await waitForText(page, ".rounds", "第 2 轮已签发");
    await saved(page);

    // Both rounds stand among the days too, the one of today in sight.
    expect(await page.$$eval(".ribbon-table tbody tr", (rounds) => rounds.map((row) => row.textContent?.replace(/\s+/g, " ").trim() ?? ""))).toEqual([expect.stringMatching(/^第 1 轮已签发\s*2025-09-22 林审核$/), expect.stringContaining("周审核")]);
    expect(await text(page, ".day.is-today .day-signed")).toBe("签2");
    await page.click('.documents [data-document="审核意见书"]');
    await page.waitForSelector("dialog[open] fadu-sheets .doc-round");
    const listed = await page.$$eval(".a4:first-child .doc-round", (lines) => lines.map((line) => line.textContent ?? ""));
    expect(listed).toHaveLength(4);
    expect(listed[1]).toContain("第1轮：林审核，2025年9月22日签发，意见为材料不全，退回补正；");
    expect(listed[1]).toContain("重新审核（说明已补）");
    expect(listed[2]).toContain("第2轮：周审核");
    expect(listed[3]).toContain("未作核实");
    await watchSaved(page);
    const markdown = await savedBy(page, () => page.click(".paper-side .markdown"));
    expect(markdown.bytes.toString()).toContain("第1轮：林审核");
    const docx = await savedBy(page, () => page.click(".paper-side .docx"));
    expect(strFromU8(unzipSync(docx.bytes)["word/document.xml"] ?? new Uint8Array())).toContain("第2轮：周审核");
    await page.click(".paper-close");
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    const file = (await savedBy(page, () => press(page, ".case-head wa-button", "导出"))).bytes.toString();
    expect((JSON.parse(file) as { case: { rounds: unknown[] } }).case.rounds).toHaveLength(2);
    await page.evaluate(() => { location.hash = "#/cases"; });
    await waitForText(page, ".case-table tbody th", "第 2 轮已签发");
    expect(complaints).toEqual([]);
    await leave();

    // A file in which somebody changed an answer after it was signed says so.
    const other = await fresh();
    await other.page.waitForSelector("fadu-cases h2");
    const forged = JSON.parse(file) as { case: { draft: Record<string, string> } };
    forged.case.draft["重大决定.材料.决定稿"] = "pass";
    await hand(other.page, "甲案.json", JSON.stringify(forged));
    await other.page.click(".case-table tbody a");
    await settled(other.page);
    await waitForText(other.page, ".rounds [role=alert]", "与签发时的不同");
    expect(hash).not.toContain("%");
    await other.leave();
  });

  test("the desk shows on which days of three weeks cases are due, and a day is chosen by pressing it", async () => {
    const { page, complaints, leave } = await fresh();
    await begin(page, "甲案", "legal-review");
    await choose(page, "决定种类", "处罚");
    const today = await page.$eval(".as-of input", (input) => (input as HTMLInputElement).value);
    // Seven working days from today.
    await type(page, "决定日", today);
    await saved(page);
    await begin(page, "乙案", "food-safety");
    await page.evaluate(() => { location.hash = "#/cases"; });
    await page.waitForSelector(".case-table tbody tr:nth-child(2)");
    expect(await page.$$eval(".desk-days .day", (days) => days.length)).toBe(21);
    expect(await text(page, ".desk-days button.day .vh")).toMatch(/^\d{4}-\d\d-\d\d 星期.，1 件到期$/);
    await page.focus(".desk-days button.day");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll(".case-table tbody tr").length === 1);
    expect(await text(page, ".case-table tbody th")).toContain("甲案");
    expect(await axe(page)).toEqual([]);
    await page.setViewport({ width: 375, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.select(".theme select", "dark");
    expect(await axe(page)).toEqual([]);
    await page.focus(".desk-days button.day");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll(".case-table tbody tr").length === 2);
    expect(complaints).toEqual([]);
    await leave();
  });

  test("a round is signed off and the next one begun by the keyboard alone", async () => {
    const { page, leave } = await fresh();
    await begin(page, "甲案", "legal-review");
    await choose(page, "决定种类", "处罚");
    await choose(page, "重大决定.材料.说明", "fail");
    await page.type("[id='fact-重大决定.材料.说明'] textarea", "补交说明");
    await page.keyboard.press("Tab");
    await settled(page);
    /** Goes on by Tab until something of that kind has the focus. */
    const reach = async (selector: string, most = 160) => {
      for (let step = 0; step < most; step += 1) {
        if (await page.evaluate((wanted: string) => document.activeElement?.matches(wanted) ?? false, selector)) return;
        await page.keyboard.press("Tab");
      }
      throw new Error(`Tab does not reach ${selector}`);
    };
    await page.focus("#verdict .item-list button");
    await reach(".sign [name=by]");
    await page.keyboard.type("Lin");
    await reach(".close-round");
    await page.keyboard.press("Enter");
    await waitForText(page, ".rounds", "第 1 轮已签发");
    await waitForText(page, "[role=note]", "Lin");
    await reach(".sign [name=why]");
    await page.keyboard.type("again");
    await reach(".reopen");
    await page.keyboard.press("Enter");
    await waitForText(page, ".rounds", "第 2 轮审核中");
    await leave();
  });
});
