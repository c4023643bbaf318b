// What is handed over and taken in: decision files, documents on paper, lists.
import { fileURLToPath } from "node:url";
import { test } from "vitest";
import { readBeside } from "../vite/rules.ts";
import { food } from "./support/cases.ts";
import { choose, settled, type } from "./support/desk.ts";
import { chooseFile, savedBy, watchSaved } from "./support/files.ts";
import { go, OUT, press, shoot, studio } from "./support/shots.ts";

const { open } = studio(await readBeside(fileURLToPath(new URL("fixtures/everything", import.meta.url))));
const beside = studio();

test("re-check", async () => {
  const page = await beside.open("#/packs/food-safety");
  await settled(page);
  await food(page);
  await watchSaved(page);
  await page.waitForSelector("fadu-receipt .decision:not([disabled])");
  const text = (await savedBy(page, () => page.click("fadu-receipt .decision"))).bytes.toString();
  await go(page, "#/verify", "fadu-verify");
  await shoot(page, "verify-empty");
  const files = { identical: text, altered: text.replace('\\"32000\\"', '\\"92000\\"'), refused: text.slice(0, 5000) };
  for (const [state, content] of Object.entries(files)) {
    await page.evaluate(() => document.querySelector("#outcome")?.removeAttribute("id"));
    await chooseFile(page, "food-safety-2025-09-22-5be1c0a7.json", content);
    await shoot(page, `verify-${state}`, { more: state === "altered" });
  }
});

test("documents", async () => {
  const page = await beside.open("#/packs/food-safety");
  await settled(page);
  await food(page);
  await press(page, '.documents [data-document="notice_122"]');
  await page.waitForSelector("dialog[open] fadu-sheets .flow p");
  await shoot(page, "paper", { fold: true, more: true });
  for (const language of ["zh", "en"] as const) {
    await press(page, `.switch input[value=${language}]`);
    await press(page, ".paper-tools wa-button");
    await page.waitForSelector(".a4-text");
    await page.$eval(".a4-text", (element) => {
      const area = element as HTMLTextAreaElement;
      area.focus();
      const at = Math.max(area.value.indexOf("要求听证"), area.value.indexOf("hearing"));
      area.setSelectionRange(at, at);
    });
    await page.keyboard.type(language === "zh" ? "在五日内" : "public ");
    await page.waitForFunction(() => document.querySelector(".paper-tools .push")?.textContent !== "");
    await press(page, ".paper-tools wa-button");
    await page.waitForSelector("fadu-sheets .edit");
  }
  await shoot(page, "paper-edited", { fold: true });
  await press(page, ".paper-tools wa-button");
  await page.waitForSelector(".a4-text");
  await page.screenshot({ path: `${OUT}/paper-editing-zh.png` });
  await press(page, ".paper-tools wa-button");
  await page.waitForSelector("fadu-sheets .edit");
  await page.pdf({ path: `${OUT}/paper.pdf`, preferCSSPageSize: true });
});

test("a list, local values and weights", async () => {
  const page = await open("#/packs/dumping");
  await settled(page);
  for (const [at, cost, place] of [[0, "6万", "河道"], [1, "很多", "空地"]] as const) {
    await press(page, '[id="fact-倾倒"] .records-foot button');
    await type(page, `倾倒[${at}].费用`, cost);
    await choose(page, `倾倒[${at}].去处`, place);
  }
  await choose(page, "清除", "false");
  await shoot(page, "records");
});

test("a blank checklist on paper", async () => {
  const page = await beside.open("#/packs/legal-review");
  await settled(page);
  await page.evaluate(() => { window.print = () => undefined; });
  await page.click(".blank-checklist");
  await page.waitForSelector("#print-root .blank-list");
  await page.pdf({ path: `${OUT}/blank.pdf`, preferCSSPageSize: true });
});
