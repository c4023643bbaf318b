import { adopt, define, languageOf, make, sheet } from "./base.js";

/** @typedef {import("../index.js").Citation} Citation */

const styles = sheet(`
  :host { color: var(--fadu-action, #174A84); font-size: .93em; }
  span.text { display: inline-block; text-decoration: underline dotted; text-decoration-thickness: 1px; text-underline-offset: 3px; }
  span.unverified { margin-inline-start: .35em; padding: 0 4px; border: 1px dotted var(--fadu-todo, #865400); border-radius: 3px; color: var(--fadu-todo, #865400); font-size: .86em; white-space: nowrap; text-decoration: none; display: inline-block; line-height: 1.3; }
  .sep { color: var(--fadu-ink-3, #5F6B7C); }
`);

/** Shows where the law says so: the property `citations` holds one or several. */
export class FaduLaw extends HTMLElement {
  static observedAttributes = ["language"];
  /** @type {readonly Citation[]} */
  #citations = [];

  constructor() {
    super();
    adopt(this, styles);
  }

  get citations() {
    return this.#citations;
  }

  set citations(value) {
    this.#citations = value;
    this.#draw();
  }

  attributeChangedCallback() {
    this.#draw();
  }

  #draw() {
    this.shadowRoot?.replaceChildren(...citationNodes(this.#citations, languageOf(this)));
  }
}

/**
 * The nodes of a list of citations, for elements that show them within their own text.
 * @param {readonly Citation[]} citations
 * @param {import("./base.js").Language} language
 * @returns {Node[]}
 */
export function citationNodes(citations, language) {
  return citations.flatMap((citation, at) => {
    const nodes = [make("span", "text", citation.text[language])];
    if (citation.unverified) nodes.push(make("span", "unverified", language === "zh" ? "待核实" : "unverified"));
    return at === 0 ? nodes : [make("span", "sep", language === "zh" ? "、" : "; "), ...nodes];
  });
}

/** Registers the element. */
export const defineLaw = () => define("fadu-law", FaduLaw);
