// The pictures of the README, in www/screenshots.
import { fileURLToPath } from "node:url";
import { test } from "vitest";
import { begin, food, review, saved } from "./support/cases.ts";
import { go, studio } from "./support/shots.ts";

const { open } = studio();
const OUT = fileURLToPath(new URL("../screenshots", import.meta.url));

test("the desk and a benchmark", async () => {
  const page = await open("#/cases", "2025-10-09");
  await page.setViewport({ width: 1280, height: 760 });
  const picture = async (name: string) => {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await new Promise((resolve) => setTimeout(resolve, 300));
    await page.screenshot({ path: `${OUT}/${name}.png` });
  };
  const head = async (number: string, party: string) => {
    await page.type(".head-number input", number);
    await page.type(".head-party input", party);
    await page.keyboard.press("Tab");
    await saved(page);
  };
  await begin(page, "发布虚假广告案", "advertising");
  await head("临司审〔2025〕28号", "臻颜美容有限公司");
  await begin(page, "不服罚款决定申请行政复议", "reconsideration-acceptance");
  await head("临府复〔2025〕66号", "周××");
  await begin(page, "无证生产食品裁量", "food-safety");
  await food(page);
  await head("临市监罚〔2025〕7号", "临岚市禾味园食品有限公司");
  await page.$eval("#facts", (facts) => { facts.scrollIntoView({ block: "start" }); });
  await page.$eval("#verdict-unlicensed", (verdict) => { (verdict.closest("#verdict") ?? verdict).scrollTop = (verdict as HTMLElement).offsetTop - 8; });
  await picture("benchmark");
  await begin(page, "未取得食品生产许可从事食品生产案", "legal-review");
  await review(page);
  await head("临司审〔2025〕31号", "临岚市禾味园食品有限公司");
  await go(page, "#/cases", ".desk-days");
  await picture("cases");
});
