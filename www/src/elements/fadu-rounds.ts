import { nothing } from "lit";
import type { Answers, FactInfo, Receipt } from "fadu";
import { clock, parseDate } from "../format/date.ts";
import type { Case } from "../state/case.ts";
import { differences } from "../state/compare.ts";
import type { Desk } from "../state/desk.ts";
import { alteredSince, closedRound, lookedAt, markOf, notPassed, obstaclesTo, roundNumber } from "../state/rounds.ts";
import type { ClosedReview, Obstacle, Round } from "../state/rounds.ts";
import { openCase } from "../state/state.ts";
import { answerText } from "./answer.ts";
import { html } from "./html.ts";
import { drawn, goToFact, Part } from "./part.ts";
import { FINDING } from "./tone.ts";

const when = (moment: string): string => `${moment.slice(0, 10)} ${clock(moment)}`;

/** The rounds of review: who closed which, what it came to, what changed since; and the closing of this one. */
export class FaduRounds extends Part {
  static override properties = {
    ...Part.properties,
    desk: { attribute: false }, one: { attribute: false }, facts: { attribute: false }, evaluation: { attribute: false }, receipt: { attribute: false }, today: { attribute: false }, ready: { type: Boolean },
    by: { state: true }, on: { state: true }, remark: { state: true }, why: { state: true }, only: { state: true }, refused: { state: true },
  };
  declare desk: Desk;
  declare one: Case;
  declare facts: readonly FactInfo[];
  declare evaluation: Answers;
  /** Its receipt, once it is made out. */
  declare receipt: Receipt | null;
  declare today: string;
  /** What is shown is evaluated, and no other window saved another case. */
  declare ready: boolean;
  declare by: string | null;
  declare on: string | null;
  declare remark: string;
  declare why: string;
  /** Whether the next round looks at what did not pass alone. */
  declare only: boolean;
  /** Why the round was not closed when that was asked for. */
  declare refused: readonly (Obstacle | { why: "no name" | "no date" })[];

  constructor() {
    super();
    Object.assign(this, { ready: false, by: null, on: null, remark: "", why: "", only: false, refused: [] });
  }

  protected override render() {
    const { words, one } = this;
    const closed = closedRound(one);
    const number = roundNumber(one);
    return html`
      <article class="sheet edge rounds ${closed ? "decided" : "na"}" id="rounds" tabindex="-1">
        <header class="sheet-head"><h2>${words.rounds.title}</h2><span class="push">${closed ? html`<fadu-tone tone="decided">${words.rounds.closed(number)}</fadu-tone>` : html`<span class="quiet small">${words.rounds.open(number)}</span>`}</span></header>
        ${closed ? this.#closed(closed, number) : this.#closing(number)}
        ${closed || one.rounds.length === 0 ? nothing : html`<div class="block">${this.#changes(words.rounds.since(number - 1), one.rounds.at(-1) ?? null, one, this.#opinionNow())}</div>`}
        ${[...one.rounds].reverse().map((round, back) => this.#round(round, one.rounds.length - back))}
      </article>`;
  }

  #closed(round: Round, number: number) {
    const { words, one, receipt } = this;
    const left = notPassed(round);
    return html`
      <div class="pad">
        ${alteredSince(round, one, receipt) ? html`<p role="alert"><fadu-tone tone="fail">${words.rounds.altered}</fadu-tone></p>` : nothing}
        <p>${words.rounds.lock}</p>
        <form class="sign no-print" @submit=${this.#reopen}>
          <label><span class="small quiet">${words.rounds.why}</span><input type="text" name="why" maxlength="2000" autocomplete="off" .value=${this.why} @input=${(event: Event) => { this.why = (event.target as HTMLInputElement).value; }}></label>
          ${left.length === 0 ? nothing : html`<label class="check"><input type="checkbox" name="only" .checked=${this.only} @change=${(event: Event) => { this.only = (event.target as HTMLInputElement).checked; }}><span>${words.rounds.only(left.length, left.map(({ label }) => this.named(label)).join(words.comma))}</span></label>`}
          <wa-button size="s" type="submit" appearance="outlined" class="reopen">${words.rounds.reopen(number + 1)}</wa-button>
        </form>
      </div>`;
  }

  /** A signature is a name that somebody typed: the page says so, and never draws one. */
  #closing(number: number) {
    const { words, one, refused } = this;
    const problem = (why: "no name" | "no date") => refused.some((obstacle) => obstacle.why === why);
    return html`
      <form class="pad sign no-print" novalidate @submit=${this.#close}>
        <p class="small quiet">${words.rounds.lead}</p>
        <div class="row">
          <label class="sign-by"><span class="small quiet">${words.rounds.by}</span><input type="text" name="by" maxlength="200" autocomplete="off" aria-invalid=${problem("no name") ? "true" : nothing} .value=${this.by ?? one.reviewer} @input=${(event: Event) => { this.by = (event.target as HTMLInputElement).value; }}></label>
          <label><span class="small quiet">${words.rounds.on}</span><input type="text" name="on" inputmode="numeric" maxlength="30" autocomplete="off" aria-invalid=${problem("no date") ? "true" : nothing} .value=${this.on ?? this.today} @input=${(event: Event) => { this.on = (event.target as HTMLInputElement).value; }}></label>
          <label class="sign-remark"><span class="small quiet">${words.rounds.remark}</span><input type="text" name="remark" maxlength="2000" autocomplete="off" .value=${this.remark} @input=${(event: Event) => { this.remark = (event.target as HTMLInputElement).value; }}></label>
        </div>
        <div role="alert">${refused.length === 0 ? nothing : html`<fadu-tone tone="fail">${words.rounds.refused}</fadu-tone><ul>${refused.map((obstacle) => this.#obstacle(obstacle))}</ul>`}</div>
        <p><wa-button size="s" type="submit" variant="brand" class="close-round" ?disabled=${!this.ready}>${words.rounds.close(number)}</wa-button></p>
      </form>`;
  }

  #obstacle(obstacle: FaduRounds["refused"][number]) {
    const { words } = this;
    switch (obstacle.why) {
      case "no name":
      case "no date":
        return html`<li>${words.rounds.obstacles[obstacle.why]}</li>`;
      case "no opinion":
        return html`<li>${this.named(obstacle.label)}${words.colon}${words.rounds.obstacles["no opinion"]}</li>`;
      case "no note":
        return html`<li><button type="button" class="link" @click=${() => goToFact(this, obstacle.fact)}>${this.named(obstacle.label)}</button>${words.colon}${words.rounds.obstacles["no note"]}</li>`;
    }
  }

  #close = async (event: Event) => {
    event.preventDefault();
    if (!this.ready) return;
    const by = (this.by ?? this.one.reviewer).trim();
    const on = parseDate(this.on ?? this.today);
    this.refused = [
      ...(by === "" ? [{ why: "no name" as const }] : []), ...(on === null ? [{ why: "no date" as const }] : []),
      ...obstaclesTo(this.evaluation, this.one.notes),
    ];
    if (this.refused.length > 0 || on === null) return;
    const { evaluation, one } = this;
    const receipt = this.receipt ?? await this.desk.receipt();
    // What was filled in meanwhile is not what was signed.
    if (openCase(this.desk.store.state)?.case.draft !== one.draft) return;
    await this.desk.cases.close({ ...evaluation, receipt }, { by, on, remark: this.remark });
    await this.#done();
  };

  #reopen = async (event: Event) => {
    event.preventDefault();
    const closed = closedRound(this.one);
    await this.desk.cases.reopen(this.why, this.only && closed ? notPassed(closed).flatMap(({ facts }) => facts) : null);
    await this.#done();
  };

  async #done(): Promise<void> {
    Object.assign(this, { by: null, on: null, remark: "", why: "", only: false, refused: [] });
    await drawn(this);
    this.querySelector<HTMLElement>("#rounds")?.focus({ preventScroll: true });
  }

  /** One round that was closed: what it came to, item by item, and what it changed. */
  #round(round: Round, number: number) {
    const { words, language, one } = this;
    const before = one.rounds[number - 2] ?? null;
    const looked = lookedAt(round);
    return html`
      <details class="block round" ?open=${round.reopened === null}>
        <summary><strong>${words.rounds.number(number)}</strong> <span>${round.by} ${round.on}</span>
          ${round.reviews.map(({ opinion }) => html`<fadu-tone quiet tone=${opinion.pass ? "pass" : "fail"}>${this.named(opinion.label)}</fadu-tone>`)}</summary>
        <p class="small quiet">${words.rounds.recorded(when(round.at), round.asOf)}${round.remark === "" ? nothing : html`<span class="block-line">${words.rounds.remark}${words.colon}${round.remark}</span>`}
          ${round.reopened ? html`<span class="block-line">${words.rounds.reopened(when(round.reopened.at))}${round.reopened.why === "" ? "" : `${words.colon}${round.reopened.why}`}${looked.length === 0 ? nothing : html`<span class="block-line">${words.rounds.looked(looked.map(({ label }) => this.named(label)).join(words.comma))}</span>`}</span>` : nothing}
          <span class="block-line mono">${round.receipt.pack} ${words.receipt.result} ${round.receipt.result.replace("sha256:", "").slice(0, 16)}…</span></p>
        ${round.reviews.map((review) => this.#items(review, round, language))}
        ${before ? this.#changes(words.rounds.changed(number - 1), before, round, opinionsOf(round, this)) : nothing}
      </details>`;
  }

  #items({ label, items }: ClosedReview, { marks }: Round, language: Part["language"]) {
    const { words } = this;
    return html`
      <table class="case-table round-items"><caption class="vh">${this.named(label)}</caption>
        <thead><tr><th scope="col">${words.rounds.item}</th><th scope="col">${words.rounds.answer}</th><th scope="col">${words.rounds.who}</th></tr></thead>
        <tbody>${items.map((item) => {
          const mark = markOf(marks, item.facts);
          return html`<tr><th scope="row">${this.named(item.label)}</th>
            <td data-label=${words.rounds.answer}><fadu-tone quiet tone=${FINDING[item.finding]}>${words.answers[item.finding]}</fadu-tone>${item.leadsTo ? html`<span class="small block-line">→ ${this.named(item.leadsTo.opinion)}${item.leadsTo.advise ? `${words.review.advice}${item.leadsTo.advise[language]}` : ""}</span>` : nothing}</td>
            <td data-label=${words.rounds.who}>${mark ? html`<span class="small">${words.rounds.mark(mark.by, when(mark.at))}</span>` : nothing}</td></tr>`;
        })}</tbody></table>`;
  }

  #opinionNow(): string {
    const { evaluation, words, language } = this;
    return evaluation.verdicts.flatMap((verdict) => verdict.kind === "review" && verdict.items.length > 0 ? [verdict.opinions.find(({ name }) => name === verdict.opinion)?.label[language] ?? words.review.opinionOpen] : []).join(words.comma);
  }

  /** Answers, notes and the opinion that are others than in the round before. */
  #changes(title: string, before: Round | null, after: Pick<Round, "draft" | "notes">, opinion: string) {
    if (!before) return nothing;
    const { words, language } = this;
    const rows = differences(before, after, this.facts.map(({ fact }) => fact));
    const was = opinionsOf(before, this);
    const answer = (fact: string, entry: (typeof rows)[number]["mine"]) => {
      const info = this.facts.find((known) => known.fact === fact);
      return info ? answerText(info, entry, words, language) : String(entry ?? "—");
    };
    return html`
      <h3>${title}</h3>
      ${rows.length === 0 && was === opinion ? html`<p class="small">${words.rounds.same}</p>` : html`
      <table class="case-table round-changes">
        <thead><tr><th scope="col">${words.rounds.fact}</th><th scope="col">${words.rounds.was}</th><th scope="col">${words.rounds.is}</th></tr></thead>
        <tbody>
          ${was === opinion ? nothing : html`<tr><th scope="row">${words.review.opinion}</th><td data-label=${words.rounds.was}>${was}</td><td data-label=${words.rounds.is}><strong>${opinion}</strong></td></tr>`}
          ${rows.map(({ fact, mine, theirs, myNote, theirNote }) => {
            const info = this.facts.find((known) => known.fact === fact);
            const noted = myNote?.text !== theirNote?.text;
            return html`<tr><th scope="row">${info ? this.named(info.label) : fact}</th>
              <td data-label=${words.rounds.was}>${answer(fact, mine)}${noted && myNote ? html`<span class="small quiet block-line">${myNote.text}</span>` : nothing}</td>
              <td data-label=${words.rounds.is}>${answer(fact, theirs)}${noted && theirNote ? html`<span class="small quiet block-line">${theirNote.text}</span>` : nothing}</td></tr>`;
          })}</tbody></table>`}`;
  }
}

const opinionsOf = ({ reviews }: Round, { language, words }: Part): string => reviews.map(({ opinion }) => opinion.label[language]).join(words.comma);
