import { fileURLToPath } from "node:url";
import { load } from "fadu";
import type { SourceFile } from "fadu";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileOf } from "../src/state/packs.ts";
import { readRules } from "../vite/rules.ts";
import { axe } from "./support/axe.ts";
import { browsers, start } from "./support/browsers.ts";
import { byHand, food, review } from "./support/cases.ts";
import { choose, openPage, receipt, settled, type, unfold, violations, waitForText } from "./support/desk.ts";
import { serve } from "./support/server.ts";

const DIST = process.env["FADU_DIST"] ?? fileURLToPath(new URL("../dist", import.meta.url));

const RULES = fileURLToPath(new URL("../../rules", import.meta.url));

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => { server = await serve(DIST); });
afterAll(() => server.close());

const text = (page: Page, selector: string) => page.$eval(selector, (element) => element.textContent?.replace(/\s+/g, " ") ?? "");

describe.each(browsers)("a case in %s", (name) => {
  let browser: Browser;
  beforeAll(async () => { browser = await start(name); });
  afterAll(() => browser?.close());

  const open = async (pack: string, query = "") => {
    const watched = await openPage(browser, `${server.origin}/index.html#/packs${query}`);
    const link = `.card h2 a[href^="#/packs/${pack}"]`;
    await watched.page.waitForSelector(link);
    await watched.page.click(link);
    await settled(watched.page);
    return watched;
  };

  test("legal review: from the choice of the pack to the opinion and its proof", async () => {
    const { page, complaints } = await open("legal-review");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
    expect(await text(page, "#verdict-重大决定 .headline")).toContain("意见待定");

    await review(page, byHand);
    await waitForText(page, "#verdict-重大决定 .sub-headline", "须经法制审核");
    expect(await text(page, "#verdict-重大决定 .note.fail")).toContain("补充证据");
    const answered = await page.$$eval("#verdict-重大决定 .layers fadu-tone", (tones) => tones.map((tone) => tone.textContent));
    expect(answered).toContain("须审核");

    // What is missing leads to its field.
    const missing = await page.$$eval("#missing .missing .link", (links) => links.map((link) => link.textContent ?? ""));
    expect(missing.length).toBeGreaterThan(0);
    await page.click("#missing .missing .link");
    expect(await page.evaluate(() => document.activeElement?.closest(".field")?.querySelector(".field-label")?.textContent ?? "")).toBe(missing[0]);

    // The conclusion opens to its basis and proof, and the proof to its facts.
    await page.$eval("#verdict-重大决定 .why > summary", (summary) => (summary as HTMLElement).click());
    const proof = await page.$eval("#verdict-重大决定 .why fadu-proof", (element) => element.shadowRoot?.textContent ?? "");
    expect(proof).toContain("罚款达到数额");
    expect(await page.$eval("#verdict-重大决定 .why fadu-proof", (element) => {
      const button = element.shadowRoot?.querySelector<HTMLButtonElement>("li button:not(.all)");
      button?.click();
      return document.activeElement?.closest(".field") !== null && button !== null;
    })).toBe(true);

    // Due dates count working days: the holiday of 2025 lies between.
    expect(await text(page, "#verdict-公示处罚许可")).toContain("2025-10-16");

    expect(await axe(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(page.url()).toBe(`${server.origin}/index.html#/packs/legal-review`);
    await page.close();
  });

  test("food safety: the statute, the tier and the proposal on one scale", async () => {
    const { page, complaints } = await open("food-safety", "?lang=en");
    await food(page, byHand);
    await waitForText(page, "#verdict-unlicensed .headline", "Below the tier");
    const sentence = await page.$eval("#verdict-unlicensed fadu-scale", (scale) => scale.shadowRoot?.querySelector("svg")?.getAttribute("aria-label") ?? "");
    for (const figure of ["320,000", "640,000", "416,000", "544,000", "380,000"]) expect(sentence).toContain(figure);
    expect(await text(page, "#verdict-unlicensed .requires")).toContain("collective discussion");
    expect(await text(page, "[id='fact-goods_value'] .fadu-echo")).toContain("叁万贰仟元整");

    await type(page, "apl.proposed_fine", "48万");
    await waitForText(page, "#verdict-unlicensed .headline", "Within the benchmark");
    await type(page, "apl.proposed_fine", "100");
    await waitForText(page, "#verdict-unlicensed .headline", "Outside the statute");

    // Circumstances on both sides are for people to weigh.
    await choose(page, "apl.removed_harm", "true");
    await choose(page, "heavy_grounds", "obstructed");
    await type(page, "apl.proposed_fine", "48万");
    await waitForText(page, "#verdict-unlicensed .headline", "Needs judgement");
    expect(await text(page, "#verdict-unlicensed .weighing")).toContain("Both sides have to be weighed");

    // Wherever it was scrolled to, a field may lie half under what stays in sight: no fault of its size.
    await page.evaluate(() => scrollTo(0, 0));
    expect(await axe(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test("all that is missing is listed where it is opened, and on paper, which does not wait", async () => {
    const { page } = await open("food-safety");
    const listed = () => page.$$eval("#missing .missing li", (entries) => entries.length);
    const all = await page.$eval("#missing h2", (heading) => Number(/\d+/.exec(heading.textContent ?? "")?.[0]));
    const few = await listed();
    expect(few).toBeLessThan(all);
    await page.click("#missing .more > summary");
    await page.waitForFunction((count: number) => document.querySelectorAll("#missing .missing li").length === count, {}, all);
    await page.click("#missing .more > summary");
    await page.waitForFunction((count: number) => document.querySelectorAll("#missing .missing li").length === count, {}, few);
    const printed = await page.evaluate(() => {
      window.dispatchEvent(new Event("beforeprint"));
      const shown = [...document.querySelectorAll("#missing .missing li")].filter((entry) => entry.checkVisibility()).length;
      window.dispatchEvent(new Event("afterprint"));
      return shown;
    });
    expect(printed).toBe(all);
    await page.waitForFunction((count: number) => document.querySelectorAll("#missing .missing li").length === count, {}, few);
    await page.close();
  });

  test("the facts that are copied give the same receipt outside of the page", async () => {
    const { page } = await open("food-safety");
    await food(page);
    await page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", { value: { writeText: async (copied: string) => { Object.assign(globalThis, { copied }); } }, configurable: true });
    });
    const copy = async (button: number) => {
      await page.$$eval("fadu-receipt wa-button", (buttons, at) => (buttons[at] as HTMLElement).click(), button);
      await waitForText(page, "fadu-receipt [role=status]", "已复制");
      return page.evaluate(() => (globalThis as unknown as { copied: string }).copied);
    };
    await receipt(page);
    const shown: unknown = JSON.parse(await copy(0));
    const facts = await copy(1);
    const asOf = await page.$eval(".as-of input", (input) => (input as HTMLInputElement).value);
    const { pack } = (await load()).compile(JSON.parse((await readRules(RULES))[fileOf("food-safety")] ?? "") as SourceFile[], { pack: "food-safety" });
    const bytes = pack?.evaluateJson(facts, { asOf });
    expect(JSON.parse(new TextDecoder().decode(bytes)).receipt).toEqual(shown);
    await page.close();
  });

  test("the same amount typed in another way gives the same receipt", async () => {
    const { page } = await open("food-safety");
    await type(page, "goods_value", "5万");
    const first = await receipt(page);
    await type(page, "goods_value", "伍万元整");
    expect(await receipt(page)).toEqual(first);
    await type(page, "goods_value", "50,000.01");
    expect((await receipt(page)).at(-2)).not.toBe(first.at(-2));
    await page.close();
  });

  test("what is wrong is said beside its field and in a summary, once the field is left", async () => {
    const { page } = await open("food-safety");
    const field = "[id='fact-goods_value']";
    await page.click(`${field} input`);
    await page.type(`${field} input`, "五万多");
    await settled(page);
    expect(await page.$(`${field} .field-problem`)).toBeNull();
    await page.keyboard.press("Tab");
    await page.waitForSelector(`${field} .field-problem`);
    expect(await page.$eval(`${field} input`, (input) => [input.getAttribute("aria-invalid"), document.getElementById(input.getAttribute("aria-describedby")?.split(" ").at(-1) ?? "")?.className]))
      .toEqual(["true", "field-problem"]);
    await page.click(".problems .link");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("fact-goods_value-control");
    expect(await axe(page)).toEqual([]);
    await type(page, "goods_value", "5万");
    await page.waitForFunction((selector: string) => !document.querySelector(`${selector} .field-problem`) && !document.querySelector(".problems"), {}, field);
    await page.close();
  });

  test("nothing is evaluated while an input method is composing", async () => {
    const { page } = await open("food-safety");
    const before = await receipt(page);
    await page.$eval("[id='fact-goods_value-control']", (element) => {
      const input = element as HTMLInputElement;
      input.focus();
      input.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
      for (const text of ["w", "wu", "wuwan", "五万"]) {
        input.value = text;
        input.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true, inputType: "insertCompositionText", data: text }));
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await receipt(page)).toEqual(before);
    expect(await page.$eval("[id='fact-goods_value-control']", (input) => (input as HTMLInputElement).value)).toBe("五万");
    await page.$eval("[id='fact-goods_value-control']", (input) => input.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "五万" })));
    await waitForText(page, "[id='fact-goods_value'] .fadu-echo", "伍万元整");
    expect(await receipt(page)).not.toEqual(before);
    await page.close();
  });

  test("beside a date stands what day it is: of the week, a holiday, a day worked instead", async () => {
    const { page } = await open("legal-review");
    const told = async (date: string) => {
      await type(page, "决定日", date);
      return text(page, "[id='fact-决定日'] .fadu-echo");
    };
    expect(await told("2025年9月30日")).toBe("星期二");
    expect(await told("2025-10-01")).toBe("星期三、法定节假日放假国庆节、中秋节");
    expect(await told("2025-09-28")).toBe("星期日、调休上班国庆节、中秋节");
    expect(await told("2025-09-27")).toBe("星期六、休息日");
    expect(await axe(page)).toEqual([]);
    await page.close();
  });

  test("a question is answered and taken back by digits", async () => {
    const { page } = await open("legal-review");
    const field = "[id='fact-重大决定.材料.说明']";
    await choose(page, "决定种类", "处罚");
    await unfold(page, "重大决定.材料.说明");
    await page.$eval(`${field} input`, (input) => (input as HTMLElement).focus());
    await page.keyboard.press("2");
    await waitForText(page, "#verdict-重大决定 .headline", "材料不全，退回补正");
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe("fail");
    await page.keyboard.press("0");
    await waitForText(page, "#verdict-重大决定 .headline", "意见待定");
    await page.close();
  });

  test("the facts outlive a look at the packs and another language, and clearing is undone", async () => {
    const { page } = await open("food-safety");
    await type(page, "goods_value", "3.2万");
    const before = await receipt(page);
    await page.click(".bar nav a[href='#/packs']");
    await page.waitForSelector("fadu-packs");
    await page.click('.switch input[value="en"]');
    await page.goBack();
    await settled(page);
    await page.click('.switch input[value="en"]');
    expect(await receipt(page)).toEqual(before);
    await page.click(".case-line wa-button");
    await page.waitForSelector(".notice");
    expect((await receipt(page)).at(-2)).not.toBe(before.at(-2));
    await page.click(".notice .link");
    expect(await receipt(page)).toEqual(before);
    await page.close();
  });

  test("a change of the verdict is announced once, in words", async () => {
    const { page } = await open("legal-review");
    await choose(page, "决定种类", "处罚");
    await choose(page, "重大决定.材料.说明", "fail");
    await waitForText(page, "[role=status]", "目前结论：重大执法决定法制审核：材料不全，退回补正");
    await page.close();
  });
});
