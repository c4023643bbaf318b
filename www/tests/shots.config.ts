import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Screenshots to be looked at: `npm run shots` writes them to tests/out. */
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: { include: ["tests/shots*.ts"], environment: "node", testTimeout: 240_000, hookTimeout: 120_000 },
});
