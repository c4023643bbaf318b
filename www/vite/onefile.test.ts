import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { listFiles } from "./offline.ts";
import { inPage, policyFor } from "./onefile.ts";

test("script that stands in a page ends no element and begins none, and says the same", () => {
  const code = `const a = "</script><script>x<!-- </SCRIPT>", b = /<!--/u;`;
  const placed = inPage(code);
  expect(placed).not.toMatch(/<\/?script|<!--/i);
  const texts = (source: string) => (new Function(`${source}; return [a, b.test("<!--")];`) as () => unknown)();
  expect(texts(placed)).toEqual(texts(code));
});

test("the policy of the one file names its script and its style by digest, and lets nothing out", () => {
  const policy = policyFor("a", "b");
  for (const text of ["a", "b"]) expect(policy).toContain(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe-inline|https?:|\*|'self'/);
});

test("a page of other files is of another version", () => {
  const one = listFiles({ b: "2", a: "1" });
  expect(one.files.map(([path]) => path)).toEqual(["a", "b"]);
  expect(listFiles({ a: "1", b: "2" })).toEqual(one);
  expect(listFiles({ a: "1", b: "3" }).version).not.toBe(one.version);
});
