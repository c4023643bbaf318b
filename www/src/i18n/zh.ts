import frame from "./zh/frame.ts";
import packs from "./zh/packs.ts";
import cases from "./zh/cases.ts";
import facts from "./zh/facts.ts";
import verdict from "./zh/verdict.ts";
import documents from "./zh/documents.ts";

/** What the page says, screen by screen. Chinese is written first; `en` has the same keys, checked by its types. */
const zh = { ...frame, ...packs, ...cases, ...facts, ...verdict, ...documents };

export type Words = typeof zh;
export default zh;
