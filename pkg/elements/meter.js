import { adopt, define, make, sheet } from "./base.js";

/** @typedef {import("./tone.js").Tone} Tone */

const styles = sheet(`
  :host { display: flex; gap: 2px; height: 9px; max-width: 280px; min-width: 60px; }
  i { flex: 1; min-width: 3px; background: var(--fadu-line, #DCD9D1); }
  i.pass { background: var(--fadu-pass, #0B6B4B); }
  i.fail { background: repeating-linear-gradient(45deg, var(--fadu-fail, #B3261E) 0 3px, var(--fadu-surface, #FFF) 3px 5px); outline: 1px solid var(--fadu-fail, #B3261E); outline-offset: -1px; }
  i.na { background: var(--fadu-na, #566173); height: 3px; align-self: center; }
  i.judge { background: var(--fadu-judge, #5B3E96); clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%); }
  i.todo { background: none; border: 1px dotted var(--fadu-todo, #865400); }
  @media (forced-colors: active) { i { border: 1px solid CanvasText; } }
`);

/**
 * Shows how far a checklist is, one cell per item, told apart by pattern. The count that
 * stands beside it is the text: the cells are hidden from screen readers.
 */
export class FaduMeter extends HTMLElement {
  constructor() {
    super();
    adopt(this, styles);
  }

  connectedCallback() {
    this.setAttribute("aria-hidden", "true");
  }

  /** @param {readonly Tone[]} tones */
  set cells(tones) {
    this.shadowRoot?.replaceChildren(...tones.map((tone) => make("i", tone)));
  }
}

/** Registers the element. */
export const defineMeter = () => define("fadu-meter", FaduMeter);
