import { nothing } from "lit";
import type { TemplateResult } from "lit";
import type { FactInfo, Finding, Problem } from "fadu";
import { grouped, parseAmount } from "../../../pkg/elements/index.js";
import type { FaduAmount } from "../../../pkg/elements/index.js";
import { dayOf } from "../format/calendar.ts";
import { parseDate, parseMoment, weekday } from "../format/date.ts";
import type { Tone } from "../../../pkg/elements/tone.js";
import type { Case } from "../state/case.ts";
import type { Desk } from "../state/desk.ts";
import type { Entry } from "../state/drafts.ts";
import { answerText } from "./answer.ts";
import { FaduNote } from "./fadu-note.ts";
import { html } from "./html.ts";
import { composing, fieldId, Part, register } from "./part.ts";
import { FINDING } from "./tone.ts";

register("fadu-note", FaduNote);

/** The answers to a judgement, by the digit that gives them. */
const ANSWERS = ["pass", "fail", "not applicable", "cannot tell"] as const satisfies readonly Finding[];
/** Other judgements are no marks: something holds or it does not. */
const HOLDS = ["pass", "fail", "cannot tell"] as const satisfies readonly Finding[];
const HOLDS_TONE: Partial<Record<Finding, Tone>> = { pass: "decided", fail: "na", "cannot tell": "judge" };
/** More options than this go into a list that opens. */
const RADIOS = 6;

/** One fact to fill in: its words, its basis, a native control, and what is wrong with it. */
export class FaduField extends Part {
  static override properties = {
    ...Part.properties,
    desk: { attribute: false },
    info: { attribute: false },
    entry: { attribute: false },
    problems: { attribute: false },
    missing: { type: Boolean },
    notes: { attribute: false },
    locked: { type: Boolean },
  };
  declare desk: Desk;
  declare info: FactInfo;
  declare entry: Entry | undefined;
  /** Shown once the field was left. */
  declare problems: readonly Problem[];
  /** Whether the answer could still change a verdict. */
  declare missing: boolean;
  /** The notes of the case; null where nothing is kept. */
  declare notes: Case["notes"] | null;
  /** The case stands closed: the answer is text. */
  declare locked: boolean;

  constructor() {
    super();
    this.notes = null;
    this.problems = [];
    this.missing = false;
    this.locked = false;
  }

  /** Puts the cursor into the control. */
  override focus(options?: FocusOptions): void {
    const checked = this.querySelector<HTMLElement>("input:checked:not(.vh)");
    if (this.locked) this.querySelector<HTMLElement>(".answer-text")?.focus(options);
    else (checked ?? this.querySelector<HTMLElement>("input:not(.vh), select, textarea"))?.focus(options);
  }

  get #id(): string {
    return fieldId(this.info.fact);
  }

  get #text(): string {
    return typeof this.entry === "string" ? this.entry : "";
  }

  #describedBy(hint: string | null) {
    const { question } = this.info;
    const ids = [question ? `${this.#id}-question` : "", hint ? `${this.#id}-hint` : "", this.problems.length > 0 ? `${this.#id}-problem` : ""].filter(Boolean);
    return ids.length > 0 ? ids.join(" ") : nothing;
  }

  protected override render() {
    const { info, language, words, problems } = this;
    const group = this.locked || info.type === "bool" || info.type === "judgement" || info.type === "any of" || (info.type === "one of" && info.options.length <= RADIOS);
    const { question } = info;
    const label = html`${this.named(info.label)}`;
    return html`
      <div class=${`field ${this.entry === undefined ? "" : "is-filled"} ${this.missing ? "is-missing" : ""} ${problems.length > 0 ? "is-wrong" : ""}`} id=${this.#id}>
        <div class="field-words">
          ${group ? html`<span class="field-label" id=${`${this.#id}-label`}>${label}</span>` : html`<label class="field-label" for=${`${this.#id}-control`}>${label}</label>`}
          ${info.basis.length > 0 ? html`<fadu-law short .citations=${info.basis} language=${language}></fadu-law>` : nothing}
          ${this.missing ? html`<span class="vh">${words.form.matters}</span>` : nothing}
          ${question ? html`<p class="field-question" id=${`${this.#id}-question`}>${question[language]}</p>` : nothing}
        </div>
        <div class="field-control">
          ${this.locked ? html`<span class="answer-text" tabindex="-1">${answerText(info, this.entry, words, language)}</span>` : this.#control()}
          ${problems.length > 0 ? html`<p class="field-problem" id=${`${this.#id}-problem`}>${problems.map(({ message }) => html`<fadu-tone tone="fail">${this.named(message)}</fadu-tone>`)}</p>` : nothing}
          ${info.has_default && this.entry === undefined ? html`<p class="hint">${words.form.default}</p>` : nothing}
        </div>
        ${info.type === "judgement" && this.notes ? html`<fadu-note .desk=${this.desk} .fact=${info.fact} .label=${info.label[language]} .note=${this.notes[info.fact]} ?locked=${this.locked} ?failed=${Boolean(info.checklist) && this.entry === "fail"} .language=${language}></fadu-note>` : nothing}
      </div>`;
  }

  #control(): TemplateResult {
    const { info, words, language } = this;
    switch (info.type) {
      case "bool":
        return this.#radios([
          { value: "true", label: html`${words.form.yes}` },
          { value: "false", label: html`${words.form.no}` },
          { value: "", label: html`${words.form.notKnown}` },
        ], typeof this.entry === "boolean" ? String(this.entry) : "", (value) => (value === "" ? null : value === "true"));
      case "judgement":
        return this.#judgement();
      case "one of": {
        const options = info.options.map(({ name, label }) => ({ value: name, label: html`${this.named(label)}` }));
        if (options.length <= RADIOS) return this.#radios([...options, { value: "", label: html`${words.form.notKnown}` }], this.#text, (value) => value || null);
        return html`
          <select id=${`${this.#id}-control`} aria-describedby=${this.#describedBy(null)} @change=${(event: Event) => this.#fill((event.target as HTMLSelectElement).value)}>
            <option value="" ?selected=${this.#text === ""}>${words.form.choose}</option>
            ${options.map(({ value, label }) => html`<option value=${value} ?selected=${this.#text === value}>${label}</option>`)}
          </select>`;
      }
      case "any of":
        return this.#checkboxes();
      case "date":
        return this.#date();
      case "moment":
        return this.#moment();
      case "money":
        return html`<fadu-amount language=${language}>${this.#input("decimal", words.form.amountHint, language === "zh" ? "元" : "yuan")}</fadu-amount>`;
      case "percent":
        return this.#input("decimal", words.form.percentHint, "%");
      case "integer":
        return this.#input("numeric", this.#range(), this.#unit());
      case "number":
        return this.#input("decimal", this.#range(), this.#unit());
      default:
        return this.#input("text", info.format ? this.named(info.format.hint) : null, this.#unit());
    }
  }

  #unit(): string {
    return this.info.unit?.[this.language] ?? "";
  }

  #range(): string | null {
    return this.info.range ? this.named(this.info.range.text) : null;
  }

  #input(mode: "decimal" | "numeric" | "text", hint: string | null, unit: string, after: TemplateResult | typeof nothing = nothing): TemplateResult {
    const shown = hint !== null && this.#text === "";
    return html`<span class="box ${mode === "text" ? "wide" : ""}"><input id=${`${this.#id}-control`} type="text" inputmode=${mode} autocomplete="off" spellcheck="false"
        .value=${this.#text}
        aria-invalid=${this.problems.length > 0 ? "true" : nothing}
        aria-describedby=${this.#describedBy(shown ? hint : null)}
        @input=${this.#typed} @compositionend=${this.#typed} @change=${this.#left}
      >${unit ? html`<span class="unit">${unit}</span>` : nothing}</span>${after}${shown ? html`<span class="hint" id=${`${this.#id}-hint`}>${hint}</span>` : nothing}`;
  }

  /** Text that an input method is still composing is nobody's answer yet. */
  #typed = (event: Event) => {
    if (event instanceof InputEvent && event.isComposing) return;
    this.#fill((event.target as HTMLInputElement).value);
  };

  /** On leaving, an amount is grouped and a date written in full; never under the cursor. */
  #left = (event: Event) => {
    const text = (event.target as HTMLInputElement).value;
    const amount = this.info.type === "money" ? parseAmount(text) : null;
    const date = this.info.type === "date" ? parseDate(text) : null;
    const moment = this.info.type === "moment" ? parseMoment(text) : null;
    this.#fill(amount === null ? date ?? moment ?? text : grouped(amount));
    this.desk.leave(this.info.fact);
  };

  #fill(text: string): void {
    this.desk.fill(this.info.fact, text.trim() === "" ? null : text);
  }

  protected override updated(): void {
    this.querySelector<FaduAmount>("fadu-amount")?.update();
  }

  #radios(options: readonly { value: string; label: TemplateResult }[], chosen: string, read: (value: string) => Entry | null): TemplateResult {
    return html`
      <div class="segments" role="radiogroup" aria-labelledby=${`${this.#id}-label`} aria-describedby=${this.#describedBy(null)}>
        ${options.map(({ value, label }) => html`
          <label class=${value === "" ? "segment none" : "segment"}><input type="radio" name=${this.#id} value=${value} .checked=${chosen === value}
            @change=${() => this.#choose(read(value))}><span>${label}</span></label>`)}
      </div>`;
  }

  #choose(entry: Entry | null): void {
    this.desk.fill(this.info.fact, entry);
    this.desk.leave(this.info.fact);
  }

  get #answers(): readonly Finding[] {
    return this.info.checklist ? ANSWERS : HOLDS;
  }

  #judgement(): TemplateResult {
    const { words, info } = this;
    const chosen = this.#text;
    const options = this.#answers.map((answer) => ({
      answer,
      tone: (info.checklist ? FINDING[answer] : HOLDS_TONE[answer]) ?? FINDING[answer],
      text: info.checklist ? words.answers[answer] : words.holds[answer],
    }));
    return html`
      <div class="judgement" @keydown=${this.#digit}>
        <div class="segments answers" role="radiogroup" aria-labelledby=${`${this.#id}-label`} aria-describedby=${this.#describedBy(null)}>
          ${options.map(({ answer, tone, text }) => html`
            <label class="segment" data-tone=${tone}><input type="radio" name=${this.#id} value=${answer} .checked=${chosen === answer}
              @change=${() => this.#choose(answer)}><fadu-tone tone=${tone}>${text}</fadu-tone></label>`)}
        </div>
        ${chosen === ""
          ? html`<span class="not-yet">${words.answers["not yet"]}</span>`
          : html`<button type="button" class="link not-yet" aria-label=${`${words.form.clear}${words.colon}${this.info.label[this.language]}`} @click=${this.#clear}>${words.form.clear}</button>`}
      </div>`;
  }

  #clear = () => {
    this.#choose(null);
    this.querySelector<HTMLElement>("input")?.focus();
  };

  /** `1 2 3 4` answer in the order shown, `0` takes the answer back. */
  #digit = (event: KeyboardEvent) => {
    if (composing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    const digit = event.key.length === 1 ? "01234".indexOf(event.key) : -1;
    if (digit < 0 || digit > this.#answers.length) return;
    event.preventDefault();
    const answer = this.#answers[digit - 1] ?? null;
    this.#choose(answer);
    this.querySelector<HTMLElement>(answer === null ? "input" : `input[value="${answer}"]`)?.focus();
  };

  #checkboxes(): TemplateResult {
    const { info, words } = this;
    const chosen = Array.isArray(this.entry) ? (this.entry as readonly string[]) : null;
    const toggle = (name: string, on: boolean) => {
      const names = info.options.map((option) => option.name).filter((other) => (other === name ? on : chosen?.includes(other)));
      this.#choose(names.length > 0 ? names : null);
    };
    // Nothing ticked means nothing known; that there is nothing is an answer of its own.
    return html`
      <div class="checks" role="group" aria-labelledby=${`${this.#id}-label`} aria-describedby=${this.#describedBy(null)}>
        ${info.options.map(({ name, label }) => html`
          <label class="check"><input type="checkbox" value=${name} .checked=${chosen?.includes(name) ?? false}
            @change=${(event: Event) => toggle(name, (event.target as HTMLInputElement).checked)}><span>${this.named(label)}</span></label>`)}
        <label class="check none"><input type="checkbox" value="none" .checked=${chosen?.length === 0}
          @change=${(event: Event) => this.#choose((event.target as HTMLInputElement).checked ? [] : null)}><span>${words.form.none}</span></label>
      </div>`;
  }

  #date(): TemplateResult {
    const { words } = this;
    const date = parseDate(this.#text);
    return html`
      <span class="date">
        ${this.#input("text", words.form.dateHint, "", html`
          <button type="button" class="icon-button" aria-label=${`${words.form.pickDate}${words.colon}${this.info.label[this.language]}`} title=${words.form.pickDate} @click=${this.#pick}><wa-icon name="calendar"></wa-icon></button>
          <input class="vh picker" type="date" tabindex="-1" aria-hidden="true" .value=${date ?? ""} @change=${this.#picked}>`)}
        ${date === null ? nothing : this.#dayEcho(date)}
      </span>`;
  }

  /** As a date, with the time of day; seconds are nobody's business here. */
  #moment(): TemplateResult {
    const { words } = this;
    const moment = parseMoment(this.#text);
    return html`
      <span class="date">
        ${this.#input("text", words.form.momentHint, "", html`
          <button type="button" class="icon-button" aria-label=${`${words.form.pickMoment}${words.colon}${this.info.label[this.language]}`} title=${words.form.pickMoment} @click=${this.#pick}><wa-icon name="calendar"></wa-icon></button>
          <input class="vh picker" type="datetime-local" step="60" tabindex="-1" aria-hidden="true" .value=${moment ?? ""} @change=${this.#picked}>`)}
        ${moment === null ? nothing : this.#dayEcho(moment.slice(0, 10))}
      </span>`;
  }

  /** The day of the week, and what there is to know of it where it is no plain working day. */
  #dayEcho(date: string): TemplateResult {
    const { words } = this;
    const { kind, name } = dayOf(date);
    const off = kind === "weekend" ? words.form.dayOff : kind === "makeup" ? words.ribbon.makeupFor : kind === "holiday" ? words.form.holiday : null;
    return html`<span class="fadu-echo"><span>${words.weekdays[weekday(date)]}${off === null ? nothing : html`${words.comma}${off}`}</span>${name === null ? nothing : html`<span lang="zh-CN">${name}</span>`}</span>`;
  }

  #pick = () => {
    this.querySelector<HTMLInputElement>(".picker")?.showPicker();
  };

  #picked = (event: Event) => {
    this.#fill((event.target as HTMLInputElement).value);
    this.desk.leave(this.info.fact);
  };
}
