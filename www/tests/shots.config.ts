import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** What is looked at: `npm run shots` writes screenshots to tests/out, `npm run speed` says how long an answer takes. */
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: { include: ["tests/shots{,-*}.ts", "tests/speed.ts"], environment: "node", testTimeout: 240_000, hookTimeout: 120_000 },
});
