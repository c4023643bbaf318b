// Every screen as it is looked at: `npm run shots` writes pictures to tests/out/shots.
import { test } from "vitest";
import { application, begin, downloaded, food, hand, lookAt, review, saved, water } from "./support/cases.ts";
import { choose, settled, type, waitForText } from "./support/desk.ts";
import { go, press, shoot, studio } from "./support/shots.ts";

const { open } = studio();

test("packs, and places that are not there", async () => {
  const page = await open("#/packs");
  await page.waitForFunction(() => document.querySelector(".card h2 a") && !document.querySelector(".card[aria-busy]"));
  await shoot(page, "packs", { more: true });
  await go(page, "#/nowhere", ".page.narrow");
  await shoot(page, "unknown");
  await go(page, "#/cases/0123abcd", ".page.narrow");
  await waitForText(page, ".page.narrow", "没有");
  await shoot(page, "missing-case");
  await press(page, ".foot .link");
  await page.waitForSelector("wa-dialog[open]");
  await shoot(page, "keys", { fold: true });
});

test("a pack that is tried", async () => {
  for (const [pack, fill] of Object.entries({ "food-safety": food, "legal-review": review })) {
    const page = await open(`#/packs/${pack}`);
    await settled(page);
    await shoot(page, `${pack}-empty`, { fold: true });
    await fill(page);
    await shoot(page, pack, { more: pack === "food-safety" });
    await shoot(page, `${pack}-fold`, { fold: true });
    if (pack === "food-safety") {
      await page.$eval("fadu-variants wa-button", (button) => (button as HTMLElement).click());
      await page.waitForSelector(".variants-table");
      await shoot(page, "variants", { part: "fadu-variants" });
      await page.$eval("fadu-variants", (part) => part.remove());
    }
    for (const view of pack === "legal-review" ? ["ask", "checklist", "why"] : ["ask", "why"]) {
      await go(page, `#/packs/${pack}?view=${view}`, view === "ask" ? "fadu-interview" : view === "why" ? "fadu-why" : ".checklist");
      await shoot(page, `view-${view}-${pack}`);
    }
    await page.close();
  }
});

test("a pack of many benchmarks", async () => {
  const page = await open("#/packs/guangdong-ecology");
  await settled(page);
  await lookAt(page, "2025-06-30");
  await shoot(page, "guangdong-ecology-empty", { fold: true });
  await water(page);
  await shoot(page, "guangdong-ecology", { more: true });
});

test("periods among the days", async () => {
  const page = await open("#/packs/reconsideration-acceptance");
  await settled(page);
  await application(page);
  await shoot(page, "acceptance");
  await page.$eval(".ribbon-box details", (details) => { (details as HTMLDetailsElement).open = true; });
  await shoot(page, "days", { part: "fadu-deadlines" });
  await go(page, "#/packs/legal-review", "fadu-desk");
  await settled(page);
  for (const [date, day] of [["2025-10-09", "2025-09-30"], ["2026-12-28", "2026-12-24"]] as const) {
    await lookAt(page, date);
    await choose(page, "决定种类", "处罚");
    await type(page, "决定日", day);
    await shoot(page, `days-${day}`, { part: "fadu-deadlines" });
  }
});

test("cases, their rounds and two files on one", async () => {
  const page = await open("#/cases");
  await waitForText(page, "fadu-cases h2", "还没有案件");
  await shoot(page, "cases-none");
  await go(page, "#/cases/new", 'form.new-case option[value="legal-review"]');
  await shoot(page, "new-case");

  const today = await page.$eval(".as-of input", (input) => (input as HTMLInputElement).value);
  await begin(page, "某县乳品店未取得许可经营", "food-safety");
  await food(page);
  await saved(page);
  await shoot(page, "case-benchmark");
  await begin(page, "不服罚款决定申请复议", "reconsideration-acceptance");
  await application(page);
  await saved(page);
  await lookAt(page, today);
  await begin(page, "未取得许可从事食品生产", "legal-review");
  await page.type(".head-reviewer input", "林审核");
  await page.type(".head-number input", "临司审〔2025〕31号");
  await page.type(".head-party input", "某食品公司");
  await choose(page, "决定种类", "处罚");
  await choose(page, "重大决定.材料.说明", "fail");
  await choose(page, "重大决定.材料.决定稿", "pass");
  await type(page, "决定日", "2025-09-30");
  await saved(page);
  await press(page, ".close-round");
  await waitForText(page, ".sign [role=alert]", "写明");
  await shoot(page, "rounds-open", { part: "fadu-rounds" });
  await page.type("[id='fact-重大决定.材料.说明'] textarea", "补交拟作决定的说明");
  await page.keyboard.press("Tab");
  await settled(page);
  await shoot(page, "case", { more: true });
  await press(page, ".close-round");
  await waitForText(page, ".rounds", "已签发");
  await saved(page);
  await shoot(page, "case-closed");
  await page.type(".sign [name=why]", "说明已补");
  await press(page, ".reopen");
  await waitForText(page, ".rounds", "第 2 轮审核中");
  await choose(page, "重大决定.材料.说明", "pass");
  await choose(page, "重大决定.材料.决定稿", "fail");
  await shoot(page, "rounds-second", { part: "fadu-rounds" });
  await saved(page);
  await page.click('.documents [data-document="审核意见书"]');
  await page.waitForSelector("dialog[open] fadu-sheets .doc-round");
  await shoot(page, "opinion", { fold: true });
  await page.click(".paper-close");
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));

  // The colleague's file on the same case, with other answers.
  await go(page, "#/cases", ".case-table tbody tr:nth-child(3)");
  const exported = await downloaded(page, () => page.$$eval(".case-table tbody tr", (rows) =>
    (rows.find((row) => row.textContent?.includes("未取得许可从事食品生产"))?.querySelector(".end button") as HTMLElement | null)?.click()));
  const file = JSON.parse(exported.text) as { case: { title: string; draft: Record<string, unknown>; notes: Record<string, { text: string; by: string }> } };
  Object.assign(file.case.draft, { "重大决定.材料.决定稿": "pass", "重大决定.当事人.适格": "pass", 决定日: today });
  file.case.notes["重大决定.材料.决定稿"] = { ...file.case.notes["重大决定.材料.说明"], text: "代拟稿在卷宗第41页", by: "周审核" };
  await hand(page, exported.name, JSON.stringify(file));
  await page.waitForSelector(".said a");
  await shoot(page, "cases", { more: true });
  await page.click(".said a");
  await waitForText(page, "fadu-compare", "不同");
  await waitForText(page, ".compare .verdict-row", "重大");
  await shoot(page, "compare", { more: true });
});

const TABLE = [
  "案号,goods_value,activity,已取得相应许可,apl.act_date,apl.harm,apl.proposed_fine,备注",
  "某市监罚〔2025〕12号,3.2万,food_production,否,2025-03-10,ordinary,38万,x",
  "某市监罚〔2025〕13号,很多,food_production,是,2025-03-10,ordinary,,",
  "某市监罚〔2025〕14号,5万,不知道,否,2025-03-10,,,",
  "某市监罚〔2025〕15号,8000元,food_production,否,2025-05-06,ordinary,6万,",
].join("\n");

test("many cases at once", async () => {
  const page = await open("#/batch");
  await page.waitForSelector(".batch-pack option[value=food-safety]");
  await shoot(page, "batch-empty");
  await page.select(".batch-pack", "food-safety");
  await page.waitForSelector(".batch-tools input[type=file]");
  await page.$eval(".batch-tools input[type=file]", (input, inside) => {
    const files = new DataTransfer();
    files.items.add(new File([inside], "案件.csv", { type: "text/csv" }));
    (input as HTMLInputElement).files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, TABLE);
  await waitForText(page, ".said", "已评估 4 件");
  await shoot(page, "batch", { more: true });
});
