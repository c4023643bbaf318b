import { html, nothing } from "lit";
import type { PropertyValues } from "lit";
import type { DocumentInfo, Evaluation, MadeDocument } from "fadu";
import { Part } from "./part.ts";

/** The documents of a pack, made from the facts as they are; one at a time is shown. */
export class FaduDocuments extends Part {
  static override properties = {
    ...Part.properties,
    documents: { attribute: false },
    evaluation: { attribute: false },
    pending: { type: Boolean },
    make: { attribute: false },
    open: { state: true },
    made: { state: true },
    failure: { state: true },
    said: { state: true },
  };
  declare documents: readonly DocumentInfo[];
  declare evaluation: Evaluation;
  declare pending: boolean;
  declare make: (name: string) => Promise<MadeDocument | null>;
  /** The name of the one that is shown. */
  declare open: string | null;
  declare made: MadeDocument | null;
  declare failure: string | null;
  declare said: string | null;

  constructor() {
    super();
    this.open = null;
    this.made = null;
    this.failure = null;
    this.said = null;
    this.pending = false;
  }

  /** A document that stands open follows the facts. */
  protected override updated(changed: PropertyValues<this>): void {
    if (this.open !== null && (changed.has("open") || (changed.has("evaluation") && changed.get("evaluation")))) void this.#remake(this.open);
  }

  async #remake(name: string): Promise<void> {
    try {
      const made = await this.make(name);
      if (this.open === name) Object.assign(this, { made, failure: null, said: null });
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
  }

  protected override render() {
    const { words, documents } = this;
    return html`
      <article class="sheet documents no-print">
        <header class="sheet-head"><h2>${words.documents.title}</h2></header>
        <ul class="pad">${documents.map((info) => html`<li>${this.#document(info)}</li>`)}</ul>
      </article>`;
  }

  #document({ name, label }: DocumentInfo) {
    const { words, language, open, made, failure } = this;
    const shown = open === name;
    const toggle = () => Object.assign(this, { open: shown ? null : name, made: null, failure: null, said: null });
    return html`
      <div class="row">
        <span>${this.named(label)}</span>
        <wa-button class="push" size="s" appearance="outlined" aria-expanded=${shown ? "true" : "false"} @click=${toggle}>${shown ? words.documents.close : words.documents.make}<span class="vh">${words.colon}${label[language]}</span></wa-button>
      </div>
      ${shown && failure !== null ? html`<p role="alert"><fadu-tone tone="fail">${words.documents.failed}</fadu-tone> <span class="mono">${failure}</span></p>` : nothing}
      ${shown && made ? this.#preview(made) : nothing}`;
  }

  #preview(made: MadeDocument) {
    const { words, language, pending, said } = this;
    const label = made.label[language];
    return html`
      <div class="preview">
        <p role="status"><fadu-tone tone=${made.complete ? "pass" : "todo"}>${made.complete ? words.documents.complete : words.documents.incomplete}</fadu-tone></p>
        <pre class="paper" tabindex="0" role="region" aria-label=${words.documents.preview(label)}>${made.text[language]}</pre>
        <p class="row">
          <wa-button size="s" appearance="outlined" ?disabled=${pending} @click=${() => this.#save(label, "md", made.markdown[language])}><wa-icon slot="start" name="download"></wa-icon>${words.documents.markdown}</wa-button>
          <wa-button size="s" appearance="outlined" ?disabled=${pending} @click=${() => this.#save(label, "txt", made.text[language])}><wa-icon slot="start" name="download"></wa-icon>${words.documents.text}</wa-button>
          <wa-button size="s" appearance="outlined" ?disabled=${pending} @click=${() => this.#copy(made.text[language])}><wa-icon slot="start" name="copy"></wa-icon>${words.documents.copy}</wa-button>
          <span role="status">${said === null ? nothing : html`<fadu-tone tone="pass">${said}</fadu-tone>`}</span>
        </p>
      </div>`;
  }

  #save(name: string, extension: "md" | "txt", text: string): void {
    const type = extension === "md" ? "text/markdown" : "text/plain";
    const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    const link = Object.assign(document.createElement("a"), { href: url, download: `${name}.${extension}` });
    link.click();
    URL.revokeObjectURL(url);
  }

  /** Without a clipboard (plain http) the text is selected, to be copied by hand. */
  async #copy(text: string): Promise<void> {
    const { receipt } = this.words;
    try {
      await navigator.clipboard.writeText(text);
      this.said = receipt.copied;
    } catch {
      const paper = this.querySelector("pre");
      if (paper) getSelection()?.selectAllChildren(paper);
      this.said = receipt.notCopied;
    }
  }
}
