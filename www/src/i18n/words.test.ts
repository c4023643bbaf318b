import { expect, test } from "vitest";
import allEn from "./en.ts";
import { titled } from "./index.ts";
import allZh from "./zh.ts";

/** What is said everywhere, and what each screen that is fetched says beside it. */
const fetched = Object.values(import.meta.glob<Record<"zh" | "en", object>>(["./*.ts", "!./{zh,en,index}.ts", "!./*.test.ts"], { eager: true, import: "default" }));
const zh: object = Object.assign({}, allZh, ...fetched.map((screen) => screen.zh));
const en: object = Object.assign({}, allEn, ...fetched.map((screen) => screen.en));

/** Every text with its key; functions are asked with plain arguments. */
function texts(words: object, prefix = ""): [key: string, text: string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const name = `${prefix}${key}`;
    if (typeof value === "string") return [[name, value]];
    if (typeof value === "function") return [[name, String((value as (...given: unknown[]) => string)("2", "3"))]];
    return texts(value as object, `${name}.`);
  });
}

test("a label that stands alone begins with a capital, but pH stays pH", () => {
  expect(titled({ zh: "违法所得", en: "illegal gains" }, "en")).toBe("Illegal gains");
  expect(titled({ zh: "pH值", en: "pH" }, "en")).toBe("pH");
  expect(titled({ zh: "pH值", en: "pH" }, "zh")).toBe("pH值");
});

test("both languages say the same things", () => {
  expect(texts(en).map(([key]) => key)).toEqual(texts(zh).map(([key]) => key));
  for (const [key, text] of [...texts(zh), ...texts(en)]) expect(text, key).not.toBe("");
});

test("no screen says what another says under the same key, and each is in both languages", () => {
  const parts = Object.keys(import.meta.glob("./*/*.ts"));
  const screens = (language: string) => parts.filter((path) => path.startsWith(`./${language}/`)).map((path) => path.slice(5));
  expect(screens("en")).toEqual(screens("zh"));
  const keys = Object.values(import.meta.glob<{ default: object }>("./zh/*.ts", { eager: true })).flatMap((part) => Object.keys(part.default));
  expect(keys.toSorted()).toEqual(Object.keys(zh).toSorted());
});

test("each language is punctuated as its own", () => {
  for (const [key, text] of texts(zh)) expect(text, key).not.toMatch(/[\u4e00-\u9fff][,;:?!]|[“”]/);
  for (const [key, text] of texts(en)) expect(text, key).not.toMatch(/[，。；：？！（）「」、]/);
});
