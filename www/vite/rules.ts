import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Plugin } from "vite";
import type { RuleFiles } from "../src/state/packs.ts";

const HEADER = /^[\s\uFEFF]*(?:pack|规则包)[ \t\u3000]+`?([^\s`]+)`?[ \t\u3000]+\S/mu;
const USE = /^[ \t\u3000]*(?:use|引用)[ \t\u3000]+`?([^\s`]+)/gmu;

/** Reads the rule files under a folder, in one order everywhere: by the code units of their paths. */
export function readRules(root: string): RuleFiles {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:fadu|csv)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    // Tests decide nothing, and are most of the text.
    .filter((path) => !path.includes("/cases/"))
    .sort();
  const files = paths.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
  const packs = files.flatMap(({ path, text }) => {
    const id = path.endsWith(".fadu") ? HEADER.exec(text)?.[1] : undefined;
    return id === undefined ? [] : [id];
  });
  // Packs that others take their rules from come after those that people work with.
  const used = new Set(files.flatMap(({ text }) => [...text.matchAll(USE)].map(([, id]) => id)));
  return { files, packs: [...packs.filter((id) => !used.has(id)), ...packs.filter((id) => used.has(id))] };
}

/** Puts the rule files beside the page as `rules.json`, so that it compiles the very same text. */
export function ruleFiles(root: string): Plugin {
  return {
    name: "fadu-rules",
    configureServer(server) {
      server.watcher.add(root);
      server.middlewares.use((request, response, next) => {
        if (!request.url?.split("?")[0]?.endsWith("/rules.json")) return next();
        response.setHeader("content-type", "application/json; charset=utf-8");
        response.end(JSON.stringify(readRules(root)));
      });
    },
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "rules.json", source: JSON.stringify(readRules(root)) });
    },
  };
}
