import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Pure functions: nothing that one file does is seen by the next, and loading them anew for each takes a quarter of the time. */
const PURE = ["test/core/**/*.test.ts"];

export default defineConfig({
  test: {
    // Left alone it keeps a core for itself, which on two cores means one test file after the other.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    setupFiles: ["test/support/law-seed.ts"],
    // They only end what hangs: a machine may be busy, and how fast something is, `npm run bench` tells.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "pure", include: PURE, isolate: false } },
      { extends: true, test: { name: "whole", include: ["test/**/*.test.ts"], exclude: PURE } },
    ],
  },
});
