import { test } from "vitest";
import { start } from "./support/browsers.ts";
import { openPage, settled } from "./support/desk.ts";
import { food, review } from "./support/cases.ts";
import { serve } from "./support/server.ts";
// FILL=review PACK=legal-review CROPS='sel@top' ...
test("crop", async () => {
  const server = await serve(process.env["FADU_DIST"] ?? "dist");
  const b = await start("chromium");
  const w = Number(process.env["W"] ?? 1440);
  const { page } = await openPage(b, `${server.origin}/index.html#/packs/${process.env["PACK"]}${process.env["LANG_Q"] ?? ""}`, { width: w, height: Number(process.env["H"] ?? 1000) });
  await settled(page);
  const t = Date.now();
  if (process.env["FILL"] === "review") await review(page);
  if (process.env["FILL"] === "food") await food(page);
  console.log("filled", Date.now() - t);
  if (process.env["SCRIPT"]) await page.evaluate(process.env["SCRIPT"]);
  await new Promise((r) => setTimeout(r, 300));
  await page.screenshot({ path: `/tmp/w/${process.env["OUT"]}.png` });
  await b.close(); await server.close();
});
