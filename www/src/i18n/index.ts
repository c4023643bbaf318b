import en from "./en.ts";
import zh from "./zh.ts";
import type { Words } from "./zh.ts";

export type Language = "zh" | "en";
export type { Words };

const WORDS: Record<Language, Words> = { zh, en };
/** With what a screen says that is fetched when somebody first goes there: its texts come with it, in both languages. */
export const withScreen = <Own extends object>(own: Record<Language, Own>): Record<Language, Words & Own> => ({ zh: { ...zh, ...own.zh }, en: { ...en, ...own.en } });
export const wordsOf = (language: Language): Words => WORDS[language];
/** A label where it stands alone: English begins with a capital there, in a sentence it does not. What is written like pH stays so. */
export const titled = (label: { zh: string; en: string }, language: Language): string =>
  language === "zh" ? label.zh : /^[a-z][A-Z]/.test(label.en) ? label.en : label.en.charAt(0).toUpperCase() + label.en.slice(1);
/** The value of the `lang` attribute. */
export const htmlLang = (language: Language): string => (language === "zh" ? "zh-CN" : "en");
