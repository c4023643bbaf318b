import { existsSync } from "node:fs";
import { launch } from "puppeteer-core";
import type { Browser } from "puppeteer-core";

export type BrowserName = "chromium" | "firefox";

const PLACES: Record<BrowserName, string[]> = {
  chromium: [process.env["CHROMIUM"] ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"],
  firefox: [process.env["FIREFOX"] ?? "", "/usr/bin/firefox-esr", "/usr/bin/firefox"],
};

/** The browsers to test in: `BROWSERS=chromium,firefox`, and both where nothing is said. */
export const browsers: BrowserName[] = (process.env["BROWSERS"] ?? "chromium,firefox").split(/[\s,]+/).filter((name) => name !== "").map((browser) => {
  if (browser !== "chromium" && browser !== "firefox") throw new Error(`BROWSERS names "${browser}": chromium and firefox are known`);
  return browser;
});

/** Starts a browser; one that is asked for and not there is an error, never a skip. */
export async function start(name: BrowserName): Promise<Browser> {
  const executablePath = PLACES[name].find((path) => path !== "" && existsSync(path));
  if (!executablePath) throw new Error(`${name} was not found; install it, set ${name.toUpperCase()} to its path, or leave it out of BROWSERS`);
  const asRoot = process.getuid?.() === 0;
  return launch({
    browser: name === "firefox" ? "firefox" : "chrome",
    executablePath,
    headless: true,
    args: name === "chromium" ? ["--disable-gpu", "--force-color-profile=srgb", "--lang=zh-CN", ...(asRoot ? ["--no-sandbox"] : [])] : [],
  });
}
