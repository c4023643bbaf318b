import { nothing } from "lit";
import type { PropertyValues } from "lit";
import type { Answers } from "fadu";
import type { PackSummary } from "../engine/protocol.ts";
import type { Case } from "../state/case.ts";
import type { Desk, State } from "../state/desk.ts";
import { VIEWS } from "../state/route.ts";
import { checklistsOf } from "../state/rounds.ts";
import { evaluationOf, openCase, packOf, restedOf, workOf } from "../state/state.ts";
import type { Work } from "../state/state.ts";
import { FaduCaseHead } from "./fadu-case-head.ts";
import { FaduFactsForm } from "./fadu-facts-form.ts";
import { FaduDocuments } from "./fadu-documents.ts";
import { diagnosticList, factsText, shortDigest } from "./fadu-packs.ts";
import { FaduInterview } from "./fadu-interview.ts";
import { FaduReceipt } from "./fadu-receipt.ts";
import { FaduVariants } from "./fadu-variants.ts";
import { FaduVerdict } from "./fadu-verdict.ts";
import { FaduWhy } from "./fadu-why.ts";
import { html } from "./html.ts";
import { fieldId, Part, register, verdictId } from "./part.ts";
import { headline, leading, ofVersion, requirement, summary } from "./tone.ts";

register("fadu-case-head", FaduCaseHead);
register("fadu-facts-form", FaduFactsForm);
register("fadu-verdict", FaduVerdict);
register("fadu-receipt", FaduReceipt);
register("fadu-documents", FaduDocuments);
register("fadu-interview", FaduInterview);
register("fadu-variants", FaduVariants);
register("fadu-why", FaduWhy);

/** How long the verdict must stand before it is read out. */
const ANNOUNCE_AFTER = 400;
/** So many verdicts stand in the strip that is always in sight. */
const STRIP = 4;

/** Without a case there are none. */
const NO_ROUNDS: Case["rounds"] = [];

/** Marks the entry of the history that a document was opened with: before it the same place stands without. */
const OPENING = { opened: "document" };
const isOpening = (state: unknown): boolean => typeof state === "object" && state !== null && "opened" in state;

/** The desk of one pack: the facts of a case, and the verdict beside them. */
export class FaduDesk extends Part {
  static override properties = { ...Part.properties, desk: { attribute: false }, state: { attribute: false }, announced: { state: true } };
  declare desk: Desk;
  declare state: State;
  declare announced: string;
  #atHeading = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What stays below the strip has to know how high it is. */
  readonly #strips = new ResizeObserver(([strip]) => {
    if (strip) this.style.setProperty("--strip", `${Math.round(strip.borderBoxSize[0]?.blockSize ?? 0)}px`);
  });
  #measured: Element | null = null;

  constructor() {
    super();
    this.announced = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("fadu-fact", this.#fact);
    this.addEventListener("fadu-reasons", this.#reasons);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("fadu-fact", this.#fact);
    this.removeEventListener("fadu-reasons", this.#reasons);
    clearTimeout(this.#timer);
    this.#strips.disconnect();
    this.#measured = null;
  }

  #fact = (event: Event) => void this.#goTo((event as CustomEvent<string>).detail);

  #reasons = (event: Event) => {
    const { verdict, read } = (event as CustomEvent<{ verdict: string; read: boolean }>).detail;
    this.desk.explain(verdict, read);
  };

  async #goTo(fact: string): Promise<void> {
    const place = fieldId(fact);
    if (!document.getElementById(place) && this.state.view !== "all") {
      // The view that is open does not show it; the form with all facts does.
      location.hash = this.desk.viewHref("all");
      for (let frame = 0; frame < 20 && !document.getElementById(place); frame += 1) await new Promise(requestAnimationFrame);
    }
    const row = document.getElementById(place);
    if (!row) return;
    for (let fold = row.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
    row.scrollIntoView({ block: "center" });
    row.closest<HTMLElement>("fadu-field, fadu-records")?.focus({ preventScroll: true });
  }

  #jump(id: string): void {
    const target = document.getElementById(id);
    target?.scrollIntoView({ block: "start" });
    target?.focus({ preventScroll: true });
  }

  protected override willUpdate(): void {
    this.#atHeading = this.querySelector("h1") === document.activeElement && document.activeElement !== null;
  }

  /** Reads out a change of the verdict, once it has come to rest; never each keystroke. */
  protected override updated(_: PropertyValues<this>): void {
    const strip = this.querySelector(".strip");
    if (strip !== this.#measured) {
      this.#strips.disconnect();
      this.#measured = strip;
      if (strip) this.#strips.observe(strip);
    }
    // The heading of the pack takes the place of the heading that announced it, and its focus.
    if (this.#atHeading) this.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    const evaluation = evaluationOf(this.state);
    const text = evaluation ? summary(evaluation, this.words, this.language) : "";
    clearTimeout(this.#timer);
    if (text !== this.announced) this.#timer = setTimeout(() => { this.announced = text; }, ANNOUNCE_AFTER);
  }

  protected override render() {
    const { state, words, desk } = this;
    const { route, open, packs } = state;
    if (route.place === "case" && open === "missing") {
      return html`<div class="page narrow"><h1 tabindex="-1">${words.nav.cases}</h1><p>${words.cases.missingCase}</p><p><a href=${desk.href({ place: "cases" })}>${words.cases.back}</a></p></div>`;
    }
    const work = workOf(state);
    const pack = packOf(state);
    if (work && pack) return this.#page(work, pack);
    const id = work?.pack ?? "";
    const listed = packs?.find((one) => one.id === id);
    const heading = listed?.card ? this.named(listed.card.title) : id || words.nav.cases;
    return html`
      <div class="page narrow">
        <h1 tabindex="-1">${heading}</h1>
        ${route.place === "pack" && packs && !listed
          ? html`<p>${words.packs.missing(route.pack)}</p><p><a href=${desk.href({ place: "packs" })}>${words.unknownRoute.back}</a></p>`
          : this.#unopened(work?.key ?? "")}
      </div>`;
  }

  /** A pack that is on its way, could not be fetched, or has mistakes. */
  #unopened(key: string) {
    const { state, words } = this;
    const opened = state.opened[key];
    if (opened) return diagnosticList(opened.diagnostics, this);
    if (state.failure === null) return html`<p class="quiet" role="status">${words.loading.pack}</p>`;
    return html`<wa-callout variant="danger" role="alert"><wa-icon slot="icon" name="warning"></wa-icon>${words.failed.open}<p class="mono">${state.failure}</p>
      <wa-button size="s" @click=${() => this.desk.retry()}>${words.failed.retry}</wa-button></wa-callout>`;
  }

  #page(work: Work, pack: PackSummary) {
    const { state, words, language, desk } = this;
    const { draft } = work;
    const evaluation = evaluationOf(state);
    const receipt = restedOf(state)?.receipt ?? null;
    const views = VIEWS.filter((one) => (one !== "ask" || !work.locked) && (one !== "checklist" || pack.facts.some(({ checklist }) => checklist)));
    const view = views.find((one) => one === state.view) ?? "all";
    const done = pack.facts.filter(({ fact }) => draft[fact] !== undefined).length;
    return html`
      <div class="case">
        <div class="case-line">
          <h1 tabindex="-1">${work.case?.title || this.named(pack.title)}</h1>
          <span class="push row no-print">
            ${work.case ? nothing : html`<a class="primary-link" href=${desk.href({ place: "new case", pack: pack.id })}>${words.cases.fromPack}</a>`}
            <wa-button size="s" appearance="outlined" ?disabled=${done === 0 || work.locked} @click=${() => desk.clear()}><wa-icon slot="start" name="restart"></wa-icon>${words.form.clearAll}</wa-button>
            <wa-button size="s" appearance="outlined" @click=${() => window.print()}><wa-icon slot="start" name="print"></wa-icon>${words.print}</wa-button>
          </span>
        </div>
        <p class="meta">
          ${work.case?.title ? html`<span>${this.named(pack.title)}</span>` : nothing}
          <span class="mono">${pack.id} ${pack.version}</span>
          <span class="mono quiet" title=${pack.digest}>${shortDigest(pack.digest)}</span>
          ${pack.jurisdiction ? html`<span>${this.named(pack.jurisdiction)}</span>` : nothing}
          <span class="print-only">${words.asOf.label} ${state.asOf}</span>
          <span>${words.form.filled(done, pack.facts.length)}</span>
          <span>${factsText(pack.id, { digest: pack.digest, facts: pack.facts.length }, this)}</span>
        </p>
        ${this.#profile(pack, work.locked)}
        ${work.case ? html`<fadu-case-head .desk=${desk} .state=${state} .language=${language}></fadu-case-head>` : nothing}
      </div>
      ${this.#cleared()}
      ${this.#strip(evaluation)}
      <p class="vh" role="status" aria-live="polite">${this.announced === "" ? "" : words.verdict.announce(this.announced)}</p>
      <div class="columns">
        <section class="facts" id="facts" tabindex="-1" aria-label=${words.form.title}>
          <fieldset class="switch view-switch no-print">
            <legend class="vh">${words.interview.view}</legend>
            ${views.map((one) => html`<label><input type="radio" name="view" value=${one} .checked=${view === one} @change=${() => { location.hash = desk.viewHref(one); }}><span>${words.interview.views[one]}</span></label>`)}
          </fieldset>
          ${view === "why" && evaluation
            ? html`<fadu-why .evaluation=${restedOf(state)?.explained() ?? evaluation} .language=${language}></fadu-why>`
            : view === "ask" && evaluation
            ? html`<fadu-interview .desk=${desk} .pack=${pack} .draft=${draft} .touched=${state.touched} .notes=${work.case?.notes ?? null} .evaluation=${evaluation} .language=${language}></fadu-interview>`
            : html`<fadu-facts-form ?locked=${work.locked} .rounds=${work.case?.rounds ?? NO_ROUNDS} .marks=${work.case?.marks ?? {}} ?only=${view === "checklist"} .desk=${desk} .pack=${pack} .draft=${draft} .touched=${state.touched} .notes=${work.case?.notes ?? null} .evaluation=${evaluation} .language=${language}></fadu-facts-form>`}
        </section>
        <section class="verdict" id="verdict" tabindex="-1" aria-label=${words.verdict.title} aria-busy=${state.pending}>
          ${state.failure === null ? nothing : html`<wa-callout variant="danger" role="alert"><wa-icon slot="icon" name="warning"></wa-icon>${words.failed.evaluate}<p class="mono">${state.failure}</p></wa-callout>`}
          ${evaluation ? html`
            <fadu-verdict .rounds=${work.case?.rounds ?? NO_ROUNDS} ?locked=${work.locked} .evaluation=${evaluation} .facts=${pack.facts} .desk=${desk} .notes=${work.case?.notes ?? null} .language=${language}></fadu-verdict>
            ${work.case && checklistsOf(evaluation).length > 0 ? html`<fadu-rounds .desk=${desk} .one=${work.case} .facts=${pack.facts} .evaluation=${evaluation} .receipt=${receipt} .today=${state.today} ?ready=${!state.pending && openCase(state)?.theirs === null} .language=${language}></fadu-rounds>` : nothing}
            <fadu-variants ?locked=${work.locked} .desk=${desk} .facts=${pack.facts} .draft=${draft} .evaluation=${evaluation} .language=${language}></fadu-variants>
            ${pack.documents.length > 0 || evaluation.verdicts.some(({ kind }) => kind === "review") ? html`<fadu-documents .open=${state.document} .show=${this.#show} .documents=${pack.documents} .evaluation=${evaluation} .pending=${state.pending} .make=${this.#make} .certify=${this.#receipt} .engine=${state.engine.status === "ready" ? state.engine.version : ""} .edits=${work.edits} .keep=${this.#keepEdit} .rest=${this.#rest} .rounds=${work.case?.rounds ?? NO_ROUNDS} .language=${language}></fadu-documents>` : nothing}
            <fadu-receipt .evaluation=${evaluation} .receipt=${receipt} .facts=${pack.facts} .draft=${draft} .pending=${state.pending} .edited=${Object.values(work.edits).filter(({ base, text }) => base !== text).length} .decision=${this.#decision} .language=${language}></fadu-receipt>` : html`<p class="quiet">${words.verdict.waiting}</p>`}
        </section>
      </div>`;
  }

  /** Opens a document, or closes it: Back closes what was opened, and forward opens it again. */
  #show = (document: string | null) => {
    if (document === null && isOpening(history.state)) history.back();
    else {
      if (document === null) history.replaceState(null, "", this.desk.documentHref(null));
      else history.pushState(OPENING, "", this.desk.documentHref(document));
      this.desk.navigate(location.hash);
    }
  };
  #make = (name: string) => this.desk.document(name);
  #receipt = () => this.desk.receipt();
  #decision = () => this.desk.decision();
  #keepEdit: FaduDocuments["keep"] = (document, language, edit) => this.desk.keepEdit(document, language, edit);
  #rest = () => this.desk.cases.rest();

  /** By whose values the pack is judged. */
  #profile({ profiles }: PackSummary, locked: boolean) {
    const { words, language, desk } = this;
    if (profiles.length === 0) return nothing;
    const chosen = profiles.find((profile) => profile.chosen);
    return html`
      <div class="profile">
        <label for="profile">${words.profile.label}</label>
        <select id="profile" ?disabled=${locked} @change=${(event: Event) => desk.choose((event.target as HTMLSelectElement).value || null)}>
          <option value="" ?selected=${!chosen}>${words.profile.none}</option>
          ${profiles.map(({ name, label, chosen: now }) => html`<option value=${name} ?selected=${now}>${label[language]}</option>`)}
        </select>
        ${chosen ? html`<details class="more"><summary>${words.profile.values(chosen.settings.length)}</summary>
          <table class="rows">${chosen.settings.map((setting) => html`<tr><th scope="row">${this.named(setting.label)}</th><td>${setting.text[language]}</td><td class="end"><fadu-law .citations=${setting.basis.length > 0 ? setting.basis : chosen.basis} language=${language}></fadu-law></td></tr>`)}</table></details>` : nothing}
      </div>`;
  }

  #cleared() {
    const { state, desk, words } = this;
    const { cleared } = state;
    if (!cleared || cleared.key !== workOf(state)?.key) return nothing;
    return html`<div class="notice" role="status"><span>${words.form.cleared}</span><button type="button" class="link" @click=${() => desk.undoClear()}>${words.form.undo}</button></div>`;
  }

  /** The verdict that is always in sight. */
  #strip(evaluation: Answers | null) {
    const { words, language } = this;
    if (!evaluation) return html`<div class="strip"><span class="quiet">${words.verdict.waiting}</span></div>`;
    const missing = evaluation.missing.length;
    const told = leading(evaluation);
    return html`
      <nav class="strip" aria-label=${words.verdict.soFar}>
        <span class="strip-label">${words.verdict.soFar}</span>
        ${told.slice(0, STRIP).map((verdict) => {
          const { tone, text } = headline(verdict, words, language);
          const law = ofVersion(verdict, words);
          return html`<button type="button" class="strip-verdict" @click=${() => this.#jump(verdictId(verdict.name))}>
            <span class="strip-name">${this.named(verdict.label)}</span>${law === null ? nothing : html`<span class="quiet small">${law}</span>`}${verdict.kind === "review" ? requirement(verdict, words) : nothing}<fadu-tone tone=${tone}>${text}</fadu-tone></button>`;
        })}
        ${told.length > STRIP ? html`<span class="quiet small strip-rest">${words.verdict.others(told.length - STRIP)}</span>` : nothing}
        ${told.length > 1 ? html`<span class="quiet small strip-rest-narrow">${words.verdict.others(told.length - 1)}</span>` : nothing}
        <span class="push small">${missing > 0
          ? html`<button type="button" class="link" @click=${() => this.#jump("missing")}>${words.verdict.missing(missing)}</button>`
          : html`<span class="quiet">${evaluation.verdicts.some(({ outcome }) => outcome === "needs judgement") ? words.verdict.judgeLeft : words.verdict.settled}</span>`}</span>
      </nav>`;
  }
}
