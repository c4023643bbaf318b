// The presentational elements, written by hand. They use native controls and the `--fadu-*`
// custom properties, and no library. Importing registers nothing: call `defineElements()`.
import type { Citation, Proof } from "../index.js";

/** The tones a conclusion or an answer can have; each has its own shape and edge. */
export type Tone = "pass" | "fail" | "na" | "todo" | "judge" | "decided" | "late" | "clock" | "may";

/** `<fadu-tone tone="fail">不通过</fadu-tone>`: icon and colour for the words in it. */
export declare class FaduTone extends HTMLElement {}

/** `<fadu-law language="zh">`: where the law says so. */
export declare class FaduLaw extends HTMLElement {
  get citations(): readonly Citation[];
  set citations(value: readonly Citation[]);
}

/** `<fadu-meter>`: how far a checklist is, one cell per item; hidden from screen readers. */
export declare class FaduMeter extends HTMLElement {
  set cells(tones: readonly Tone[]);
}

/** `<fadu-amount><input></fadu-amount>`: says below a text input what amount was understood. */
export declare class FaduAmount extends HTMLElement {
  /** The amount as a plain decimal of yuan; null where the text is none. */
  get value(): string | null;
  /** Says again what is understood, after the input was changed from outside. */
  update(): void;
}

/**
 * `<fadu-proof language="zh">`: why, collapsed to the path that decided. Fires `fadu-fact`
 * (detail: the fact's name) when a fact in it is chosen.
 */
export declare class FaduProof extends HTMLElement {
  get because(): readonly Proof[];
  set because(value: readonly Proof[]);
}

/** A bound as in an evaluation: a decimal string, and whether the number itself belongs. */
export interface Bound {
  value: string;
  included: boolean;
}
export interface Span {
  lower: Bound | null;
  upper: Bound | null;
}

/** What a scale shows; the words come from the page, in its language. */
export interface ScaleModel {
  /** What the law allows. */
  statute: Span | null;
  /** What the tier leaves of it. */
  band: Span | null;
  /** Whether the band is settled; false draws the hull of what is possible. */
  settled: boolean;
  proposal: { value: string; tone: "pass" | "fail" | "todo" } | null;
  words: {
    statute: string;
    band: string;
    proposal: string;
    below: string;
    above: string;
    gap: string;
    unit: string;
    from: string;
    to: string;
    open: string;
  };
  /** All of it in words. */
  sentence: string;
}

/** `<fadu-scale>`: the law's range, the tier's band and a proposed amount on one axis. */
export declare class FaduScale extends HTMLElement {
  get model(): ScaleModel | null;
  set model(value: ScaleModel | null);
}

/** Registers all elements. */
export declare function defineElements(): void;

/** Reads an amount of yuan as people write it (`38万`, `￥380,000.50`, `叁拾捌万元整`); null where it is none. */
export declare function parseAmount(text: string): string | null;
/** Writes an amount in capital numerals (大写). */
export declare function capitals(value: string): string | null;
/** Groups the digits of a plain decimal by thousands. */
export declare function grouped(value: string): string;
/** Writes yuan in 万 or 亿 where that is shorter. */
export declare function inTenThousands(value: string): { value: string; unit: "万" | "亿" } | null;
/** Replaces what a Chinese keyboard types for ASCII digits and signs, and drops blanks. */
export declare function halfWidth(text: string): string;
/** Compares two decimal strings exactly; null where one is no number. */
export declare function compare(left: string, right: string): -1 | 0 | 1 | null;
/** The distance between two decimal strings; null where it has no finite decimal form. */
export declare function distance(left: string, right: string): string | null;
