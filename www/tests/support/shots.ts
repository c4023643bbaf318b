import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll } from "vitest";
import { start } from "./browsers.ts";
import { openPage } from "./desk.ts";
import { serve } from "./server.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
export const OUT = here("../out/shots");
const DIST = process.env["FADU_DIST"] ?? here("../../dist");

const SIZES = { 1440: { width: 1440, height: 900 }, 390: { width: 390, height: 844 } };
/** A small telephone, a very large screen, and a window on which everything is twice as large. */
const MORE_SIZES = { 375: { width: 375, height: 667 }, "4k": { width: 3840, height: 2160 }, zoomed: { width: 720, height: 450, deviceScaleFactor: 2 } };

interface Kind {
  /** The only part of the page that is looked at. */
  part?: string;
  /** The window as it is, not the whole length of the page. */
  fold?: boolean;
  /** The sizes beyond the two, and the colours that a system forces. */
  more?: boolean;
  languages?: readonly ("zh" | "en")[];
}

/** The browser and the server of a file of pictures. */
export function studio(instead?: Readonly<Record<string, string | Uint8Array>>) {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    mkdirSync(OUT, { recursive: true });
    server = await serve(DIST, instead);
    browser = await start("chromium");
    // Without a font for Chinese every character is the same box, and the pictures show nothing.
    const [page] = await browser.pages();
    const boxes = await page?.evaluate(() => {
      const drawn = ["法", "度"].map((character) => {
        const canvas = document.createElement("canvas");
        const context = canvas.getContext("2d");
        if (context) context.font = "40px sans-serif";
        context?.fillText(character, 0, 50);
        return canvas.toDataURL();
      });
      return drawn[0] === drawn[1];
    });
    if (boxes !== false) throw new Error("no font here has Chinese: install one, such as Debian's fonts-noto-cjk");
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  return {
    /** Opens the page in a browser in which nothing is kept yet. */
    open: async (hash: string, today?: string): Promise<Page> => {
      const context = await browser.createBrowserContext();
      const { page } = await openPage(context as unknown as Browser, `${server.origin}/index.html${hash}`);
      if (today) {
        await page.evaluateOnNewDocument((day: string) => {
          const shift = Date.parse(`${day}T09:30`) - Date.now();
          const now = Date.now.bind(Date);
          Date.now = () => now() + shift;
          globalThis.Date = new Proxy(Date, { construct: (target, given: unknown[]) => Reflect.construct(target, given.length === 0 ? [Date.now()] : given) as Date });
        }, today);
        await page.reload({ waitUntil: "load" });
      }
      return page;
    },
  };
}

export const press = (page: Page, selector: string) => page.$eval(selector, (button) => (button as HTMLElement).click());

export async function go(page: Page, hash: string, until: string): Promise<void> {
  await page.evaluate((to: string) => { location.hash = to; }, hash);
  await page.waitForSelector(until);
}

async function speak(page: Page, language: "zh" | "en"): Promise<void> {
  if (await page.$eval(`.switch input[value=${language}]`, (input) => (input as HTMLInputElement).checked)) return;
  await press(page, `.switch input[value=${language}]`);
  await page.waitForFunction((wanted: string) => document.documentElement.lang.startsWith(wanted), {}, language);
}

async function picture(page: Page, name: string, { part, fold }: Kind): Promise<void> {
  await page.evaluate((whole: boolean) => {
    // What has a scroll of its own is shown to its end.
    for (const selector of ["#verdict", ".strip"]) document.querySelector<HTMLElement>(selector)?.style.setProperty("position", whole ? "static" : "");
    document.querySelector<HTMLElement>("#verdict")?.style.setProperty("max-height", whole ? "none" : "");
    scrollTo(0, 0);
  }, !fold);
  await new Promise((resolve) => setTimeout(resolve, 150));
  const element = part ? await page.$(part) : null;
  const path = `${OUT}/${name}.png`;
  if (element) await element.screenshot({ path });
  else await page.screenshot({ path, fullPage: !fold });
}

/** The page as it stands, in both languages, both sizes and both themes. */
export async function shoot(page: Page, name: string, kind: Kind = {}): Promise<void> {
  const { languages = ["zh", "en"], more = false } = kind;
  for (const language of languages) {
    await speak(page, language);
    for (const [called, size] of Object.entries(SIZES)) {
      await page.setViewport(size);
      for (const theme of ["light", "dark"]) {
        await page.select(".theme select", theme);
        await picture(page, `${name}-${language}-${called}-${theme}`, kind);
      }
    }
    await page.select(".theme select", "light");
    if (!more) continue;
    for (const [called, size] of Object.entries(MORE_SIZES)) {
      await page.setViewport(size);
      await picture(page, `${name}-${language}-${called}`, { ...kind, fold: called === "4k" });
    }
    await page.setViewport(SIZES[1440]);
    const session = await page.createCDPSession();
    await session.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
    await picture(page, `${name}-${language}-forced`, kind);
    await session.send("Emulation.setEmulatedMedia", { features: [] });
    await session.detach();
  }
  await page.setViewport(SIZES[1440]);
  await speak(page, "zh");
}
