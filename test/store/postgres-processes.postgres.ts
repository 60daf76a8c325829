import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import type { Job, Store } from "../../src/ports.ts";
import { openStore } from "../../src/store/index.ts";
import { claimed, jobNamed, nameOf, next } from "../contracts/jobs.ts";
import { freshSchema } from "../support/postgres.ts";
import { openAtTestTime } from "./postgres-clock.ts";

let url: string;
let drop: () => Promise<void>;
const opened: Store[] = [];
beforeEach(async () => {
  ({ url, drop } = await freshSchema(inject("postgresUrl")));
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  await drop();
});

/** So many processes on the same data. */
async function processes(count: number): Promise<Store[]> {
  const stores = await Promise.all(Array.from({ length: count }, () => openStore(url)));
  opened.push(...stores);
  return stores;
}

describe("a lost process", () => {
  const openTicking = async () => {
    const place = await openAtTestTime(url, { ticking: true });
    opened.push({ close: place.close } as Store);
    return place;
  };

  it("loses its jobs ten seconds after its last sign of life, without anybody asking", async () => {
    const { store, reopen, tick, now } = await openTicking();
    const other = await reopen();
    await store.queue.enqueue([jobNamed("a")], 0);
    const lost = await claimed(store.queue, 0);
    expect(await other.queue.takeOver(0)).toBe(0);
    const isBack = async () => {
      await tick(1_000);
      expect(await other.queue.counts()).toMatchObject({ ready: 1, running: 0 });
    };
    await vi.waitFor(isBack, { timeout: 20_000, interval: 1 });
    expect(now()).toBeGreaterThan(10_000);
    const again = await claimed(other.queue, now());
    expect([nameOf(again), again.attempts]).toEqual(["a", 2]);
    await expect(store.queue.complete(lost, [], now())).rejects.toThrow("no longer run by us");
    await other.queue.complete(again, [], now());
  });

  it("that vouches for its job every few seconds keeps it, however long it takes", async () => {
    const { store, reopen, tick, now } = await openTicking();
    const other = await reopen();
    await store.queue.enqueue([jobNamed("a")], 0);
    const job = await claimed(store.queue, 0);
    await other.queue.takeOver(0);
    for (let beat = 0; beat < 40; beat++) {
      for (let second = 0; second < 3; second++) await tick(1_000);
      await store.queue.keep([job], now());
      expect(await other.queue.takeOver(now())).toBe(0);
    }
    await store.queue.complete(job, [], now());
    expect(await other.queue.counts()).toEqual({ ready: 0, running: 0, done: 1, dead: 0 });
  });

  it("is told so when it vouches for its job too late", async () => {
    const { store, reopen } = await openTicking();
    const other = await reopen();
    await store.queue.enqueue([jobNamed("a")], 0);
    const lost = await claimed(store.queue, 0);
    await store.queue.keep([lost], 9_000);
    expect(await other.queue.takeOver(20_000)).toBe(1);
    await expect(store.queue.keep([lost], 20_000)).rejects.toThrow("no longer run by us");
    await claimed(other.queue, 20_000);
    await expect(store.queue.keep([lost], 20_000)).rejects.toThrow("no longer run by us");
  });

  it("is not looked for by a process that runs no jobs", async () => {
    const { store, tick } = await openTicking();
    await store.queue.enqueue([jobNamed("a")], 0);
    await claimed(store.queue, 0);
    for (let minute = 0; minute < 3; minute++) await tick(60_000);
    expect((await store.queue.counts()).running).toBe(1);
  });

  it("has no say in a later life of its job", async () => {
    const { store, reopen } = await openTicking();
    const other = await reopen();
    await store.queue.enqueue([jobNamed("a")], 0);
    const lost = await claimed(store.queue, 0);
    await other.queue.takeOver(60_000);
    await other.queue.bury(await claimed(other.queue, 60_000), "no", 60_000);
    const [letter] = await other.queue.list("dead", 1);
    expect(await other.queue.revive(letter?.id ?? "", 60_000)).toBe(true);
    // Its first run, as the lost one was the first of the former life.
    await claimed(other.queue, 60_000);
    await expect(store.queue.complete(lost, [], 60_000)).rejects.toThrow("no longer run by us");
  });
});

describe("several processes", () => {
  it("may make the tables at the same time", async () => {
    for (let round = 0; round < 5; round++) {
      const place = await freshSchema(inject("postgresUrl"));
      const stores = await Promise.all(Array.from({ length: 8 }, () => openStore(place.url)));
      const answers = await Promise.all(
        stores.map(({ queue }) => queue.enqueue([jobNamed("a", { once: "o" })], Date.now())),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
      await Promise.all(stores.map(({ queue }) => queue.takeOver(Date.now())));
      for (const store of stores) await store.close();
      await place.drop();
    }
  });

  it("run every job once, and those of a lane in order, one at a time", async () => {
    const stores = await processes(3);
    const [first] = stores as [Store];
    const jobs = Array.from({ length: 300 }, (_, n) => jobNamed(`${n}`, { lane: `${n % 20}` }));
    for (let from = 0; from < jobs.length; from += 50)
      await first.queue.enqueue(jobs.slice(from, from + 50), Date.now());
    const ran: string[] = [];
    const inLane = new Set<string>();
    const run = async (store: Store, job: Job) => {
      expect(inLane.has(job.lane)).toBe(false);
      inLane.add(job.lane);
      ran.push(nameOf(job) ?? "");
      await new Promise(setImmediate);
      inLane.delete(job.lane);
      await store.queue.complete(job, [], Date.now());
    };
    const work = async (store: Store) => {
      while (ran.length < jobs.length)
        await Promise.all((await store.queue.claim(Date.now(), 4)).map((job) => run(store, job)));
    };
    await Promise.all([...stores, ...stores].map(work));
    expect(ran.map(Number).toSorted((a, b) => a - b)).toEqual(jobs.map((_, n) => n));
    for (let lane = 0; lane < 20; lane++) {
      const order = ran.map(Number).filter((n) => n % 20 === lane);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
  });

  it("queue one identity once, and bury and revive it once", async () => {
    const stores = await processes(3);
    const [first] = stores as [Store];
    const ask = () =>
      Promise.all(
        stores.flatMap(({ queue }) =>
          Array.from({ length: 20 }, () => queue.enqueue([jobNamed("a", { once: "o" })], Date.now())),
        ),
      );
    expect((await ask()).filter(Boolean)).toHaveLength(1);
    await first.queue.bury(await claimed(first.queue, Date.now()), "no", Date.now());
    expect((await ask()).filter(Boolean)).toHaveLength(1);
    expect(await first.queue.counts()).toEqual({ ready: 1, running: 0, done: 0, dead: 0 });
  });

  it("queue the same identities in opposite orders without standing in each other's way", async () => {
    const [one, other] = (await processes(2)) as [Store, Store];
    const jobs = Array.from({ length: 200 }, (_, n) => jobNamed(`${n}`, { lane: `${n}`, once: `${n}` }));
    for (let round = 0; round < 5; round++) {
      const some = jobs.map((job) => ({ ...job, once: `${round} ${job.once}` }));
      const reverse = some.toReversed();
      const now = Date.now();
      await Promise.all([one.queue.enqueue(some, now), other.queue.enqueue(reverse, now)]);
    }
    expect((await one.queue.counts()).ready).toBe(1_000);
  });

  it("fold into one job, and the last request is not lost", async () => {
    const stores = await processes(3);
    const [first] = stores as [Store];
    const ask = (store: Store, name: string) =>
      store.queue.enqueue([jobNamed(name, { slot: "s", foldFor: 0 })], Date.now());
    let asking = stores.length;
    const asks = stores.map(async (store, index) => {
      for (let n = 0; n < 50; n++) await ask(store, `${index}.${n}`);
      asking--;
    });
    const ran: (string | null)[] = [];
    const work = async () => {
      for (;;) {
        const isLast = asking === 0;
        const job = await next(first.queue, Date.now());
        if (!job && isLast) return;
        if (!job) continue;
        ran.push(nameOf(job));
        if (ran.length % 3 === 0) await first.queue.retry(job, Date.now(), "again");
        else await first.queue.complete(job, [], Date.now());
      }
    };
    await Promise.all([...asks, work()]);
    expect(stores.map((_, index) => `${index}.49`)).toContain(ran.at(-1));
    await ask(first, "last");
    await vi.waitFor(async () => expect(nameOf(await next(first.queue, Date.now()))).toBe("last"));
  });

  it("change records and take effects over one after the other", async () => {
    const stores = await processes(3);
    const [first] = stores as [Store];
    const all = <T>(call: (store: Store) => Promise<T>) =>
      Promise.all(Array.from({ length: 20 }, () => stores.map(call)).flat());
    await all(({ records }) => records.update<number>("count", "a", (n) => (n ?? 0) + 1));
    expect(await first.records.get("count", "a")).toBe(60);
    const intended = await all(({ effects }) => effects.intend("e", "2026-11-21T09:00:00Z"));
    expect(intended.filter(Boolean)).toHaveLength(1);
    await first.effects.looked("e", "2026-11-21T09:05:00Z");
    const taken = await all(({ effects }) => effects.retake("e", "2026-11-21T09:05:00Z"));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it("say that a command may always work beside them", async () => {
    const [one, other] = (await processes(2)) as [Store, Store];
    expect(await one.queue.takeOver(Date.now())).toBe(0);
    expect(await other.queue.reserve()).toBe(true);
    expect(await other.queue.takeOver(Date.now())).toBe(0);
  });
});
