import { define, languageOf, make } from "./base.js";
import { capitals, grouped, inTenThousands, parseAmount } from "./money.js";

/**
 * Wraps a native text input for money and says below it what was understood: grouped, in 万元,
 * and in capital numerals. Without script the input works as it is. What is typed is never
 * rewritten under the cursor; it is grouped on leaving the field.
 *
 *     <fadu-amount><input inputmode="decimal" …></fadu-amount>
 */
export class FaduAmount extends HTMLElement {
  static observedAttributes = ["language"];
  /** @type {HTMLElement | null} */
  #echo = null;

  connectedCallback() {
    if (!this.#echo) {
      this.#echo = make("span", "fadu-echo");
      this.append(this.#echo);
    }
    this.addEventListener("input", this.#typed);
    this.addEventListener("compositionend", this.#typed);
    this.update();
  }

  disconnectedCallback() {
    this.removeEventListener("input", this.#typed);
    this.removeEventListener("compositionend", this.#typed);
  }

  attributeChangedCallback() {
    this.update();
  }

  /** The amount as a plain decimal of yuan; null where the text is none. */
  get value() {
    return parseAmount(this.querySelector("input")?.value ?? "");
  }

  /** Says again what is understood, after the input was changed from outside. */
  update() {
    if (!this.#echo) return;
    const value = this.value;
    this.#echo.replaceChildren(...(value === null ? [] : echo(value, languageOf(this))));
  }

  /** @param {Event} event */
  #typed = (event) => {
    if (event instanceof InputEvent && event.isComposing) return;
    this.update();
  };
}

/**
 * @param {string} value
 * @param {import("./base.js").Language} language
 * @returns {Node[]}
 */
function echo(value, language) {
  const short = inTenThousands(value);
  const words = capitals(value);
  const nodes = [make("span", "fadu-echo-figure", language === "zh" ? `= ${grouped(value)} 元` : `= CNY ${grouped(value)}`)];
  if (short) nodes.push(make("span", "fadu-echo-short", `${short.value} ${short.unit}${language === "zh" ? "元" : ""}`));
  if (words) {
    const capital = make("span", "fadu-echo-words", words);
    capital.lang = "zh-CN";
    nodes.push(capital);
  }
  return nodes;
}

/** Registers the element. */
export const defineAmount = () => define("fadu-amount", FaduAmount);
