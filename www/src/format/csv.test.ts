import { expect, test } from "vitest";
import { readCsv, textOfTable, writeCsv } from "./csv.ts";

test.each<[string, string, string[][]]>([
  ["commas and line ends of either kind", "a,b\r\n1,2\n3,4", [["a", "b"], ["1", "2"], ["3", "4"]]],
  ["quotes with commas, quotes and lines in them", 'a,b\n"1,5","say ""x""\ny"', [["a", "b"], ["1,5", 'say "x"\ny']]],
  ["tabs", "a\tb\n1,5\t2", [["a", "b"], ["1,5", "2"]]],
  ["semicolons", "a;b\n1,5;2", [["a", "b"], ["1,5", "2"]]],
  ["the mark of the beginning and empty lines", "\uFEFFa,b\n\n,\n1,\n", [["a", "b"], [""], ["", ""], ["1", ""]]],
  ["nothing", "", []],
])("%s are read", (_, text, rows) => expect(readCsv(text)).toEqual(rows));

test("what is written is read back, and nothing of it is a formula", () => {
  const rows = [["案件", "罚款"], ["甲,乙", '说"好"\n'], ["=1+1", "-5"], ["@x", "+8"]];
  expect(readCsv(writeCsv(rows))).toEqual([["案件", "罚款"], ["甲,乙", '说"好"\n'], ["'=1+1", "'-5"], ["'@x", "'+8"]]);
});

test("a table that Excel saved in China is read too", () => {
  expect(textOfTable(new TextEncoder().encode("案件,是").buffer as ArrayBuffer)).toBe("案件,是");
  expect(textOfTable(new Uint8Array([0xb0, 0xb8, 0xbc, 0xfe, 0x2c, 0xca, 0xc7]).buffer)).toBe("案件,是");
});
