import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Plugin } from "vite";
import { readRules } from "./rules.ts";

const PACKS = "virtual:fadu-packs";
/** Modules that look beside the page, and those that look into the file in their place. */
const INSTEAD = new Map([["src/engine/start.ts", "src/onefile/start.ts"], ["src/engine/modules.ts", "src/onefile/modules.ts"], ["src/state/shelf.ts", "src/onefile/shelf.ts"], ["src/icons.ts", "src/onefile/icons.ts"]]);

/**
 * What the one file may do: run the one script and the one style sheet that stand in it, known by
 * their digests, and the engine from within. It can ask nobody: data and blobs are the file's own.
 */
export function policyFor(script: string, style: string): string {
  const digest = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return [
    "default-src 'none'", `script-src ${digest(script)} blob: 'wasm-unsafe-eval'`, `style-src ${digest(style)}`, "img-src data:",
    "connect-src data:", "worker-src blob:", "base-uri 'none'", "form-action 'none'",
  ].join("; ");
}

/** Script that can stand in a page: nothing in it ends the element or begins another. */
export const inPage = (code: string): string => code.replace(/<(?=\/?script|!--)/gi, "\\x3C");

/** Folds the built page into one file that opens from a disk. */
export function oneFile(root: string, rules: string): Plugin {
  return {
    name: "fadu-onefile",
    enforce: "pre",
    async resolveId(id, importer) {
      if (id === PACKS) return `\0${PACKS}`;
      const found = await this.resolve(id, importer, { skipSelf: true });
      const instead = found && INSTEAD.get(relative(root, found.id).split(sep).join("/"));
      return instead ? join(root, instead) : found;
    },
    async load(id) {
      return id === `\0${PACKS}` ? `export default JSON.parse(${JSON.stringify(JSON.stringify(await readRules(rules)))})` : null;
    },
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const page = bundle["index.html"];
        const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
        const styles = Object.values(bundle).filter((output) => output.fileName.endsWith(".css"));
        const [entry] = chunks;
        const [sheet] = styles;
        if (page?.type !== "asset" || !entry || sheet?.type !== "asset" || chunks.length > 1 || styles.length > 1) throw new Error("the page is not one script and one style sheet");
        const script = inPage(entry.code);
        const style = String(sheet.source);
        const icon = `data:image/svg+xml;base64,${readFileSync(join(root, "public/favicon.svg")).toString("base64")}`;
        const source = String(page.source)
          .replace(/\s*<link rel="(?:manifest|stylesheet|modulepreload)"[^>]*>/g, "")
          .replace(/\s*<script type="module"[^>]*><\/script>/, "")
          .replace(/(<link rel="icon" href=")[^"]*/, (_match, start: string) => `${start}${icon}`)
          .replace("<head>", () => `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policyFor(script, style)}">`)
          .replace("</head>", () => `  <style>${style}</style>\n  </head>`)
          .replace("</body>", () => `<script type="module">${script}</script>\n  </body>`);
        for (const name of Object.keys(bundle)) delete bundle[name];
        this.emitFile({ type: "asset", fileName: "fadu.html", source });
      },
    },
  };
}
