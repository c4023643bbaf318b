/** A stretch of text as it stands in both texts or in one of them. */
export interface Change {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Beyond so many comparisons a middle that differs is told as a whole. */
const LIMIT = 4_000_000;
/** Chinese differs by character, other writing by word. */
const TOKENS = /\n|\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+|\s|./gsu;

/** How `after` came from `before`, in order. */
export function changes(before: string, after: string): Change[] {
  const a = before.match(TOKENS) ?? [];
  const b = after.match(TOKENS) ?? [];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const told: Change[] = [];
  const say = (kind: Change["kind"], text: string) => {
    const last = told.at(-1);
    if (text === "") return;
    if (last?.kind === kind) last.text += text;
    else told.push({ kind, text });
  };
  say("same", a.slice(0, start).join(""));
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  if (left.length * right.length > LIMIT) {
    say("removed", left.join(""));
    say("added", right.join(""));
  } else middle(left, right, say);
  say("same", a.slice(a.length - end).join(""));
  return told;
}

/** The longest common stretch of tokens, walked from the front. */
function middle(a: readonly string[], b: readonly string[], say: (kind: Change["kind"], text: string) => void): void {
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      say("same", a[i] ?? "");
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) {
      say("removed", a[i] ?? "");
      i += 1;
    } else {
      say("added", b[j] ?? "");
      j += 1;
    }
  }
}

/** How many places were changed: what was taken out and put in at one place counts once. */
export function countPlaces(told: readonly Change[]): number {
  return told.filter(({ kind }, at) => kind !== "same" && (at === 0 || told[at - 1]?.kind === "same")).length;
}
