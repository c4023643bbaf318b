/** What is not seen where it stands, or turns round what is: control characters, and those that set the direction. */
const UNSEEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/** Text from elsewhere, with what cannot be seen in it written out. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => `⟦U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}⟧`);
}

/** The same for every text in a value. The value nests no deeper than its reader allowed. */
export function visibleIn<Value>(value: Value): Value {
  if (typeof value === "string") return visible(value) as Value;
  if (Array.isArray(value)) return value.map((entry: unknown) => visibleIn(entry)) as Value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, visibleIn(entry as unknown)])) as Value;
}
