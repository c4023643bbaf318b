import { nothing } from "lit";
import type { PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Answers, Evaluation } from "fadu";
import compareWords from "../i18n/compare.ts";
import type { Case, Note } from "../state/case.ts";
import { bothNotes, differences } from "../state/compare.ts";
import type { Difference } from "../state/compare.ts";
import type { Desk, State } from "../state/desk.ts";
import { closedRound, keptFacts } from "../state/rounds.ts";
import { evaluationOf, openCase, packOf } from "../state/state.ts";
import { answerText } from "./answer.ts";
import { html } from "./html.ts";
import { Part } from "./part.ts";
import { headline, leading } from "./tone.ts";

/** Two files on one case, side by side: every answer and note that differs, and what either comes to. */
export class FaduCompare extends Part {
  static override properties = { ...Part.properties, desk: { attribute: false }, state: { attribute: false }, theirEvaluation: { state: true } };
  declare desk: Desk;
  declare state: State;
  declare theirEvaluation: Evaluation | null;

  constructor() {
    super();
    this.theirEvaluation = null;
  }

  override get words() {
    return compareWords[this.language];
  }

  get #theirs(): Case | null {
    const { route, cases } = this.state;
    return route.place === "compare" ? cases?.find(({ id }) => id === route.other) ?? null : null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.theirEvaluation !== null || !changed.has("state") || !packOf(this.state)) return;
    const theirs = this.#theirs;
    if (theirs) void this.desk.byAnswersOf(theirs.draft).then((evaluation) => { this.theirEvaluation = evaluation; }, () => undefined);
  }

  protected override render() {
    const { words, state, desk } = this;
    const mine = openCase(state)?.case ?? null;
    const theirs = this.#theirs;
    const pack = packOf(state);
    const back = html`<p><a href=${desk.href(mine ? { place: "case", id: mine.id } : { place: "cases" })}>${words.cases.back}</a></p>`;
    if (state.open === "missing" || (state.cases !== null && !theirs)) return html`<div class="page narrow"><h1 tabindex="-1">${words.compare.title}</h1><p>${words.cases.missingCase}</p>${back}</div>`;
    if (!mine || !theirs || !pack) return html`<div class="page narrow"><h1 tabindex="-1">${words.compare.title}</h1><p class="quiet" role="status">${words.cases.loading}</p></div>`;
    const rows = differences(mine, theirs, pack.facts.map(({ fact }) => fact));
    return html`
      <div class="page">
        <div class="case-line"><h1 tabindex="-1">${words.compare.title}</h1><span class="push">${back}</span></div>
        <p class="lead">${words.compare.lead}</p>
        <section class="sheet compare" aria-label=${words.compare.title}>
          <p class="pad" role="status">${rows.length === 0 ? html`<fadu-tone tone="pass">${words.compare.same}</fadu-tone>` : html`<fadu-tone tone="judge">${words.compare.differ(rows.length)}</fadu-tone>`}</p>
          <table class="case-table">
            <thead><tr><th scope="col">${words.compare.fact}</th><th scope="col">${words.compare.mine}${this.#head(mine)}</th><th scope="col">${words.compare.theirs}${this.#head(theirs)}</th><td></td></tr></thead>
            <tbody>
              ${this.#verdicts(evaluationOf(state))}
              ${repeat(rows, ({ fact }) => fact, (row) => this.#row(row, theirs))}
            </tbody>
          </table>
        </section>
      </div>`;
  }

  #head(one: Case) {
    const { title, number, changed, rounds } = one;
    const { words } = this;
    const round = rounds.length === 0 ? nothing : html`<span class="small quiet block-line">${closedRound(one) ? words.rounds.closed(rounds.length) : words.rounds.open(rounds.length + 1)}</span>`;
    return html`${round}<span class="small quiet block-line">${[number, title].filter(Boolean).join(" · ")} <span class="whole">${changed.slice(0, 10)}</span></span>`;
  }

  #verdicts(mine: Answers | null) {
    const { words, language, theirEvaluation } = this;
    if (!mine) return nothing;
    return leading(mine).slice(0, 3).map((verdict) => {
      const other = theirEvaluation?.verdicts.find(({ name }) => name === verdict.name);
      const cell = (one: typeof verdict | undefined) => {
        if (!one) return nothing;
        const { tone, text } = headline(one, words, language);
        return html`<fadu-tone tone=${tone}>${text}</fadu-tone>`;
      };
      return html`<tr class="verdict-row"><th scope="row">${words.verdict.soFar}${words.colon}${this.named(verdict.label)}</th><td data-label=${words.compare.mine}>${cell(verdict)}</td><td data-label=${words.compare.theirs}>${cell(other)}</td><td></td></tr>`;
    });
  }

  #row({ fact, mine, theirs, myNote, theirNote }: Difference, other: Case) {
    const { words, language, desk, state } = this;
    const info = packOf(state)?.facts.find((one) => one.fact === fact);
    const label = info ? this.named(info.label) : fact;
    const text = (entry: typeof mine) => (info ? answerText(info, entry, words, language) : String(entry ?? ""));
    const open = openCase(state);
    const mineClosed = open !== null && (closedRound(open.case) !== null || keptFacts(open.case).has(fact));
    const merged = bothNotes(myNote, theirNote, words.compare.named);
    const newNote = merged !== null && JSON.stringify([merged.text, merged.evidence]) !== JSON.stringify([myNote?.text ?? "", myNote?.evidence ?? []]);
    return html`
      <tr>
        <th scope="row">${label}</th>
        <td data-label=${words.compare.mine}>${text(mine)}${this.#note(myNote)}</td>
        <td data-label=${words.compare.theirs}>${text(theirs)}${this.#note(theirNote)}</td>
        <td class="end"><span class="row">${mineClosed ? nothing : html`
          ${JSON.stringify(mine) === JSON.stringify(theirs) && info?.type !== "list of" ? nothing : html`<button type="button" class="link small" @click=${() => desk.takeAnswer(other.draft, fact)}>${words.compare.take}<span class="vh">${words.colon}${label}</span></button>`}
          ${newNote && merged ? html`<button type="button" class="link small" @click=${() => desk.cases.note(fact, merged)}>${words.compare.bothNotes}<span class="vh">${words.colon}${label}</span></button>` : nothing}`}
        </span></td></tr>`;
  }

  #note(note: Note | undefined) {
    if (!note) return nothing;
    return html`<span class="small quiet block-line">${note.by ? `${note.by}${this.words.colon}` : ""}${note.text}</span>${note.evidence.map(({ name, page }) => html`<span class="small quiet block-line">${[name, page].filter(Boolean).join(" · ")}</span>`)}`;
  }
}
