import { statfsSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { defineConfig } from "vitest/config";

/**
 * What files share a process with others keeps nothing of the one before (`test/support/left-behind.ts` watches over it), and
 * loading everything anew for each of them takes a third of the time. These replace what is the process's own.
 */
const APART = ["test/github/read.test.ts", "test/github/read-changes.test.ts"];

const GIGABYTE = 2 ** 30;

export default defineConfig({
  test: {
    // Left alone it keeps a core for itself, which on two cores means one test file after the other.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    setupFiles: ["test/support/law-seed.ts", "test/support/left-behind.ts"],
    env: { TMPDIR: folderInMemory() ?? tmpdir() },
    // They only end what hangs: a machine may be busy, and how fast something is, `npm run bench` tells.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: "together", include: ["test/**/*.test.ts"], exclude: APART, isolate: false },
      },
      { extends: true, test: { name: "apart", include: APART } },
    ],
  },
});

/** Stores sync to the disk with every change, and most tests ask nothing about disks: `test/durable/` does, on a real one. */
function folderInMemory(): string | null {
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    return bavail * bsize >= GIGABYTE ? "/dev/shm" : null;
  } catch {
    return null;
  }
}
