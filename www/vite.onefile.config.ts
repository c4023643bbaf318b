import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { oneFile } from "./vite/onefile.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The page as one file: `npm run build:onefile` writes `dist-onefile/fadu.html`. */
export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [oneFile(here("."), here("../rules"))],
  build: {
    outDir: "dist-onefile",
    target: ["chrome125", "firefox128", "safari17.4"],
    assetsInlineLimit: () => true,
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 20_000,
    rolldownOptions: { output: { codeSplitting: false } },
  },
  worker: { format: "iife" },
});
