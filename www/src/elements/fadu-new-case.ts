import type { Desk, State } from "../state/desk.ts";
import { html } from "./html.ts";
import { Part } from "./part.ts";

/** The head of a new case: what it is about, and by which rules it is looked at. */
export class FaduNewCase extends Part {
  static override properties = { ...Part.properties, desk: { attribute: false }, state: { attribute: false } };
  declare desk: Desk;
  declare state: State;

  protected override render() {
    const { words, language, state } = this;
    const { route, packs } = state;
    const wanted = route.place === "new case" ? route.pack : null;
    const choices = (packs ?? []).filter(({ card }) => card !== null);
    return html`
      <div class="page narrow">
        <h1 tabindex="-1">${words.cases.new}</h1>
        <form class="sheet pad new-case" @submit=${this.#begin}>
          ${this.#field("title", words.cases.head.title, words.cases.head.titleHint)}
          ${this.#field("number", words.cases.head.number, words.cases.head.numberHint)}
          ${this.#field("party", words.cases.head.party, "")}
          <label><span>${words.cases.head.pack}</span>
            <select name="pack" required>
              <option value="" ?selected=${wanted === null}>${words.form.choose}</option>
              ${choices.map(({ id, card }) => html`<option value=${id} ?selected=${id === wanted}>${card?.title[language]}</option>`)}
            </select></label>
          <p class="small quiet">${words.cases.head.promise}</p>
          <p class="row"><wa-button type="submit" variant="brand">${words.cases.begin}</wa-button><a href=${this.desk.href({ place: "cases" })}>${words.cases.cancel}</a></p>
        </form>
      </div>`;
  }

  #field(name: string, label: string, hint: string) {
    return html`<label><span>${label}</span><input name=${name} type="text" maxlength="200" autocomplete="off" placeholder=${hint}></label>`;
  }

  #begin = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const pack = text("pack");
    if (pack === "") return;
    const id = await this.desk.begin(pack, { title: text("title"), number: text("number"), party: text("party") });
    location.hash = this.desk.href({ place: "case", id });
  };
}
