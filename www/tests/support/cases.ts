import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "puppeteer-core";
import { choose, settled, type, unfold, waitForText } from "./desk.ts";

/** A fine over the catalogue's line, with one item failed and others not yet answered. */
export async function review(page: Page): Promise<void> {
  await choose(page, "决定种类", "处罚");
  await choose(page, "apl.party_kind", "entity");
  await type(page, "apl.proposed_fine", "38万");
  await choose(page, "apl.hearing_held", "true");
  await type(page, "决定日", "2025年9月30日");
  for (const ask of ["有权", "管辖", "名义"]) await choose(page, `重大决定.主体.${ask}`, "pass");
  await choose(page, "重大决定.主体.委托", "not applicable");
  await choose(page, "重大决定.主体.乡镇", "not applicable");
  for (const ask of ["适格", "类别"]) await choose(page, `重大决定.当事人.${ask}`, "pass");
  for (const ask of ["两人", "资格", "出示", "回避", "审核人员"]) await choose(page, `重大决定.人员.${ask}`, "pass");
  for (const ask of ["种类", "数额", "措施"]) await choose(page, `重大决定.权限.${ask}`, "pass");
  await choose(page, "重大决定.犯罪.未涉罪", "pass");
  await choose(page, "重大决定.证据.检验机构", "fail");
}

/** Food made without a licence: an ordinary case, and a fine proposed below its tier. */
export async function food(page: Page): Promise<void> {
  await choose(page, "activity", "food_production");
  await choose(page, "licensed", "false");
  await type(page, "goods_value", "3.2万");
  await type(page, "illegal_gains", "8,600元");
  await choose(page, "apl.party_kind", "entity");
  await type(page, "apl.act_date", "2025-03-10");
  await type(page, "apl.discovered_on", "2025年3月20日");
  for (const fact of ["life_or_finance", "corrected", "first_offence", "removed_harm", "was_coerced", "confessed", "showed_merit", "emergency_breach"]) await choose(page, `apl.${fact}`, "false");
  for (const fact of ["slight", "no_fault_proved", "other_lightening"]) await choose(page, `apl.${fact}`, "fail");
  await choose(page, "apl.harm", "ordinary");
  await choose(page, "light_grounds", "none");
  await choose(page, "heavy_grounds", "none");
  await choose(page, "prior_penalty", "false");
  await type(page, "apl.proposed_fine", "380000");
}

/** An application for reconsideration: the case of the pack's own table in which the papers are not in order. */
export async function application(page: Page): Promise<void> {
  const table = fileURLToPath(new URL("../../../rules/reconsideration/acceptance/cases/acceptance.csv", import.meta.url));
  const [names = [], ...rows] = readFileSync(table, "utf8").trim().split("\n").map((line) => line.split(","));
  const row = rows.find(([called]) => called === "2023年法：材料不清楚，尚未通知") ?? [];
  await lookAt(page, row[1] ?? "");
  for (const [at, fact] of names.entries()) {
    const entry = row[at] ?? "";
    if (at < 2 || fact.startsWith("expect ") || entry === "") continue;
    await unfold(page, fact);
    if (await page.$eval(`[id="fact-${fact}"]`, (field) => field.querySelector("input[type=text]") !== null)) await type(page, fact, entry);
    else await choose(page, fact, entry);
  }
}

/** Sets the as-of date. */
export async function lookAt(page: Page, date: string): Promise<void> {
  await page.$eval(".as-of input", (input, wanted) => {
    (input as HTMLInputElement).value = wanted;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, date);
  await settled(page);
}

/** Begins a case as a person does, and waits until it is evaluated and saved. */
export async function begin(page: Page, title: string, pack: string): Promise<string> {
  await page.evaluate(() => { location.hash = "#/cases/new"; });
  await page.waitForSelector(`form.new-case option[value="${pack}"]`);
  await page.type("[name=title]", title);
  await page.select("[name=pack]", pack);
  await page.click("form.new-case wa-button");
  await page.waitForFunction(() => /^#\/cases\/[0-9a-f]{32}/.test(location.hash));
  await settled(page);
  await saved(page);
  return page.evaluate(() => location.hash);
}

export const saved = (page: Page): Promise<void> => waitForText(page, ".case-head [role=status]", "已保存在本机");

/** Clicks and reads the file that the page hands over. */
export async function downloaded(page: Page, click: () => Promise<unknown>): Promise<{ name: string; text: string }> {
  await page.evaluate(() => {
    const kept: Record<string, Blob> = {};
    const create = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      const url = create(blob);
      kept[url] = blob;
      return url;
    };
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      void kept[this.href]?.text().then((content) => Object.assign(globalThis, { handed: { name: this.download, text: content } }));
    };
    Object.assign(globalThis, { handed: null });
  });
  await click();
  await page.waitForFunction(() => (globalThis as unknown as { handed: unknown }).handed !== null);
  return page.evaluate(() => (globalThis as unknown as { handed: { name: string; text: string } }).handed);
}

/** Hands the page a file, as a person chooses one. */
export async function hand(page: Page, name: string, content: string): Promise<void> {
  await page.$eval(".file-button input", (input, called, inside) => {
    const files = new DataTransfer();
    files.items.add(new File([inside], called, { type: "application/json" }));
    (input as HTMLInputElement).files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, name, content);
  await page.waitForSelector(".said");
}
