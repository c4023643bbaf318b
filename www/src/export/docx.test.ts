import { strFromU8, unzipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import { squares } from "../format/qr.ts";
import { docx } from "./docx.ts";

const strip = { pack: "p 1.0.0", profile: null, asOf: "2025-09-22", engine: "0.1.0", digests: { pack: "aa", facts: "bb", result: "cc" }, edited: 0, line: "fadu-receipt/1 p 1.0.0 aa 2025-09-22 bb cc engine 0.1.0" };
const body = { text: "审核意见书\n一、拟作出的决定\n罚款<b>38万元</b>&没收。\n（一）证据。请补充。\n余下\u0007正\uD800文\u{20BB7}。", note: "未完成：有待填的空白。" };

let parts: Record<string, Uint8Array>;
let xml: (name: string) => string;
beforeAll(async () => {
  parts = unzipSync(new Uint8Array(await docx({ body, strip, stripLines: ["规则包 p 1.0.0", "结果摘要 cc"], language: "zh" })));
  xml = (name) => strFromU8(parts[name] ?? new Uint8Array());
});

/** The paragraphs of a part: their text, and the East Asian face of each run. */
const paragraphs = (part: string) => [...part.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([paragraph]) => [...paragraph.matchAll(/<w:r>.*?<\/w:r>/gs)].map(([run]) => [/<w:t[^>]*>(.*?)<\/w:t>/s.exec(run)?.[1] ?? "", /w:eastAsia="([^"]+)"/.exec(run)?.[1] ?? ""]));

test("the text stands there as text, each part in its face", () => {
  expect(paragraphs(xml("word/document.xml"))).toEqual([
    [["审核意见书", "方正小标宋简体"]],
    [["未完成：有待填的空白。", "楷体_GB2312"]],
    [["一、拟作出的决定", "黑体"]],
    [["罚款&lt;b&gt;38万元&lt;/b&gt;&amp;没收。", "仿宋_GB2312"]],
    [["（一）证据。", "楷体_GB2312"], ["请补充。", "仿宋_GB2312"]],
    [["余下正文\u{20BB7}。", "仿宋_GB2312"]],
  ]);
});

test("page, margins and lines are those of GB/T 9704", () => {
  const document = xml("word/document.xml");
  const number = (pattern: RegExp) => Number(pattern.exec(document)?.[1]);
  const mm = (twips: number) => Math.round((twips / 1440) * 25.4);
  expect([/w:pgSz w:w="(\d+)"/, /w:pgSz[^>]*w:h="(\d+)"/].map((pattern) => mm(number(pattern)))).toEqual([210, 297]);
  expect(["top", "left", "right", "bottom"].map((side) => mm(number(new RegExp(`w:pgMar[^>]*w:${side}="(\\d+)"`))))).toEqual([37, 28, 26, 35]);
  // 3号 is 16 pt, 2号 is 22 pt; 22 lines fit into 225 mm and 23 do not.
  expect(document).toContain('<w:sz w:val="32"/>');
  expect(document).toContain('<w:sz w:val="44"/>');
  const line = number(/w:docGrid[^>]*w:linePitch="(\d+)"/);
  const height = (225 / 25.4) * 1440;
  expect([22 * line <= height, 23 * line <= height]).toEqual([true, false]);
  const width = (156 / 25.4) * 1440;
  const character = 16 * 20 + Number(/<w:spacing w:val="(-?\d+)"/.exec(document)?.[1]);
  expect([28 * character <= width, 29 * character <= width]).toEqual([true, false]);
});

test("every page has its number and the receipt with its code, odd and even pages alike", () => {
  const footers = Object.keys(parts).filter((name) => /^word\/footer\d+\.xml$/.test(name));
  expect(footers).toHaveLength(2);
  expect(xml("word/settings.xml")).toContain("evenAndOddHeaders");
  expect(footers.map((name) => /<w:jc w:val="(\w+)"/.exec(xml(name))?.[1]).sort()).toEqual(["left", "right"]);
  for (const name of footers) {
    for (const text of ["— ", "PAGE", " —", "规则包 p 1.0.0", "结果摘要 cc", "<pic:pic"]) expect(xml(name)).toContain(text);
  }
});

test("the code in the file is the receipt's, square by square", async () => {
  const image = Object.entries(parts).find(([name]) => name.endsWith(".png"))?.[1] ?? new Uint8Array();
  const view = new DataView(image.buffer, image.byteOffset);
  const size = view.getUint32(16);
  expect([size, view.getUint32(20), image[24], image[25]]).toEqual([size, size, 1, 0]);
  const { unzlibSync } = await import("fflate");
  const length = view.getUint32(33);
  const raw = unzlibSync(image.subarray(41, 41 + length));
  const rows = squares(strip.line);
  const stride = Math.ceil(size / 8) + 1;
  const scale = size / (rows.length + 8);
  const dark = (x: number, y: number) => ((raw[Math.floor((y + 4.5) * scale) * stride + 1 + (Math.floor((x + 4.5) * scale) >> 3)] ?? 0) & (0x80 >> (Math.floor((x + 4.5) * scale) & 7))) === 0;
  expect(rows.map((row, y) => row.map((_, x) => dark(x, y)))).toEqual(rows);
  expect([dark(-2, 3), dark(rows.length + 1, 3)]).toEqual([false, false]);
});
