import { nothing } from "lit";
import type { PropertyValues } from "lit";
import type { Answers, DocumentInfo, MadeDocument, Receipt, ReviewVerdict } from "fadu";
import type { Language } from "../i18n/index.ts";
import type { Round } from "../state/rounds.ts";
import type { Edit, Edits } from "../state/edits.ts";
import { html } from "./html.ts";
import { Part, register } from "./part.ts";

/** The documents of a pack, made from the facts as they are; one at a time is opened, on paper. */
export class FaduDocuments extends Part {
  static override properties = {
    ...Part.properties,
    documents: { attribute: false },
    evaluation: { attribute: false },
    pending: { type: Boolean },
    make: { attribute: false },
    certify: { attribute: false },
    engine: { attribute: false },
    edits: { attribute: false },
    keep: { attribute: false },
    rest: { attribute: false },
    rounds: { attribute: false },
    open: { attribute: false },
    show: { attribute: false },
    made: { state: true },
    failure: { state: true },
  };
  declare documents: readonly DocumentInfo[];
  declare evaluation: Answers;
  declare pending: boolean;
  declare make: (name: string) => Promise<MadeDocument | null>;
  /** Makes out the receipt of what a document tells. */
  declare certify: () => Promise<Receipt>;
  /** The engine's version, for the strip at the foot of each page. */
  declare engine: string;
  /** What people made of the documents; `keep` keeps one more, `rest` says that typing stopped. */
  declare edits: Edits;
  declare keep: (document: string, language: Language, edit: Edit | null) => void;
  declare rest: () => void;
  /** The rounds of review that were closed: the documents of a review list them. */
  declare rounds: readonly Round[];
  /** The name of the one that is shown; `show` asks for another, or for none. */
  declare open: string | null;
  declare show: (name: string | null) => void;
  declare made: { document: MadeDocument; receipt: Receipt } | null;
  declare failure: string | null;

  constructor() {
    super();
    this.rounds = [];
    this.open = null;
    this.made = null;
    this.failure = null;
    this.pending = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("open")) Object.assign(this, { made: null, failure: null });
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("open");
    // The focus goes back to where the document was opened.
    if (before && this.open === null) this.querySelector<HTMLElement>(`[data-document="${CSS.escape(before)}"]`)?.focus();
    if (this.open !== null && this.#known(this.open) && (changed.has("open") || (changed.has("evaluation") && changed.get("evaluation")))) void this.#remake(this.open);
    const dialog = this.querySelector("dialog");
    if (dialog && this.made && !dialog.open) dialog.showModal();
  }

  async #remake(name: string): Promise<void> {
    try {
      // The paper and what draws its code are fetched when the first document is opened.
      const [document, receipt, { FaduPaper }] = await Promise.all([this.make(name), this.certify(), import("./fadu-paper.ts")]);
      register("fadu-paper", FaduPaper);
      if (this.open === name) Object.assign(this, { made: document && { document, receipt }, failure: null });
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
  }

  #known(name: string): boolean {
    return this.documents.some((info) => info.name === name);
  }

  /** The address says what is open: the dialog goes when the address has changed. */
  #close = (event: Event) => {
    event.preventDefault();
    if (this.open !== null) this.show(null);
  };

  protected override render() {
    const { words, documents } = this;
    const reviews = this.evaluation.verdicts.filter((verdict): verdict is ReviewVerdict => verdict.kind === "review" && verdict.items.length > 0);
    return html`
      <article class="sheet documents no-print">
        <header class="sheet-head"><h2>${words.documents.title}</h2></header>
        <ul class="pad">
          ${this.open === null || this.#known(this.open) ? nothing : html`<li role="alert"><fadu-tone tone="fail">${words.documents.unknown(this.open.slice(0, 60))}</fadu-tone></li>`}
          ${documents.map((info) => html`<li>${this.#document(info)}</li>`)}
          ${reviews.map((verdict) => html`<li><button type="button" class="link blank-checklist" @click=${() => this.#blank(verdict)}>${words.documents.blank(this.named(verdict.label))}</button></li>`)}
        </ul>
      </article>
      ${this.made ? this.#dialog(this.made) : nothing}`;
  }

  #document({ name, label }: DocumentInfo) {
    const { words, language, open, failure } = this;
    return html`
      <div class="row">
        <span>${this.named(label)}</span>
        <wa-button class="push" size="s" appearance="outlined" data-document=${name} ?disabled=${this.pending} @click=${() => this.show(name)}>${words.documents.make}<span class="vh">${words.colon}${label[language]}</span></wa-button>
      </div>
      ${open === name && failure !== null ? html`<p role="alert"><fadu-tone tone="fail">${words.documents.failed}</fadu-tone> <span class="mono">${failure}</span></p>` : nothing}`;
  }

  #dialog({ document: made, receipt }: { document: MadeDocument; receipt: Receipt }) {
    const { words, language } = this;
    return html`
      <dialog class="paper-dialog" aria-labelledby="paper-title" @cancel=${this.#close} @close=${this.#close}>
        <header class="paper-bar"><h2 id="paper-title" tabindex="-1" autofocus>${this.named(made.label)}</h2>
          <wa-button class="push paper-close" size="s" appearance="outlined" @click=${this.#close}><wa-icon slot="start" name="clear"></wa-icon>${words.documents.close}</wa-button></header>
        <div class="paper-body" tabindex="0" role="region" aria-labelledby="paper-title">
          <fadu-paper .made=${made} .receipt=${receipt} .engine=${this.engine} .edits=${this.edits} .keep=${this.keep} .rest=${this.rest} .rounds=${this.#isReview(made.name) ? this.rounds : []} .language=${language}></fadu-paper>
        </div>
      </dialog>`;
  }

  #isReview(document: string): boolean {
    const told = this.documents.find(({ name }) => name === document)?.verdict;
    return this.evaluation.verdicts.some(({ name, kind }) => kind === "review" && name === told);
  }

  async #blank(verdict: ReviewVerdict): Promise<void> {
    const { pack } = this.evaluation;
    const { printChecklist } = await import("./checklist-print.ts");
    printChecklist(verdict, { title: pack.title[this.language], pack: `${pack.id} ${pack.version}`, digest: pack.digest }, this);
  }
}
