import { LitElement } from "lit";
import type { Label } from "fadu";
import { titled, wordsOf } from "../i18n/index.ts";
import type { Language, Words } from "../i18n/index.ts";

/**
 * A part of the page. It renders into the page itself, not into a shadow tree: labels, errors
 * and links cross parts by id, print reaches everything, and one style sheet rules them all.
 */
export class Part extends LitElement {
  static override properties = { language: { attribute: false } };
  declare language: Language;

  constructor() {
    super();
    this.language = "zh";
  }

  get words(): Words {
    return wordsOf(this.language);
  }

  /** A label where it stands alone. */
  named(label: Label): string {
    return titled(label, this.language);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

/** Registers once. */
export function register(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

/** Whether a key belongs to an input method: Safari sends the confirming Enter with 229 only. */
export function composing(event: KeyboardEvent): boolean {
  return event.isComposing || event.key === "Process" || event.keyCode === 229;
}

/** Asks for a fact's field to be shown; the desk's page listens. */
export function goToFact(from: HTMLElement, fact: string): void {
  from.dispatchEvent(new CustomEvent("fadu-fact", { detail: fact, bubbles: true, composed: true }));
}

/** Says that a verdict's reasons were opened or folded; the desk's page listens. */
export function readReasons(from: HTMLElement, verdict: string, read: boolean): void {
  from.dispatchEvent(new CustomEvent("fadu-reasons", { detail: { verdict, read }, bubbles: true, composed: true }));
}

/** The id of a fact's row in the form. */
export const fieldId = (fact: string): string => `fact-${fact}`;
/** The id of a verdict's card. */
export const verdictId = (name: string): string => `verdict-${name}`;
