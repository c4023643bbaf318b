import { AlignmentType, BorderStyle, Document, DocumentGridType, Footer, ImageRun, LineRuleType, PageNumber, Packer, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlignTable, WidthType, convertMillimetersToTwip } from "docx";
import type { IFontAttributesProperties } from "docx";
import { png, squares } from "../format/qr.ts";
import { headOf } from "../state/document.ts";
import type { Body, Strip } from "../state/document.ts";

/** A document to be written, and what its strip says, one line each. */
export interface ToWrite {
  body: Body;
  strip: Strip;
  stripLines: readonly string[];
  language: "zh" | "en";
}

// GB/T 9704-2012: A4, 37 mm above, 28 mm on the left, and a block of 156 by 225 mm, so that
// 26 mm are left on the right and 35 mm below. 22 lines of 28 characters.
const MM = convertMillimetersToTwip;
const MARGIN = { top: MM(37), left: MM(28), right: MM(26), bottom: MM(35), footer: MM(7) };
/** A little less than 225 mm / 22, or the last line would not fit. In twentieths of a point. */
const LINE = 578;
/** 3号 (16 pt) with 28 characters in 156 mm: each stands a quarter of a point closer. */
const SIZE = 32;
const TIGHTER = -5;

const face = (eastAsia: string): IFontAttributesProperties => ({ ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia, cs: "Times New Roman" });
/** Named by their official names, whatever this computer has: the reader's computer has them, or says what it takes instead. */
const FACES = { song: face("仿宋_GB2312"), hei: face("黑体"), kai: face("楷体_GB2312"), title: face("方正小标宋简体"), plain: face("宋体") } as const;

const run = (text: string, font: IFontAttributesProperties, more: object = {}) => new TextRun({ text, font, size: SIZE, characterSpacing: TIGHTER, ...more });
const spacing = { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 };

/** XML has no place for control characters: with a single one, pasted unseen, no word processor opens the file. */
const writable = (text: string): string => text.replace(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, "");

/** Writes the document as the bytes of a DOCX file. */
export async function docx({ body, strip, stripLines, language }: ToWrite): Promise<ArrayBuffer> {
  const [title = "", ...paragraphs] = writable(body.text).split("\n");
  const children = [
    new Paragraph({ alignment: AlignmentType.CENTER, spacing: { ...spacing, after: LINE }, children: [new TextRun({ text: title, font: FACES.title, size: 44 })] }),
    ...(body.note === null ? [] : [new Paragraph({ spacing, indent: { firstLineChars: 200, firstLine: 640 }, children: [run(body.note, FACES.kai)] })]),
    ...[...paragraphs, ...(body.rounds ?? []).map(writable)].map((line) => paragraph(line, language)),
  ];
  const image = png(squares(strip.line));
  const footer = (even: boolean) => new Footer({ children: [pageNumber(even), stripTable(stripLines, image)] });
  const file = new Document({
    creator: "法度 Fadu",
    title,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: FACES.song, size: SIZE, language: { eastAsia: "zh-CN" } } } } },
    sections: [{
      properties: { page: { size: { width: MM(210), height: MM(297) }, margin: MARGIN }, grid: { type: DocumentGridType.LINES, linePitch: LINE } },
      footers: { default: footer(false), even: footer(true) },
      children,
    }],
  });
  return Packer.toArrayBuffer(file);
}

function paragraph(line: string, language: "zh" | "en"): Paragraph {
  const head = headOf(line);
  const length = head?.length ?? 0;
  const runs = [...(head ? [run(line.slice(0, length), FACES[head.face])] : []), ...(length < line.length ? [run(line.slice(length), FACES.song)] : [])];
  // Two characters in, as Chinese documents are; justified, so that both edges of the block stand.
  return new Paragraph({ alignment: language === "zh" ? AlignmentType.JUSTIFIED : AlignmentType.LEFT, spacing, indent: { firstLineChars: 200, firstLine: 640 }, children: runs });
}

/** — 1 —, 4号, one character in from the right on odd pages and from the left on even ones. */
function pageNumber(even: boolean): Paragraph {
  return new Paragraph({
    alignment: even ? AlignmentType.LEFT : AlignmentType.RIGHT,
    indent: even ? { left: 280 } : { right: 280 },
    spacing: { after: 60 },
    children: [new TextRun({ children: ["— ", PageNumber.CURRENT, " —"], font: FACES.plain, size: 28 })],
  });
}

function stripTable(lines: readonly string[], image: Uint8Array): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: "auto" };
  const borders = { top: { style: BorderStyle.SINGLE, size: 4, color: "808080" }, bottom: none, left: none, right: none };
  const cell = (width: number, children: Paragraph[]) => new TableCell({ borders, width: { size: width, type: WidthType.DXA }, margins: { top: 30, bottom: 0, left: 0, right: 80 }, verticalAlign: VerticalAlignTable.CENTER, children });
  const small = (text: string) => new Paragraph({ spacing: { line: 160, lineRule: LineRuleType.EXACT }, children: [new TextRun({ text, font: FACES.plain, size: 12 })] });
  return new Table({
    width: { size: MM(156), type: WidthType.DXA },
    columnWidths: [MM(21), MM(135)],
    layout: TableLayoutType.FIXED,
    rows: [new TableRow({
      children: [
        cell(MM(21), [new Paragraph({ children: [new ImageRun({ type: "png", data: image, transformation: { width: 74, height: 74 }, altText: { name: "receipt", title: "receipt", description: lines.join("; ") } })] })]),
        cell(MM(135), lines.map(small)),
      ],
    })],
  });
}
