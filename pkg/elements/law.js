import { adopt, define, languageOf, make, sheet, wholeNodes } from "./base.js";

/** @typedef {import("../index.js").Citation} Citation */

const styles = sheet(`
  :host { color: var(--fadu-action, #174A84); font-size: .93em; }
  .piece { display: inline-block; }
  span.text { text-decoration: underline dotted; text-decoration-thickness: 1px; text-underline-offset: 3px; }
  span.unverified { padding: 0 4px; border: 1px dotted var(--fadu-todo, #865400); border-radius: 3px; color: var(--fadu-todo, #865400); font-size: .86em; white-space: nowrap; text-decoration: none; display: inline-block; line-height: 1.3; }
  .sep { color: var(--fadu-ink-3, #5F6B7C); }
`);

/** Shows where the law says so: the property `citations` holds one or several; `short` abridges long titles. */
export class FaduLaw extends HTMLElement {
  static observedAttributes = ["language", "short"];
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
    const same = JSON.stringify(value) === JSON.stringify(this.#citations);
    this.#citations = value;
    // To draw the same once more takes far longer than to see that it is.
    if (!same) this.#draw();
  }

  attributeChangedCallback() {
    this.#draw();
  }

  #draw() {
    this.shadowRoot?.replaceChildren(...citationNodes(this.#citations, languageOf(this), this.hasAttribute("short")));
  }
}

/**
 * The nodes of a list of citations, for elements that show them within their own text. A source
 * cited several times in a row is named once.
 * @param {readonly Citation[]} citations
 * @param {import("./base.js").Language} language
 * @param {boolean} [short]
 * @returns {Node[]}
 */
export function citationNodes(citations, language, short = false) {
  let before = "";
  return citations.flatMap((citation, at) => {
    const full = citation.text[language];
    const title = titleOf(full, language);
    const named = title !== "" && title === before ? "" : short ? abridged(title, language) : title;
    const place = full.slice(title.length);
    before = title;
    const text = (/** @type {string} */ part) => make("span", "text", ...(language === "zh" ? wholeNodes(part) : chinese(part)));
    const last = at === citations.length - 1;
    // One citation stays in one piece where a line has room for it; where none has, the place in the source does, with what follows it.
    const end = make("span", "piece", ...(place === "" ? [] : [text(place)]));
    if (citation.unverified && citations[at + 1]?.source !== citation.source) end.append(" ", make("span", "unverified", language === "zh" ? "待核实" : "unverified"));
    if (!last) end.append(make("span", "sep", language === "zh" ? "、" : ","));
    const piece = make("span", "piece", ...(named === "" ? [] : [text(named)]), end);
    if (named !== title) piece.title = full;
    return last || language === "zh" ? [piece] : [piece, document.createTextNode(" ")];
  });
}

/**
 * The text of a citation with what is left in Chinese marked as such, for voices and fonts: a section has no other name.
 * @param {string} text
 * @returns {(Node | string)[]}
 */
function chinese(text) {
  return text.split(/(\p{Script=Han}[\p{Script=Han}\p{P}]*)/u).filter(Boolean).flatMap((part) => {
    if (!/^\p{Script=Han}/u.test(part)) return wholeNodes(part);
    const shown = make("span", "", part);
    shown.lang = "zh-CN";
    return shown;
  });
}

/**
 * The part of a citation that names the source: 《…》, or what stands before the first comma.
 * @param {string} text
 * @param {import("./base.js").Language} language
 * @returns {string}
 */
function titleOf(text, language) {
  const sign = language === "zh" ? "》" : ", ";
  const end = language === "zh" ? text.lastIndexOf(sign) : text.indexOf(sign);
  return end < 0 ? "" : text.slice(0, end + sign.length);
}

/**
 * A title too long for a line keeps its beginning and its kind: 《关于全面推行…的指导意见》.
 * @param {string} title
 * @param {import("./base.js").Language} language
 * @returns {string}
 */
function abridged(title, language) {
  if (language === "zh") return title.length <= 24 ? title : `${title.slice(0, 9)}…${title.slice(-7)}`;
  return title.length <= 48 ? title : `${title.slice(0, 40).replace(/ \S*$/, "")}…, `;
}

/** Registers the element. */
export const defineLaw = () => define("fadu-law", FaduLaw);
