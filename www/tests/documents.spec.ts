import { fileURLToPath } from "node:url";
import { strFromU8, unzipSync } from "fflate";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe } from "./support/axe.ts";
import { browsers, start } from "./support/browsers.ts";
import { food } from "./support/cases.ts";
import { openPage, receipt, settled, type, violations, waitForText } from "./support/desk.ts";
import { savedBy, watchSaved } from "./support/files.ts";
import { serve } from "./support/server.ts";

const DIST = process.env["FADU_DIST"] ?? fileURLToPath(new URL("../dist", import.meta.url));

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => { server = await serve(DIST); });
afterAll(() => server.close());
const at = (hash: string) => `${server.origin}/index.html${hash}`;

const text = (page: Page, selector: string) => page.$eval(selector, (element) => (element as HTMLElement).textContent?.replace(/\s+/g, " ").trim() ?? "");
const button = (page: Page, label: string) => page.$$eval(".paper-main wa-button", (buttons, wanted) => {
  const found = buttons.find((element) => element.textContent?.trim() === wanted);
  if (!found) throw new Error(`no button ${wanted}`);
  (found as HTMLElement).click();
}, label);

async function openNotice(page: Page): Promise<void> {
  await page.click('.documents [data-document="notice_122"]');
  await page.waitForSelector("dialog[open] fadu-sheets .flow p");
}

async function close(page: Page): Promise<void> {
  await page.click(".paper-close");
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
}

/** Replaces what stands in the editor by what `edit` makes of it. */
async function editText(page: Page, from: string, to: string): Promise<void> {
  await button(page, "编辑文字");
  await page.waitForSelector(".a4-text");
  await page.$eval(".a4-text", (element, [before, after]) => {
    const area = element as HTMLTextAreaElement;
    if (!area.value.includes(before ?? "")) throw new Error(`not there: ${before}`);
    area.focus();
    area.value = area.value.replace(before ?? "", after ?? "");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }, [from, to]);
  await button(page, "结束编辑");
  await page.waitForSelector("fadu-sheets .flow p");
}

describe.each(browsers)("documents in %s", (name) => {
  let browser: Browser;
  beforeAll(async () => { browser = await start(name); });
  afterAll(() => browser?.close());

  test("a document stands on A4 by the standard, page by page, with its receipt", async () => {
    const { page, complaints } = await openPage(browser, at("#/packs/food-safety"));
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await settled(page);
    await food(page);
    await openNotice(page);
    expect(asked.filter((url) => /docx/.test(url))).toEqual([]);
    const mm = await page.evaluate(() => {
      const scale = (document.querySelector(".a4")?.getBoundingClientRect().width ?? 0) / 210;
      const paper = document.querySelector(".a4")?.getBoundingClientRect();
      const block = document.querySelector(".window")?.getBoundingClientRect();
      const ruler = document.querySelector(".ruler")?.getBoundingClientRect();
      if (!paper || !block || !ruler) throw new Error("no paper");
      return { height: paper.height / scale, top: (block.top - paper.top) / scale, left: (block.left - paper.left) / scale, width: block.width / scale, block: block.height / scale, lines: block.height / ruler.height };
    });
    for (const [measure, wanted] of [[mm.height, 297], [mm.top, 37], [mm.left, 28], [mm.width, 156], [mm.block, 225], [mm.lines, 22]] as const) expect(Math.abs(measure - wanted)).toBeLessThan(0.6);
    const digests = (await receipt(page)).map((value) => value.replace("sha256:", ""));
    for (const digest of [1, 3, 4]) expect(await text(page, ".receipt-strip")).toContain(digests[digest]);
    expect(await axe(page)).toEqual([]);

    // 28 characters a line, and a page more for the lines after the twenty-second.
    await editText(page, "拟罚款38万元。", `${"度".repeat(26)}\n${"度".repeat(27)}\n${Array.from({ length: 20 }, (_, n) => `第${n}段`).join("\n")}`);
    await page.waitForFunction(() => document.querySelectorAll(".a4").length === 2);
    const heights = await page.$$eval(".a4:first-child .flow > p", (lines) => lines.filter((line) => /^度+$/.test(line.textContent ?? "")).map((line) => Math.round(line.getBoundingClientRect().height / (document.querySelector(".ruler")?.getBoundingClientRect().height ?? 1))));
    expect(heights).toEqual([1, 2]);
    expect(await page.$$eval(".page-number", (numbers) => numbers.map((number) => number.textContent))).toEqual(["— 1 —", "— 2 —"]);
    const sides = await page.$$eval(".a4", (sheets) => sheets.map((sheet) => {
      const number = sheet.querySelector(".page-number")?.getBoundingClientRect();
      const box = sheet.getBoundingClientRect();
      return number && number.left > box.left + box.width / 2 ? "right" : "left";
    }));
    expect(sides).toEqual(["right", "left"]);
    if (name === "chromium") {
      const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length).toBe(2);
      expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45](?:\.\d+)? 84[12]/);
    }
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test("edits are marked, compared, given up and taken back; new facts never lose them", async () => {
    const { page } = await openPage(browser, at("#/packs/food-safety"));
    await settled(page);
    await food(page);
    await openNotice(page);
    expect(await text(page, ".paper-tools")).toContain("与生成稿一致");
    await editText(page, "听证的，可以要求听证。", "听证的，可以在五日内要求听证。");
    expect(await page.$$eval(".a4:first-child ins.edit", (marks) => marks.map((mark) => mark.textContent))).toEqual(["在五日内"]);
    expect(await text(page, ".paper-tools")).toContain("人工修改 1 处");
    await editText(page, "拟罚款38万元。", "拟罚款从轻。");
    await button(page, "与生成稿比较");
    await page.waitForSelector("del.edit");
    expect(await page.$$eval(".a4:first-child del.edit", (marks) => marks.map((mark) => mark.textContent).join())).toContain("38");
    await button(page, "恢复生成稿");
    await waitForText(page, ".paper-tools", "与生成稿一致");
    await page.click(".paper-main .note .link");
    await waitForText(page, ".paper-tools", "人工修改");
    expect(await axe(page)).toEqual([]);

    // Another fine: the draft changes, and the edited text waits beside it.
    await close(page);
    await type(page, "apl.proposed_fine", "48万");
    await openNotice(page);
    await page.waitForSelector(".paper-main [role=alert]");
    expect(await text(page, "fadu-sheets .flow")).toContain("拟罚款48万元。");
    expect(await text(page, "fadu-sheets .flow")).not.toContain("在五日内");
    await page.click(".carry");
    await waitForText(page, "fadu-sheets .flow", "在五日内");
    expect(await text(page, "fadu-sheets .flow")).toContain("拟罚款48万元。");
    // What had no place any more is said, not lost.
    expect(await text(page, ".paper-main .note pre")).toContain("拟罚款从轻。");
    // The edits outlive the document and the pack being left.
    await close(page);
    await page.evaluate(() => { location.hash = "#/packs"; });
    await page.waitForSelector(".card");
    await page.evaluate(() => { location.hash = "#/packs/food-safety"; });
    await settled(page);
    await openNotice(page);
    expect(await text(page, "fadu-sheets .flow")).toContain("在五日内");
    // By keys: the editor opens with its focus, and closes with what was typed.
    await page.keyboard.down("Control");
    await page.keyboard.press("e");
    await page.keyboard.up("Control");
    await page.waitForFunction(() => document.activeElement?.className === "a4-text");
    await page.keyboard.type("附");
    await page.keyboard.down("Control");
    await page.keyboard.press("e");
    await page.keyboard.up("Control");
    await waitForText(page, "fadu-sheets .flow", "附");
    // Whoever closes the page on edits is asked.
    const asked = new Promise<string>((resolve) => page.once("dialog", (dialog) => {
      resolve(dialog.type());
      void dialog.accept();
    }));
    await page.close({ runBeforeUnload: true });
    expect(await asked).toBe("beforeunload");
  });

  test("an open document is in the address: Back closes it, forward and a link open it", async () => {
    const { page, complaints } = await openPage(browser, at("#/packs/food-safety"));
    await settled(page);
    await food(page);
    const opened = () => page.waitForSelector("dialog[open] fadu-sheets .flow p");
    const closed = () => page.waitForFunction(() => !document.querySelector("dialog[open]"));
    const address = () => page.evaluate(() => location.hash);
    await openNotice(page);
    expect(await address()).toBe("#/packs/food-safety?document=notice_122");
    await page.goBack();
    await closed();
    expect(await address()).toBe("#/packs/food-safety");
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset["document"])).toBe("notice_122");
    await page.goForward();
    await opened();
    // Closing it goes back to where it was opened: nothing is left to go back to twice.
    await page.keyboard.press("Escape");
    await closed();
    expect(await address()).toBe("#/packs/food-safety");
    await page.goForward();
    await opened();
    await page.reload({ waitUntil: "load" });
    await opened();
    await close(page);
    expect(await address()).toBe("#/packs/food-safety");
    await page.close();

    // A link, in the other language and beside the reasons; there is nothing to go back to.
    const link = await openPage(browser, at("#/packs/food-safety?lang=en&view=why&document=notice_122"));
    await link.page.waitForSelector("dialog[open] fadu-sheets .flow p");
    expect(await link.page.$eval("#paper-title", (title) => title.textContent)).toMatch(/^[A-Z]/);
    await close(link.page);
    expect(await link.page.evaluate(() => location.hash)).toBe("#/packs/food-safety?lang=en&view=why");
    await link.page.evaluate(() => { location.hash = "#/packs/food-safety?document=other"; });
    await waitForText(link.page, ".documents [role=alert]", "没有名为「other」的文书");
    expect(await link.page.$("dialog[open]")).toBeNull();
    expect([...complaints, ...link.complaints]).toEqual([]);
    await link.page.close();
  });

  test("a document leaves as DOCX, Markdown and text, each with its receipt", async () => {
    const { page, complaints } = await openPage(browser, at("#/packs/food-safety"));
    await settled(page);
    await food(page);
    await openNotice(page);
    await editText(page, "拟罚款38万元。", "拟罚款38万元。<b>请缴纳</b>。");
    await watchSaved(page);
    const digests = (await receipt(page)).map((value) => value.replace("sha256:", ""));
    const docx = await savedBy(page, () => page.click(".paper-side .docx"));
    expect(docx.name).toBe("行政处罚告知书（食品安全法第一百二十二条第一款）.docx");
    const parts = unzipSync(docx.bytes);
    const document = strFromU8(parts["word/document.xml"] ?? new Uint8Array());
    expect(document).toContain("拟罚款38万元。&lt;b&gt;请缴纳&lt;/b&gt;。");
    const footer = Object.entries(parts).filter(([part]) => /footer\d/.test(part)).map(([, bytes]) => strFromU8(bytes)).join("");
    for (const digest of [1, 3, 4]) expect(footer).toContain(digests[digest]);
    const markdown = await savedBy(page, () => page.click(".paper-side .markdown"));
    expect(markdown.bytes.toString()).toContain("\\<b\\>请缴纳");
    const plain = await savedBy(page, () => page.click(".paper-side .text"));
    expect(plain.bytes.toString()).toContain("拟罚款38万元。<b>请缴纳</b>。");
    for (const { bytes } of [markdown, plain]) for (const digest of [1, 3, 4]) expect(bytes.toString()).toContain(digests[digest]);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test("print takes the document and nothing else, without marks; a blank checklist has its boxes", async () => {
    const { page } = await openPage(browser, at("#/packs/legal-review"));
    await settled(page);
    await page.evaluate(() => {
      // What would be printed is looked at while the browser believes that it prints.
      window.print = () => {
        window.dispatchEvent(new Event("beforeprint"));
        Object.assign(globalThis, { printed: document.querySelector("#print-root")?.outerHTML ?? "" });
        window.dispatchEvent(new Event("afterprint"));
      };
    });
    const printed = () => page.evaluate(() => (globalThis as unknown as { printed: string }).printed);
    await page.click('.documents [data-document="审核意见书"]');
    await page.waitForSelector("dialog[open] fadu-sheets .flow p");
    await page.click(".paper-side .print");
    const paper = await printed();
    expect(paper).toContain("法制审核意见书");
    expect(paper).not.toContain("wa-button");
    expect(await page.$("#print-root")).toBeNull();
    expect(await page.evaluate(() => document.documentElement.dataset["print"])).toBeUndefined();
    await close(page);
    await page.click(".blank-checklist");
    await page.waitForFunction(() => (globalThis as unknown as { printed: string }).printed.includes("box-mark"));
    const list = await printed();
    const asks = list.match(/class="number"/g)?.length ?? 0;
    expect(asks).toBeGreaterThan(20);
    expect(list.match(/class="box-mark"/g)?.length).toBe(asks * 4);
    await page.close();
  });
});
