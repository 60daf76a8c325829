import { defineConfig } from "vitest/config";

/** Minutes rather than seconds: a run of its own. */
export default defineConfig({ test: { include: ["test/chaos/**/*.chaos.ts"], testTimeout: 300_000 } });
