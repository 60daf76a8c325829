import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import type { Job, Store } from "../../src/ports.ts";
import { openStore } from "../../src/store/index.ts";
import { claimed, jobNamed, LAPSE_MS, nameOf, next } from "../contracts/jobs.ts";
import { freshSchema, onServer, startPostgres } from "../support/postgres.ts";
import { openAtTestTime } from "./postgres-clock.ts";
import { createCutter } from "./postgres-cutter.ts";

const base = inject("postgresUrl");
const FIRST = "2026-11-21T09:00:00Z";
const MOMENTS = ["before", "after"] as const;

describe.each(MOMENTS)("a connection cut %s a statement", (when) => {
  let cutter: ReturnType<typeof createCutter>;
  let place: Awaited<ReturnType<typeof freshSchema>>;
  beforeEach(async () => {
    place = await freshSchema(base);
    cutter = createCutter();
  });
  afterEach(async () => {
    cutter.remove();
    await place.drop();
  });

  it("loses nothing and does nothing twice, whichever statement it is", async () => {
    const { store, close } = await openAtTestTime(place.url);
    let isCut = true;
    let at = 0;
    for (; isCut; at++) {
      cutter.next({ at: at + 1, when });
      const told = await play(store, `${at}`);
      isCut = cutter.hasCut();
      cutter.next(null);
      // Four jobs are done each time: the two that were asked for, and the two that follow from one of them.
      expect(await store.queue.counts(), `statement ${at + 1}`).toEqual({
        ready: 0,
        running: 0,
        done: 4 * (at + 1),
        dead: 0,
      });
      await check(store, told, isCut);
    }
    expect(at).toBeGreaterThan(40);
    await close();
  });

  it("while a process begins leaves nothing that the next start could not go on from", async () => {
    let isCut = true;
    let at = 0;
    for (; isCut; at++) {
      const { url, drop } = await freshSchema(base);
      cutter.next({ at: at + 1, when });
      await begin(url).then(
        (store) => store.close(),
        () => {},
      );
      isCut = cutter.hasCut();
      cutter.next(null);
      const store = await begin(url);
      expect(await store.queue.enqueue([jobNamed("a")], Date.now())).toBe(true);
      expect(nameOf(await next(store.queue, Date.now()))).toBe("a");
      await store.close();
      await drop();
    }
    expect(at).toBeGreaterThan(10);
  });
});

/** As a process that runs jobs begins. */
async function begin(url: string): Promise<Store> {
  const store = await openStore(url);
  try {
    await store.queue.takeOver(Date.now());
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** What the story was told by the store, to be compared with what the store says afterwards. */
type Told = { id: string; added: number; tried: number; intended: number };

/**
 * A small story. Whoever gets no answer asks again, as GitHub and the worker do. `asked` becomes an effect and two jobs;
 * `slow` is put off, dies and is revived.
 */
async function play(store: Store, id: string): Promise<Told> {
  const { queue, records, effects } = store;
  const told: Told = { id, added: 0, tried: 0, intended: 0 };
  let now = 0;
  const insist = async <T>(call: () => Promise<T>): Promise<T> => call().catch(call);
  const named = (name: string, rest = {}) => jobNamed(`${name} ${id}`, { lane: `${name} ${id}`, ...rest });

  const add = async () => {
    told.tried++;
    await records.update<number>("count", id, (n) => (n ?? 0) + 1);
    told.added++;
  };
  const create = async () => {
    if ((await effects.find(id))?.result) return;
    if (await effects.intend(id, FIRST)) told.intended++;
    await effects.looked(id, FIRST);
    await effects.retake(id, FIRST);
    await effects.finish(id, { number: 1 });
  };

  const run: Record<string, (job: Job) => Promise<unknown>> = {
    async asked(job) {
      await add();
      if (job.attempts === 1) return queue.retry(job, now + 5, "once more");
      await create();
      await records.put("made", id, true);
      return queue.complete(job, [named("follows"), named("folded", { slot: `s ${id}` })], now);
    },
    async slow(job) {
      if (!(await records.get("postponed", id))) {
        await records.put("postponed", id, true);
        return queue.postpone(job, now + 5, "not yet");
      }
      if (await records.get("buried", id)) return queue.complete(job, [], now);
      await records.put("buried", id, true);
      return queue.bury(job, "no", now);
    },
    follows: (job) => queue.complete(job, [], now),
    folded: (job) => queue.complete(job, [], now),
  };

  await insist(() =>
    queue.enqueue([named("asked", { once: `asked ${id}` }), named("slow", { once: `slow ${id}` })], now),
  );
  for (;;) {
    const [job] = await insist(() => queue.claim(now));
    if (job) {
      const kind = nameOf(job)?.split(" ")[0] ?? "";
      // As the worker: what failed is retried; when the store does not hear that either, the job lapses.
      await run[kind]?.(job).catch(() => queue.retry(job, now, "lost").catch(() => {}));
      continue;
    }
    for (const { id: dead } of await insist(() => queue.list("dead", 9)))
      await insist(() => queue.revive(dead, now));
    const { ready, running } = await insist(() => queue.counts());
    if (ready + running === 0) return told;
    now += LAPSE_MS;
    await insist(() => queue.takeOver(now));
  }
}

async function check({ records, effects, queue }: Store, told: Told, isCut: boolean): Promise<void> {
  const { id } = told;
  const count = await records.get<number>("count", id);
  // A call that failed took effect wholly or not at all.
  expect(count).toBeGreaterThanOrEqual(told.added);
  expect(count).toBeLessThanOrEqual(told.tried);
  if (!isCut) expect(count).toBe(2);
  expect(told.intended).toBeLessThanOrEqual(1);
  expect((await effects.find(id))?.result).toEqual({ number: 1 });
  expect(await records.get("made", id)).toBe(true);
  expect(await queue.known([`asked ${id}`, `slow ${id}`])).toEqual(new Set([`asked ${id}`, `slow ${id}`]));
}

describe("a server that goes away", () => {
  it("fails the calls, and they work again when it ended all our sessions", async () => {
    const { url, drop } = await freshSchema(base);
    // A name of its own: other tests are at work on the same server.
    const store = await openStore(`${url}&application_name=terminated`);
    await store.queue.takeOver(Date.now());
    await store.queue.enqueue([jobNamed("a")], Date.now());
    const terminate = `
      select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'terminated'`;
    for (let round = 0; round < 5; round++) {
      const calls = Promise.allSettled(
        Array.from({ length: 30 }, (_, n) => store.records.put("n", `${n}`, round)),
      );
      await onServer(base, terminate);
      await calls;
      await vi.waitFor(() => store.records.put("round", "a", round));
      expect(await store.records.get("round", "a")).toBe(round);
    }
    const job = await claimed(store.queue, Date.now());
    await store.queue.complete(job, [], Date.now());
    expect(await store.queue.counts()).toEqual({ ready: 0, running: 0, done: 1, dead: 0 });
    await store.close();
    await drop();
  });

  it("by a crash keeps what was accepted, and is used again without a restart of ours", async () => {
    const server = await startPostgres();
    try {
      const store = await openStore(server.url);
      await store.queue.takeOver(Date.now());
      const accepted: string[] = [];
      const asking = Array.from({ length: 200 }, async (_, n) => {
        await store.queue.enqueue([jobNamed(`${n}`, { once: `once ${n}` })], Date.now());
        accepted.push(`once ${n}`);
      });
      const settled = Promise.allSettled(asking);
      await asking[0];
      await server.kill();
      await settled;
      const began = performance.now();
      await expect(store.records.get("a", "b")).rejects.toThrow();
      expect(performance.now() - began).toBeLessThan(5_500);
      await server.start();
      expect(await store.queue.known(accepted)).toEqual(new Set(accepted));
      expect(await store.queue.enqueue([jobNamed("after")], Date.now())).toBe(true);
      await store.close();
    } finally {
      await server.stop();
    }
  });
});
