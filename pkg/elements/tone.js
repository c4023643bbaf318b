import { adopt, define, sheet } from "./base.js";

/**
 * The tones a conclusion or an answer can have. Each differs in word, outline and edge;
 * colour is the last of the signals, so that paper and forced colours lose nothing.
 * @typedef {"pass" | "fail" | "na" | "todo" | "judge" | "decided" | "late" | "clock" | "may"} Tone
 */

/** @type {Record<Tone, string>} */
const SHAPES = {
  pass: '<circle cx="8" cy="8" r="7.5" fill="currentColor"/><path class="in" d="M4.6 8.3l2.3 2.3 4.6-5"/>',
  fail: '<rect x=".8" y=".8" width="14.4" height="14.4" rx="1.5" fill="currentColor"/><path class="in" d="M5 5l6 6M11 5l-6 6"/>',
  na: '<circle class="out" cx="8" cy="8" r="6.9"/><path class="out" d="M4.8 8h6.4"/>',
  todo: '<circle class="out dots" cx="8" cy="8" r="6.9"/><path class="out" d="M5.9 6.2a2.1 2.1 0 113 1.9c-.6.3-.9.7-.9 1.4"/><circle cx="8" cy="11.7" r=".95" fill="currentColor"/>',
  judge: '<path d="M8 .6L15.4 8 8 15.4.6 8z" fill="currentColor"/><path class="in thin" d="M4.8 6.5h6.4M4.8 9.5h6.4"/>',
  decided: '<circle class="out" cx="8" cy="8" r="6.9"/><circle cx="8" cy="8" r="3.4" fill="currentColor"/>',
  late: '<path d="M8 1.2L15.4 14.6H.6z" fill="currentColor"/><path class="in" d="M8 5.6v4.2M8 11.6v1.2"/>',
  clock: '<circle class="out" cx="8" cy="8" r="6.9"/><path class="out" d="M8 4v4.3l2.8 1.6"/>',
  may: '<circle class="out" cx="8" cy="8" r="6.9"/><path class="out" d="M8 4.6v6.8M4.6 8h6.8"/>',
};

const styles = sheet(`
  :host { display: inline-flex; align-items: center; gap: .4em; font-weight: 600; color: var(--_tone); vertical-align: -.12em; }
  :host([hidden]) { display: none; }
  :host([quiet]) { font-weight: 400; }
  :host([quiet]) slot { color: var(--fadu-ink, #1A2330); }
  :host([tag]) { padding: 0 8px; line-height: 22px; border: 1px solid currentColor; border-radius: 3px; background: var(--_soft); white-space: nowrap; }
  :host([tag][tone=na]) { border-style: dashed; }
  :host([tag][tone=todo]) { border-style: dotted; }
  :host { --_tone: var(--fadu-ink-2, #4A5566); --_soft: transparent; }
  :host([tone=pass]) { --_tone: var(--fadu-pass, #0B6B4B); --_soft: var(--fadu-pass-soft, #E6F3EC); }
  :host([tone=fail]), :host([tone=late]) { --_tone: var(--fadu-fail, #B3261E); --_soft: var(--fadu-fail-soft, #FBEAE8); }
  :host([tone=na]) { --_tone: var(--fadu-na, #566173); --_soft: var(--fadu-na-soft, #EDEFF2); }
  :host([tone=todo]) { --_tone: var(--fadu-todo, #865400); --_soft: var(--fadu-todo-soft, #FCF1DC); }
  :host([tone=judge]) { --_tone: var(--fadu-judge, #5B3E96); --_soft: var(--fadu-judge-soft, #F0EBF9); }
  :host([tone=decided]), :host([tone=may]) { --_tone: var(--fadu-action, #174A84); --_soft: var(--fadu-action-soft, #E8EFF8); }
  svg { width: 1.08em; height: 1.08em; flex: none; display: block; }
  .out { fill: none; stroke: currentColor; stroke-width: 1.5; }
  .dots { stroke-dasharray: 1.6 1.9; }
  .in { fill: none; stroke: var(--fadu-surface, #FFF); stroke-width: 1.9; }
  .thin { stroke-width: 1.4; }
  @media (forced-colors: active) { :host { --_tone: CanvasText; forced-color-adjust: auto; } .in { stroke: Canvas; } }
`);

/**
 * Joins icon, word and colour of a tone: `<fadu-tone tone="fail">不通过</fadu-tone>`.
 * `tag` draws a box round it, `quiet` leaves the words in ink.
 */
export class FaduTone extends HTMLElement {
  static observedAttributes = ["tone"];

  constructor() {
    super();
    adopt(this, styles).innerHTML = '<svg viewBox="0 0 16 16" aria-hidden="true" part="icon"></svg><slot></slot>';
  }

  attributeChangedCallback() {
    const icon = this.shadowRoot?.querySelector("svg");
    if (icon) icon.innerHTML = SHAPES[/** @type {Tone} */ (this.getAttribute("tone"))] ?? "";
  }
}

/** Registers the element. */
export const defineTone = () => define("fadu-tone", FaduTone);
