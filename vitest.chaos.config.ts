import { defineConfig } from "vitest/config";

const EVERYTHING = process.env.CHAOS === "all";
/** There most of the time is spent waiting for the database's own clock. */
const ON_POSTGRES = Boolean(process.env.CHAOS_DATABASE_URL);

/** Minutes rather than seconds: a run of its own. Each file is a process with a clock of its own. */
export default defineConfig({
  test: {
    include: ["test/chaos/**/*.chaos.ts"],
    testTimeout: EVERYTHING ? 6 * 3_600_000 : 900_000,
    maxWorkers: ON_POSTGRES ? 5 : 2,
  },
});
