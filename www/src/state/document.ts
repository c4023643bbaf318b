import type { MadeDocument, Receipt } from "fadu";
import type { Language } from "../i18n/index.ts";

/** A generated document without its foot: the first line is the title. */
export interface Body {
  /** Title and paragraphs, one a line: what a person may edit. */
  text: string;
  /** That blanks are left, where they are. */
  note: string | null;
  /** The rounds of review and who closed them, one sentence a line: no part of what is edited. */
  rounds?: readonly string[];
}

/** Takes a document apart. Its Markdown says what each block of its text is. */
export function bodyOf(made: Pick<MadeDocument, "text" | "markdown">, language: Language): Body {
  const blocks = made.text[language].trimEnd().split("\n\n");
  const marked = made.markdown[language].trimEnd().split("\n\n");
  const end = marked.lastIndexOf("---");
  const title: string[] = [];
  const paragraphs: string[] = [];
  let note: string | null = null;
  blocks.slice(0, end < 0 ? undefined : end).forEach((block, at) => {
    const mark = marked[at] ?? "";
    if (mark.startsWith("# ") && title.length === 0) title.push(block);
    else if (mark.startsWith("> **")) note = block;
    else paragraphs.push(block);
  });
  return { text: [...title, ...paragraphs].join("\n"), note };
}

/** How much of the beginning of a line is set as a heading, and in which face (GB/T 9704-2012, 7.3.3). */
export function headOf(line: string): { face: "hei" | "kai"; length: number } | null {
  const face = /^[一二三四五六七八九十百]+、/.test(line) ? "hei" : /^（[一二三四五六七八九十百]+）/.test(line) ? "kai" : null;
  if (!face) return null;
  const stop = line.indexOf("。");
  return { face, length: stop < 0 || stop === line.length - 1 ? line.length : stop + 1 };
}

/** What the strip at the foot of each page says, in this order. */
export interface Strip {
  pack: string;
  profile: string | null;
  asOf: string;
  engine: string;
  digests: { pack: string; facts: string; result: string };
  /** In how many places the text above was changed by hand: the receipt shows the result, not those words. */
  edited: number;
  /** The same in one line: what the QR code holds. */
  line: string;
}

export function stripOf(receipt: Receipt, engine: string, edited = 0): Strip {
  const hex = (digest: string) => digest.replace(/^sha256:/, "");
  const { pack } = receipt;
  const digests = { pack: hex(pack.digest), facts: hex(receipt.facts), result: hex(receipt.result) };
  const profile = pack.profile ? `${pack.profile.name} ${hex(pack.profile.digest)}` : null;
  const line = [receipt.format, pack.id, pack.version, digests.pack, ...(profile === null ? [] : ["profile", profile]), receipt.as_of, digests.facts, digests.result, "engine", engine].join(" ");
  return { pack: `${pack.id} ${pack.version}`, profile: pack.profile?.name ?? null, asOf: receipt.as_of, engine, digests, edited, line };
}

/** What the foot says beside its digests. */
export interface FootWords {
  engine: string;
  edited: (places: number) => string;
}

/** What is edited as plain text: the engine's own foot stays below it, with what the engine does not know. */
export function asText(made: MadeDocument, language: Language, { text, note, rounds = [] }: Body, strip: Strip, words: FootWords): string {
  const [title = "", ...paragraphs] = text.split("\n");
  const foot = made.text[language].trimEnd().split("\n\n").slice(-2).join("\n\n");
  return `${[title, ...(note === null ? [] : [note]), ...paragraphs, ...rounds, foot].join("\n\n")}\n${words.engine}${strip.engine}\n${strip.edited > 0 ? `${words.edited(strip.edited)}\n` : ""}${strip.line}\n`;
}

/** The same as Markdown: nothing that a person wrote becomes markup either. */
export function asMarkdown(made: MadeDocument, language: Language, { text, note, rounds = [] }: Body, strip: Strip, words: FootWords): string {
  const [title = "", ...paragraphs] = text.split("\n");
  const foot = made.markdown[language].trimEnd().split("\n\n").slice(-2).join("\n\n");
  return `${[`# ${escaped(title)}`, ...(note === null ? [] : [`> **${escaped(note)}**`]), ...paragraphs.map(paragraph), ...rounds.map(paragraph), foot].join("\n\n")}\n- ${words.engine}${escaped(strip.engine)}\n${strip.edited > 0 ? `- ${escaped(words.edited(strip.edited))}\n` : ""}- ${escaped(strip.line)}\n`;
}

/** Text as CommonMark shows it, by the rules that the engine goes by for its own. */
const escaped = (text: string): string => text.replace(/:(?=\/)|(?<=www)\.|[\\`*_[\]<>&~|!$@#]/gi, "\\$&");

/** A paragraph that begins as a list or a rule would is one all the same. */
const paragraph = (text: string): string => escaped(text).replace(/^(\d+)(?=[.)])/, "$1\\").replace(/^[-+=]/, "\\$&");
