import { html as template } from "lit";
import type { TemplateResult } from "lit";
import { whole } from "../format/whole.ts";

/** The templates of which it is known where their values go. */
const known = new WeakMap<TemplateStringsArray, readonly boolean[]>();

/** Which values of a template are text between elements: not those of attributes, nor what an element takes as text alone. */
function texts(strings: TemplateStringsArray): readonly boolean[] {
  let inTag = false;
  let tag = "";
  return strings.slice(0, -1).map((part) => {
    const [opens, closes] = [part.lastIndexOf("<"), part.lastIndexOf(">")];
    if (opens !== closes) inTag = opens > closes;
    tag = [...part.matchAll(/<(\/?[a-z][\w-]*)/g)].at(-1)?.[1] ?? tag;
    return !inTag && tag !== "option" && tag !== "textarea";
  });
}

/** Lit's own, in which every text that is shown keeps its amounts, dates and periods on one line. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult<1> {
  const shown = known.get(strings) ?? texts(strings);
  known.set(strings, shown);
  return template(strings, ...values.map((value, at) => (typeof value === "string" && shown[at] ? whole(value) : value)));
}
