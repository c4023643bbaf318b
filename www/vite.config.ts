import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { contentSecurityPolicy } from "./vite/csp.ts";
import { offline } from "./vite/offline.ts";
import { ruleFiles } from "./vite/rules.ts";
import { weigh } from "./vite/weigh.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: "./",
  plugins: [contentSecurityPolicy(), ruleFiles(here("../rules")), offline(here("public"), here("src/offline/sw.ts")), weigh(here("public"), existsSync(here("../pkg/dist/.full")))],
  build: {
    target: ["chrome125", "firefox128", "safari17.4"],
    // Nothing inline: the policy allows neither scripts nor styles in the page itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  worker: { format: "es" },
  server: { fs: { allow: [here("..")] } },
  test: { include: ["src/**/*.test.ts", "vite/**/*.test.ts"], environment: "node" },
});
