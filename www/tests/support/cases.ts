import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "puppeteer-core";
import { choose, settled, type, unfold, waitForText } from "./desk.ts";

type Entries = readonly (readonly [fact: string, entry: string])[];

const REVIEW: Entries = [
  ["决定种类", "处罚"], ["apl.party_kind", "entity"], ["apl.proposed_fine", "38万"], ["apl.hearing_held", "true"], ["决定日", "2025年9月30日"],
  ...["有权", "管辖", "名义"].map((ask) => [`重大决定.主体.${ask}`, "pass"] as const),
  ["重大决定.主体.委托", "not applicable"], ["重大决定.主体.乡镇", "not applicable"],
  ...["当事人.适格", "当事人.类别", "人员.两人", "人员.资格", "人员.出示", "人员.回避", "人员.审核人员", "权限.种类", "权限.数额", "权限.措施", "犯罪.未涉罪"].map((ask) => [`重大决定.${ask}`, "pass"] as const),
  ["重大决定.证据.检验机构", "fail"],
];

const FOOD: Entries = [
  ["activity", "food_production"], ["licensed", "false"], ["goods_value", "3.2万"], ["illegal_gains", "8,600元"], ["apl.party_kind", "entity"],
  ["apl.act_date", "2025-03-10"], ["apl.discovered_on", "2025年3月20日"],
  ...["life_or_finance", "corrected", "first_offence", "removed_harm", "was_coerced", "confessed", "showed_merit", "emergency_breach"].map((fact) => [`apl.${fact}`, "false"] as const),
  ...["slight", "no_fault_proved", "other_lightening"].map((fact) => [`apl.${fact}`, "fail"] as const),
  ["apl.harm", "ordinary"], ["light_grounds", "none"], ["heavy_grounds", "none"], ["prior_penalty", "false"], ["apl.proposed_fine", "380000"],
];

const WATER: Entries = [
  ["违法行为", "超标排水"], ["持有排污许可证", "false"], ["超标因子数", "1"], ["水污染物类别", "B类"], ["所在区域", "none"], ["核定日排水量", "10"], ["仅pH超标", "false"], ["超标倍数", "2"], ["超量比例", "0"],
  ["情节严重", "fail"], ["符合不予目录", "fail"], ["公开道歉", "false"], ["apl.party_kind", "entity"], ["apl.act_date", "2025-03-10"], ["apl.discovered_on", "2025-03-20"],
  ...["life_or_finance", "corrected", "first_offence", "removed_harm", "was_coerced", "confessed", "showed_merit", "emergency_breach"].map((fact) => [`apl.${fact}`, "false"] as const),
  ...["slight", "no_fault_proved", "other_lightening"].map((fact) => [`apl.${fact}`, "fail"] as const),
  ["apl.harm", "ordinary"], ["apl.proposed_fine", "9万"],
];

/** A fine over the catalogue's line, with one item failed and others not yet answered. */
export const review = (page: Page, fill = fillIn): Promise<void> => fill(page, REVIEW);

/** Food made without a licence: an ordinary case, and a fine proposed below its tier. */
export const food = (page: Page, fill = fillIn): Promise<void> => fill(page, FOOD);

/** Water let out over the standard in Guangdong, and a fine proposed: one of some thirty benchmarks that are about the case. */
export const water = (page: Page, fill = fillIn): Promise<void> => fill(page, WATER);

/** An application for reconsideration: the case of the pack's own table in which the papers are not in order. */
export async function application(page: Page): Promise<void> {
  const table = fileURLToPath(new URL("../../../rules/reconsideration/acceptance/cases/acceptance.csv", import.meta.url));
  const [names = [], ...rows] = readFileSync(table, "utf8").trim().split("\n").map((line) => line.split(","));
  const row = rows.find(([called]) => called === "2023年法：材料不清楚，尚未通知") ?? [];
  await lookAt(page, row[1] ?? "");
  await fillIn(page, names.flatMap((fact, at) => (at < 2 || fact.startsWith("expect ") || !row[at] ? [] : [[fact, row[at]] as const])));
}

/** Fills in one field after the other as a person does, waiting for each verdict. */
export async function byHand(page: Page, entries: Entries): Promise<void> {
  for (const [fact, entry] of entries) {
    await unfold(page, fact);
    if (await page.$(`[id="fact-${fact}"] input[value="${entry}"], [id="fact-${fact}"] select`)) await choose(page, fact, entry);
    else await type(page, fact, entry);
  }
}

/** Fills in all fields at once, for a test of something else: each hears what a person's input would tell it. */
async function fillIn(page: Page, entries: Entries): Promise<void> {
  await page.evaluate(async (all: [string, string][]) => {
    for (const [fact, entry] of all) {
      const row = document.getElementById(`fact-${fact}`);
      const option = row?.querySelector<HTMLInputElement>(`input[value="${entry}"]`);
      const text = row?.querySelector<HTMLInputElement | HTMLSelectElement>("select, input[type=text]");
      if (option) option.click();
      else if (text) {
        text.value = entry;
        for (const heard of ["input", "change"]) text.dispatchEvent(new Event(heard, { bubbles: true }));
      } else throw new Error(`no field ${fact} takes ${entry}`);
      // What was answered is drawn before the next answer is given.
      await new Promise((resolve) => setTimeout(resolve));
    }
  }, entries as [string, string][]);
  await settled(page);
  // What is shown is the verdict on all of them.
  await page.waitForFunction((count: number) => document.querySelectorAll(".field.is-filled").length >= count, {}, entries.length);
  await settled(page);
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

export const saved = (page: Page): Promise<void> => waitForText(page, ".case-head [role=status]", "已存本机");

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
