import type { Page } from "puppeteer-core";
import { choose, type } from "./desk.ts";

/** A fine over the agency's line, with one item failed and two not yet answered. */
export async function review(page: Page): Promise<void> {
  await choose(page, "当事人是单位", "true");
  await type(page, "拟罚款", "38万");
  await choose(page, "已听证", "true");
  await type(page, "材料齐全日", "2025-09-16");
  await type(page, "决定日", "2025年9月30日");
  await choose(page, "重大决定.主体.有权", "pass");
  await choose(page, "重大决定.主体.对象", "pass");
  await choose(page, "重大决定.人员.两人", "pass");
  await choose(page, "重大决定.人员.证件", "pass");
  await choose(page, "重大决定.权限.管辖", "pass");
  await choose(page, "重大决定.事实.要素", "pass");
  await choose(page, "重大决定.证据.来源", "fail");
  await choose(page, "重大决定.风险.评估", "not applicable");
}

/** A business corrected in time, and a fine proposed below its tier. */
export async function food(page: Page): Promise<void> {
  await type(page, "goods_value", "3.2万");
  await type(page, "illegal_gains", "8600");
  await type(page, "proposed_fine", "380000");
  await choose(page, "apl.harm", "minor");
  await choose(page, "apl.corrected", "true");
  await choose(page, "apl.slight", "fail");
  await choose(page, "apl.removed_harm", "false");
  await choose(page, "repeated", "false");
  await type(page, "days_operating", "30");
}
