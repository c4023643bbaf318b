import "../styles/paper.css";
import { nothing, render } from "lit";
import type { ReviewVerdict } from "fadu";
import papersWords from "../i18n/papers.ts";
import { html } from "./html.ts";
import type { Part } from "./part.ts";
import { printOnly } from "./print.ts";

/** What the head of a blank checklist says of the pack. */
export interface Head {
  title: string;
  pack: string;
  digest: string;
}

/** Prints the checklist of a review with empty boxes, to be filled in by hand. */
export function printChecklist(verdict: ReviewVerdict, head: Head, part: Pick<Part, "language" | "named">): void {
  const frame = document.createElement("div");
  render(blank(verdict, head, part), frame);
  printOnly([...frame.children]);
}

function blank(verdict: ReviewVerdict, head: Head, part: Pick<Part, "language" | "named">) {
  const { language } = part;
  const words = papersWords[language];
  // What a question rests on is said where it is not the whole item's.
  const law = (basis: ReviewVerdict["basis"], said: ReviewVerdict["basis"] = []) => basis.map(({ text }) => text[language]).filter((text) => !said.some((other) => other.text[language] === text))
    .map((text, at, all) => html`<span>${text}${at < all.length - 1 ? words.semicolon : nothing}</span>`);
  const boxes = (["pass", "fail", "not applicable", "cannot tell"] as const).map((answer) => words.answers[answer]);
  let number = 0;
  return html`<section class="blank-list">
    <h1>${words.papers.blankTitle(part.named(verdict.label))}</h1>
    <p>${words.papers.blankHead}</p>
    <table>
      <thead><tr><th scope="col">${words.papers.number}</th><th scope="col">${words.papers.item}</th><th scope="col">${words.papers.answer}</th><th scope="col">${words.papers.remark}</th></tr></thead>
      ${verdict.items.map((item) => html`<tbody>
        <tr><th scope="rowgroup" colspan="4">${part.named(item.label)} <span class="law">${law(item.basis)}</span></th></tr>
        ${item.asks.map((ask) => {
          number += 1;
          return html`<tr><td class="number">${number}</td><td>${ask.label[language]} <span class="law">${law(ask.basis, item.basis)}</span></td><td class="boxes">${boxes.map((box) => html`<span><i class="box-mark"></i>${box}</span>`)}</td><td></td></tr>`;
        })}</tbody>`)}
    </table>
    <p class="sign">${words.papers.blankSign}</p>
    <p class="law">${head.title} ${head.pack} ${head.digest}</p>
  </section>`;
}
