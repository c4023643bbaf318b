import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe } from "./support/axe.ts";
import { browsers, start } from "./support/browsers.ts";
import { receipt, settled, type, waitForText } from "./support/desk.ts";
import { chooseFile, savedBy, watchSaved } from "./support/files.ts";
import { serve } from "./support/server.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const DIST = process.env["FADU_DIST"] ?? here("../dist");
const ONE_FILE = process.env["FADU_ONE_FILE"] ?? here("../dist-onefile/fadu.html");

const text = (page: Page, selector: string) => page.$eval(selector, (element) => (element as HTMLElement).textContent?.replace(/\s+/g, " ").trim() ?? "");

/** The same page as the next version of it would be: one file is another, and the list says so. */
function nextVersion(): Record<string, string> {
  const index = readFileSync(join(DIST, "index.html"), "utf8");
  const changed = index.replace("<title>法度</title>", "<title>法度 next</title>");
  const digest = (content: string) => createHash("sha256").update(content).digest("hex");
  const worker = readFileSync(join(DIST, "sw.js"), "utf8");
  const version = /(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])/.exec(worker)?.[0];
  if (version === undefined) throw new Error("the service worker has no version");
  const next = worker.replace(digest(index), digest(changed)).replace(version, "f".repeat(16));
  if (changed === index || next === worker) throw new Error("nothing was changed");
  return { "index.html": changed, "sw.js": next };
}

test("the service worker is told of every file of the page, and of nothing else", () => {
  const listed = [...readFileSync(join(DIST, "sw.js"), "utf8").matchAll(/\[\\"([^"\\]+)\\",\\"([0-9a-f]{64})\\"\]/g)].map(([, path = "", digest = ""]) => [path, digest]);
  const there = readdirSync(DIST, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== "sw.js" && entry.name !== ".ready")
    .map((entry) => join(entry.parentPath, entry.name)).map((path) => [path.slice(DIST.length + 1), createHash("sha256").update(readFileSync(path)).digest("hex")]);
  expect(listed.sort()).toEqual(there.sort());
});

describe.each(browsers)("without a network in %s", (name) => {
  let browser: Browser;
  beforeAll(async () => { browser = await start(name); });
  afterAll(() => browser?.close());

  test("the page that was opened once opens without its server, packs and all", { timeout: 240_000 }, async () => {
    const server = await serve(DIST);
    const page = await browser.newPage();
    await page.goto(`${server.origin}/index.html#/packs`);
    await waitForText(page, "fadu-offline", "可离线使用");
    await server.close();
    await page.goto("about:blank");
    await page.goto(`${server.origin}/#/packs/food-safety`);
    await settled(page);
    await type(page, "goods_value", "5万");
    await page.click('.documents [data-document="notice_122"]');
    await page.waitForSelector("dialog[open] fadu-sheets .flow p");
    await watchSaved(page);
    expect((await savedBy(page, () => page.click(".paper-side .docx"))).bytes.length).toBeGreaterThan(5000);
    await page.close();
  });

  test("a new version waits until somebody agrees, and then takes over", { timeout: 240_000 }, async () => {
    const instead: Record<string, string> = {};
    const server = await serve(DIST, instead);
    const page = await browser.newPage();
    await page.goto(`${server.origin}/index.html#/packs/food-safety`);
    await waitForText(page, "fadu-offline", "可离线使用");
    Object.assign(instead, nextVersion());
    await page.reload();
    await waitForText(page, "fadu-offline", "新版本已就绪");
    await settled(page);
    await page.evaluate(() => Object.assign(globalThis, { still: true }));
    expect(await axe(page)).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await page.evaluate(() => "still" in globalThis)).toBe(true);
    await Promise.all([page.waitForNavigation(), page.click("fadu-offline .link")]);
    await waitForText(page, "fadu-offline", "可离线使用");
    expect(await page.evaluate(async () => (await fetch("index.html")).text())).toContain("法度 next");
    await page.close();
    await server.close();
  });

  test("a version that does not fit together is not kept", { timeout: 120_000 }, async () => {
    const { "index.html": index = "" } = nextVersion();
    const server = await serve(DIST, { "index.html": index });
    const page = await browser.newPage();
    await page.goto(`${server.origin}/index.html#/packs`);
    await waitForText(page, "fadu-offline", "未能存入本机");
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
    await page.close();
    await server.close();
  });

  test("the one file opens from a disk and does all of it: evaluate, document, decision, re-check", { timeout: 240_000 }, async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (!/^(?:data:|blob:)/.test(request.url()) && !request.url().startsWith(pathToFileURL(ONE_FILE).href)) complaints.push(request.url().slice(0, 100));
    });
    await page.evaluateOnNewDocument(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { policyViolations: seen });
      addEventListener("securitypolicyviolation", (event) => seen.push(`${event.violatedDirective}: ${event.blockedURI}`));
    });
    await page.goto(`${pathToFileURL(ONE_FILE).href}#/packs/food-safety`);
    await settled(page);
    expect(await text(page, "fadu-offline")).toContain("单文件版");
    await type(page, "goods_value", "5万");
    const shown = await receipt(page);
    await page.click('.documents [data-document="notice_122"]');
    await page.waitForSelector("dialog[open] fadu-sheets .flow p");
    await watchSaved(page);
    expect((await savedBy(page, () => page.click(".paper-side .docx"))).bytes.length).toBeGreaterThan(5000);
    await page.click(".paper-close");
    const { bytes } = await savedBy(page, () => page.click("fadu-receipt .decision"));
    await page.evaluate(() => { location.hash = "#/verify"; });
    await chooseFile(page, "a.json", bytes);
    expect(await text(page, "#outcome h2")).toBe("一致");
    expect(await text(page, "fadu-rechecked")).toContain(shown[4]);
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate(() => (globalThis as unknown as { policyViolations: string[] }).policyViolations)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
