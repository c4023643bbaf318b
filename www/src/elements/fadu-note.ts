import { nothing } from "lit";
import type { Evidence, Note } from "../state/case.ts";
import type { Desk } from "../state/desk.ts";
import { clock } from "../format/date.ts";
import { html } from "./html.ts";
import { Part } from "./part.ts";

/** A note on an answer, with the evidence that it refers to. */
export class FaduNote extends Part {
  static override properties = { ...Part.properties, desk: { attribute: false }, fact: { attribute: false }, label: { attribute: false }, note: { attribute: false }, failed: { type: Boolean }, prompt: { attribute: false }, locked: { type: Boolean }, unfolded: { state: true } };
  declare desk: Desk;
  declare fact: string;
  declare label: string;
  declare note: Note | undefined;
  /** Whether the answer is a fail: then the note says what must be done. */
  declare failed: boolean;
  /** What is asked for where the note is wanted; null for what has to be done. */
  declare prompt: string | null;
  /** The case stands closed: the note is text. */
  declare locked: boolean;
  declare unfolded: boolean;

  constructor() {
    super();
    this.prompt = null;
    this.failed = false;
    this.locked = false;
    this.unfolded = false;
  }

  protected override render() {
    const { words, note } = this;
    if (this.locked) return note ? this.#text(note) : nothing;
    const open = this.unfolded || note !== undefined || this.failed;
    if (!open) return html`<button type="button" class="link small note-open no-print" @click=${this.#unfold}>${words.notes.write}<span class="vh">${words.colon}${this.label}</span></button>`;
    const evidence = note?.evidence ?? [];
    return html`
      <div class="note-box" role="group" aria-label=${words.notes.label(this.label)}>
        <label><span class="small quiet">${this.failed ? this.prompt ?? words.notes.required : words.notes.text}</span>
          <textarea rows="2" maxlength="20000" .value=${note?.text ?? ""} @input=${(event: InputEvent) => {
            if (!event.isComposing) this.#change({ text: (event.target as HTMLTextAreaElement).value });
          }} @compositionend=${(event: Event) => this.#change({ text: (event.target as HTMLTextAreaElement).value })} @change=${this.#rest}></textarea></label>
        ${evidence.length === 0 ? nothing : html`<ul class="evidence">${evidence.map((piece, at) => html`<li class="row">
          <input type="text" class="grow" maxlength="300" aria-label=${words.notes.name} placeholder=${words.notes.name} .value=${piece.name} @change=${(event: Event) => this.#piece(at, { name: (event.target as HTMLInputElement).value })}>
          <input type="text" class="page-number" maxlength="300" aria-label=${words.notes.page} placeholder=${words.notes.page} .value=${piece.page} @change=${(event: Event) => this.#piece(at, { page: (event.target as HTMLInputElement).value })}>
          ${piece.digest === null ? nothing : html`<span class="mono small quiet" title=${piece.digest}>sha256 ${piece.digest.slice(0, 8)}…${piece.digest.slice(-4)}</span>`}
          <button type="button" class="link small" @click=${() => this.#change({ evidence: evidence.filter((_, other) => other !== at) })}>${words.notes.remove}<span class="vh">${words.colon}${piece.name}</span></button></li>`)}</ul>`}
        <div class="row small">
          <button type="button" class="link" @click=${() => this.#change({ evidence: [...evidence, { name: "", page: "", digest: null }] })}>${words.notes.add}</button>
          ${globalThis.isSecureContext ? html`<label class="link file-link"><span>${words.notes.file}</span><input class="vh" type="file" @change=${this.#file}></label>` : html`<span class="quiet">${words.notes.noDigest}</span>`}
          <label class="push row"><span class="quiet">${words.notes.by}</span><input type="text" class="by" maxlength="300" .value=${note?.by ?? ""} @change=${(event: Event) => this.#change({ by: (event.target as HTMLInputElement).value })}></label>
          ${note ? html`<span class="quiet">${words.notes.at(`${note.at.slice(0, 10)} ${clock(note.at)}`)}</span>` : nothing}
        </div>
      </div>`;
  }

  #text({ text, evidence, by, at }: Note) {
    const { words } = this;
    return html`
      <div class="note-box" role="group" aria-label=${words.notes.label(this.label)}>
        <p class="note-text">${text}</p>
        ${evidence.length === 0 ? nothing : html`<ul class="evidence">${evidence.map(({ name, page, digest }) => html`<li>${[name, page].filter(Boolean).join(" · ")}${digest === null ? nothing : html` <span class="mono small quiet" title=${digest}>sha256 ${digest.slice(0, 8)}…${digest.slice(-4)}</span>`}</li>`)}</ul>`}
        <p class="small quiet">${[by, words.notes.at(`${at.slice(0, 10)} ${clock(at)}`)].filter(Boolean).join(" · ")}</p>
      </div>`;
  }

  #unfold = async () => {
    this.unfolded = true;
    await this.updateComplete;
    this.querySelector("textarea")?.focus();
  };

  #rest = () => this.desk.cases.rest();

  #change(patch: Partial<Pick<Note, "text" | "evidence" | "by">>): void {
    const { text, evidence, by } = { text: "", evidence: [], by: "", ...this.note, ...patch };
    this.unfolded = true;
    this.desk.cases.note(this.fact, { text, evidence, by });
  }

  #piece(at: number, patch: Partial<Evidence>): void {
    this.#change({ evidence: (this.note?.evidence ?? []).map((piece, other) => (other === at ? { ...piece, ...patch } : piece)) });
  }

  /** The file is read to name it and to tell it from another; it is not kept. */
  #file = async (event: Event) => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (!file) return;
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    input.value = "";
    this.#change({ evidence: [...(this.note?.evidence ?? []), { name: file.name, page: "", digest: [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") }] });
  };
}
