import "../styles/verify.css";
import { nothing } from "lit";
import { apart, TookTooLong } from "../engine/apart.ts";
import { visible } from "../format/visible.ts";
import verifyWords from "../i18n/verify.ts";
import type { Decision } from "../state/decision.ts";
import { LARGEST, readDecision, textOf } from "../state/decision-read.ts";
import type { Refusal } from "../state/decision-read.ts";
import type { Desk, State } from "../state/desk.ts";
import { recheck } from "../state/recheck.ts";
import type { Beside, Recheck } from "../state/recheck.ts";
import { FaduRechecked } from "./fadu-rechecked.ts";
import { html } from "./html.ts";
import { Part, register } from "./part.ts";

register("fadu-rechecked", FaduRechecked);

type Shown =
  | { state: "empty" }
  | { state: "busy"; name: string }
  | { state: "refused"; name: string; refusal: Refusal }
  | { state: "stopped"; name: string; message: string | null }
  | { state: "checked"; name: string; decision: Decision; result: Recheck };

/** Re-checks a decision file. The file may come from anybody; nothing of it is kept. */
export class FaduVerify extends Part {
  static override properties = { ...Part.properties, desk: { attribute: false }, engine: { attribute: false }, shown: { state: true }, over: { state: true } };
  declare desk: Desk;
  declare engine: State["engine"];
  declare shown: Shown;
  /** Whether something is held over the page, to be dropped. */
  declare over: boolean;
  /** Which file was asked for last: the answer to an earlier one is not shown. */
  #asked = 0;

  constructor() {
    super();
    this.shown = { state: "empty" };
    this.over = false;
  }

  override get words() {
    return verifyWords[this.language];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Dropped beside the zone, a file would otherwise take the page's place.
    window.addEventListener("dragover", this.#dragOver);
    window.addEventListener("dragleave", this.#dragLeave);
    window.addEventListener("drop", this.#drop);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("dragover", this.#dragOver);
    window.removeEventListener("dragleave", this.#dragLeave);
    window.removeEventListener("drop", this.#drop);
  }

  #dragOver = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.over = true;
  };

  #dragLeave = (event: DragEvent) => {
    if (event.relatedTarget === null) this.over = false;
  };

  #drop = (event: DragEvent) => {
    this.over = false;
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    void this.#check(file);
  };

  #chosen = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    // The same file can then be chosen once more.
    if (file) void this.#check(file).then(() => { input.value = ""; });
  };

  async #check(file: File): Promise<void> {
    const { engine } = this;
    if (engine.status !== "ready") return;
    this.#asked += 1;
    const asked = this.#asked;
    const name = visible(file.name);
    this.shown = { state: "busy", name };
    const shown = await this.#outcome(file, name, engine.version);
    if (asked !== this.#asked) return;
    this.shown = shown;
    await this.updateComplete;
    this.querySelector<HTMLElement>("#outcome")?.focus({ preventScroll: true });
  }

  async #outcome(file: File, name: string, version: string): Promise<Shown> {
    try {
      const refuse = (why: Refusal["why"]): Shown => ({ state: "refused", name, refusal: { why, at: "" } });
      if (file.size > LARGEST) return refuse("too large");
      const text = textOf(await file.arrayBuffer());
      if (text === null) return refuse("not text");
      const { decision, refused } = readDecision(text);
      if (refused) return { state: "refused", name, refusal: refused };
      return { state: "checked", name, decision, result: await this.#recheck(decision, version) };
    } catch (error) {
      return { state: "stopped", name, message: error instanceof TookTooLong ? null : error instanceof Error ? error.message : String(error) };
    }
  }

  async #recheck(decision: Decision, version: string): Promise<Recheck> {
    const { pack, facts, as_of: asOf, rules } = decision;
    const listed = (await this.desk.shelf.list()).find(({ id }) => id === pack.id);
    const files = listed ? await this.desk.shelf.files(listed.id) : null;
    return apart(async (client) => {
      await client.call("start", null);
      const asked = { pack: pack.id, profile: pack.profile, facts, asOf };
      const own = await client.call("recompute", { ...asked, files: rules });
      const beside: Beside = listed && files
        ? { version: listed.card?.version ?? "", digest: listed.card?.digest ?? "", computed: await client.call("recompute", { ...asked, files }) }
        : null;
      return recheck(decision, version, own, beside);
    });
  }

  protected override render() {
    const { words, shown } = this;
    return html`
      <div class="page verify">
        <h1 tabindex="-1">${words.titles.verify}</h1>
        <p class="lead">${words.verify.lead}</p>
        ${this.#zone()}
        <p class="vh" role="status">${shown.state === "busy" ? words.verify.busy(shown.name) : ""}</p>
        ${this.#outcomeOf(shown)}
      </div>`;
  }

  #zone() {
    const { words, shown, over, engine } = this;
    const small = shown.state !== "empty";
    return html`
      <div class="zone no-print ${over ? "over" : ""} ${small ? "slim" : ""}">
        ${small ? nothing : html`<p>${words.verify.drop}</p>`}
        <label class="file-choice"><input type="file" accept=".json,application/json" class="file-input" ?disabled=${engine.status !== "ready"} @change=${this.#chosen}><span class="button">${small ? words.verify.another : words.verify.choose}</span></label>
        ${engine.status === "ready" ? nothing : html`<p class="quiet small">${words.verify.waiting}</p>`}
        ${shown.state === "busy" ? html`<p class="quiet">${words.verify.busy(shown.name)}</p>` : nothing}
      </div>`;
  }

  #outcomeOf(shown: Shown) {
    const { words, language } = this;
    if (shown.state === "refused") {
      const { why, at } = shown.refusal;
      return this.#failure(words.verify.refusedTitle, shown.name, words.verify.refused[why](visible(at).slice(0, 200)));
    }
    if (shown.state === "stopped") return this.#failure(words.verify.cannotTitle, shown.name, shown.message === null ? words.verify.cannot.slow : words.verify.cannot.failed(visible(shown.message)));
    if (shown.state === "checked") return html`<fadu-rechecked .name=${shown.name} .decision=${shown.decision} .result=${shown.result} .engine=${this.engine.status === "ready" ? this.engine.version : ""} .language=${language}></fadu-rechecked>`;
    return nothing;
  }

  #failure(title: string, name: string, reason: string) {
    const { words } = this;
    return html`
      <section class="sheet edge fail outcome" id="outcome" tabindex="-1">
        <div class="pad">
          <h2 class="headline"><fadu-tone tone="fail">${title}</fadu-tone></h2>
          <p class="break">${reason}${words.stop}</p>
          <p class="quiet small break">${words.verify.file(name)}${words.stop}${this.language === "zh" ? "" : " "}${words.verify.kept}</p>
        </div>
      </section>`;
  }
}
