import type { Browser, HTTPRequest, Page } from "puppeteer-core";

/** A page with what it must never do written down while it runs. */
export interface Watched {
  page: Page;
  /** Console errors, page errors, blocked policies, and requests to anywhere else. */
  complaints: string[];
}

export async function openPage(browser: Browser, url: string, size = { width: 1440, height: 900 }): Promise<Watched> {
  const page = await browser.newPage();
  await page.setViewport(size);
  const complaints: string[] = [];
  const { origin } = new URL(url);
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warn") complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`page: ${error instanceof Error ? error.message : String(error)}`));
  page.on("request", (request: HTTPRequest) => {
    const to = request.url();
    if (!to.startsWith(`${origin}/`) && !to.startsWith("data:") && !to.startsWith("blob:")) complaints.push(`request: ${to}`);
  });
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ""}`));
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`status ${response.status()}: ${response.url()}`);
  });
  await page.evaluateOnNewDocument(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { policyViolations: seen });
    addEventListener("securitypolicyviolation", (event) => seen.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile ?? ""}`));
  });
  await page.goto(url, { waitUntil: "load" });
  return { page, complaints };
}

/** What the page's policy refused. */
export const violations = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as { policyViolations: string[] }).policyViolations);

/** Waits until the newest facts are evaluated. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const app = document.querySelector<HTMLElement & { isUpdatePending: boolean }>("fadu-app");
    return app?.isUpdatePending === false && document.querySelector("#verdict[aria-busy=false] fadu-verdict") !== null;
  }, { timeout: 20000 });
}

/** What stands in the receipt, once it is made out: that is when nothing is typed. */
export async function receipt(page: Page): Promise<string[]> {
  await settled(page);
  await page.waitForFunction(() => document.querySelector("fadu-receipt .pairs div:last-child dd")?.textContent?.startsWith("sha256:"), { timeout: 20000 });
  return page.$$eval("fadu-receipt dd", (values) => values.map((value) => value.textContent ?? ""));
}

/** Opens the folds that a fact lies in. */
export async function unfold(page: Page, fact: string): Promise<void> {
  const row = `[id="fact-${fact}"]`;
  await page.waitForSelector(row);
  await page.$eval(row, (element) => {
    for (let fold = element.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
    element.scrollIntoView({ block: "center" });
  });
}

/** Types into a fact's field, as a person does. */
export async function type(page: Page, fact: string, text: string): Promise<void> {
  const selector = `[id="fact-${fact}-control"]`;
  await unfold(page, fact);
  await page.click(selector, { count: 3 });
  await page.type(selector, text);
  await page.keyboard.press("Tab");
  await settled(page);
}

/** Chooses a radio or an option of a list, or ticks a box of a fact. */
export async function choose(page: Page, fact: string, value: string): Promise<void> {
  const row = `[id="fact-${fact}"]`;
  await unfold(page, fact);
  await page.$eval(row, (element, wanted) => {
    const list = element.querySelector("select");
    if (list) {
      list.value = wanted;
      list.dispatchEvent(new Event("change", { bubbles: true }));
      return;
    }
    const input = element.querySelector<HTMLInputElement>(`input[value="${wanted}"]`);
    if (!input) throw new Error(`no answer ${wanted}`);
    input.click();
  }, value);
  await settled(page);
}

/** Waits for a text to stand somewhere in an element. */
export async function waitForText(page: Page, selector: string, text: string): Promise<void> {
  const found = page.waitForFunction((query: string, wanted: string) =>
    [...document.querySelectorAll(query)].some((element) => element.textContent?.includes(wanted)), { timeout: 20000 }, selector, text);
  await found.catch(async () => {
    const shown = await page.$$eval(selector, (elements) => elements.map((element) => element.textContent?.replace(/\s+/g, " ").trim()));
    throw new Error(`「${text}」 was awaited in ${selector}, which shows ${JSON.stringify(shown)}`);
  });
}
