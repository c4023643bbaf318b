import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** What a page is made of, by address, with the digests that a service worker holds it to. */
export function listFiles(files: Readonly<Record<string, string | Uint8Array>>): { files: [path: string, digest: string][]; version: string } {
  const listed = Object.entries(files).map(([path, content]): [string, string] => [path, sha256(content)]).sort(([a], [b]) => (a < b ? -1 : 1));
  return { files: listed, version: sha256(JSON.stringify(listed)).slice(0, 16) };
}

/** Builds the service worker beside the page, under a name that never changes, and tells it what to keep. */
export function offline(publicFolder: string, worker: string): Plugin {
  return {
    name: "fadu-offline",
    apply: "build",
    buildStart() {
      this.emitFile({ type: "chunk", id: worker, fileName: "sw.js" });
    },
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const kept: Record<string, string | Uint8Array> = {};
        for (const name of readdirSync(publicFolder)) kept[name] = readFileSync(join(publicFolder, name));
        for (const [name, output] of Object.entries(bundle)) if (name !== "sw.js") kept[name] = output.type === "chunk" ? output.code : output.source;
        const script = bundle["sw.js"];
        if (script?.type !== "chunk") throw new Error("no service worker was built");
        const { files, version } = listFiles(kept);
        // Twice: the list stands in the worker as a text.
        const text = JSON.stringify(JSON.stringify(files));
        const filled = script.code.replace(/(["'`])__FILES__\1/, () => text).replace("__VERSION__", () => version);
        if (filled.includes("__FILES__") || !filled.includes(version)) throw new Error("the service worker was not told what to keep");
        script.code = filled;
      },
    },
  };
}
