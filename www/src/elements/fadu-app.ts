import { nothing } from "lit";
import type { PropertyValues } from "lit";
import { htmlLang } from "../i18n/index.ts";
import type { Language } from "../i18n/index.ts";
import type { Desk, State, Theme } from "../state/desk.ts";
import { parseHash } from "../state/route.ts";
import type { Route } from "../state/route.ts";
import { packOf } from "../state/state.ts";
import { FaduCases } from "./fadu-cases.ts";
import { FaduDesk } from "./fadu-desk.ts";
import { FaduOffline } from "./fadu-offline.ts";
import { FaduPacks } from "./fadu-packs.ts";
import { html } from "./html.ts";
import { Part, register } from "./part.ts";

register("fadu-cases", FaduCases);
register("fadu-packs", FaduPacks);
register("fadu-desk", FaduDesk);
register("fadu-offline", FaduOffline);

/** What of a place is fetched when somebody first goes there. */
const FETCHED: Partial<Record<Route["place"], () => Promise<void>>> = {
  batch: async () => register("fadu-batch", (await import("./fadu-batch.ts")).FaduBatch),
  case: async () => register("fadu-rounds", (await import("./fadu-rounds.ts")).FaduRounds),
  "new case": async () => register("fadu-new-case", (await import("./fadu-new-case.ts")).FaduNewCase),
  compare: async () => register("fadu-compare", (await import("./fadu-compare.ts")).FaduCompare),
  verify: async () => register("fadu-verify", (await import("./fadu-verify.ts")).FaduVerify),
};

/** Milliseconds: so long nobody sees that what was said is not drawn yet. */
const SOON = 50;

/** Waits until nothing is pending, or for so many milliseconds. */
function answered(store: Desk["store"], within: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const stop = store.subscribe(({ pending }) => {
      if (!pending) done();
    });
    const timer = setTimeout(done, within);
  });
}

/** The frame: bar, place, footer. It follows the store and the address. */
export class FaduApp extends Part {
  static override properties = { ...Part.properties, desk: { attribute: false }, keys: { state: true }, unfetched: { state: true } };
  declare desk: Desk | null;
  declare keys: boolean;
  /** Why the place of the address could not be fetched. */
  declare unfetched: string | null;
  #shown = "";
  #leave: (() => void) | null = null;
  readonly #fetched = new Map<Route["place"], Promise<void>>();

  constructor() {
    super();
    this.desk = null;
    this.keys = false;
    this.unfetched = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("hashchange", this.#hashChanged);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("hashchange", this.#hashChanged);
    this.#leave?.();
  }

  #fetch(place: Route["place"]): Promise<void> | undefined {
    const fetch = FETCHED[place];
    if (!fetch || this.#fetched.has(place)) return this.#fetched.get(place);
    // A browser may never ask again for a module that did not come: the page is loaded anew then.
    const fetched = fetch().catch((error: unknown) => {
      this.unfetched = error instanceof Error ? error.message : String(error);
    });
    this.#fetched.set(place, fetched);
    return fetched;
  }

  #hashChanged = () => this.desk?.navigate(location.hash);

  /**
   * Most answers are there at once, and what was said is then drawn together with what it changes.
   * Where an answer takes longer, what was said is drawn first.
   */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.desk?.store.state.pending) await answered(this.desk.store, SOON);
    super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("desk") && this.desk) {
      this.#leave?.();
      this.#leave = this.desk.store.subscribe(() => this.requestUpdate());
    }
    if (this.desk) this.language = this.desk.store.state.language;
    if (this.desk && this.unfetched === null) void this.#fetch(this.desk.store.state.route.place);
  }

  protected override updated(): void {
    const state = this.desk?.store.state;
    if (!state) return;
    const root = document.documentElement;
    const lang = htmlLang(state.language);
    // Said again, even the same language makes a browser style the whole page anew.
    if (root.lang !== lang) root.lang = lang;
    if (state.theme === "auto") delete root.dataset["theme"];
    else if (root.dataset["theme"] !== state.theme) root.dataset["theme"] = state.theme;
    const title = this.words.title(this.#screen(state));
    if (document.title !== title) document.title = title;

    const shown = JSON.stringify(state.route);
    // A new place begins at its heading; the first one is where the browser put us.
    if (this.#shown !== "" && this.#shown !== shown) void this.#focusHeading(state.route.place);
    this.#shown = shown;
  }

  async #focusHeading(place: Route["place"]): Promise<void> {
    await this.#fetched.get(place);
    await new Promise(requestAnimationFrame);
    window.scrollTo(0, 0);
    this.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }

  /** The title bar names no case: it is read over shoulders and kept in histories. */
  #screen({ route, packs, language }: State): string {
    const { words } = this;
    switch (route.place) {
      case "cases":
      case "case":
      case "compare":
        return words.cases.title;
      case "new case":
        return words.cases.new;
      case "packs":
        return words.packs.title;
      case "batch":
        return words.titles.batch;
      case "verify":
        return words.titles.verify;
      case "pack":
        return packs?.find(({ id }) => id === route.pack)?.card?.title[language] ?? route.pack;
      case "unknown":
        return words.unknownRoute.title;
    }
  }

  #switchLanguage(language: Language): void {
    const { route, ...seen } = parseHash(location.hash);
    // Same place, other tongue: nothing to go back to.
    history.replaceState(history.state, "", this.desk?.href(route, { ...seen, language }));
    this.desk?.navigate(location.hash);
  }

  protected override render() {
    const { desk, words } = this;
    if (!desk) return nothing;
    const { state } = desk.store;
    return html`
      ${this.#skips(state)}
      ${this.#bar(desk, state)}
      ${state.asOf === state.today ? nothing : html`
        <aside class="as-of-note" aria-label=${words.asOf.label}>
          <span>${words.asOf.notToday(state.asOf)}</span>
          <button type="button" class="link" @click=${() => desk.setAsOf(state.today)}>${words.asOf.back}</button>
        </aside>`}
      <main id="main" tabindex="-1">${this.#place(desk, state)}</main>
      ${this.#footer(state)}
      ${this.#keysDialog()}`;
  }

  /** Links for the keyboard, seen when they have the focus. The hash is the route: they jump by hand. */
  #skips(state: State) {
    const { skip } = this.words;
    const targets = packOf(state) && (state.route.place === "pack" || state.route.place === "case") ? ([["main", skip.main], ["facts", skip.facts], ["verdict", skip.verdict]] as const) : ([["main", skip.main]] as const);
    return html`<nav class="skips" aria-label=${skip.label}>${targets.map(([id, text]) => html`
      <a class="skip" href=${`#${id}`} @click=${(event: Event) => {
        event.preventDefault();
        const target = this.querySelector<HTMLElement>(`[id="${id}"]`);
        target?.scrollIntoView({ block: "start" });
        target?.focus({ preventScroll: true });
      }}>${text}</a>`)}</nav>`;
  }

  #bar(desk: Desk, state: State) {
    const { words } = this;
    return html`
      <header class="bar">
        <a class="brand" href=${desk.href({ place: "cases" })} aria-label=${`${words.brand} ${words.latin}`}>
          <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true"><rect x="1" y="1" width="24" height="24" rx="3" class="mark-frame"></rect><path d="M5 17.5h16M5 17.5v-5M9 17.5v-3M13 17.5v-8M17 17.5v-3M21 17.5v-5" class="mark-ticks"></path></svg>
          <span lang="zh-CN">${words.brand}</span><span class="latin" lang="en">${words.latin}</span>
        </a>
        <nav aria-label=${words.nav.label}>
          <a href=${desk.href({ place: "cases" })} aria-current=${state.route.place === "cases" ? "page" : ["case", "compare", "new case"].includes(state.route.place) ? "true" : nothing}>${words.nav.cases}</a>
          <a href=${desk.href({ place: "batch", pack: null })} aria-current=${state.route.place === "batch" ? (state.route.pack === null ? "page" : "true") : nothing}>${words.nav.batch}</a>
          <a href=${desk.href({ place: "packs" })} aria-current=${state.route.place === "packs" ? "page" : state.route.place === "pack" ? "true" : nothing}>${words.nav.packs}</a>
          <a href=${desk.href({ place: "verify" })} aria-current=${state.route.place === "verify" ? "page" : nothing}>${words.nav.verify}</a>
        </nav>
        <div class="bar-tools">
          <label class="as-of"><span>${words.asOf.label}</span>
            <input type="date" required min="1949-10-01" max="2200-12-31" .value=${state.asOf} @change=${this.#asOf}>
          </label>
          <fieldset class="switch">
            <legend class="vh">${words.language.label}</legend>
            ${(["zh", "en"] as const).map((language) => html`
              <label lang=${htmlLang(language)}><input type="radio" name="language" value=${language} .checked=${state.language === language} @change=${() => this.#switchLanguage(language)}><span>${words.language[language]}</span></label>`)}
          </fieldset>
          <label class="theme"><span class="vh">${words.theme.label}</span>
            <select .value=${state.theme} @change=${(event: Event) => desk.setTheme((event.target as HTMLSelectElement).value as Theme)}>
              ${(["auto", "light", "dark"] as const).map((theme) => html`<option value=${theme} ?selected=${state.theme === theme}>${words.theme[theme]}</option>`)}
            </select>
          </label>
        </div>
      </header>`;
  }

  #asOf = (event: Event) => {
    const input = event.target as HTMLInputElement;
    if (/^\d{4}-\d{2}-\d{2}$/.test(input.value) && input.validity.valid) this.desk?.setAsOf(input.value);
    else input.value = this.desk?.store.state.asOf ?? "";
  };

  #place(desk: Desk, state: State) {
    const { words } = this;
    const { route } = state;
    if (state.engine.status === "failed") return this.#failed(state.engine.message);
    if (this.unfetched !== null && FETCHED[route.place]) return html`
      <div class="page narrow">
        <h1 tabindex="-1">${this.#screen(state)}</h1>
        <wa-callout variant="danger" role="alert"><wa-icon slot="icon" name="warning"></wa-icon>${words.failed.place}<p class="mono">${this.unfetched}</p>
          <wa-button size="s" @click=${() => location.reload()}>${words.failed.reload}</wa-button></wa-callout>
      </div>`;
    if (route.place === "cases") return html`<fadu-cases .desk=${desk} .state=${state} .language=${state.language}></fadu-cases>`;
    if (route.place === "new case") return html`<fadu-new-case .desk=${desk} .state=${state} .language=${state.language}></fadu-new-case>`;
    if (route.place === "compare") return html`<fadu-compare .desk=${desk} .state=${state} .language=${state.language}></fadu-compare>`;
    if (route.place === "batch") return html`<fadu-batch .desk=${desk} .state=${state} .language=${state.language}></fadu-batch>`;
    if (route.place === "packs") return html`<fadu-packs .desk=${desk} .packs=${state.packs} .language=${state.language}></fadu-packs>`;
    if (route.place === "pack" || route.place === "case") return html`<fadu-desk .desk=${desk} .state=${state} .language=${state.language}></fadu-desk>`;
    if (route.place === "verify") return html`<fadu-verify .desk=${desk} .engine=${state.engine} .language=${state.language}></fadu-verify>`;
    return html`
      <div class="page narrow">
        <h1 tabindex="-1">${words.unknownRoute.title}</h1>
        <p>${words.unknownRoute.body(route.path)}</p>
        <p><a href=${desk.href({ place: "packs" })}>${words.unknownRoute.back}</a></p>
      </div>`;
  }

  #failed(message: string) {
    const { failed } = this.words;
    return html`
      <div class="page narrow">
        <h1 tabindex="-1">${failed.title}</h1>
        <wa-callout variant="danger" role="alert">
          <wa-icon slot="icon" name="warning"></wa-icon>
          <p>${failed.body}</p>
          <p class="mono">${message}</p>
        </wa-callout>
        <p><wa-button variant="brand" @click=${() => location.reload()}>${failed.reload}</wa-button></p>
      </div>`;
  }

  #footer(state: State) {
    const { words } = this;
    return html`
      <footer class="foot">
        <span class="row"><wa-icon name="lock"></wa-icon>${words.footer.promise}</span>
        <fadu-offline .language=${state.language}></fadu-offline>
        <span class="push row">
          <button type="button" class="link" @click=${() => { this.keys = true; }}>${words.keys}</button>
          <span class="quiet">${state.engine.status === "ready" ? words.footer.engine(state.engine.version) : words.footer.starting}</span>
        </span>
      </footer>`;
  }

  #keysDialog() {
    const { shortcuts } = this.words;
    const table = (list: string[][]) => html`<table class="keys">${list.map(([key, text]) => html`<tr><th scope="row"><kbd>${key}</kbd></th><td>${text}</td></tr>`)}</table>`;
    return html`
      <wa-dialog label=${shortcuts.title} ?open=${this.keys} light-dismiss @wa-after-hide=${() => { this.keys = false; }}>
        <h3>${shortcuts.answers}</h3>${table(shortcuts.list)}
        <h3>${shortcuts.regions}</h3>${table(shortcuts.places)}
      </wa-dialog>`;
  }
}
