import { nothing } from "lit";
import type { PropertyValues } from "lit";
import type { FactInfo } from "fadu";
import { readCsv, textOfTable, writeCsv } from "../format/csv.ts";
import { save } from "../format/save.ts";
import { readBatch } from "../state/batch.ts";
import type { Batch, Expected, Judged } from "../state/batch.ts";
import { MAX_BYTES } from "../state/case-file.ts";
import type { Desk, State } from "../state/desk.ts";
import { standingOf } from "../state/case.ts";
import type { Standing } from "../state/case.ts";
import batchWords from "../i18n/batch.ts";
import type { BatchWords } from "../i18n/batch.ts";
import { html } from "./html.ts";
import { Part } from "./part.ts";

/** So many rows are shown at first, and with each step. */
const PAGE = 100;

/** So many options are named where none was understood. */
const MOST_OPTIONS = 12;

const FILTERS = ["all", "open", "fail", "late", "wrong"] as const;
type Filter = (typeof FILTERS)[number];

/** A judged row in the words of the desk. */
interface Line {
  judged: Judged;
  standing: Standing | null;
}

const failure = (error: unknown) => (words: BatchWords): string => `${words.failed.evaluate}${words.colon}${error instanceof Error ? error.message : String(error)}`;

/** Many cases of one pack at once: a table goes in, and what each row comes to comes out. Nothing of it is kept. */
export class FaduBatch extends Part {
  static override properties = {
    ...Part.properties, desk: { attribute: false }, state: { attribute: false }, facts: { state: true }, batch: { state: true }, lines: { state: true },
    running: { state: true }, said: { state: true }, filter: { state: true }, shown: { state: true },
  };
  declare desk: Desk;
  declare state: State;
  declare facts: readonly FactInfo[] | null;
  declare batch: { name: string; table: Batch } | null;
  declare lines: readonly Line[];
  declare running: boolean;
  /** What came of the table, in either language. */
  declare said: { text: (words: BatchWords) => string; wrong: boolean } | null;
  declare filter: Filter;
  declare shown: number;
  #pack: string | null = null;
  #stop = false;

  constructor() {
    super();
    Object.assign(this, { facts: null, batch: null, lines: [], running: false, said: null, filter: "all", shown: PAGE });
  }

  override get words() {
    return batchWords[this.language];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop = true;
  }

  protected override willUpdate(_: PropertyValues<this>): void {
    const { route, engine } = this.state;
    const pack = route.place === "batch" ? route.pack : null;
    if (pack === this.#pack || engine.status !== "ready") return;
    this.#pack = pack;
    this.#stop = true;
    Object.assign(this, { facts: null, batch: null, lines: [], said: null, filter: "all", shown: PAGE });
    if (pack !== null) void this.desk.factsOf(pack).then((facts) => { if (this.#pack === pack) this.facts = facts; }, (error: unknown) => { this.said = { text: failure(error), wrong: true }; });
  }

  protected override render() {
    const { words, language, state, facts, batch, running, lines, said } = this;
    const pack = state.route.place === "batch" ? state.route.pack : null;
    const choices = (state.packs ?? []).filter(({ card }) => card !== null);
    return html`
      <div class="page">
        <h1 tabindex="-1">${words.titles.batch}</h1>
        <p class="lead">${words.batch.lead}</p>
        <div class="row batch-tools">
          <label class="batch-choice"><span>${words.cases.head.pack}</span>
            <select class="batch-pack" @change=${(event: Event) => { location.hash = this.desk.href({ place: "batch", pack: (event.target as HTMLSelectElement).value || null }); }}>
              <option value="" ?selected=${pack === null}>${words.form.choose}</option>
              ${choices.map(({ id, card }) => html`<option value=${id} ?selected=${id === pack}>${card?.title[language]}</option>`)}
            </select></label>
          ${facts === null ? pack === null ? nothing : html`<span class="quiet" role="status">${words.loading.pack}</span>` : html`
            <label class="file-button"><span>${words.batch.choose}</span><input class="vh" type="file" accept=".csv,.tsv,.txt,text/csv" ?disabled=${running} @change=${this.#chosen}></label>
            <wa-button size="s" appearance="outlined" class="template" @click=${this.#template}>${words.batch.template}</wa-button>`}
          ${running ? html`<wa-button size="s" appearance="outlined" class="stop" @click=${() => { this.#stop = true; }}>${words.batch.stop}</wa-button>` : nothing}
        </div>
        <p role="status" class=${said ? "said" : "vh"}>${said ? html`<fadu-tone tone=${said.wrong ? "fail" : "pass"}>${said.text(words)}</fadu-tone>` : nothing}</p>
        ${facts?.some(({ type }) => type === "list of") ? html`<div class="note batch-lists">${facts.filter(({ type }) => type === "list of").map(({ label }) => html`<p>${words.batch.lists(this.named(label))}</p>`)}</div>` : nothing}
        ${batch ? this.#columns(batch.table) : nothing}
        ${batch ? this.#table(lines) : nothing}
      </div>`;
  }

  /** What the columns were taken for: what was not understood is said before anything is believed. */
  #columns({ columns, left }: Batch) {
    const { words } = this;
    const known = columns.flatMap((column) => column.kind === "fact" || column.kind === "list" ? [this.named(column.info.label)] : column.kind === "field" ? [this.#inList(column.list, column.info)] : []);
    const unknown = columns.filter(({ kind }) => kind === "unknown");
    return html`
      <section class="sheet pad batch-columns" aria-label=${words.batch.columns}>
        <p>${words.batch.known(known.length)}${words.colon}${known.join(words.comma)}</p>
        ${unknown.length > 0 ? html`<p><fadu-tone tone="todo">${words.batch.unknown(unknown.length)}</fadu-tone> ${unknown.map(({ head }) => head.slice(0, 60)).join(words.comma)}</p>` : nothing}
        <p class="small quiet">${words.batch.numbered}</p>
        ${left > 0 ? html`<p><fadu-tone tone="todo">${words.batch.left(left)}</fadu-tone></p>` : nothing}
      </section>`;
  }

  #of(filter: Filter, lines: readonly Line[]): Line[] {
    return lines.filter(({ judged: { row, evaluation }, standing }) => {
      switch (filter) {
        case "all":
          return true;
        case "open":
          return (standing?.missing ?? 0) > 0;
        case "fail":
          return standing?.lines.some(({ tone }) => tone === "fail") ?? false;
        case "late":
          return standing?.due?.state === "overdue";
        case "wrong":
          return evaluation === null || row.wrong.length + evaluation.problems.length > 0;
      }
    });
  }

  #table(lines: readonly Line[]) {
    const { words, filter, shown } = this;
    const rows = this.#of(filter, lines);
    return html`
      <section class="sheet desk" aria-label=${words.batch.results}>
        <div class="desk-tools"><div class="filters" role="group" aria-label=${words.cases.filter}>
          ${FILTERS.map((name) => html`<button type="button" class="chip" aria-pressed=${name === filter ? "true" : "false"} @click=${() => Object.assign(this, { filter: name, shown: PAGE })}>${words.batch.filters[name]} ${this.#of(name, lines).length}</button>`)}</div>
          <wa-button class="push export" size="s" appearance="outlined" ?disabled=${lines.length === 0 || this.running} @click=${this.#export}>${words.batch.export}</wa-button></div>
        <table class="case-table batch-table">
          <thead><tr><th scope="col">${words.batch.row}</th><th scope="col">${words.cases.columns.verdict}</th><th scope="col">${words.cases.columns.due}</th><th scope="col">${words.batch.wrong}</th><td></td></tr></thead>
          <tbody>${rows.slice(0, shown).map((line) => this.#line(line))}</tbody>
        </table>
        ${rows.length > shown ? html`<p class="pad"><button type="button" class="link" @click=${() => { this.shown += PAGE; }}>${words.batch.more(rows.length - shown)}</button></p>` : nothing}
      </section>`;
  }

  /** A field of a list as its column is headed. */
  #inList(list: FactInfo, field: FactInfo): string {
    return `${this.named(list.label)} · ${this.named(field.label)}`;
  }

  /** The cells that were not understood, by the page or by the engine: where, what stands there, and what should. */
  #wrong(row: Judged["row"], evaluation: Judged["evaluation"]): string[] {
    const { words, language } = this;
    const cell = ({ line, head, text }: { line: number; head: string; text: string }) => words.batch.cell(line, head.slice(0, 60), text.slice(0, 60));
    return [
      ...row.wrong.map((wrong) => `${cell(wrong)}${this.#expected(wrong.expected)}`),
      ...(evaluation?.problems ?? []).map(({ fact, message }) => {
        const read = row.read[fact];
        const info = this.facts?.find((one) => one.fact === fact);
        return `${read ? cell(read) : fact === "" ? "" : `${info ? this.named(info.label) : fact}${words.colon}`}${message[language]}`;
      }),
    ];
  }

  #expected(expected: Expected): string {
    const { words } = this;
    const { entry, oneOf, anyOf, noEntries, same, other } = words.batch.expected;
    switch (expected.what) {
      case "date":
        return entry.date;
      case "none":
        return entry.none;
      case "no entries":
        return noEntries;
      case "same":
        return same(expected.line, expected.text.slice(0, 60));
      case "entry": {
        const { type, options, checklist } = expected.info;
        if (type === "bool") return entry.bool;
        if (type === "judgement") {
          const { pass, fail, "not applicable": none, "cannot tell": open } = checklist ? words.answers : words.holds;
          return oneOf([pass, fail, ...(checklist ? [none] : []), open].join(words.comma));
        }
        const names = [...options.slice(0, MOST_OPTIONS).map(({ label }) => this.named(label)), ...(options.length > MOST_OPTIONS ? ["…"] : [])].join(words.semicolon);
        return type === "one of" ? oneOf(names) : type === "any of" ? anyOf(names) : other;
      }
    }
  }

  #line({ judged: { row, evaluation }, standing }: Line) {
    const { words, language } = this;
    const name = row.name || words.batch.line(row.line);
    const wrong = this.#wrong(row, evaluation);
    return html`<tr><th scope="row">${name}<span class="small quiet block-line">${words.batch.line(row.line)}${row.asOf === null ? "" : `${words.comma}${row.asOf}`}</span></th>
      <td data-label=${words.cases.columns.verdict}>${standing ? standing.lines.slice(0, 3).map(({ label, tone, text }) => html`<span class="block-line"><fadu-tone tone=${tone}>${text[language]}</fadu-tone> <span class="small quiet">${label[language]}</span></span>`) : html`<fadu-tone tone="fail">${words.failed.evaluate}</fadu-tone>`}${standing && standing.missing > 0 ? html`<span class="small quiet block-line">${words.cases.missing(standing.missing)}</span>` : nothing}</td>
      <td data-label=${words.cases.columns.due}>${standing?.due ? html`<fadu-tone tone=${standing.due.state === "overdue" ? "late" : "clock"}>${standing.due.due}</fadu-tone><span class="small quiet block-line">${standing.due.label[language]}</span>` : nothing}</td>
      <td data-label=${words.batch.wrong}>${wrong.map((text) => html`<span class="small block-line">${text}</span>`)}</td>
      <td class="end"><button type="button" class="link small" @click=${() => this.#begin(row)}>${words.batch.begin}<span class="vh">${words.colon}${name}</span></button></td></tr>`;
  }

  #chosen = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) void this.#run(file).then(() => { input.value = ""; });
  };

  async #run(file: File): Promise<void> {
    const { facts } = this;
    const pack = this.#pack;
    if (facts === null || pack === null) return;
    if (file.size > MAX_BYTES) {
      this.said = { text: (words) => words.cases.badFile["too large"], wrong: true };
      return;
    }
    const table = readBatch(readCsv(textOfTable(await file.arrayBuffer())), facts);
    if (table.rows.length === 0 || !table.columns.some(({ kind }) => kind === "fact")) {
      this.said = { text: (words) => words.batch.none(file.name.slice(0, 80)), wrong: true };
      return;
    }
    Object.assign(this, { batch: { name: file.name.replace(/\.\w+$/, ""), table }, lines: [], filter: "all", shown: PAGE, running: true, said: null });
    this.#stop = false;
    const done: Line[] = [];
    const progress = (count: number) => ({ text: (words: BatchWords) => words.batch.progress(count, table.rows.length), wrong: false });
    try {
      await this.desk.judge(pack, table.rows, (judged) => {
        const { evaluation, row } = judged;
        done.push({ judged, standing: evaluation && standingOf(evaluation, facts.filter(({ fact }) => row.draft[fact] !== undefined).length, facts.length) });
        // Now and then the page shows how far it is.
        if (done.length % 20 === 0 || done.length === table.rows.length) Object.assign(this, { lines: [...done], said: progress(done.length) });
        return !this.#stop;
      });
      Object.assign(this, { lines: done, said: { text: (words: BatchWords) => done.length < table.rows.length ? words.batch.stopped(done.length, table.rows.length) : words.batch.done(done.length), wrong: false } });
    } catch (error) {
      Object.assign(this, { lines: done, said: { text: failure(error), wrong: true } });
    }
    this.running = false;
  }

  #begin = async (row: Judged["row"]) => {
    const pack = this.#pack;
    if (pack === null) return;
    const id = await this.desk.cases.begin(pack, { title: row.name, draft: row.draft });
    location.hash = this.desk.href({ place: "case", id });
  };

  /** An empty table with a column for each fact; where there are lists, two rows show how a case has two entries. */
  #template = () => {
    const { facts, words } = this;
    const heads = (facts ?? []).flatMap((info) => [this.named(info.label), ...(info.fields ?? []).map((field) => this.#inList(info, field))]);
    const rows = facts?.some(({ type }) => type === "list of") ? [1, 2].map(() => [words.batch.sample, "", ...heads.map(() => "")]) : [];
    save(`${this.#pack}.csv`, "text/csv;charset=utf-8", writeCsv([[words.batch.row, words.asOf.label, ...heads], ...rows]));
  };

  #export = () => {
    const { words, language, lines, batch } = this;
    const verdicts = new Map(lines.flatMap(({ standing }) => standing?.lines.map(({ name, label }) => [name, label[language]] as const) ?? []));
    const head = [words.batch.row, words.asOf.label, ...verdicts.values(), words.cases.columns.due, words.batch.missing, words.batch.wrong, words.receipt.facts, words.receipt.result];
    const body = lines.map(({ judged: { row, evaluation }, standing }) => [
      row.name || words.batch.line(row.line), evaluation?.as_of ?? "",
      ...[...verdicts.keys()].map((name) => standing?.lines.find((line) => line.name === name)?.text[language] ?? ""),
      standing?.due ? `${standing.due.due} ${standing.due.label[language]}` : "",
      (evaluation?.missing ?? []).map(({ label }) => label[language]).join(words.semicolon),
      this.#wrong(row, evaluation).join(words.semicolon),
      evaluation?.receipt.facts ?? "", evaluation?.receipt.result ?? "",
    ]);
    save(`${batch?.name ?? "batch"}-${words.batch.results}.csv`, "text/csv;charset=utf-8", writeCsv([head, ...body]));
  };
}
