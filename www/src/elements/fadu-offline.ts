import { watchOffline } from "../offline/offline.ts";
import type { Offline } from "../offline/offline.ts";
import { html } from "./html.ts";
import { Part } from "./part.ts";

/** Says in the footer whether the page works without a network, and offers a new version. */
export class FaduOffline extends Part {
  static override properties = { ...Part.properties, offline: { state: true } };
  declare offline: Offline;
  #leave: (() => void) | null = null;

  constructor() {
    super();
    this.offline = { state: "starting" };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave = watchOffline((offline) => { this.offline = offline; });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave?.();
  }

  protected override render() {
    const { offline, words } = this;
    switch (offline.state) {
      case "update":
        return html`<span role="status">${words.offline.update} <button type="button" class="link" @click=${() => offline.apply()}>${words.offline.apply}</button></span>`;
      case "none":
        return html`<span>${words.offline.none[offline.why]}</span>`;
      case "starting":
        return html`<span class="quiet">${words.offline.starting}</span>`;
      default:
        return html`<span class="quiet">${words.offline[offline.state]}</span>`;
    }
  }
}
