import { nothing } from "lit";
import type { Evaluation, Verdict } from "fadu";
import type { FaduProof } from "fadu/elements";
import { html } from "./html.ts";
import { goToFact, readReasons, verdictId } from "./part.ts";
import type { Part } from "./part.ts";

/** What every conclusion opens to: who must judge what, what failed to calculate, basis and proof. */
export function reasons(verdict: Verdict, part: Part, label?: string) {
  const { words, language } = part;
  return html`
    ${version(verdict, part)}
    ${verdict.judge.length > 0 ? html`
      <div class="note judge">
        <fadu-tone tone="judge">${words.verdict.judge}</fadu-tone>
        <ul>${verdict.judge.map(({ fact, text, basis }) => html`
          <li>${fact === null ? text[language] : html`<button type="button" class="link" @click=${() => goToFact(part, fact)}>${text[language]}</button>`}
            <fadu-law .citations=${basis} language=${language}></fadu-law></li>`)}</ul>
      </div>` : nothing}
    ${verdict.errors.length > 0 ? html`
      <div class="note fail"><fadu-tone tone="fail">${words.verdict.errors}</fadu-tone>
        <ul>${verdict.errors.map((error) => html`<li>${error[language]}</li>`)}</ul></div>` : nothing}
    <details class="why" data-verdict=${verdict.name} @toggle=${(event: Event) => readReasons(part, verdict.name, (event.currentTarget as HTMLDetailsElement).open)}>
      <summary><span class="why-word">${words.verdict.why}</span>${label === undefined ? nothing : html`<span class="vh">${words.colon}${label}</span>`}
        ${verdict.basis.length > 0 ? html`<fadu-law .citations=${verdict.basis} language=${language}></fadu-law>` : nothing}</summary>
      <fadu-proof .because=${verdict.because} language=${language}></fadu-proof>
    </details>`;
}

/** Which version of the law the verdict follows. */
function version({ version: own }: Verdict, { words }: Part) {
  if (own === null) return nothing;
  const { period, states } = words.version;
  const span = own.state === "none" ? "" : `${words.colon}${period(own.from, own.to)}`;
  return html`<p class="small quiet">${states[own.state]}${span}${own.date === null ? nothing : html`<span class="whole">${words.version.on(own.date)}</span>`}</p>`;
}

/** A verdict that does not reach the case: it says so, and why, and no more. */
export function short(verdict: Verdict, part: Part, before: unknown = nothing) {
  const { words, language } = part;
  return html`
    <article class="sheet edge na" id=${verdictId(verdict.name)}>
      <header class="sheet-head"><h2>${part.named(verdict.label)}</h2><fadu-tone class="push" tone="na">${words.verdict.outcomes["not applicable"]}</fadu-tone></header>
      ${before}
      <div class="pad short">${reasons(verdict, part, verdict.label[language])}</div>
    </article>`;
}

/**
 * Opens what is folded before printing, and folds it again after. Reasons that nobody has opened
 * are taken from the evaluation that has them all: a printer does not wait.
 */
export function unfoldForPrint(root: HTMLElement, explained: () => Evaluation | null): () => void {
  let opened: HTMLDetailsElement[] = [];
  const before = () => {
    const because = new Map(explained()?.verdicts.map((verdict) => [verdict.name, verdict.because]));
    opened = [...root.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
    for (const details of opened) {
      const proof = details.querySelector<FaduProof>(":scope > fadu-proof");
      const reasons = because.get(details.dataset["verdict"] ?? "");
      if (proof && reasons) proof.because = reasons;
      details.open = true;
    }
  };
  const after = () => {
    for (const details of opened) details.open = false;
  };
  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);
  return () => {
    window.removeEventListener("beforeprint", before);
    window.removeEventListener("afterprint", after);
  };
}
