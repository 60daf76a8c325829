import { deliveryJob } from "../../src/app.ts";
import type { Words } from "../../src/core/words.ts";
import type { Delivery, Log, Store, World } from "../../src/ports.ts";
import { openStore } from "../../src/store/index.ts";
import { createWorker } from "../../src/worker.ts";
import { createMemoryGitHub, type MemoryGitHub, type PlaceOptions } from "./memory-github.ts";
import { languages } from "./words.ts";

export const SELF = "postmortem[bot]";

/** The app with its own worker, store and use-cases, before a GitHub in memory and with a clock that only it and tests move. */
export type MemoryApp = {
  github: MemoryGitHub;
  store: Store;
  clock: { ms: number };
  /** Takes a delivery in as the intake does. */
  accept(delivery: Delivery): Promise<void>;
  /** Runs everything that is due, and what waits for a date in the next `horizon` ms, moving the clock on to it. */
  settle(horizon?: number): Promise<void>;
  /** The same world at the same moment, at rest: neither sees what becomes of the other. Jobs are left behind. */
  copy(): Promise<MemoryApp>;
  close(): Promise<void>;
};

export type MemoryAppOptions = {
  repos: PlaceOptions[];
  /** ms since the epoch */
  start: number;
  log?: Log;
  /** The only language that the app speaks, whatever is configured; without it: all that there are. */
  speaks?: Words;
};

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

export async function openMemoryApp(options: MemoryAppOptions): Promise<MemoryApp> {
  const { repos, start, log = silent, speaks } = options;
  const clock = { ms: start };
  const now = () => clock.ms;
  const { store, copyTo } = noting(await openStore("sqlite::memory:"));
  const { queue, records, effects } = store;
  const github = createMemoryGitHub({ now, self: SELF, repos, effects });
  const world = (): World => ({
    ...{ github: github.port, records, log },
    locales: speaks ? [speaks.locale] : languages.locales,
    words: (locale) => speaks ?? languages.in(locale),
    ...{ now: new Date(now()), self: SELF, onTwin() {} },
  });
  const worker = createWorker({
    ...{ queue, now, random: () => 0.5, log, concurrency: 8, onJob() {} },
    worldFor: async () => world(),
    houseFor() {
      throw new Error("nobody asked for chores");
    },
  });
  return {
    github,
    store,
    clock,
    async accept(delivery) {
      await queue.enqueue([deliveryJob(delivery, "")], now());
    },
    async settle(horizon = 10 * 60_000) {
      const until = now() + horizon;
      for (;;) {
        await worker.drain();
        const due = await queue.nextDue();
        if (due === null || due > until) return;
        clock.ms = Math.max(clock.ms, due);
      }
    },
    async copy() {
      const other = await openMemoryApp({ ...options, start: clock.ms });
      const { now: _, ...data } = github.site;
      Object.assign(other.github.site, structuredClone(data));
      await copyTo(other.store);
      return other;
    },
    close: () => store.close(),
  };
}

/** A store that notes what is in it, for a store has no list of everything. */
function noting(store: Store): { store: Store; copyTo(other: Store): Promise<void> } {
  const kinds = new Set<string>();
  const intended = new Set<string>();
  const { records, effects } = store;
  return {
    store: {
      ...store,
      records: {
        ...records,
        put: (kind, id, value) => records.put(kinds.add(kind) && kind, id, value),
        update: (kind, id, change) => records.update(kinds.add(kind) && kind, id, change),
        updateAll: (kind, ids, change) => records.updateAll(kinds.add(kind) && kind, ids, change),
      },
      effects: { ...effects, intend: (id, at) => effects.intend(intended.add(id) && id, at) },
    },
    async copyTo(other) {
      for (const kind of kinds)
        for (const { id, value } of await records.list(kind)) await other.records.put(kind, id, value);
      for (const id of intended) {
        const effect = await effects.find(id);
        if (effect) await other.effects.intend(id, effect.intendedAt);
        if (effect?.result) await other.effects.finish(id, effect.result);
      }
    },
  };
}
