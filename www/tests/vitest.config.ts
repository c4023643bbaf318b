import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The page in browsers, one file after the other: two at a time are quicker by a quarter, and meet their time limits where the two cores have other work. */
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: { include: ["tests/**/*.spec.ts"], environment: "node", testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false },
});
