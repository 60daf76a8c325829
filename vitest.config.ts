import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // Left alone it keeps a core for itself, which on two cores means one test file after the other.
  test: {
    maxWorkers: Math.max(2, availableParallelism() - 1),
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/law-seed.ts"],
    // They only end what hangs: a machine may be busy, and how fast something is, `npm run bench` tells.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
