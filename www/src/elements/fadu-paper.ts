import "../styles/paper.css";
import { nothing } from "lit";
import type { PropertyValues } from "lit";
import type { MadeDocument, Receipt } from "fadu";
import { changes, countPlaces } from "../format/diff.ts";
import { save } from "../format/save.ts";
import { asMarkdown, asText, bodyOf, stripOf } from "../state/document.ts";
import type { Body, Strip } from "../state/document.ts";
import { clean } from "../state/case.ts";
import { roundSentences } from "../state/rounds.ts";
import type { Round } from "../state/rounds.ts";
import { carryOver, editKey } from "../state/edits.ts";
import type { Edit, Edits } from "../state/edits.ts";
import type { Language } from "../i18n/index.ts";
import papersWords from "../i18n/papers.ts";
import { shortDigest } from "./fadu-packs.ts";
import { FaduSheets, code, stripLines } from "./fadu-sheets.ts";
import { html } from "./html.ts";
import { composing, Part, register } from "./part.ts";
import { stage } from "./print.ts";

register("fadu-sheets", FaduSheets);

/** What was set aside, now and before. */
const together = (...texts: (string | undefined)[]): string | undefined => {
  const kept = texts.filter((text) => text !== undefined && text !== "");
  return kept.length > 0 ? kept.join("\n") : undefined;
};

/** One document on paper: read, edited, compared with what was generated, and handed out. */
export class FaduPaper extends Part {
  static override properties = {
    ...Part.properties, made: { attribute: false }, receipt: { attribute: false }, engine: { attribute: false }, edits: { attribute: false }, keep: { attribute: false }, rest: { attribute: false }, rounds: { attribute: false },
    editing: { state: true }, compare: { state: true }, undo: { state: true }, said: { state: true },
  };
  declare made: MadeDocument;
  declare receipt: Receipt;
  declare engine: string;
  /** What people made of the documents of this case. */
  declare edits: Edits;
  declare keep: (document: string, language: Language, edit: Edit | null) => void;
  declare rest: () => void;
  /** The rounds of review that this document lists. */
  declare rounds: readonly Round[];
  declare editing: boolean;
  declare compare: boolean;
  /** The edits that were just given up, while they can be taken back. */
  declare undo: Edit | null;
  declare said: { tone: "pass" | "fail" | "todo"; text: string } | null;
  /** The text that the editor was given, and the one that was last kept from it. */
  #given = "";
  #kept = "";

  constructor() {
    super();
    this.rounds = [];
    this.editing = false;
    this.compare = false;
    this.undo = null;
    this.said = null;
  }

  override get words() {
    return papersWords[this.language];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Also when the browser's own command prints.
    window.addEventListener("beforeprint", this.#stage);
    window.addEventListener("keydown", this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("beforeprint", this.#stage);
    window.removeEventListener("keydown", this.#key);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // In another language it is another text: what is being typed belongs to the one before.
    if (changed.has("language") && changed.get("language") !== undefined) Object.assign(this, { editing: false, undo: null, said: null });
    // Taken back, or changed in another window, while it is edited here.
    const text = this.editing ? this.#body().text : this.#kept;
    if (text !== this.#kept) this.#given = this.#kept = text;
  }

  protected override updated(): void {
    const area = this.querySelector("textarea");
    if (!area) return;
    area.style.setProperty("height", "auto");
    area.style.setProperty("height", `${area.scrollHeight + 4}px`);
  }

  #key = (event: KeyboardEvent) => {
    if (composing(event) || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key === "e" && !event.shiftKey) this.#toggle();
    else if (key === "d" && event.shiftKey && !this.editing) this.compare = !this.compare;
    else return;
    event.preventDefault();
  };

  #toggle(): void {
    this.rest();
    this.#given = this.#kept = this.#body().text;
    this.editing = !this.editing;
    if (this.editing) void this.updateComplete.then(() => this.querySelector<HTMLElement>(".a4-text")?.focus());
  }

  #set(edit: Edit | null): void {
    this.keep(this.made.name, this.language, edit);
  }

  get #own(): Edit | null {
    return this.edits[editKey(this.made.name, this.language)] ?? null;
  }

  get #generated(): Body {
    return bodyOf(this.made, this.language);
  }

  /** The edits of the text as it is generated now; those of an older one wait. */
  #edit(): { now: Edit | null; waiting: Edit | null } {
    const edit = this.#own;
    if (!edit) return { now: null, waiting: null };
    return edit.base === this.#generated.text ? { now: edit, waiting: null } : { now: null, waiting: edit };
  }

  #body(): Body {
    const generated = this.#generated;
    return { ...generated, text: this.#edit().now?.text ?? generated.text, rounds: roundSentences(this.rounds, this.words, this.language) };
  }

  protected override render() {
    const { words, editing, compare } = this;
    const generated = this.#generated;
    const { now, waiting } = this.#edit();
    const body = this.#body();
    const strip = this.#strip();
    const count = strip.edited;
    return html`
      <div class="paper-desk">
        <div class="paper-main">
          <div class="row paper-tools">
            <wa-button size="s" appearance="outlined" @click=${() => this.#toggle()}>${editing ? words.papers.done : words.papers.edit}</wa-button>
            ${count > 0 && !editing ? html`
              <wa-button size="s" appearance="outlined" @click=${() => { this.compare = !compare; }}>${compare ? words.papers.plain : words.papers.compare}</wa-button>
              <wa-button size="s" appearance="outlined" @click=${() => this.#restore()}>${words.papers.restore}</wa-button>` : nothing}
            <span class="quiet small push">${count > 0 ? words.papers.edits(count) : words.papers.asMade}</span>
          </div>
          ${this.#notices(now, waiting)}
          ${editing ? this.#editor() : html`<fadu-sheets .body=${body} .generated=${generated.text} .strip=${strip} .compare=${compare} .language=${this.language}></fadu-sheets>`}
        </div>
        <aside class="paper-side" aria-label=${words.papers.side}>
          <section><h3>${words.papers.checks}</h3><ul>
            <li><fadu-tone quiet tone=${this.made.complete ? "pass" : "todo"}>${this.made.complete ? words.documents.complete : words.documents.incomplete}</fadu-tone></li>
            ${count > 0 ? html`<li><fadu-tone quiet tone="todo">${words.papers.editedNote(count)}</fadu-tone></li>` : nothing}
            ${waiting ? html`<li><fadu-tone quiet tone="todo">${words.papers.waiting}</fadu-tone></li>` : nothing}</ul>
            <p class="small quiet">${words.papers.fonts}</p></section>
          <section><h3>${words.papers.export}</h3>
            <p class="row exports">
              <wa-button size="s" variant="brand" class="docx" ?disabled=${editing} @click=${() => this.#docx()}>DOCX</wa-button>
              <wa-button size="s" appearance="outlined" class="print" ?disabled=${editing} @click=${() => window.print()}>${words.papers.print}</wa-button>
              <wa-button size="s" appearance="outlined" class="markdown" ?disabled=${editing} @click=${() => this.#save("md")}>Markdown</wa-button>
              <wa-button size="s" appearance="outlined" class="text" ?disabled=${editing} @click=${() => this.#save("txt")}>${words.papers.text}</wa-button>
            </p>
            <p role="status">${this.said ? html`<fadu-tone quiet tone=${this.said.tone}>${this.said.text}</fadu-tone>` : nothing}</p></section>
          <section><h3>${words.receipt.title}</h3>
            <div class="side-receipt">${code(strip, words.papers.code)}<dl class="small">${this.#receiptRows(strip).map(([term, value]) => html`<div><dt class="quiet">${term}</dt><dd class="mono">${value}</dd></div>`)}</dl></div>
            <p class="small quiet">${words.receipt.promise}</p>
            <p class="small quiet">${words.papers.seal}</p></section>
        </aside>
      </div>`;
  }

  /** By eye: the whole digests stand on the paper. */
  #receiptRows({ pack, asOf, engine, digests }: Strip): [string, string][] {
    const { receipt, asOf: date, papers } = this.words;
    return [[receipt.pack, pack], [receipt.digest, shortDigest(digests.pack)], [receipt.facts, shortDigest(digests.facts)], [receipt.result, shortDigest(digests.result)], [date.label, asOf], [papers.engine, engine]];
  }

  #notices(now: Edit | null, waiting: Edit | null) {
    const { words, undo } = this;
    return html`
      ${waiting ? html`<div class="note todo" role="alert"><p>${words.papers.stale}</p>
        <details class="more"><summary>${words.papers.showStale}</summary><pre class="paper" tabindex="0" role="region" aria-label=${words.papers.showStale}>${waiting.text}</pre></details>
        <p class="row"><wa-button size="s" appearance="outlined" class="carry" @click=${() => this.#carry(waiting)}>${words.papers.carry}</wa-button>
        <wa-button size="s" appearance="outlined" @click=${() => this.#drop(waiting)}>${words.papers.drop}</wa-button></p></div>` : nothing}
      ${now?.aside === undefined ? nothing : html`<div class="note todo"><p>${words.papers.aside}</p><pre class="paper" tabindex="0" role="region" aria-label=${words.papers.aside}>${now.aside}</pre>
        <p><wa-button size="s" appearance="outlined" @click=${() => this.#set({ base: now.base, text: now.text })}>${words.papers.asideDone}</wa-button></p></div>`}
      ${undo ? html`<div class="note" role="status"><p class="row"><span>${words.papers.restored}</span><button type="button" class="link" @click=${() => { this.#set(undo); this.undo = null; }}>${words.form.undo}</button></p></div>` : nothing}`;
  }

  #editor() {
    const { words } = this;
    return html`<div class="editor"><label><span class="small quiet">${words.papers.editHint}</span>
      <textarea class="a4-text" spellcheck="false" .value=${this.#given} @input=${(event: InputEvent) => { if (!event.isComposing) this.#keep(); }} @compositionend=${() => this.#keep()} @change=${() => this.rest()}></textarea></label></div>`;
  }

  /** Keeps what stands in the editor, as it is typed. An older edit that still waits goes aside, not away. */
  #keep(): void {
    const area = this.querySelector<HTMLTextAreaElement>(".a4-text");
    if (!this.editing || !area) return;
    const base = this.#generated.text;
    const { now, waiting } = this.#edit();
    const aside = now ? now.aside : waiting ? together(waiting.text, waiting.aside) : undefined;
    const text = clean(area.value).replaceAll(/\n{2,}/g, "\n").trim();
    this.#kept = text;
    this.requestUpdate();
    if (text === base && !now && !waiting) return;
    if (waiting && text === base) return;
    this.#set({ base, text, ...(aside === undefined ? {} : { aside }) });
  }

  #restore(): void {
    this.undo = this.#own;
    this.#set(null);
    this.compare = false;
  }

  #drop(waiting: Edit): void {
    this.undo = waiting;
    this.#set(null);
  }

  #carry(waiting: Edit): void {
    const base = this.#generated.text;
    const { text, lost } = carryOver(waiting, base);
    const aside = together(...lost, waiting.aside);
    this.#set({ base, text, ...(aside === undefined ? {} : { aside }) });
    // Where nothing could be taken over and nothing is left aside, the old text is what can be undone.
    this.undo = null;
  }

  /** The strip of the text as it stands now. */
  #strip(): Strip {
    const { now } = this.#edit();
    return stripOf(this.receipt, this.engine, now ? countPlaces(changes(now.base, now.text)) : 0);
  }

  #name(extension: string): string {
    return `${this.made.label[this.language].replace(/[\\/:*?"<>|]/g, "_")}.${extension}`;
  }

  #save(extension: "md" | "txt"): void {
    const { words, made, language } = this;
    const write = extension === "md" ? asMarkdown : asText;
    const foot = { engine: `${words.papers.engine}${words.colon}`, edited: words.papers.editedFoot };
    save(this.#name(extension), `${extension === "md" ? "text/markdown" : "text/plain"};charset=utf-8`, write(made, language, this.#body(), this.#strip(), foot));
    this.said = { tone: "pass", text: words.decision.saved(this.#name(extension)) };
  }

  /** The writer of DOCX is fetched when it is first asked for. */
  async #docx(): Promise<void> {
    const { words, language } = this;
    const strip = this.#strip();
    try {
      const { docx } = await import("../export/docx.ts");
      save(this.#name("docx"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", await docx({ body: this.#body(), strip, stripLines: stripLines(strip, this), language }));
      this.said = { tone: "pass", text: words.decision.saved(this.#name("docx")) };
    } catch (error) {
      this.said = { tone: "fail", text: `${words.documents.failed}${words.colon}${error instanceof Error ? error.message : String(error)}` };
    }
  }

  #stage = () => {
    const sheets = this.querySelector(".sheets");
    if (sheets) stage([sheets]);
  };
}
