import { fileURLToPath } from "node:url";
import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe } from "./support/axe.ts";
import { browsers, start } from "./support/browsers.ts";
import { food } from "./support/cases.ts";
import { openPage, settled, violations } from "./support/desk.ts";
import { serve } from "./support/server.ts";

const DIST = process.env["FADU_DIST"] ?? fileURLToPath(new URL("../dist", import.meta.url));
const LANGUAGES = { zh: "", en: "?lang=en" } as const;

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => { server = await serve(DIST); });
afterAll(() => server.close());
const at = (hash: string) => `${server.origin}/index.html${hash}`;

describe.each(browsers)("the page in %s", (name) => {
  let browser: Browser;
  beforeAll(async () => { browser = await start(name); });
  afterAll(() => browser?.close());

  // Every pack once; in the other language and browser those that show every kind of verdict.
  test.each(Object.entries(LANGUAGES))("every place is accessible, keeps the policy and asks nobody else (%s)", { timeout: 400_000 }, async (language, query) => {
    const { page, complaints } = await openPage(browser, at(`#/packs${query}`));
    await page.waitForFunction(() => document.querySelectorAll(".card h2 a").length >= 2 && !document.querySelector(".card[aria-busy]"));
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language === "zh" ? "zh-CN" : "en");
    expect(await axe(page)).toEqual([]);
    const figures = await page.$$eval(".card .meta", (lines) => lines.map((line) => line.textContent ?? ""));
    expect(figures.filter((line) => (language === "zh" ? /平均 \d+\.\d 问 \/ 共 \d+ 项/ : /\d+\.\d questions on average \/ \d+ facts/).test(line)).length).toBe(figures.length);
    const all = await page.$$eval(".card h2 a", (links) => links.map((link) => (link as HTMLAnchorElement).hash));
    const packs = name === "chromium" && language === "zh" ? all : all.filter((hash) => /\/(?:benchmark-governance|guangdong-ecology|legal-review|trademark)\b/.test(hash));
    expect(packs.length).toBeGreaterThanOrEqual(4);
    for (const hash of [...packs, `#/cases${query}`, `#/cases/new${query}`, `#/batch${query}`, `#/batch/food-safety${query}`, `#/cases/0123abcd${query}`, `#/cases/0123abcd/compare/4567${query}`, `#/verify${query}`, `#/nowhere${query}`]) {
      await page.evaluate((to: string) => { location.hash = to; }, hash);
      if (hash.startsWith("#/packs/")) await settled(page);
      await page.waitForFunction((to: string) => location.hash === to && document.activeElement?.tagName === "H1", {}, hash);
      expect(await page.$$eval("h1", (headings) => headings.length), hash).toBe(1);
      expect(await axe(page), hash).toEqual([]);
    }
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test("the dark theme is accessible too", async () => {
    const { page } = await openPage(browser, at("#/packs/food-safety"));
    await settled(page);
    await page.select(".theme select", "dark");
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(18, 24, 31)");
    expect(await axe(page)).toEqual([]);
    await page.close();
  });

  test.each([[390, 844], [768, 1024], [1100, 700], [1440, 900]])("nothing runs off the side at %i pixels", async (width, height) => {
    const { page } = await openPage(browser, at("#/packs?lang=en"), { width, height });
    await page.waitForFunction(() => document.querySelectorAll(".card h2 a").length >= 2);
    for (const hash of ["#/packs", "#/batch?lang=en", "#/batch/food-safety?lang=en", "#/cases?lang=en", "#/cases/new?lang=en", "#/verify?lang=en", "#/packs/food-safety?lang=en", "#/packs/legal-review?lang=en"]) {
      await page.evaluate((to: string) => { location.hash = to; }, hash);
      if (hash.startsWith("#/packs/")) await settled(page);
      if (hash.includes("/packs/food-safety")) await food(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), hash).toBeLessThanOrEqual(0);
    }
    await page.close();
  });

  test("whoever has no mouse skips to the facts and the verdict", async () => {
    const { page } = await openPage(browser, at("#/packs/food-safety"));
    await settled(page);
    for (const [presses, target] of [[1, "main"], [1, "facts"], [1, "verdict"]] as const) {
      for (let press = 0; press < presses; press += 1) await page.keyboard.press("Tab");
      expect(await page.evaluate(() => (document.activeElement as HTMLAnchorElement).hash)).toBe(`#${target}`);
    }
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => [document.activeElement?.id, location.hash])).toEqual(["verdict", "#/packs/food-safety"]);
    await page.close();
  });

  test("the language is switched in place, in the address and for screen readers", async () => {
    const { page } = await openPage(browser, at("#/packs/food-safety"));
    await settled(page);
    const before = await page.$eval("h1", (heading) => heading.textContent);
    await page.click('.switch input[value="en"]');
    await page.waitForFunction((text: string | null) => document.querySelector("h1")?.textContent !== text, {}, before);
    expect(await page.evaluate(() => [document.documentElement.lang, location.hash, document.title.endsWith("· Fadu")])).toEqual(["en", "#/packs/food-safety?lang=en", true]);
    await page.click('.switch input[value="zh"]');
    await page.waitForFunction((text: string | null) => document.querySelector("h1")?.textContent === text, {}, before);
    expect(await page.evaluate(() => [document.documentElement.lang, location.hash])).toEqual(["zh-CN", "#/packs/food-safety"]);
    await page.close();
  });

  test("an as-of date other than today is said, and undone in one click", async () => {
    const { page } = await openPage(browser, at("#/packs/food-safety"));
    await settled(page);
    const today = await page.$eval(".as-of input", (input) => (input as HTMLInputElement).value);
    expect(today).toMatch(/^\d{4}-\d\d-\d\d$/);
    await page.$eval(".as-of input", (input) => {
      (input as HTMLInputElement).value = "2024-03-01";
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await page.waitForSelector(".as-of-note");
    await settled(page);
    expect(await page.$eval("fadu-receipt .pairs", (list) => list.textContent)).toContain("2024-03-01");
    await page.click(".as-of-note .link");
    await page.waitForFunction(() => !document.querySelector(".as-of-note"));
    await settled(page);
    expect(await page.$eval("fadu-receipt .pairs", (list) => list.textContent)).toContain(today);
    await page.close();
  });

  test("the keys are listed, and the list closes on Escape", async () => {
    const { page } = await openPage(browser, at("#/packs"));
    await page.waitForSelector("wa-dialog");
    await page.click(".foot .link");
    await page.waitForSelector("wa-dialog[open]");
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("wa-dialog[open]"));
    await page.close();
  });

  test("the policy stands: foreign code and foreign addresses are refused", async () => {
    const { page } = await openPage(browser, at("#/packs"));
    await page.waitForSelector("h1");
    await page.evaluate(async () => {
      const script = document.createElement("script");
      script.textContent = "globalThis.foreign = true";
      document.head.append(script);
      await fetch("https://example.com/").catch(() => undefined);
    });
    expect(await page.evaluate(() => "foreign" in globalThis)).toBe(false);
    await page.waitForFunction(() => (globalThis as unknown as { policyViolations: string[] }).policyViolations.length >= 2);
    await page.close();
  });
});
