import { statfsSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { defineConfig, type Plugin } from "vitest/config";

/**
 * What files share a process with others keeps nothing of the one before (`test/support/left-behind.ts` watches over it), and
 * loading everything anew for each of them takes a third of the time. These replace what is the process's own.
 */
const APART = ["test/github/read.test.ts", "test/github/read-changes.test.ts"];

/**
 * Packages that have a talkative twin for developing (micromark takes twice as long in its own) are loaded as the app loads them.
 * Vite puts this condition into each of its lists by itself, so that it can only be taken out when all is put together.
 */
const DEVELOPING = "development|production";
const likeTheApp: Plugin = {
  name: "like-the-app",
  configResolved({ ssr, environments }) {
    for (const { resolve } of [ssr, ...Object.values(environments)])
      for (const list of [resolve?.conditions, resolve?.externalConditions])
        if (list?.includes(DEVELOPING)) list.splice(list.indexOf(DEVELOPING), 1);
  },
};

const GIGABYTE = 2 ** 30;

export default defineConfig({
  plugins: [likeTheApp],
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
