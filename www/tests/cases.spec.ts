import { fileURLToPath } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe } from "./support/axe.ts";
import { browsers, start } from "./support/browsers.ts";
import { application, begin, downloaded, food, hand, saved } from "./support/cases.ts";
import { choose, openPage, settled, type, violations, waitForText } from "./support/desk.ts";
import type { Watched } from "./support/desk.ts";
import { serve } from "./support/server.ts";

const DIST = process.env["FADU_DIST"] ?? fileURLToPath(new URL("../dist", import.meta.url));

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => { server = await serve(DIST); });
afterAll(() => server.close());

const text = (page: Page, selector: string) => page.$eval(selector, (element) => element.textContent?.replace(/\s+/g, " ").trim() ?? "");
const value = (page: Page, selector: string) => page.$eval(selector, (input) => (input as HTMLInputElement).value);

describe.each(browsers)("cases in %s", (name) => {
  let browser: Browser;
  beforeAll(async () => { browser = await start(name); });
  afterAll(() => browser?.close());

  /** A browser of somebody else: nothing is kept in it yet. */
  const fresh = async (hash = "#/cases"): Promise<Watched & { leave(): Promise<void>; another(at: string): Promise<Watched> }> => {
    const context = await browser.createBrowserContext();
    const open = async (at: string) => openPage(context as unknown as Browser, `${server.origin}/index.html${at}`);
    return { ...await open(hash), leave: () => context.close(), another: open };
  };

  test("a case outlives the page, with its notes, and its address and title tell nothing of it", async () => {
    const { page, complaints, leave } = await fresh();
    await waitForText(page, "fadu-cases h2", "还没有案件");
    expect(await axe(page)).toEqual([]);
    const hash = await begin(page, "甲公司 <b>无证</b>生产", "legal-review");
    await choose(page, "决定种类", "处罚");
    await type(page, "apl.proposed_fine", "38万");
    await choose(page, "重大决定.材料.说明", "fail");
    await page.type("[id='fact-重大决定.材料.说明'] textarea", "补充检验机构的资质证明");
    await page.type("[id='fact-重大决定.材料.说明'] .by", "林");
    await page.keyboard.press("Tab");
    await saved(page);
    expect(await page.$eval("h1", (heading) => [heading.textContent, heading.querySelector("b") === null])).toEqual(["甲公司 <b>无证</b>生产", true]);
    expect(await page.title()).toBe("案件 · 法度");
    expect(hash).not.toMatch(/%/);
    expect(await axe(page)).toEqual([]);

    await page.reload({ waitUntil: "load" });
    await settled(page);
    expect(await value(page, "[id='fact-apl.proposed_fine-control']")).toBe("380,000");
    expect(await value(page, "[id='fact-重大决定.材料.说明'] textarea")).toBe("补充检验机构的资质证明");
    expect(await value(page, "[id='fact-重大决定.材料.说明'] .by")).toBe("林");
    expect(await text(page, "#verdict-重大决定 .headline")).toContain("材料不全，退回补正");

    await page.evaluate(() => { location.hash = "#/cases"; });
    await waitForText(page, ".case-table tbody th", "甲公司 <b>无证</b>生产");
    expect(await text(page, ".case-table tbody tr")).toContain("材料不全，退回补正");
    expect(await axe(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await leave();
  });

  test("an empty desk opens a sample that says it is one; another case is begun on its facts, and nothing signed goes along", async () => {
    const { page, complaints, leave } = await fresh();
    await page.waitForSelector(".sample wa-button");
    expect(await axe(page)).toEqual([]);
    await page.click(".sample wa-button");
    await settled(page);
    expect(await text(page, "h1")).toBe("示例：未取得许可从事食品生产（虚构）");
    expect(await page.evaluate(() => location.hash)).toContain("view=checklist");
    expect(await text(page, "#verdict-重大决定 .headline")).toContain("补充");
    expect(await page.$$eval(".item.fail", (items) => items.length)).toBe(1);
    expect(await value(page, ".item.fail textarea")).toContain("内容虚构");
    expect(await axe(page)).toEqual([]);
    await page.type(".sign [name=by]", "林");
    await page.click(".close-round");
    await waitForText(page, ".case-head + .notice", "第 1 轮已签发");
    const signed = await page.evaluate(() => location.hash);
    await page.$$eval(".case-head wa-button", (buttons) => (buttons.find((button) => button.textContent?.includes("复制一份")) as HTMLElement | undefined)?.click());
    await waitForText(page, "h1", "（副本）");
    await settled(page);
    await saved(page);
    expect(await value(page, ".head-number input")).toBe("");
    expect(await page.$$eval(".round, .item textarea", (parts) => parts.map((part) => (part as HTMLTextAreaElement).value ?? "round").filter(Boolean))).toEqual([]);
    expect(await text(page, "#verdict-重大决定 .headline")).toContain("补充");
    await page.evaluate(() => { location.hash = "#/cases"; });
    await page.waitForFunction(() => document.querySelectorAll(".case-table tbody tr").length === 2);
    await page.$$eval(".case-table tbody button", (buttons) => buttons.find((button) => button.textContent?.startsWith("复制一份"))?.click());
    await page.waitForFunction(() => location.hash.startsWith("#/cases/"));
    await page.evaluate(() => { location.hash = "#/cases"; });
    await page.waitForFunction(() => document.querySelectorAll(".case-table tbody tr").length === 3);

    // The next round of the sample looks at what failed alone.
    await page.evaluate((to: string) => { location.hash = to; }, signed);
    await settled(page);
    await page.click(".sign [name=only]");
    expect(await text(page, ".sign .check")).toContain("没有通过的 1 项（证据合法充分）");
    await page.click(".reopen");
    await waitForText(page, ".rounds .sheet-head", "第 2 轮审核中");
    await settled(page);
    const items = () => page.$$eval(".item", (all) => all.map((item) => [item.querySelector("h3")?.textContent, item.querySelectorAll("input[type=radio]").length > 0]));
    expect((await items()).filter(([, open]) => open).map(([label]) => label)).toEqual(["证据合法充分"]);
    expect(await text(page, ".round:last-of-type")).toContain("只重新审：证据合法充分");
    expect(await axe(page)).toEqual([]);
    expect(await page.$$eval(".item details[open] h3", (open) => open.map((label) => label.textContent))).toEqual(["证据合法充分"]);
    await page.click(".item:first-child summary");
    await page.click(".item:first-child .kept button");
    await page.waitForFunction(() => document.querySelectorAll(".item:first-child input[type=radio]").length > 0);
    expect((await items()).filter(([, open]) => open)).toHaveLength(2);
    await choose(page, "重大决定.证据.检验机构", "pass");
    await waitForText(page, "#verdict-重大决定 .headline", "同意");
    expect(complaints).toEqual([]);
    await leave();
  });

  test("what was typed is taken back and made again, in the fields and by the keys", async () => {
    const { page, leave } = await fresh();
    await begin(page, "甲案", "food-safety");
    await type(page, "goods_value", "5万");
    await type(page, "goods_value", "6万");
    await page.focus("h1");
    await page.keyboard.down("Control");
    await page.keyboard.press("z");
    await page.keyboard.up("Control");
    await page.waitForFunction(() => (document.querySelector("[id='fact-goods_value-control']") as HTMLInputElement | null)?.value === "50,000");
    await page.keyboard.down("Control");
    await page.keyboard.press("y");
    await page.keyboard.up("Control");
    await page.waitForFunction(() => (document.querySelector("[id='fact-goods_value-control']") as HTMLInputElement | null)?.value === "60,000");
    await leave();
  });

  test("a second window follows, and two that differ keep both", async () => {
    const { page, leave, another } = await fresh();
    const hash = await begin(page, "甲案", "food-safety");
    const { page: second } = await another(hash);
    await settled(second);
    // A window in the background draws nothing: each is looked at in its turn.
    await page.bringToFront();
    await type(page, "goods_value", "5万");
    await saved(page);
    await second.bringToFront();
    await second.waitForFunction(() => (document.querySelector("[id='fact-goods_value-control']") as HTMLInputElement | null)?.value === "50,000");
    // The second window cannot save for a while, and the first one goes on.
    await second.evaluate(() => {
      const held = IDBObjectStore.prototype.put;
      Object.assign(globalThis, { release: () => { IDBObjectStore.prototype.put = held; } });
      IDBObjectStore.prototype.put = () => { throw new DOMException("no room", "QuotaExceededError"); };
    });
    await type(second, "goods_value", "7万");
    await waitForText(second, "wa-callout", "未能保存到本机");
    await page.bringToFront();
    await type(page, "goods_value", "6万");
    await saved(page);
    await second.bringToFront();
    await second.evaluate(() => (globalThis as unknown as { release(): void }).release());
    await waitForText(second, "wa-callout", "两份内容都在");
    expect(await axe(second)).toEqual([]);
    await second.$$eval("wa-callout wa-button", (buttons) => (buttons.find((button) => button.textContent?.includes("都留下")) as HTMLElement | undefined)?.click());
    await second.waitForFunction(() => (document.querySelector("[id='fact-goods_value-control']") as HTMLInputElement | null)?.value === "60,000");
    await second.evaluate(() => { location.hash = "#/cases"; });
    await waitForText(second, ".case-table tbody", "甲案（副本）");
    await second.$$eval(".case-table tbody a", (links) => links.find((link) => link.textContent?.includes("副本"))?.click());
    await second.waitForFunction(() => (document.querySelector("[id='fact-goods_value-control']") as HTMLInputElement | null)?.value === "70,000");
    await leave();
  });

  test("a case goes to another computer with its rules, and a backup brings all of them", async () => {
    const { page, leave } = await fresh();
    await begin(page, "甲案", "legal-review");
    await choose(page, "决定种类", "处罚");
    await saved(page);
    await begin(page, "乙案", "food-safety");
    await page.evaluate(() => { location.hash = "#/cases"; });
    await page.waitForSelector(".case-table tbody tr:nth-child(2)");
    expect(await text(page, ".backed-up")).toBe("还没有备份");
    const row = "[...document.querySelectorAll('.case-table tbody tr')].find((row) => row.textContent.includes('甲案')).querySelector('.end button').click()";
    const exported = await downloaded(page, () => page.evaluate(row));
    expect(exported.name).toBe("甲案.fadu-case.json");
    const file = JSON.parse(exported.text) as { case: { draft: unknown }; rules: { path: string }[] };
    expect(file.case.draft).toEqual({ 决定种类: "处罚" });
    expect(file.rules.map(({ path }) => path)).toContain("legal-review/pack.fadu");
    const backup = await downloaded(page, () => page.$$eval(".case-line wa-button", ([button]) => (button as HTMLElement).click()));
    expect(backup.name).toMatch(/^fadu-backup-\d{4}-\d\d-\d\d\.json$/);
    await waitForText(page, ".backed-up", `上次备份 ${backup.name.slice(12, 22)}`);
    expect(await text(page, ".backed-up")).not.toContain("此后改动");
    await hand(page, exported.name, exported.text);
    await waitForText(page, ".said", "内容相同");
    await leave();

    const other = await fresh();
    await other.page.waitForSelector("fadu-cases h2");
    await hand(other.page, backup.name, backup.text);
    await waitForText(other.page, ".said", "已导入 2 件");
    await other.page.$$eval(".case-table tbody a", (links) => links.find((link) => link.textContent === "甲案")?.click());
    await settled(other.page);
    await waitForText(other.page, "#verdict-重大决定 .headline", "意见待定");
    expect(await other.page.$eval("[id='fact-决定种类'] input:checked", (input) => (input as HTMLInputElement).value)).toBe("处罚");
    expect(other.complaints).toEqual([]);
    await other.leave();
  });

  test("a second reviewer's file comes in beside the first: what differs is seen, and nothing is lost", async () => {
    const { page, complaints, leave } = await fresh();
    const hash = await begin(page, "甲案", "legal-review");
    await choose(page, "决定种类", "处罚");
    await choose(page, "重大决定.材料.说明", "fail");
    await page.type("[id='fact-重大决定.材料.说明'] textarea", "缺说明");
    await page.type("[id='fact-重大决定.材料.说明'] .by", "林");
    await page.keyboard.press("Tab");
    await saved(page);
    // The colleague's file: the same case with another answer and a note of her own.
    await page.evaluate(() => { location.hash = "#/cases"; });
    await page.waitForSelector(".case-table tbody tr");
    const exported = await downloaded(page, () => page.$eval(".case-table .end button", (button) => (button as HTMLElement).click()));
    const file = JSON.parse(exported.text) as { case: { draft: Record<string, string>; notes: Record<string, { text: string; by: string }> } };
    file.case.draft["重大决定.材料.说明"] = "pass";
    Object.assign(file.case.notes["重大决定.材料.说明"] ?? {}, { text: "说明在卷宗第41页", by: "周" });
    await hand(page, exported.name, JSON.stringify(file));
    await page.waitForSelector(".said a");
    await page.click(".said a");
    await waitForText(page, "fadu-compare", "有 1 处不同");
    await waitForText(page, "fadu-compare .verdict-row", "意见待定");
    const row = await text(page, ".compare tbody tr:not(.verdict-row)");
    for (const part of ["不合格", "林：缺说明", "合格", "周：说明在卷宗第41页"]) expect(row).toContain(part);
    expect(await axe(page)).toEqual([]);
    await page.$$eval(".compare .end button", (buttons) => (buttons.find((button) => button.textContent?.includes("两份备注都留")) as HTMLElement | undefined)?.click());
    await page.$$eval(".compare .end button", (buttons) => (buttons.find((button) => button.textContent?.includes("采用对方的")) as HTMLElement | undefined)?.click());
    await page.evaluate((to: string) => { location.hash = to; }, hash);
    await settled(page);
    await saved(page);
    expect(await value(page, "[id='fact-重大决定.材料.说明'] textarea")).toBe("林：缺说明\n周：说明在卷宗第41页");
    expect(await page.$eval("[id='fact-重大决定.材料.说明'] input:checked", (input) => (input as HTMLInputElement).value)).toBe("pass");
    await page.evaluate(() => { location.hash = "#/cases"; });
    await waitForText(page, ".case-table tbody", "甲案（副本）");
    expect(complaints).toEqual([]);
    await leave();
  });

  test("only what still matters is asked, and the keys suffice", async () => {
    const { page, complaints, leave } = await fresh("#/packs/market-discretion");
    await settled(page);
    await page.click(".view-switch input[value=ask]");
    await page.waitForSelector("fadu-interview");
    expect(await axe(page)).toEqual([]);
    const stands = () => text(page, ".stands");
    expect(await stands()).toMatch(/^目前结论：待定 \d+$/);
    const asked: string[] = [];
    await page.focus("fadu-interview input, fadu-interview select");
    for (let step = 0; step < 20 && await page.$("fadu-interview .asked .field"); step += 1) {
      asked.push(await page.$eval("fadu-interview .asked .field", (field) => field.id));
      expect(await page.evaluate(() => document.activeElement?.closest("fadu-interview") !== null)).toBe(true);
      const kind = await page.evaluate(() => (document.activeElement as HTMLInputElement).type);
      if (kind === "text") await page.keyboard.type("2025-03-10");
      else await page.keyboard.press(kind === "checkbox" ? " " : "ArrowDown");
      await settled(page);
      await page.keyboard.press("Enter");
      await page.waitForFunction((id: string) => document.querySelector("fadu-interview .asked .field")?.id !== id, {}, asked.at(-1) ?? "");
    }
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeGreaterThan(1);
    await waitForText(page, "fadu-interview", "结论不变");
    expect(await page.$("#missing")).toBeNull();
    await page.keyboard.down("Alt");
    await page.focus("fadu-interview wa-button:not([disabled])");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.up("Alt");
    await waitForText(page, ".why-asked", "已不影响结论");
    expect(await stands()).toMatch(/^目前结论：已定 \d+/);
    expect(await page.$$eval(".stands li fadu-tone", (tones) => tones.length)).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await leave();
  });

  test("a case is begun, answered, noted and put away by the keyboard alone", async () => {
    const { page, leave } = await fresh();
    await page.waitForSelector("fadu-cases h2");
    /** Goes on by Tab until something of that kind has the focus. */
    const reach = async (selector: string, most = 60) => {
      for (let press = 0; press < most; press += 1) {
        await page.keyboard.press("Tab");
        if (await page.evaluate((wanted: string) => document.activeElement?.matches(wanted) ?? false, selector)) return;
      }
      throw new Error(`Tab does not reach ${selector}`);
    };
    await reach("a.primary-link");
    await page.keyboard.press("Enter");
    await page.waitForSelector('form.new-case option[value="legal-review"]');
    await reach("[name=title]");
    await page.keyboard.type("甲案");
    await reach("[name=pack]");
    for (let press = 0; press < 40 && await value(page, "[name=pack]") !== "legal-review"; press += 1) await page.keyboard.press("ArrowDown");
    expect(await value(page, "[name=pack]")).toBe("legal-review");
    await reach("form.new-case wa-button");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /^#\/cases\/[0-9a-f]{32}/.test(location.hash));
    await settled(page);
    await reach(".view-switch input");
    await page.keyboard.press("ArrowLeft");
    await page.waitForSelector("fadu-interview");
    await reach("fadu-interview input, fadu-interview select");
    const asked = await page.$eval("fadu-interview .asked .field", (field) => field.id);
    await page.keyboard.press("ArrowDown");
    await settled(page);
    await page.keyboard.press("Enter");
    await page.waitForFunction((id: string) => document.querySelector("fadu-interview .asked .field")?.id !== id, {}, asked);
    expect(await page.evaluate(() => document.activeElement?.closest("fadu-interview .asked .field") !== null)).toBe(true);
    await saved(page);
    await reach(".bar nav a[href='#/cases']", 400);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".case-table tbody tr");
    await reach(".case-table .end button:nth-child(3)");
    // A driven Firefox is never the active window, and its buttons then hear no Enter.
    if (name === "firefox") await page.evaluate(() => (document.activeElement as HTMLElement).click());
    else await page.keyboard.press("Enter");
    await waitForText(page, ".desk p", "「在办」中没有案件");
    await leave();
  });

  test("a deviation from the benchmark asks for its reasons, and keeps them with the case", async () => {
    const { page, complaints, leave } = await fresh();
    await begin(page, "甲案", "food-safety");
    await food(page);
    await waitForText(page, "#verdict-unlicensed .headline", "低于本档");
    await page.type("#verdict-unlicensed textarea", "初次违法，主动召回");
    await page.type("#verdict-unlicensed .by", "林");
    await page.keyboard.press("Tab");
    await page.$$eval("#verdict-unlicensed .note-box button", (buttons) => (buttons.find((button) => button.textContent?.includes("添加证据引用")) as HTMLElement | undefined)?.click());
    await page.type("#verdict-unlicensed .evidence .grow", "集体讨论记录");
    await page.keyboard.press("Tab");
    await saved(page);
    expect(await axe(page)).toEqual([]);
    await page.reload({ waitUntil: "load" });
    await waitForText(page, "#verdict-unlicensed .headline", "低于本档");
    expect(await value(page, "#verdict-unlicensed textarea")).toBe("初次违法，主动召回");
    expect(await value(page, "#verdict-unlicensed .evidence .grow")).toBe("集体讨论记录");
    // Within the benchmark nothing is asked.
    await type(page, "apl.proposed_fine", "48万");
    await waitForText(page, "#verdict-unlicensed .headline", "在基准之内");
    expect(await page.$("#verdict-unlicensed textarea")).toBeNull();
    expect(complaints).toEqual([]);
    await leave();
  });

  test("an application that lacks papers: the outcome is raised, and the periods stand on one line", async () => {
    const { page, complaints, leave } = await fresh();
    await begin(page, "不服罚款", "reconsideration-acceptance");
    await application(page);
    await page.waitForSelector(".way.decided");
    if (process.env["FADU_SHOTS"]) await page.screenshot({ path: `${process.env["FADU_SHOTS"]}/acceptance.png` });
    expect(await text(page, ".way.decided")).toContain("通知补正");
    expect(await page.$$eval(".timeline .lane", (lanes) => lanes.length)).toBeGreaterThan(1);
    // The days say by sight what the table behind them says in words: each period with its end.
    const ends = await page.$$eval(".ribbon-table tbody tr th", (heads) => heads.length);
    expect(ends).toBe(await page.$$eval(".ribbon-legend li", (periods) => periods.length));
    expect((await page.$$eval(".ribbon-weeks .day", (days) => days.length)) % 7).toBe(0);
    expect(await page.$$eval(".ribbon-weeks .is-today", (days) => days.length)).toBe(1);
    expect(await page.$$eval(".ribbon-weeks .is-weekend, .ribbon-weeks .is-holiday", (days) => days.length)).toBeGreaterThan(1);
    await page.$eval(".ribbon-box details", (details) => { (details as HTMLDetailsElement).open = true; });
    expect(await axe(page)).toEqual([]);
    await page.setViewport({ width: 375, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    // There is room to read what is written in the head.
    expect(await page.$eval(".head-title input", (input) => input.getBoundingClientRect().width)).toBeGreaterThan(200);
    expect(await page.$eval(".ribbon-weeks", (weeks) => getComputedStyle(weeks).gridTemplateColumns.split(" ").length)).toBe(7);
    expect(await page.$eval(".ribbon-weeks .day", (day) => day.getBoundingClientRect().width)).toBeGreaterThan(40);
    expect(complaints).toEqual([]);
    await leave();
  });

  test("what would change the verdict is found, and used in the case in one step", async () => {
    const { page, leave } = await fresh("#/packs/food-safety");
    await settled(page);
    await food(page);
    await waitForText(page, "#verdict-unlicensed .headline", "低于本档");
    // From the benchmark itself, where the circumstances stand.
    await page.click("#verdict-unlicensed .what-if");
    await page.waitForSelector(".variants-table");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("variants");
    const licensed = await page.$$eval(".variants-table tr", (rows) => rows.map((row) => row.textContent?.replace(/\s+/g, " ") ?? "").filter((row) => row.includes("否 → 是")));
    expect(licensed.some((row) => row.includes("不适用"))).toBe(true);
    expect(await axe(page)).toEqual([]);
    const at = await page.$$eval(".variants-table tbody tr", (rows) => rows.findIndex((row) => /是否.*许可|许可/.test(row.querySelector("th")?.textContent ?? "") && row.querySelector("th")?.textContent?.includes("否 → 是")));
    await page.$$eval(".variants-table tbody button", (buttons, row) => (buttons[row] as HTMLElement).click(), at);
    await settled(page);
    expect(await page.$eval("[id='fact-licensed'] input:checked", (input) => (input as HTMLInputElement).value)).toBe("true");
    await leave();
  });

  test("files that are none of ours are refused in words, and nothing here changes", async () => {
    const { page, complaints, leave } = await fresh();
    await begin(page, "甲案", "food-safety");
    await page.evaluate(() => { location.hash = "#/cases"; });
    await page.waitForSelector(".case-table");
    for (const [file, content, why] of [
      ["photo.json", "\u0000\u0001", "不是 JSON"],
      ["deep.json", "[".repeat(200_000), "不是 JSON"],
      ["other.json", "{\"format\":\"x\"}", "不是案件文件"],
      ["broken.json", "{\"format\":\"fadu-case-1\",\"case\":{\"state\":\"<img src=x onerror=alert(1)>\"},\"rules\":[]}", "这一处不对：case.state"],
    ] as const) {
      await hand(page, file, content);
      await waitForText(page, ".said", why);
    }
    expect(await page.$$eval(".case-table tbody tr", (rows) => rows.length)).toBe(1);
    expect(complaints).toEqual([]);
    await leave();
  });

  test("the bin, the archive and the search each show their own", async () => {
    const { page, leave } = await fresh();
    for (const title of ["甲案", "乙案"]) await begin(page, title, "food-safety");
    await page.evaluate(() => { location.hash = "#/cases"; });
    await page.waitForSelector(".case-table tbody tr:nth-child(2)");
    await page.type("[type=search]", "乙");
    await page.waitForFunction(() => document.querySelectorAll(".case-table tbody tr").length === 1);
    await page.$$eval(".case-table .end button", (buttons) => buttons.find((button) => button.textContent?.includes("移到回收站"))?.click());
    await waitForText(page, ".desk p", "没有符合「乙」的案件");
    await page.click(".desk p .link");
    await page.waitForFunction(() => document.querySelectorAll(".case-table tbody tr").length === 1);
    await page.$$eval(".chip", (chips) => (chips.find((chip) => chip.textContent?.includes("回收站")) as HTMLElement | undefined)?.click());
    await waitForText(page, ".case-table tbody th", "乙案");
    await page.$$eval(".case-table .end button", (buttons) => buttons.find((button) => button.textContent?.includes("彻底删除"))?.click());
    await page.waitForSelector("wa-dialog[open]");
    await page.$$eval("fadu-cases wa-dialog wa-button", (buttons) => buttons.at(-1)?.click());
    await page.waitForFunction(() => !document.querySelector("fadu-cases wa-dialog[open]"));
    await waitForText(page, ".desk p", "「回收站」中没有案件");
    await leave();
  });
});
