import { html } from "lit";
import { pieces } from "../../../pkg/elements/whole.js";

/** A text whose amounts, dates and periods stay on one line. All of it is one element: a row of things takes it for one thing. */
export function whole(text: string) {
  const cut = pieces(text);
  return cut.length === 1 ? text : html`<span>${cut.map((piece, at) => (at % 2 === 0 ? piece : html`<span class="whole">${piece}</span>`))}</span>`;
}
