import { nothing } from "lit";
import type { BenchmarkVerdict, Circumstance, LawVerdict, Lenient, Penalty, Proposal, RecordVerdict, Weights } from "fadu";
import type { ScaleModel } from "../../../pkg/elements/scale.js";
import type { Case } from "../state/case.ts";
import type { Desk } from "../state/desk.ts";
import { FaduNote } from "./fadu-note.ts";
import type { FaduVariants } from "./fadu-variants.ts";
import { html } from "./html.ts";
import { Part, register, verdictId } from "./part.ts";
import { reasons, short } from "./reasons.ts";
import { headline, isLighter, LIGHTNESS, POSITION, TIER, TRUTH } from "./tone.ts";

register("fadu-note", FaduNote);

/** Where a proposal stands that is not what the benchmark comes to. */
const DEVIATES = new Set<Proposal["position"]>(["below", "above", "between"]);

/** What the law allows, what the tier leaves of it, where the proposal stands, and what weighs. */
export class FaduBenchmark extends Part {
  static override properties = { ...Part.properties, verdict: { attribute: false }, desk: { attribute: false }, notes: { attribute: false }, locked: { type: Boolean } };
  declare verdict: BenchmarkVerdict;
  declare desk: Desk;
  /** The notes of the case; null where nothing is kept. */
  declare notes: Case["notes"] | null;

  /** The case stands closed. */
  declare locked: boolean;

  constructor() {
    super();
    this.notes = null;
    this.locked = false;
  }

  protected override render() {
    const { verdict, words, language } = this;
    const { tone, text } = headline(verdict, words, language);
    if (verdict.outcome === "not applicable") return short(verdict, this, verdict.lenient ? this.#laws(verdict.lenient) : undefined);
    const edge = tone === "decided" || tone === "pass" ? "decided" : tone;
    return html`
      <article class="sheet edge ${edge}" id=${verdictId(verdict.name)}>
        <header class="sheet-head"><h2>${this.named(verdict.label)}</h2><span class="push kind">${words.kinds.benchmark}</span></header>
        <div class="pad">
          <p class="headline"><fadu-tone tone=${tone}>${text}</fadu-tone></p>
          ${verdict.proposals.map((proposal) => this.#proposal(proposal))}
        </div>
        ${verdict.lenient ? this.#laws(verdict.lenient) : nothing}
        ${verdict.penalties.map((penalty) => this.#scale(penalty))}
        ${this.#weighing()}
        ${this.#penalties()}
        ${this.#records(verdict.each ?? [])}
        ${(verdict.weights ?? []).map((weights) => this.#weights(weights))}
        ${this.#tiers()}
        ${this.#circumstances()}
        <p class="block no-print"><button type="button" class="link small what-if" @click=${this.#whatIf}>${words.variants.title}</button></p>
        <div class="pad reasons">${reasons(verdict, this, verdict.label[language])}</div>
      </article>`;
  }

  /** Goes to where each fact is supposed to be another, and compares. */
  #whatIf = () => {
    const variants = document.querySelector<FaduVariants>("fadu-variants");
    void variants?.look();
    const place = document.getElementById("variants");
    place?.scrollIntoView({ block: "start" });
    place?.focus({ preventScroll: true });
  };

  /** A deviation is not saved silently: it asks for its reasons, and for the record of who approved it. */
  #deviation(proposal: Proposal) {
    const { words, language, notes, verdict } = this;
    if (!notes || !DEVIATES.has(proposal.position)) return nothing;
    const key = `${verdict.name}:${proposal.penalty}`;
    const penalty = verdict.penalties.find(({ name }) => name === proposal.penalty);
    return html`<fadu-note failed ?locked=${this.locked} .desk=${this.desk} .fact=${key} .label=${`${words.benchmark.deviation}${words.colon}${penalty?.label[language] ?? ""}`} .prompt=${words.benchmark.deviationReasons} .note=${notes[key]} .language=${language}></fadu-note>`;
  }

  #proposal(proposal: Proposal) {
    const { words, language } = this;
    if (proposal.value === null) return html`<p class="sub-headline quiet">${words.benchmark.propose}</p>`;
    return html`<p class="sub-headline"><fadu-tone tone=${POSITION[proposal.position]}>${words.benchmark.position[proposal.position]}</fadu-tone> ${this.named(proposal.text)}${proposal.requires
      ? html`<span class="requires">${words.benchmark.requires}${words.colon}<strong>${proposal.requires[language]}</strong> <fadu-law .citations=${proposal.basis} language=${language}></fadu-law></span>` : nothing}</p>${this.#deviation(proposal)}`;
  }

  /** Draws the penalties that are amounts within bounds. */
  #scale(penalty: Penalty) {
    const { verdict, words, language } = this;
    const { statutory, range, settled } = penalty;
    if (penalty.imposed === "none" || (!bounded(statutory) && !bounded(range))) return nothing;
    const proposal = verdict.proposals.find((other) => other.penalty === penalty.name && other.value !== null);
    const tier = verdict.tiers.find(({ name }) => name === verdict.tier);
    const band = tier && settled ? this.named(tier.label) : this.#choice ? words.benchmark.choice : settled ? words.benchmark.range : words.benchmark.hull;
    const label = penalty.label[language];
    const model: ScaleModel = {
      statute: statutory,
      band: range,
      settled: settled && !this.#choice,
      proposal: proposal?.value && typeof proposal.value.value === "string" ? { value: proposal.value.value, tone: proposal.position === "inside" ? "pass" : proposal.position === "unknown" ? "todo" : "fail" } : null,
      words: {
        statute: words.benchmark.statutory,
        band,
        proposal: words.benchmark.proposal(label),
        below: words.benchmark.below,
        above: words.benchmark.above,
        gap: words.benchmark.gap,
        unit: words.benchmark.yuan,
        from: words.benchmark.from,
        to: words.benchmark.to,
        open: words.benchmark.open,
      },
      sentence: this.#sentence(penalty, band, proposal),
    };
    return html`
      <figure class="scale">
        <fadu-scale .model=${model}></fadu-scale>
        <figcaption class="small">${model.sentence}</figcaption>
      </figure>`;
  }

  /** Whether what is not settled is left to the agency, and not for want of facts. */
  get #choice(): boolean {
    const { tiers, outcome } = this.verdict;
    return outcome === "needs judgement" && !tiers.some(({ status }) => status === "possible");
  }

  #sentence(penalty: Penalty, band: string, proposal: Proposal | undefined): string {
    const { words, language } = this;
    const parts = [
      penalty.statutory ? `${words.benchmark.statutory}${words.colon}${penalty.statutory.text[language]}` : "",
      penalty.range ? `${band}${words.colon}${penalty.range.text[language]}` : "",
      penalty.below_statute ? words.benchmark.belowStatute : "",
      proposal?.value ? `${words.benchmark.proposed}${words.colon}${proposal.value.text[language]}` : "",
    ];
    return `${this.named(penalty.label)}${words.colon}${parts.filter(Boolean).join(words.semicolon)}${words.stop}`;
  }

  #weighing() {
    const { verdict, words, language } = this;
    if (verdict.outcome !== "needs judgement") return nothing;
    const present = verdict.circumstances.filter(({ state }) => state === "true");
    const lighter = present.filter(isLighter);
    const heavier = present.filter((circumstance) => !isLighter(circumstance));
    if (lighter.length === 0 || heavier.length === 0) return nothing;
    const side = (title: string, list: readonly Circumstance[]) => html`
      <div><h4>${title}</h4><ul>${list.map((circumstance) => html`<li>${this.named(circumstance.label)}<span class="small quiet">${this.#effect(circumstance)}</span> <fadu-law .citations=${circumstance.basis} language=${language}></fadu-law></li>`)}</ul></div>`;
    return html`
      <div class="block weighing">
        <h3><fadu-tone tone="judge">${words.benchmark.weigh}</fadu-tone></h3>
        <div class="sides">${side(words.benchmark.lighter, lighter)}${side(words.benchmark.heavier, heavier)}</div>
      </div>`;
  }

  /** Both laws, what either comes to, and which one the verdict follows. */
  #laws({ taken, text, basis, compared, act, decision }: Lenient) {
    const { words, language } = this;
    const { laws } = words.benchmark;
    const period = (verdict: LawVerdict) => {
      const { version } = verdict;
      if (version === null) return nothing;
      const span = version.state === "none" ? words.version.states.none : words.version.period(version.from, version.to);
      return html`<span class="small quiet block-line">${span}${version.date === null ? "" : words.version.on(version.date)}${words.colon}${words.verdict.outcomes[verdict.outcome]}</span>`;
    };
    return html`
      <div class="block laws">
        <h3>${laws.title} <fadu-law .citations=${basis} language=${language}></fadu-law></h3>
        <p><fadu-tone tone=${taken ? "decided" : "judge"}>${this.named(text)}</fadu-tone></p>
        ${act.length === 0 ? nothing : html`<table class="rows">
          <thead><tr><td></td><th scope="col">${laws.act}${act.map(period)}</th><th scope="col">${laws.decision}${decision.map(period)}</th><td></td></tr></thead>
          <tbody>${compared.map((one) => html`<tr>
            <th scope="row">${this.named(one.label)}</th>
            <td>${this.named(one.act.text)}</td>
            <td>${this.named(one.decision.text)}</td>
            <td class="end"><fadu-tone quiet tone=${LIGHTNESS[one.order]}>${laws.order[one.order]}</fadu-tone></td></tr>`)}</tbody>
        </table>`}
      </div>`;
  }

  #penalties() {
    const { verdict, words, language } = this;
    if (verdict.penalties.length === 0) return nothing;
    return html`
      <div class="block">
        <h3>${words.benchmark.penalties}</h3>
        <table class="rows">
          ${verdict.penalties.map((penalty) => {
            const { imposed, range, statutory, amount, basis } = penalty;
            const what = amount ?? (imposed === "none" ? null : range ?? statutory);
            return html`<tr>
              <th scope="row">${this.named(penalty.label)} <fadu-law .citations=${basis} language=${language}></fadu-law></th>
              <td>${what ? this.named(what.text) : nothing}${penalty.below_statute ? html`<span class="small quiet block-line">${words.benchmark.belowStatute}</span>` : nothing}${!penalty.settled && what && !amount ? html`<span class="small quiet block-line">${this.#choice ? words.benchmark.choice : words.benchmark.hull}</span>` : nothing}${this.#computed(penalty)}</td>
              <td class="end"><fadu-tone tone=${({ must: "decided", may: "may", "one of": "may", "any of": "may", none: "na", unknown: "todo" } as const)[imposed]}>${words.benchmark.imposed[imposed]}</fadu-tone></td></tr>`;
          })}
        </table>
        ${(verdict.alternatives ?? []).map(({ penalties, any, must }) => html`<p class="small quiet">${words.benchmark.alternatives(this.#several(penalties), any, must)}</p>`)}
      </div>`;
  }

  /** Penalties by name, the first as it begins a sentence. */
  #several(names: readonly string[]): string {
    const { verdict, words, language } = this;
    return names.map((name, at) => {
      const label = verdict.penalties.find((penalty) => penalty.name === name)?.label;
      return label ? (at === 0 ? this.named(label) : label[language]) : name;
    }).join(words.comma);
  }

  /** What it comes to for each record of its list. */
  #records(records: readonly RecordVerdict[]) {
    const { words, language } = this;
    if (records.length === 0) return nothing;
    return html`
      <div class="block">
        <h3>${words.benchmark.records}</h3>
        <table class="rows">
          ${records.map(({ label, verdict }) => {
            const { tone, text } = headline({ ...verdict, kind: "benchmark" }, words, language);
            const imposed = verdict.penalties.filter((penalty) => penalty.imposed !== "none" && verdict.outcome !== "not applicable");
            return html`<tr>
              <th scope="row">${this.named(label)}</th>
              <td>${imposed.map((penalty) => html`<span class="block-line">${this.named(penalty.label)}${words.colon}${(penalty.amount ?? penalty.range ?? penalty.statutory)?.text[language] ?? words.benchmark.imposed[penalty.imposed]}</span>`)}</td>
              <td class="end"><fadu-tone tone=${tone}>${text}</fadu-tone></td></tr>`;
          })}
        </table>
      </div>`;
  }

  /** What a sum of weights starts from, what each factor adds, and what comes of it. */
  #weights({ label, start, factors, sum, value, basis }: Weights) {
    const { words, language } = this;
    // What all of it rests on is cited above.
    const own = (factor: Weights["factors"][number]) => factor.basis.filter(({ text }) => basis.every((other) => other.text.zh !== text.zh));
    const bounded = sum !== null && value !== null && sum.value !== value.value;
    return html`
      <div class="block">
        <h3>${this.named(label)} <fadu-law .citations=${basis} language=${language}></fadu-law></h3>
        <table class="rows sum">
          ${start ? html`<tr><th scope="row">${words.weights.start}</th><td></td><td class="end">${start.text[language]}</td></tr>` : nothing}
          ${factors.map((factor) => html`<tr>
            <th scope="row">${this.named(factor.label)} <fadu-law .citations=${own(factor)} language=${language}></fadu-law></th>
            <td>${factor.assumed ? html`<fadu-tone quiet tone="judge">${words.weights.assumed}</fadu-tone>` : nothing}</td>
            <td class="end">${factor.value ? factor.value.text[language] : html`<fadu-tone quiet tone="todo">${words.weights.open}</fadu-tone>`}</td></tr>`)}
          ${bounded ? html`<tr><th scope="row">${words.weights.sum}</th><td></td><td class="end">${sum.text[language]}</td></tr>` : nothing}
          <tr class="total"><th scope="row">${bounded ? words.weights.bounded : words.weights.sum}</th><td></td><td class="end"><strong>${value ? value.text[language] : words.weights.open}</strong></td></tr>
        </table>
      </div>`;
  }

  /** What a formula comes to, where the law had to bound it. */
  #computed({ computed }: Penalty) {
    const { words, language } = this;
    if (!computed?.value) return nothing;
    const said = computed.bounded ? words.benchmark.bounded(computed.value.text[language], computed.bounded) : words.benchmark.computed(computed.value.text[language]);
    return html`<span class="small quiet block-line">${said}</span>`;
  }

  #tiers() {
    const { verdict, words, language } = this;
    if (verdict.tiers.length === 0) return nothing;
    return html`
      <div class="block">
        <h3>${words.benchmark.tier}</h3>
        <ul class="chips">${verdict.tiers.map(({ label, status, basis }) => html`
          <li class="chip ${status}"><fadu-tone quiet tone=${TIER[status]}>${this.named(label)}</fadu-tone><span class="small quiet">${words.benchmark.tiers[status]}</span>
          ${basis.length > 0 && status !== "excluded" ? html`<fadu-law .citations=${basis} language=${language}></fadu-law>` : nothing}</li>`)}</ul>
      </div>`;
  }

  #circumstances() {
    const { verdict, words, language } = this;
    if (verdict.circumstances.length === 0) return nothing;
    const shown = verdict.circumstances.filter(({ state }) => state !== "false");
    const absent = verdict.circumstances.filter(({ state }) => state === "false");
    const row = (circumstance: Circumstance) => html`
      <tr><th scope="row">${this.named(circumstance.label)} <fadu-law .citations=${circumstance.basis} language=${language}></fadu-law></th>
        <td>${this.#effect(circumstance)}</td>
        <td class="end"><fadu-tone tone=${TRUTH[circumstance.state]}>${words.benchmark.state[circumstance.state]}</fadu-tone></td></tr>`;
    return html`
      <div class="block">
        <h3>${words.benchmark.circumstances}</h3>
        ${shown.length > 0 ? html`<table class="rows">${shown.map(row)}</table>` : nothing}
        ${absent.length > 0 ? html`<details class="more"><summary>${words.benchmark.noCircumstances(absent.length)}</summary><table class="rows">${absent.map(row)}</table></details>` : nothing}
      </div>`;
  }

  #effect({ modality, effects }: Circumstance): string {
    const { benchmark } = this.words;
    return `${benchmark.modality[modality]}${this.language === "zh" ? "" : " "}${effects.map((effect) => benchmark.effects[effect]).join(benchmark.joinEffects)}`;
  }
}

function bounded(range: { lower: unknown; upper: unknown } | null): boolean {
  return range !== null && (range.lower !== null || range.upper !== null);
}
