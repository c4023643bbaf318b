import { adopt, define, languageOf, make, sheet, wholeNodes } from "./base.js";
import { citationNodes } from "./law.js";
import { split } from "./steps.js";
import { defineTone } from "./tone.js";

/** @typedef {import("../index.js").Proof} Proof */
/** @typedef {import("./base.js").Language} Language */

const WORDS = {
  zh: { true: "成立", false: "不成立", unknown: "未定", rest: (/** @type {number} */ n) => `其余 ${n} 项不影响结论`, open: "全部展开", close: "全部收起", go: "前往填写" },
  en: { true: "holds", false: "does not hold", unknown: "open", rest: (/** @type {number} */ n) => `${n} more that did not matter`, open: "Expand all", close: "Collapse all", go: "go to the fact" },
};

const TONES = /** @type {const} */ ({ true: "pass", false: "na", unknown: "todo" });

const styles = sheet(`
  :host { display: block; font-size: .93em; line-height: 1.55; }
  ul { list-style: none; margin: 0; padding: 0; }
  ul ul { margin-inline-start: 7px; border-inline-start: 1px solid var(--fadu-line-strong, #828C9B); padding-inline-start: 15px; }
  li { position: relative; padding: 2px 0; }
  ul ul > li::before { content: ""; position: absolute; inset-inline-start: -15px; top: 13px; width: 10px; border-top: 1px solid var(--fadu-line-strong, #828C9B); }
  .leaf { display: flex; align-items: start; }
  .leaf > fadu-tone { flex: none; }
  /* The baseline of a button is that of its last line: they are aligned at the top. */
  .leaf button { min-height: 0; padding: 2px 0; }
  .leaf:has(button) > fadu-tone { padding-top: 2px; }
  summary { cursor: pointer; list-style: none; padding: 0 2px 0 16px; position: relative; border-radius: 2px; }
  summary::-webkit-details-marker { display: none; }
  summary::before { content: ""; position: absolute; inset-inline-start: 2px; top: .48em; border: 4px solid transparent; border-inline-start: 6px solid var(--fadu-ink-3, #5F6B7C); }
  details[open] > summary::before { top: .62em; inset-inline-start: 0; border: 4px solid transparent; border-top: 6px solid var(--fadu-ink-3, #5F6B7C); }
  summary:hover { background: var(--fadu-sunken, #EFEDE7); }
  .rest > summary { color: var(--fadu-ink-2, #4A5566); }
  fadu-tone { margin-inline-end: .35em; font-size: .95em; }
  .law { color: var(--fadu-action, #174A84); }
  .law .piece { display: inline-block; }
  .law .text { text-decoration: underline dotted; text-decoration-thickness: 1px; text-underline-offset: 3px; }
  .unverified { padding: 0 4px; border: 1px dotted var(--fadu-todo, #865400); border-radius: 3px; color: var(--fadu-todo, #865400); font-size: .86em; white-space: nowrap; }
  .sep { color: var(--fadu-ink-3, #5F6B7C); }
  button { font: inherit; color: var(--fadu-action, #174A84); background: none; border: 0; padding: 0; min-height: 24px; cursor: pointer; text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 3px; text-align: start; }
  .all { position: relative; z-index: 1; float: inline-end; margin-inline-start: 12px; }
  @media print { .all { display: none; } button { color: inherit; text-decoration: none; } }
`);

/**
 * Shows why: nested lists that open step by step, collapsed to the path that decided. They are
 * native `details`, so that screen readers can read the text and printing opens everything.
 * Fires `fadu-fact` (detail: the fact's name) when a fact in it is chosen.
 */
export class FaduProof extends HTMLElement {
  static observedAttributes = ["language"];
  /** @type {readonly Proof[]} */
  #because = [];
  #drawn = "";
  /** What a person opened or closed, by place in the tree: it outlives the next evaluation. @type {Map<string, boolean>} */
  #toggled = new Map();
  /** @type {HTMLDetailsElement[]} */
  #forced = [];

  constructor() {
    super();
    adopt(this, styles);
  }

  connectedCallback() {
    window.addEventListener("beforeprint", this.#print);
    window.addEventListener("afterprint", this.#printed);
  }

  disconnectedCallback() {
    window.removeEventListener("beforeprint", this.#print);
    window.removeEventListener("afterprint", this.#printed);
  }

  attributeChangedCallback() {
    this.#draw();
  }

  get because() {
    return this.#because;
  }

  set because(value) {
    this.#because = value;
    this.#draw();
  }

  #draw() {
    const language = languageOf(this);
    const key = language + JSON.stringify(this.#because);
    if (key === this.#drawn) return;
    this.#drawn = key;
    const words = WORDS[language];
    const list = make("ul", "", ...this.#because.map((step, at) => this.#step(step, String(at), 0, language)));
    const all = make("button", "all", words.open);
    all.setAttribute("type", "button");
    all.addEventListener("click", () => this.#toggleAll(all, words));
    this.shadowRoot?.replaceChildren(...(list.querySelector("details") ? [all] : []), list);
  }

  /**
   * @param {Proof} step
   * @param {string} place
   * @param {number} depth
   * @param {Language} language
   * @returns {HTMLElement}
   */
  #step(step, place, depth, language) {
    const line = this.#line(step, language);
    if (step.because.length === 0) {
      // The words stand beside the tone however long they are: a button does not begin in the middle of a line.
      const [tone = "", ...words] = step.truth === null ? ["", ...line] : line;
      return make("li", "leaf", tone, make("span", "", ...words));
    }
    const { decided, rest } = split(step);
    const items = decided.map((child, at) => this.#step(child, `${place}.${at}`, depth + 1, language));
    if (rest.length > 0) {
      const hidden = rest.map((child, at) => this.#step(child, `${place}.r${at}`, depth + 1, language));
      const more = this.#details(`${place}.r`, false, [WORDS[language].rest(rest.length)], hidden);
      more.className = "rest";
      items.push(make("li", "", more));
    }
    // A ground that failed rarely interests: it opens on demand, the path that holds is open.
    const open = depth < 2 || (depth < 4 && step.truth !== "false");
    return make("li", "", this.#details(place, open, line, items));
  }

  /**
   * @param {string} place
   * @param {boolean} open
   * @param {(Node | string)[]} summary
   * @param {HTMLElement[]} items
   */
  #details(place, open, summary, items) {
    const details = /** @type {HTMLDetailsElement} */ (make("details", "", make("summary", "", ...summary), make("ul", "", ...items)));
    details.open = this.#toggled.get(place) ?? open;
    // A click comes before the change, and from the keyboard too; `toggle` would also tell of our own.
    details.querySelector("summary")?.addEventListener("click", () => this.#toggled.set(place, !details.open));
    return details;
  }

  /**
   * @param {Proof} step
   * @param {Language} language
   * @returns {(Node | string)[]}
   */
  #line(step, language) {
    /** @type {(Node | string)[]} */
    const nodes = [];
    if (step.truth !== null) {
      const tone = make("fadu-tone", "", WORDS[language][step.truth]);
      tone.setAttribute("tone", TONES[step.truth]);
      nodes.push(tone);
    }
    nodes.push(this.#text(step, language));
    if (step.basis.length > 0) nodes.push(" ", make("span", "law", ...citationNodes(step.basis, language)));
    return nodes;
  }

  /**
   * @param {Proof} step
   * @param {Language} language
   * @returns {Node}
   */
  #text(step, language) {
    const text = step.text[language];
    if (step.fact === null || step.because.length > 0) return make("span", "", ...wholeNodes(text));
    const button = make("button", "", ...wholeNodes(text));
    button.setAttribute("type", "button");
    button.title = WORDS[language].go;
    button.addEventListener("click", () => {
      this.dispatchEvent(new CustomEvent("fadu-fact", { detail: step.fact, bubbles: true, composed: true }));
    });
    return button;
  }

  /**
   * @param {HTMLElement} button
   * @param {{ open: string, close: string }} words
   */
  #toggleAll(button, words) {
    const all = [...(this.shadowRoot?.querySelectorAll("details") ?? [])];
    const open = all.some((details) => !details.open);
    for (const details of all) details.open = open;
    button.textContent = open ? words.close : words.open;
  }

  #print = () => {
    this.#forced = [...(this.shadowRoot?.querySelectorAll("details:not([open])") ?? [])].map((details) => /** @type {HTMLDetailsElement} */ (details));
    for (const details of this.#forced) details.open = true;
  };

  #printed = () => {
    for (const details of this.#forced) details.open = false;
    this.#forced = [];
  };
}

/** Registers the element and what it draws with. */
export const defineProof = () => {
  defineTone();
  define("fadu-proof", FaduProof);
};
