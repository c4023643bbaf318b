import { expect, test } from "vitest";
import type { FactInfo } from "fadu";
import { wordsOf } from "../i18n/index.ts";
import type { Entry } from "../state/drafts.ts";
import { answerText } from "./answer.ts";

const options = [{ name: "penalty", label: { zh: "行政处罚", en: "penalty" } }, { name: "ph", label: { zh: "pH值", en: "pH value" } }];
const read = (type: FactInfo["type"], entry: Entry | undefined, language: "zh" | "en" = "en") =>
  answerText({ type, options } as unknown as FactInfo, entry, wordsOf(language), language);

test("an answer stands alone: English begins with a capital, whatever the pack's label begins with", () => {
  expect(read("one of", "penalty")).toBe("Penalty");
  expect(read("any of", ["penalty", "ph"])).toBe("Penalty, pH value");
  expect(read("one of", "penalty", "zh")).toBe("行政处罚");
});

test("a fact without an answer is not known, a judgement that nobody made is not made yet", () => {
  expect(read("bool", undefined)).toBe("Not known");
  expect(read("judgement", undefined)).toBe("Not yet");
  expect(read("judgement", undefined, "zh")).toBe("未答");
});
