import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { wordsOf } from "./i18n/index.ts";

const HERE = dirname(fileURLToPath(import.meta.url));
const imported = (text: string): string[] => [...text.matchAll(/^(?:import|export)?[^"\n]*"([^"\n]+\.js)";$/gm)].map(([, path = ""]) => path);

test("whatever the components say is said in Chinese too", () => {
  const wanted = new Set(imported(readFileSync(join(HERE, "webawesome.ts"), "utf8")).map((path) => join(HERE, "../node_modules", path)));
  const terms = new Set<string>();
  for (const file of wanted) {
    const text = readFileSync(file, "utf8");
    for (const path of imported(text)) if (path.startsWith(".")) wanted.add(join(dirname(file), path));
    for (const [, term = ""] of text.matchAll(/\.term\("(\w+)"/g)) terms.add(term);
  }
  expect(wanted.size).toBeGreaterThan(20);
  expect([...terms].sort()).toEqual(Object.keys(wordsOf("zh").components).sort());
});
