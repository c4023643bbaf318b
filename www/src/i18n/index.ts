import en from "./en.ts";
import zh from "./zh.ts";
import type { Words } from "./zh.ts";

export type Language = "zh" | "en";
export type { Words };

const WORDS: Record<Language, Words> = { zh, en };
export const wordsOf = (language: Language): Words => WORDS[language];
/** The value of the `lang` attribute. */
export const htmlLang = (language: Language): string => (language === "zh" ? "zh-CN" : "en");
