// What the tests of the package share. Runs in Node and in browsers: no Node module here.

/** RFC 8785 for what an evaluation holds: objects, arrays, strings, booleans, null, integers. */
export function canonicalise(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalise).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  // The default order of `sort` is the one RFC 8785 asks for: by UTF-16 code units.
  const fields = Object.keys(value).sort();
  return `{${fields.map((key) => `${JSON.stringify(key)}:${canonicalise(value[key])}`).join(",")}}`;
}

export const utf8 = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

/** Says where two texts part, with both whole. */
export function difference(nameA, a, nameB, b) {
  if (a === b) return null;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const around = (text) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 60));
  return [
    `differ from character ${at}:`,
    `  ${nameA}: …${around(a)}…`,
    `  ${nameB}: …${around(b)}…`,
    `${nameA}, whole:`,
    a,
    `${nameB}, whole:`,
    b,
  ].join("\n");
}
