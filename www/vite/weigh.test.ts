import { expect, test } from "vitest";
import { firstUse } from "./weigh.ts";

test("a first visit fetches what the page names, not what is imported when it is asked for", () => {
  const bundle = {
    "index.html": `<script type="module" src="./assets/index-1.js"></script><link rel="stylesheet" href="./assets/index-2.css">`,
    "assets/index-1.js": `import{a}from"./part-3.js";const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/later-4.js"])))=>i;new Worker(new URL("worker-5.js",import.meta.url));import("./later-4.js");get("packs.json")`,
    "assets/index-2.css": "a{}",
    "assets/part-3.js": "export const a=1",
    "assets/later-4.js": `fetch("late-6.wasm")`,
    "assets/late-6.wasm": new Uint8Array([1]),
    "assets/worker-5.js": `fetch(new URL("soon-7.wasm",import.meta.url));import("./whole-8.js")`,
    "assets/soon-7.wasm": new Uint8Array([2]),
    "assets/whole-8.js": `fetch("late-6.wasm")`,
    "packs.json": "[]",
    "sw.js": `["assets/later-4.js"]`,
  };
  expect(firstUse(bundle, "index.html").sort()).toEqual(["assets/index-1.js", "assets/index-2.css", "assets/part-3.js", "assets/soon-7.wasm", "assets/worker-5.js", "index.html", "packs.json"]);
});
