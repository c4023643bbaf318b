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

  /** The first of several names, each said once, and how many more there are of all that count. A name may have commas of its own. */
  listed(names: readonly string[], most: number, count = new Set(names).size): string {
    const { semicolon, verdict } = this.words;
    const shown = [...new Set(names)].slice(0, most);
    return [...shown, ...(count > shown.length ? [verdict.others(count - shown.length)] : [])].join(semicolon);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

/** Waits until a part shows what the store holds: the page draws what is said with what it changes, and that may take a moment. */
export async function drawn(part: LitElement): Promise<void> {
  await part.closest<LitElement>("fadu-app")?.updateComplete;
  // Then come the parts inside it, one after the other.
  await new Promise((resolve) => setTimeout(resolve));
  await part.updateComplete;
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
