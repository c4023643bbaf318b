import { nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { FactInfo, Problem } from "fadu";
import type { Desk } from "../state/desk.ts";
import { fieldOf, recordsOf } from "../state/drafts.ts";
import type { Draft } from "../state/drafts.ts";
import { FaduField } from "./fadu-field.ts";
import { html } from "./html.ts";
import { drawn, fieldId, Part, register } from "./part.ts";

register("fadu-field", FaduField);

/** A list to fill in: its records one under the other, each with the same fields. */
export class FaduRecords extends Part {
  static override properties = {
    ...Part.properties,
    desk: { attribute: false },
    info: { attribute: false },
    draft: { attribute: false },
    missing: { attribute: false },
    problems: { attribute: false },
    locked: { type: Boolean },
  };
  declare desk: Desk;
  declare info: FactInfo;
  declare draft: Draft;
  /** The facts that could still change a verdict, and what is wrong with those that were left. */
  declare missing: ReadonlySet<string>;
  declare problems: ReadonlyMap<string, readonly Problem[]>;

  /** The case stands closed. */
  declare locked: boolean;

  constructor() {
    super();
    this.locked = false;
  }

  override focus(options?: FocusOptions): void {
    this.querySelector<HTMLElement>(".records-foot button")?.focus(options);
  }

  protected override render() {
    const { info, draft, words, language, problems } = this;
    const id = fieldId(info.fact);
    const count = recordsOf(draft, info.fact);
    const wrong = problems.get(info.fact) ?? [];
    return html`
      <div class=${`field records ${count === null ? "" : "is-filled"} ${this.missing.has(info.fact) ? "is-missing" : ""} ${wrong.length > 0 ? "is-wrong" : ""}`} id=${id} role="group" aria-labelledby=${`${id}-label`}>
        <div class="field-words">
          <span class="field-label" id=${`${id}-label`}>${this.named(info.label)}</span>
          ${info.basis.length > 0 ? html`<fadu-law short .citations=${info.basis} language=${language}></fadu-law>` : nothing}
          ${this.missing.has(info.fact) ? html`<span class="vh">${words.form.matters}</span>` : nothing}
          ${info.question ? html`<p class="field-question">${info.question[language]}</p>` : nothing}
        </div>
        <ol class="record-list">${repeat(Array.from({ length: count ?? 0 }, (_, at) => at), (at) => at, (at) => this.#record(at))}</ol>
        ${wrong.length > 0 ? html`<p class="field-problem">${wrong.map(({ message }) => html`<fadu-tone tone="fail">${this.named(message)}</fadu-tone>`)}</p>` : nothing}
        <div class="records-foot row">${this.locked ? html`<span class="answer-text">${count === null ? words.form.notKnown : words.records.count(count)}</span>` : html`
          <button type="button" class="link" @click=${this.#add}>${words.records.add}<span class="vh">${words.colon}${info.label[language]}</span></button>
          ${count === null || count === 0 ? html`<label class="check none"><input type="checkbox" value="none" .checked=${count === 0} @change=${this.#none}><span>${words.records.none}</span></label>` : html`<span class="push quiet small" role="status">${words.records.count(count)}</span>`}`}
        </div>
      </div>`;
  }

  #record(at: number) {
    const { info, words, language, draft, missing, problems } = this;
    const wrong = problems.get(`${info.fact}[${at}]`) ?? [];
    return html`
      <li class="record" id=${fieldId(`${info.fact}[${at}]`)}><div role="group" aria-label=${`${info.label[language]}${words.colon}${words.records.number(at + 1)}`}>
        <div class="record-head"><span class="small">${words.records.number(at + 1)}</span>
          ${this.locked ? nothing : html`<button type="button" class="push link" @click=${() => this.#remove(at)}>${words.records.remove}<span class="vh">${words.colon}${info.label[language]} ${words.records.number(at + 1)}</span></button>`}</div>
        ${wrong.length > 0 ? html`<p class="field-problem">${wrong.map(({ message }) => html`<fadu-tone tone="fail">${this.named(message)}</fadu-tone>`)}</p>` : nothing}
        ${(info.fields ?? []).map((field) => {
          const fact = fieldOf(info.fact, at, field.fact);
          return html`<fadu-field .desk=${this.desk} .info=${{ ...field, fact }} .entry=${draft[fact]} ?locked=${this.locked} .language=${language}
            .missing=${missing.has(fact)} .problems=${problems.get(fact) ?? NONE}></fadu-field>`;
        })}
      </div></li>`;
  }

  /** The cursor goes where the next answer is wanted. */
  #add = async () => {
    const at = recordsOf(this.draft, this.info.fact) ?? 0;
    this.desk.addRecord(this.info.fact);
    this.desk.leave(this.info.fact);
    await drawn(this);
    this.querySelectorAll(".record")[at]?.querySelector<FaduField>("fadu-field")?.focus();
  };

  async #remove(at: number): Promise<void> {
    this.desk.removeRecord(this.info, at);
    await drawn(this);
    this.focus();
  }

  #none = (event: Event) => this.desk.noRecords(this.info, (event.target as HTMLInputElement).checked);
}

const NONE: readonly Problem[] = [];
