import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Problem, RetryLater } from "../src/core/problem.ts";
import type { Log, Store, World } from "../src/ports.ts";
import type { JobEnd } from "../src/run-job.ts";
import { openStore } from "../src/store/index.ts";
import { createWorker, type Worker } from "../src/worker.ts";

const START = Date.parse("2026-11-23T08:00:00Z");
const HOUR = 3_600_000;
const PRIVATE = "the customer's password is hunter2";

/** A webhook that becomes an intent without any call: an issue of ours was edited. */
const delivery = (guid: string) => ({
  lane: "delivery:acme/shop",
  once: `delivery ${guid} 0a`,
  task: {
    kind: "delivery" as const,
    delivery: { guid, name: "push", body: JSON.stringify({ ref: PRIVATE }) },
  },
});
const sync = (lane = "incident:acme/shop#1") => ({
  lane,
  task: {
    kind: "intent" as const,
    installation: 7,
    cause: "guid-1",
    intent: { kind: "sync-postmortem" as const, incident: { owner: "acme", repo: "shop", number: 1 } },
  },
});

describe("the worker", () => {
  let store: Store;
  let worker: Worker;
  let now: number;
  let world: () => Promise<World>;
  const lines: { level: string; facts: Record<string, unknown>; message: string }[] = [];
  const ends: JobEnd[] = [];
  const say = (level: string) => (facts: object, message: string) =>
    void lines.push({ level, facts: { ...facts }, message });
  const log: Log = { debug: say("debug"), info: say("info"), warn: say("warn"), error: say("error") };
  const jobLines = () => lines.filter(({ message }) => message === "job").map(({ facts }) => facts);

  beforeEach(async () => {
    lines.length = 0;
    ends.length = 0;
    now = START;
    store = await openStore("sqlite::memory:");
    // Nothing is remembered, so a sync finds nothing to do.
    world = async () => ({ records: store.records }) as unknown as World;
    worker = createWorker({
      queue: store.queue,
      worldFor: () => world(),
      houseFor: () => {
        throw new Error("no chore is queued here");
      },
      now: () => now,
      random: () => 0.5,
      log,
      concurrency: 4,
      onJob: (end) => void ends.push(end),
    });
  });
  afterEach(async () => {
    await worker.stop();
    await store.close();
    vi.useRealTimers();
  });

  const failWith = (error: Error) => {
    world = () => Promise.reject(error);
  };
  /** Runs what is due, moving the date on as far as anything waits. */
  async function runOut(limit: number): Promise<void> {
    for (let round = 0; round < limit; round++) {
      await worker.drain();
      const due = await store.queue.nextDue();
      if (due === null) return;
      now = Math.max(now, due);
    }
  }

  it("says one line about each job: which delivery, what was meant, how it ended, how long it took", async () => {
    await store.queue.enqueue([delivery("guid-0"), sync()], now);
    await worker.drain();
    expect(jobLines()).toMatchObject([
      { kind: "delivery", delivery: "guid-0", outcome: "done", attempt: 1, ms: 0 },
      { kind: "sync-postmortem", delivery: "guid-1", outcome: "done", lane: "incident:acme/shop#1" },
    ]);
    expect(JSON.stringify(lines)).not.toContain("hunter2");
    expect(ends.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      "delivery done",
      "sync-postmortem done",
    ]);
  });

  it("tries again with longer and longer pauses, and after two hours keeps a dead letter with its reason", async () => {
    failWith(new Error("socket hang up"));
    await store.queue.enqueue([sync()], now);
    await runOut(50);
    const [letter] = await store.queue.list("dead", 9);
    expect(letter).toMatchObject({ attempts: 12, kind: "sync-postmortem", error: "socket hang up" });
    const hours = (now - START) / HOUR;
    expect(hours).toBeGreaterThan(0.75);
    expect(hours).toBeLessThan(2.5);
    expect(jobLines().map(({ outcome }) => outcome)).toEqual([...Array(11).fill("later"), "dead"]);
    expect(lines.filter(({ level }) => level === "error").map(({ message }) => message)).toEqual([
      "dead letter",
    ]);
  });

  it("lets the others of the lane go on behind a dead letter", async () => {
    failWith(new Problem("The repository is archived", "Unarchive it."));
    await store.queue.enqueue([sync(), sync("other")], now);
    await worker.drain();
    world = async () => ({ records: store.records }) as unknown as World;
    await store.queue.enqueue([sync()], now);
    await worker.drain();
    expect(await store.queue.counts()).toEqual({ ready: 0, running: 0, done: 1, dead: 2 });
  });

  it("comes back when GitHub says so, however often, and that is no failure", async () => {
    await store.queue.enqueue([sync()], now);
    for (let time = 0; time < 30; time++) {
      failWith(new RetryLater("GitHub asks to wait", now + HOUR));
      await worker.drain();
      expect(await store.queue.nextDue()).toBe(now + HOUR);
      now += HOUR;
    }
    world = async () => ({ records: store.records }) as unknown as World;
    await worker.drain();
    expect(await store.queue.counts()).toEqual({ ready: 0, running: 0, done: 1, dead: 0 });
  });

  it("finishes what runs when it is stopped, and takes nothing new", async () => {
    let release = () => {};
    world = () =>
      new Promise((resolve) => {
        release = () => resolve({ records: store.records } as unknown as World);
      });
    await store.queue.enqueue([sync(), sync()], now);
    worker.start();
    await vi.waitFor(async () => expect((await store.queue.counts()).running).toBe(1));
    const stopped = worker.stop();
    release();
    await stopped;
    expect(await store.queue.counts()).toEqual({ ready: 1, running: 0, done: 1, dead: 0 });
  });

  it("vouches for what it runs, and asks nothing more for it after a silence", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
    let guard: (() => void) | undefined;
    let release = () => {};
    const kept: string[] = [];
    const { keep } = store.queue;
    store.queue.keep = async (jobs, at) => {
      kept.push(...jobs.map(({ id }) => id));
      return keep(jobs, at);
    };
    const other = createWorker({
      queue: store.queue,
      worldFor: (_installation, work) => {
        guard = work.guard;
        return new Promise((resolve) => {
          release = () => resolve({ records: store.records } as unknown as World);
        });
      },
      houseFor: () => {
        throw new Error("no chore is queued here");
      },
      now: () => now,
      random: () => 0.5,
      log,
      concurrency: 1,
      onJob() {},
    });
    await store.queue.enqueue([sync()], now);
    const drained = other.drain();
    await vi.waitFor(() => expect(guard).toBeDefined());
    await vi.advanceTimersByTimeAsync(12_000);
    expect(kept.length).toBe(4);
    expect(guard).not.toThrow();
    store.queue.keep = () => Promise.reject(new Error("the store is away"));
    await vi.advanceTimersByTimeAsync(12_000);
    expect(guard).toThrow(RetryLater);
    release();
    await drained;
  });
});
