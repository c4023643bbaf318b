// What all the elements share. They use native controls and the `--fadu-*` tokens, and no library.

import { pieces } from "./whole.js";

/**
 * @param {string} text
 * @returns {CSSStyleSheet}
 */
export function sheet(text) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

/** What each shadow root needs: text for screen readers only, text that does not break, and the focus ring. */
const common = sheet(`
  * { box-sizing: border-box; }
  .vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .whole { white-space: nowrap; }
  :focus-visible { outline: 2px solid var(--fadu-ink, #1A2330); outline-offset: 2px; box-shadow: 0 0 0 2px var(--fadu-surface, #FFF), 0 0 0 5px var(--fadu-focus, #F2A900); border-radius: 2px; }
`);

/**
 * Attaches the shadow root. Constructed sheets are not inline styles: a strict CSP lets them be.
 * @param {HTMLElement} host
 * @param {CSSStyleSheet} own
 * @returns {ShadowRoot}
 */
export function adopt(host, own) {
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [common, own];
  return root;
}

/**
 * Registers once, so that two copies of the package on a page do not stop each other.
 * @param {string} tag
 * @param {CustomElementConstructor} element
 */
export function define(tag, element) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

/** @typedef {"zh" | "en"} Language */
/** @typedef {{ zh: string, en: string }} Label */

/**
 * The language of an element: its own `language`, else the page's.
 * @param {HTMLElement} host
 * @returns {Language}
 */
export function languageOf(host) {
  const own = host.getAttribute("language") ?? document.documentElement.lang;
  return own.startsWith("en") ? "en" : "zh";
}

/**
 * Makes an element with text in it; text is never parsed as HTML.
 * @param {string} tag
 * @param {string} [className]
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/**
 * A text as nodes, with its amounts, dates and articles each on one line.
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export const wholeNodes = (text) => pieces(text).map((piece, at) => (at % 2 === 0 ? piece : make("span", "whole", piece)));
