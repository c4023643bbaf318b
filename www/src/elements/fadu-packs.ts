import { nothing } from "lit";
import type { Diagnostic } from "fadu";
import type { Desk } from "../state/desk.ts";
import { meanQuestions } from "../state/questions.ts";
import type { ListedPack, PackCard } from "../state/packs.ts";
import { html } from "./html.ts";
import { Part } from "./part.ts";

/** The order in which a card names what a pack answers. */
const KINDS = ["review", "benchmark", "scope", "scorecard", "table", "deadline", "define"] as const;

/** The packs to choose from. */
export class FaduPacks extends Part {
  static override properties = { ...Part.properties, desk: { attribute: false }, packs: { attribute: false } };
  declare desk: Desk;
  declare packs: ListedPack[] | null;

  protected override render() {
    const { words, packs } = this;
    return html`
      <div class="page">
        <h1 tabindex="-1">${words.packs.title}</h1>
        <p class="lead">${words.packs.lead}</p>
        <p class="small quiet">${words.packs.measured}</p>
        ${packs === null
          ? html`<p class="quiet" role="status">${words.loading.packs}</p>${skeletons(2)}`
          : packs.length === 0
            ? html`<section class="sheet pad"><h2>${words.packs.none}</h2><p>${words.packs.noneBody}</p></section>`
            : html`<ul class="cards">${packs.map((entry) => html`<li>${this.#card(entry)}</li>`)}</ul>`}
      </div>`;
  }

  #card({ id, card, diagnostics }: ListedPack) {
    const { words, desk } = this;
    if (!card) return html`<article class="sheet card edge fail"><h2>${id}</h2>${diagnosticList(diagnostics, this)}</article>`;
    const { version, title, jurisdiction, answers, digest } = card;
    return html`
      <article class="sheet card">
        <h2><a href=${desk.href({ place: "pack", pack: id })}>${this.named(title)}</a></h2>
        <p class="meta"><span class="mono">${id} ${version}</span>${jurisdiction ? html`<span>${this.named(jurisdiction)}</span>` : nothing}<span>${factsText(id, card, this)}</span></p>
        <h3 class="vh">${words.packs.answers}</h3>
        <dl class="pack-answers">${KINDS.map((kind) => this.#kind(kind, answers.find((answer) => answer.kind === kind)))}</dl>
        <p class="card-foot quiet">${words.packs.digest} <span class="mono" title=${digest}>${shortDigest(digest)}</span></p>
      </article>`;
  }

  #kind(kind: (typeof KINDS)[number], answers: PackCard["answers"][number] | undefined) {
    if (!answers) return nothing;
    const { first, count } = answers;
    return html`<div><dt>${this.words.kinds[kind]}</dt><dd>${this.listed(first.map((label) => this.named(label)), first.length, count)}</dd></div>`;
  }
}

/** How many questions settle a case on average, beside how many facts there are. */
export function factsText(id: string, { digest, facts }: { digest: string; facts: number }, { words }: Pick<Part, "words">): string {
  const mean = meanQuestions(id, digest);
  return mean === null ? words.packs.facts(facts) : words.packs.questions(mean.toFixed(1), facts);
}

/** The mistakes of a pack that does not compile, in words for whoever wrote it. */
export function diagnosticList(diagnostics: readonly Diagnostic[], { words, language }: Part) {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return html`
    <p><fadu-tone tone="fail">${words.packs.broken(errors.length)}</fadu-tone></p>
    <ul class="diagnostics">${errors.map(({ code, message, help, path, start }) => html`
      <li><span class="mono">${code}</span> ${message[language]}<span class="quiet"> — ${words.packs.line(path, start.line)}</span>${help ? html`<p class="quiet">${help[language]}</p>` : nothing}</li>`)}</ul>`;
}

/** Enough of a digest to tell two apart by eye. */
export function shortDigest(digest: string): string {
  const hex = digest.replace(/^sha256:/, "");
  return `${hex.slice(0, 8)}…${hex.slice(-4)}`;
}

function skeletons(count: number) {
  return html`<div class="skeletons" aria-hidden="true">${Array.from({ length: count * 3 }, () => html`<wa-skeleton></wa-skeleton>`)}</div>`;
}
