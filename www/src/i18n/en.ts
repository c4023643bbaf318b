import frame from "./en/frame.ts";
import packs from "./en/packs.ts";
import cases from "./en/cases.ts";
import facts from "./en/facts.ts";
import verdict from "./en/verdict.ts";
import documents from "./en/documents.ts";
import type { Words } from "./zh.ts";

const en: Words = { ...frame, ...packs, ...cases, ...facts, ...verdict, ...documents };

export default en;
