import { nothing } from "lit";
import type { Evaluation } from "fadu";
import { clean, standingOf } from "../state/case.ts";
import { closedRound } from "../state/rounds.ts";
import type { Case } from "../state/case.ts";
import type { Desk, State } from "../state/desk.ts";
import { openCase } from "../state/state.ts";
import type { OpenCase } from "../state/state.ts";
import { clock } from "../format/date.ts";
import { html } from "./html.ts";
import { composing, Part } from "./part.ts";
import { duplicate, saveCase } from "./save-case.ts";

const HEAD = ["title", "number", "party", "reviewer"] as const;

/** The head of a case: what it is called, whether it is saved, and what stands between two windows or two versions of the rules. */
export class FaduCaseHead extends Part {
  static override properties = { ...Part.properties, desk: { attribute: false }, state: { attribute: false }, comparison: { state: true } };
  declare desk: Desk;
  declare state: State;
  /** What the case would come to by the rules beside the page. */
  declare comparison: { evaluation: Evaluation } | "failed" | null;

  constructor() {
    super();
    this.comparison = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("keydown", this.#keys);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("keydown", this.#keys);
  }

  /** Within a text field the browser's own undo is what a person means. */
  #keys = (event: KeyboardEvent) => {
    if (composing(event) || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "s") {
      event.preventDefault();
      void this.desk.cases.save();
    }
    if (key !== "z" && key !== "y") return;
    const target = event.target as Element | null;
    if (target?.matches("textarea, input:not([type=radio]):not([type=checkbox])")) return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) this.desk.cases.redo();
    else this.desk.cases.undo();
  };

  protected override render() {
    const open = openCase(this.state);
    if (!open) return nothing;
    const { words, desk } = this;
    const closed = closedRound(open.case);
    return html`
      <div class="case-head no-print">
        <div class="head-fields">${HEAD.map((name) => this.#field(name, open.case))}</div>
        <div class="row push">
          <span class="small quiet" role="status">${this.#saved(open)}</span>
          <wa-button size="s" appearance="outlined" ?disabled=${open.undo === 0} @click=${() => desk.cases.undo()}>${words.cases.undo}</wa-button>
          <wa-button size="s" appearance="outlined" ?disabled=${open.redo === 0} @click=${() => desk.cases.redo()}>${words.cases.redo}</wa-button>
          <wa-button size="s" appearance="outlined" title=${words.cases.duplicateHint} @click=${() => duplicate(desk, open.case.id, words.cases.copy)}>${words.cases.duplicate}</wa-button>
          <wa-button size="s" appearance="outlined" @click=${() => saveCase(desk, open.case.id)}>${words.cases.export}</wa-button>
        </div>
      </div>
      ${closed ? html`<div class="notice" role="note"><fadu-tone tone="decided">${words.rounds.closed(open.case.rounds.length)}</fadu-tone><span>${words.rounds.closedBy(closed.by, closed.on)}</span><button type="button" class="link" @click=${() => this.#rounds()}>${words.rounds.title}</button></div>` : nothing}
      <p class="print-only">${HEAD.map((name) => open.case[name]).filter(Boolean).join(" · ")}</p>
      ${open.saving === "failed" ? html`<wa-callout variant="danger" role="alert"><wa-icon slot="icon" name="warning"></wa-icon>${words.cases.notSaved}<p class="mono">${open.failure}</p>
        <p class="row"><wa-button size="s" @click=${() => saveCase(desk, open.case.id)}>${words.cases.export}</wa-button><wa-button size="s" appearance="outlined" @click=${() => this.#again()}>${words.failed.retry}</wa-button></p></wa-callout>` : nothing}
      ${open.theirs ? html`<wa-callout variant="warning" role="alert"><wa-icon slot="icon" name="warning"></wa-icon>${words.cases.twoWindows}
        <p class="row"><wa-button size="s" @click=${() => this.#keepBoth()}>${words.cases.keepBoth}</wa-button><wa-button size="s" appearance="outlined" @click=${() => desk.cases.takeTheirs()}>${words.cases.takeTheirs}</wa-button></p></wa-callout>` : nothing}
      ${open.case.state === "open" ? nothing : html`<div class="notice" role="note"><span>${words.cases.putAway[open.case.state]}</span><button type="button" class="link" @click=${() => desk.cases.setState(open.case.id, "open")}>${words.cases.reopen}</button></div>`}
      ${open.lost ? html`<div class="notice" role="note"><span>${words.cases.rulesLost(open.case.rules ?? "")}</span></div>` : nothing}
      ${this.#rules(open)}`;
  }

  #field(name: (typeof HEAD)[number], one: Case) {
    const { head } = this.words.cases;
    return html`<label class=${`head-${name}`}><span class="small quiet">${head[name]}</span><input type="text" maxlength="200" autocomplete="off" ?readonly=${closedRound(one) !== null} .value=${one[name]}
      @input=${(event: InputEvent) => {
        if (!event.isComposing) this.desk.cases.change({ [name]: clean((event.target as HTMLInputElement).value) }, `head ${name}`);
      }}
      @compositionend=${(event: Event) => this.desk.cases.change({ [name]: clean((event.target as HTMLInputElement).value) }, `head ${name}`)}
      @change=${() => this.desk.cases.rest()}></label>`;
  }

  #saved({ saving, case: one }: OpenCase): string {
    const { words, state } = this;
    if (saving === "failed") return words.cases.saving.failed;
    if (saving === "pending") return words.cases.saving.pending;
    return state.lasting ? words.cases.saving.saved(clock(one.changed)) : words.cases.saving.memory;
  }

  /** Newer rules beside the page: the case stays with its own until somebody decides otherwise. */
  #rules(open: OpenCase) {
    const { words, language, comparison, state } = this;
    const { newer } = open;
    if (newer === null) return nothing;
    if (newer === "none") return html`<div class="notice" role="note"><span>${words.cases.packGone}</span></div>`;
    const before = open.case.standing?.lines ?? [];
    const after = comparison === null || comparison === "failed" ? null : standingOf(comparison.evaluation, 0, 0).lines;
    const names = after && [...new Set([...before, ...after].map(({ name }) => name))];
    const changed = names?.flatMap((name) => {
      const [was, is] = [before.find((line) => line.name === name), after?.find((line) => line.name === name)];
      return was?.text.zh === is?.text.zh ? [] : [{ label: (is ?? was)?.label[language] ?? name, was, is }];
    });
    return html`
      <section class="sheet edge clock rules-differ" aria-label=${words.cases.newer.title}>
        <div class="pad">
          <h2>${words.cases.newer.title}</h2>
          <p>${words.cases.newer.body(open.case.standing?.version ?? "", newer.version)}</p>
          ${comparison === "failed" ? html`<p><fadu-tone tone="fail">${words.failed.evaluate}</fadu-tone></p>` : nothing}
          ${changed ? html`<p role="status">${changed.length === 0 ? words.cases.newer.same : words.cases.newer.differs(changed.length)}</p>
            ${changed.length === 0 ? nothing : html`<table class="rows"><thead><tr><td></td><th scope="col">${words.cases.newer.now}</th><th scope="col">${words.cases.newer.then}</th></tr></thead>
              <tbody>${changed.map(({ label, was, is }) => html`<tr><th scope="row">${label}</th><td>${was ? html`<fadu-tone tone=${was.tone}>${was.text[language]}</fadu-tone>` : "—"}</td><td>${is ? html`<fadu-tone tone=${is.tone}>${is.text[language]}</fadu-tone>` : "—"}</td></tr>`)}</tbody></table>`}` : nothing}
          <p class="row"><wa-button size="s" ?disabled=${state.pending} @click=${() => this.#compare()}>${words.cases.newer.compare}</wa-button>
            ${closedRound(open.case) ? nothing : html`<wa-button size="s" appearance="outlined" @click=${() => this.#move()}>${words.cases.newer.move}</wa-button>`}</p>
        </div>
      </section>`;
  }

  async #compare(): Promise<void> {
    const evaluation = await this.desk.underNewRules().catch(() => null);
    this.comparison = evaluation ? { evaluation } : "failed";
  }

  #move(): void {
    this.comparison = null;
    this.desk.cases.move();
  }

  #rounds(): void {
    const rounds = document.getElementById("rounds");
    rounds?.scrollIntoView({ block: "start" });
    rounds?.focus({ preventScroll: true });
  }

  #again(): void {
    void this.desk.cases.save();
  }

  async #keepBoth(): Promise<void> {
    await this.desk.cases.keepBoth(this.words.cases.copy);
  }
}
