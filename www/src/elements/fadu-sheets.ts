import { nothing, svg } from "lit";
import type { Change } from "../format/diff.ts";
import { changes } from "../format/diff.ts";
import { path, squares } from "../format/qr.ts";
import { whole } from "../format/whole.ts";
import papersWords from "../i18n/papers.ts";
import type { PapersWords } from "../i18n/papers.ts";
import { headOf } from "../state/document.ts";
import type { Body, Strip } from "../state/document.ts";
import { html } from "./html.ts";
import { Part } from "./part.ts";

const LINES = 22;

/** The code of a receipt, drawn as shapes: it prints as sharply as the letters do. */
export function code(strip: Strip, label: string) {
  const rows = squares(strip.line);
  const size = rows.length + 8;
  return html`<svg class="code" viewBox="-4 -4 ${size} ${size}" role="img" aria-label=${label}>${svg`<rect x="-4" y="-4" width=${size} height=${size} fill="#fff"></rect><path d=${path(rows)} fill="#000"></path>`}</svg>`;
}

/**
 * A document as the A4 pages it prints to. Every page shows the same flow of lines through its
 * own window, a page further down: all lines are of one height, so no line is ever cut.
 */
export class FaduSheets extends Part {
  static override properties = { ...Part.properties, body: { attribute: false }, generated: { attribute: false }, strip: { attribute: false }, compare: { type: Boolean }, pages: { state: true } };
  declare body: Body;
  /** The text as it was generated: what differs from it is marked on screen. */
  declare generated: string;
  declare strip: Strip;
  /** Whether what was taken out shows too. */
  declare compare: boolean;
  declare pages: number;

  constructor() {
    super();
    this.compare = false;
    this.pages = 1;
  }

  override get words() {
    return papersWords[this.language];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("resize", this.#fit);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("resize", this.#fit);
  }

  protected override updated(): void {
    this.#fit();
    const flow = this.querySelector<HTMLElement>(".flow");
    const line = this.querySelector<HTMLElement>(".ruler");
    if (!flow || !line || line.offsetHeight === 0) return;
    const lines = Math.round(flow.getBoundingClientRect().height / line.getBoundingClientRect().height);
    this.pages = Math.max(1, Math.ceil(lines / LINES));
    // By the object model: the page's policy lets no markup bring styles.
    this.querySelectorAll<HTMLElement>(".flow").forEach((copy, at) => copy.style.setProperty("--page", String(at)));
  }

  /** Where the paper is wider than its place, it is shown smaller. */
  #fit = () => {
    const width = this.getBoundingClientRect().width;
    const paper = (210 / 25.4) * 96;
    if (width > 0) this.style.setProperty("--zoom", String(Math.min(1, Math.floor((width / paper) * 1000) / 1000)));
  };

  protected override render() {
    const { words, pages } = this;
    return html`<div class="sheets">
      ${Array.from({ length: pages }, (_, at) => html`
        <div class="a4 ${at % 2 === 0 ? "odd" : "even"}">
          <div class="window" aria-hidden=${at === 0 ? nothing : "true"}><div class="flow">${this.#flow()}</div>${at === 0 ? html`<div class="ruler" aria-hidden="true"></div>` : nothing}</div>
          <div class="foot-strip">
            <span class="page-number">— ${at + 1} —</span>
            <div class="receipt-strip" aria-hidden=${at === 0 ? nothing : "true"}>${code(this.strip, words.papers.code)}<div>${stripLines(this.strip, this).map((line) => html`<p>${line}</p>`)}</div></div>
          </div>
        </div>`)}
    </div>`;
  }

  #flow() {
    const { body } = this;
    const [title, ...rest] = this.#lines();
    return html`<h2 class="doc-title">${title?.map((change) => this.#change(change))}</h2>
      ${body.note === null ? nothing : html`<p class="doc-note">${body.note}</p>`}
      ${rest.map((line) => this.#line(line))}
      ${(body.rounds ?? []).map((line) => html`<p class="doc-round">${line}</p>`)}`;
  }

  /** The lines of the text, each as the stretches that are as generated and those that are not. */
  #lines(): Change[][] {
    const { body, generated, compare } = this;
    const told: Change[] = generated === body.text ? [{ kind: "same", text: body.text }] : changes(generated, body.text);
    const lines: Change[][] = [[]];
    for (const { kind, text } of told) {
      if (kind === "removed") {
        if (compare) lines.at(-1)?.push({ kind, text: text.replaceAll("\n", "¶") });
        continue;
      }
      text.split("\n").forEach((part, at) => {
        if (at > 0) lines.push([]);
        if (part !== "") lines.at(-1)?.push({ kind, text: part });
      });
    }
    return lines;
  }

  #line(line: readonly Change[]) {
    const plain = line.filter(({ kind }) => kind !== "removed").map(({ text }) => text).join("");
    const head = headOf(plain);
    if (!head) return html`<p>${line.map((change) => this.#change(change))}</p>`;
    const before: Change[] = [];
    const after: Change[] = [];
    let left = head.length;
    for (const change of line) {
      const size = change.kind === "removed" ? 0 : change.text.length;
      if (left > 0 && size <= left) before.push(change);
      else if (left > 0) {
        before.push({ ...change, text: change.text.slice(0, left) });
        after.push({ ...change, text: change.text.slice(left) });
      } else after.push(change);
      left = Math.max(0, left - size);
    }
    return html`<p><span class=${head.face}>${before.map((change) => this.#change(change))}</span>${after.map((change) => this.#change(change))}</p>`;
  }

  #change({ kind, text }: Change) {
    const { words } = this;
    if (kind === "added") return html`<ins class="edit" title=${words.papers.edited}>${text}</ins>`;
    if (kind === "removed") return html`<del class="edit">${text}</del>`;
    return whole(text);
  }
}

/** What the strip says, line by line. */
export function stripLines(strip: Strip, { words }: { words: PapersWords }): string[] {
  const { papers, receipt, asOf, profile } = words;
  return [
    `${receipt.pack} ${strip.pack}  ${strip.profile === null ? "" : `${profile.label} ${strip.profile}  `}${asOf.label} ${strip.asOf}  ${papers.engine} ${strip.engine}`,
    `${receipt.digest} ${strip.digests.pack}`,
    `${receipt.facts} ${strip.digests.facts}`,
    `${receipt.result} ${strip.digests.result}`,
    papers.check,
    ...(strip.edited > 0 ? [papers.editedFoot(strip.edited)] : []),
  ];
}
