import { defineConfig } from "vitest/config";

/** Needs a PostgreSQL server, or its programs to start one: a run of its own. */
export default defineConfig({
  test: {
    include: ["test/**/*.postgres.ts"],
    globalSetup: ["test/store/postgres-setup.ts"],
    testTimeout: 120_000,
    hookTimeout: 30_000,
  },
});
