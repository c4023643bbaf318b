import { nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { sinceBackup } from "../state/backed-up.ts";
import type { Case } from "../state/case.ts";
import { dueOn, matches } from "../state/case.ts";
import { BadFile, MAX_BYTES } from "../state/case-file.ts";
import type { Desk, State } from "../state/desk.ts";
import { closedRound } from "../state/rounds.ts";
import { sample, SAMPLE_PACK } from "../state/sample.ts";
import type { Words } from "../i18n/index.ts";
import { html } from "./html.ts";
import { deskDays } from "./ribbon.ts";
import { duplicate, saveCase } from "./save-case.ts";
import { Part } from "./part.ts";
import { save } from "../format/save.ts";

/** What a filter shows; those of the first row leave out what is put away. */
const FILTERS: Readonly<Record<"open" | "late" | "soon" | "judge" | "fail" | "signed" | "archived" | "deleted", (one: Case, today: string) => boolean>> = {
  open: (one) => one.state === "open",
  late: (one, today) => dueOn(one, today).urgency === "late",
  soon: (one, today) => dueOn(one, today).urgency === "soon",
  judge: (one) => one.state === "open" && (one.standing?.lines.some(({ tone }) => tone === "judge") ?? false),
  fail: (one) => one.state === "open" && (one.standing?.lines.some(({ tone }) => tone === "fail") ?? false),
  signed: (one) => one.state === "open" && closedRound(one) !== null,
  archived: (one) => one.state === "archived",
  deleted: (one) => one.state === "deleted",
};
type Filter = keyof typeof FILTERS;

/** The case desk: what is open, what is late, and what comes next. */
export class FaduCases extends Part {
  static override properties = {
    ...Part.properties,
    desk: { attribute: false },
    state: { attribute: false },
    filter: { state: true },
    search: { state: true },
    said: { state: true },
    dropping: { state: true },
    doomed: { state: true },
    day: { state: true },
  };
  declare desk: Desk;
  declare state: State;
  declare filter: Filter;
  declare search: string;
  /** What came of the last import or backup, in either language. */
  declare said: { text: (words: Words) => string; wrong: boolean; compare?: { id: string; other: string } } | null;
  /** The day that cases are due on, where one was chosen. */
  declare day: string | null;
  declare dropping: boolean;
  /** The case that is about to be deleted for good. */
  declare doomed: Case | null;

  constructor() {
    super();
    this.filter = "open";
    this.search = "";
    this.said = null;
    this.dropping = false;
    this.doomed = null;
    this.day = null;
  }

  protected override render() {
    const { words, state } = this;
    const { cases } = state;
    return html`
      <div class=${`page ${this.dropping ? "is-dropping" : ""}`} @dragover=${this.#over} @dragleave=${() => { this.dropping = false; }} @drop=${this.#drop}>
        <div class="case-line">
          <h1 tabindex="-1">${words.cases.title}</h1>
          ${cases === null ? nothing : html`<span class="quiet">${words.cases.open(cases.filter(({ state: now }) => now === "open").length)}</span>`}
          ${cases?.length && state.lasting ? this.#backedUp(sinceBackup(cases, state.backedUp, Date.now())) : nothing}
          <span class="push row">
            <label class="file-button"><span>${words.cases.import}</span><input class="vh" type="file" accept=".json,application/json" @change=${this.#chosen}></label>
            <wa-button size="s" appearance="outlined" ?disabled=${!cases?.length} @click=${this.#backup}>${words.cases.backup}</wa-button>
            <a class="primary-link" href=${this.desk.href({ place: "new case", pack: null })}>${words.cases.new}</a>
          </span>
        </div>
        ${state.lasting ? nothing : html`<wa-callout variant="warning" role="alert"><wa-icon slot="icon" name="warning"></wa-icon>${words.cases.notKept}</wa-callout>`}
        <p role="status" class=${this.said ? "said" : "vh"}>${this.said ? html`<fadu-tone tone=${this.said.wrong ? "fail" : "pass"}>${this.said.text(words)}</fadu-tone>${this.said.compare ? html` <a href=${this.desk.href({ place: "compare", ...this.said.compare })}>${words.cases.beside}</a>` : nothing}` : nothing}</p>
        ${cases === null ? html`<p class="quiet" role="status">${words.cases.loading}</p>` : cases.length === 0 ? this.#empty() : this.#list(cases)}
        ${this.#deletion()}
      </div>`;
  }

  /** What is in no backup: the browser may be told to forget everything. */
  #backedUp({ last, changed, late }: ReturnType<typeof sinceBackup>) {
    const { cases, comma } = this.words;
    const text = last === null ? cases.neverBackedUp : `${cases.lastBackup(last.slice(0, 10))}${changed > 0 ? `${comma}${cases.changedSince(changed)}` : ""}`;
    return late ? html`<fadu-tone tone="todo" class="backed-up">${text}</fadu-tone>` : html`<span class="quiet backed-up">${text}</span>`;
  }

  #empty() {
    const { words, desk } = this;
    return html`
      <section class="sheet pad empty">
        <h2>${words.cases.none}</h2>
        <p>${words.cases.noneBody}</p>
        <p class="row"><a class="primary-link" href=${desk.href({ place: "new case", pack: null })}>${words.cases.new}</a><a href=${desk.href({ place: "packs" })}>${words.cases.look}</a></p>
        ${this.state.engine.status === "ready" && this.state.packs?.some(({ id, card }) => id === SAMPLE_PACK && card) ? html`
          <p class="sample"><wa-button size="s" appearance="outlined" @click=${this.#sample}>${words.cases.sample.open}</wa-button><span class="small quiet">${words.cases.sample.lead}</span></p>` : nothing}
      </section>`;
  }

  #sample = async () => {
    const { words, desk } = this;
    try {
      const id = await desk.cases.begin(SAMPLE_PACK, sample(await desk.factsOf(SAMPLE_PACK), words, this.state.today));
      location.hash = desk.href({ place: "case", id }, { view: "checklist" });
    } catch (error) {
      this.said = { text: (now) => `${now.failed.open}${now.colon}${error instanceof Error ? error.message : String(error)}`, wrong: true };
    }
  };

  #list(cases: readonly Case[]) {
    const { words, filter, search, day } = this;
    const shown = cases.filter((one) => FILTERS[filter](one, this.state.today) && (day === null || one.standing?.due?.due.slice(0, 10) === day) && matches(one, this.#title(one.pack), search));
    const count = (name: Filter) => cases.filter((one) => FILTERS[name](one, this.state.today)).length;
    const names = (Object.keys(FILTERS) as Filter[]).filter((name) => name === "open" || name === filter || count(name) > 0);
    return html`
      <section class="sheet desk" aria-label=${words.cases.title}>
        ${deskDays(cases, this.state.today, day, (chosen) => Object.assign(this, { day: chosen, filter: "open" }), this)}
        <div class="desk-tools">
          <label class="search"><span class="vh">${words.cases.search}</span><input type="search" placeholder=${words.cases.search} .value=${search} @input=${(event: Event) => { this.search = (event.target as HTMLInputElement).value; }}></label>
          <div class="filters" role="group" aria-label=${words.cases.filter}>
            ${names.map((name) => html`<button type="button" class="chip" aria-pressed=${name === filter ? "true" : "false"} @click=${() => { this.filter = name; }}>${words.cases.filters[name]} ${count(name)}</button>`)}
          </div>
        </div>
        ${shown.length === 0
          ? html`<p class="pad">${words.cases.nothing(words.cases.filters[filter], search)} <button type="button" class="link" @click=${() => Object.assign(this, { filter: "open", search: "", day: null })}>${words.cases.clearFilter}</button></p>`
          : html`<table class="case-table">
              <thead><tr><th scope="col">${words.cases.columns.title}</th><th scope="col">${words.cases.columns.party}</th><th scope="col">${words.cases.columns.verdict}</th><th scope="col">${words.cases.columns.filled}</th><th scope="col">${words.cases.columns.due}</th><td></td></tr></thead>
              <tbody>${repeat(shown, ({ id }) => id, (one) => this.#row(one))}</tbody>
            </table>`}
      </section>`;
  }

  #title(pack: string): string {
    return this.state.packs?.find(({ id }) => id === pack)?.card?.title[this.language] ?? pack;
  }

  #row(one: Case) {
    const { words, desk, language } = this;
    const { standing } = one;
    const title = one.title || words.cases.untitled;
    const [first, ...rest] = standing?.lines ?? [];
    const { urgency: urgent, left } = dueOn(one, this.state.today);
    const said = [
      standing?.due?.due.slice(0, 10) === this.state.today ? words.deadline.state.due : left !== null ? words.deadline.left(String(left)) : "",
      urgent === "late" ? words.deadline.state.overdue : "",
    ].filter(Boolean);
    return html`
      <tr class=${urgent ? `is-${urgent}` : ""}>
        <th scope="row"><a href=${desk.href({ place: "case", id: one.id })}>${title}</a><span class="small quiet block-line">${one.number ? html`<span class="part">${one.number} ·</span> ` : nothing}${one.rounds.length > 0 ? html`${closedRound(one) ? words.rounds.closed(one.rounds.length) : words.rounds.open(one.rounds.length + 1)} · ` : nothing}<span class="part">${this.#title(one.pack)}${standing ? html` <span class="mono">${standing.version}</span>` : nothing}</span></span></th>
        <td class="party" data-label=${words.cases.columns.party}>${one.party}</td>
        <td data-label=${words.cases.columns.verdict}>${first ? html`<fadu-tone tone=${first.tone}>${first.text[language]}</fadu-tone><span class="small quiet block-line">${this.named(first.label)}${rest.length > 0 ? `${words.comma}${words.verdict.others(rest.length)}` : ""}</span>` : html`<span class="quiet">${words.cases.notBegun}</span>`}</td>
        <td data-label=${words.cases.columns.filled}>${standing ? html`${standing.filled}/${standing.facts}${standing.missing > 0 ? html`<span class="small quiet block-line">${words.cases.missing(standing.missing)}</span>` : nothing}` : nothing}</td>
        <td data-label=${words.cases.columns.due}>${standing?.due ? html`<fadu-tone tone=${urgent === "late" ? "late" : "clock"}>${standing.due.due}</fadu-tone><span class="small quiet block-line">${this.named(standing.due.label)}${said.map((text) => html`\u00A0· <span class="part">${text}</span>`)}</span>` : nothing}</td>
        <td class="end">${this.#actions(one, title)}</td>
      </tr>`;
  }

  #actions(one: Case, title: string) {
    const { words, desk } = this;
    const action = (text: string, act: () => unknown) => html`<button type="button" class="link small" @click=${act}>${text}<span class="vh">${words.colon}${title}</span></button>`;
    const back = action(words.cases.reopen, () => desk.cases.setState(one.id, "open"));
    return html`<span class="row">
      ${action(words.cases.export, () => saveCase(this.desk, one.id))}
      ${one.state === "deleted" ? nothing : action(words.cases.duplicate, () => duplicate(desk, one.id, words.cases.copy))}
      ${one.state === "open" ? action(words.cases.archive, () => desk.cases.setState(one.id, "archived")) : back}
      ${one.state === "deleted" ? action(words.cases.deleteForGood, () => { this.doomed = one; }) : action(words.cases.delete, () => desk.cases.setState(one.id, "deleted"))}
    </span>`;
  }

  #deletion() {
    const { words, doomed } = this;
    return html`
      <wa-dialog label=${words.cases.deleteForGood} ?open=${doomed !== null} @wa-after-hide=${() => { this.doomed = null; }}>
        <p>${words.cases.deleteBody(doomed?.title || words.cases.untitled)}</p>
        <wa-button slot="footer" appearance="outlined" @click=${() => { this.doomed = null; }}>${words.cases.keep}</wa-button>
        <wa-button slot="footer" variant="danger" @click=${() => {
          if (doomed) void this.desk.cases.remove(doomed.id);
          this.doomed = null;
        }}>${words.cases.deleteForGood}</wa-button>
      </wa-dialog>`;
  }

  #backup = async () => {
    const file = await this.desk.cases.backup();
    save(`fadu-backup-${file.made.slice(0, 10)}.json`, "application/json", `${JSON.stringify(file)}\n`);
    this.desk.cases.backedUp(file);
    this.said = { text: (words) => words.cases.backedUp(file.cases.length), wrong: false };
  };

  #over = (event: DragEvent) => {
    event.preventDefault();
    this.dropping = true;
  };

  #drop = (event: DragEvent) => {
    event.preventDefault();
    this.dropping = false;
    void this.#take([...(event.dataTransfer?.files ?? [])]);
  };

  #chosen = (event: Event) => {
    const input = event.target as HTMLInputElement;
    void this.#take([...(input.files ?? [])]).then(() => { input.value = ""; });
  };

  async #take(files: readonly File[]): Promise<void> {
    const { words } = this;
    for (const file of files) {
      try {
        if (file.size > MAX_BYTES) throw new BadFile("too large");
        const { added, same, id, beside } = await this.desk.cases.take(await file.text(), words.cases.copy);
        this.said = { text: (now) => now.cases.imported(added, same), wrong: false, ...(id !== null && beside !== null ? { compare: { id: beside, other: id } } : {}) };
      } catch (error) {
        const why = (now: Words) => error instanceof BadFile ? now.cases.badFile[error.reason] : error instanceof Error ? error.message : String(error);
        const place = (now: Words) => error instanceof BadFile && error.place ? `${now.colon}${error.place.slice(0, 120)}` : "";
        this.said = { text: (now) => `${now.cases.notImported(file.name.slice(0, 80))}${why(now)}${place(now)}`, wrong: true };
        return;
      }
    }
  }
}
