import { describe, expect, it } from "vitest";
import { claimed, jobNamed, nameOf, runAll, taskNamed } from "./jobs.ts";
import type { Given } from "./store-contract.ts";

/** Enqueueing, identities, folding, and the ways in which a job ends. */
export function describeQueue(given: Given): void {
  describe("queue", () => {
    it("gives a job back as it was queued, its body byte for byte", async () => {
      const { queue } = given();
      const body = '{ "title": "\\u0000 ✓ 😀 \\ud800",\r\n "n": 1.0 }\u0000\ud800';
      await queue.enqueue([{ lane: "a", task: taskNamed("g", body), once: "o" }], 7);
      const job = await claimed(queue, 8);
      const { id: _, ...rest } = job;
      const expected = { lane: "a", task: taskNamed("g", body), once: "o" };
      expect(rest).toEqual({ ...expected, runAt: 7, attempts: 1, createdAt: 7 });
    });

    it("has nothing to run when nothing is queued", async () => {
      const { queue } = given();
      expect(await queue.claim(1)).toBeNull();
      expect(await queue.nextDue()).toBeNull();
      expect(await queue.enqueue([], 1)).toBe(false);
      expect(await queue.counts()).toEqual({ ready: 0, running: 0, done: 0, dead: 0 });
    });

    it("does not run a job before its date", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("a", { runAt: 100 })], 0);
      expect(await queue.nextDue()).toBe(100);
      expect(await queue.claim(99)).toBeNull();
      expect(nameOf(await queue.claim(100))).toBe("a");
    });

    it("counts jobs by state", async () => {
      const { queue } = given();
      await queue.enqueue(
        ["a", "b", "c", "d", "e"].map((name) => jobNamed(name, { lane: name })),
        0,
      );
      await queue.complete(await claimed(queue, 0), [], 0);
      await queue.bury(await claimed(queue, 0), "no", 0);
      await queue.claim(0);
      expect(await queue.counts()).toEqual({ ready: 2, running: 1, done: 1, dead: 1 });
    });

    it("queues all of a call or nothing", async () => {
      const { queue } = given();
      const broken = { lane: null as unknown as string, task: taskNamed("b") };
      await expect(queue.enqueue([jobNamed("a"), broken], 0)).rejects.toThrow();
      expect((await queue.counts()).ready).toBe(0);
    });
  });

  describe("a job that must run once", () => {
    const once = (name: string) => jobNamed(name, { once: "delivery 1" });

    it("is not queued again while it waits, while it runs, or after it is done", async () => {
      const { queue } = given();
      expect(await queue.enqueue([once("a")], 0)).toBe(true);
      expect(await queue.enqueue([once("b")], 1)).toBe(false);
      const job = await claimed(queue, 2);
      expect(await queue.enqueue([once("c")], 3)).toBe(false);
      await queue.complete(job, [], 4);
      expect(await queue.enqueue([once("d")], 5)).toBe(false);
      expect(await queue.counts()).toEqual({ ready: 0, running: 0, done: 1, dead: 0 });
    });

    it("is revived when it is dead, with all its attempts", async () => {
      const { queue } = given();
      await queue.enqueue([once("a")], 0);
      await queue.retry(await claimed(queue, 0), 1, "first");
      await queue.bury(await claimed(queue, 1), "second", 1);
      expect(await queue.enqueue([once("b")], 50)).toBe(true);
      expect(await queue.nextDue()).toBe(50);
      expect(await queue.claim(49)).toBeNull();
      const job = await claimed(queue, 50);
      expect([nameOf(job), job.attempts]).toEqual(["a", 1]);
      expect(await queue.counts()).toEqual({ ready: 0, running: 1, done: 0, dead: 0 });
    });

    it("is queued once also within one call, and says that something was queued", async () => {
      const { queue } = given();
      await queue.enqueue([once("known")], 0);
      expect(await queue.enqueue([once("a"), jobNamed("b"), once("c")], 0)).toBe(true);
      expect(await runAll(queue, 0)).toEqual(["known", "b"]);
    });

    it("is queued once when many ask at the same time", async () => {
      const { queue } = given();
      const answers = await Promise.all(Array.from({ length: 50 }, () => queue.enqueue([once("a")], 0)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect((await queue.counts()).ready).toBe(1);
    });

    it("keeps to itself whatever its slot", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("a", { slot: "s" }), jobNamed("b", { slot: "s", once: "o" })], 0);
      expect(await runAll(queue, 0)).toEqual(["a", "b"]);
      expect(await queue.enqueue([jobNamed("c", { slot: "s", once: "o" })], 0)).toBe(false);
    });
  });

  describe("jobs of one slot", () => {
    const folded = (name: string, runAt: number) => jobNamed(name, { slot: "s", runAt, foldFor: 10 });

    it.each([
      ["the later date", [2, 5], 5],
      ["at most `foldFor` after the first was queued", [2, 5, 30], 10],
      ["never earlier than it was", [8, 3], 8],
      ["never earlier than it was, also when that is beyond `foldFor`", [25, 30, 3], 25],
    ])("become one, with the newest task and %s", async (_, dates, due) => {
      const { queue } = given();
      for (const [index, date] of dates.entries())
        expect(await queue.enqueue([folded(`${index}`, date)], 0)).toBe(true);
      expect(await queue.nextDue()).toBe(due);
      const job = await claimed(queue, due);
      expect([nameOf(job), job.runAt, job.createdAt]).toEqual([`${dates.length - 1}`, due, 0]);
      expect((await queue.counts()).ready).toBe(0);
    });

    it("are not put off when nothing says for how long", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("a", { slot: "s" })], 3);
      await queue.enqueue([jobNamed("b", { slot: "s" })], 9);
      expect(nameOf(await queue.claim(3))).toBe("b");
    });

    it("fold into the one that waits, not into the one that runs", async () => {
      const { queue } = given();
      await queue.enqueue([folded("a", 0)], 0);
      const running = await claimed(queue, 0);
      await queue.enqueue([folded("b", 0)], 1);
      await queue.enqueue([folded("c", 0)], 2);
      expect(await queue.claim(9)).toBeNull();
      await queue.complete(running, [], 9);
      expect(await runAll(queue, 20)).toEqual(["c"]);
    });

    it("fold into one that is retried, which keeps its place, its attempts and its date", async () => {
      const { queue } = given();
      await queue.enqueue([folded("a", 0), jobNamed("next")], 0);
      const running = await claimed(queue, 0);
      await queue.enqueue([folded("b", 5)], 0);
      await queue.retry(running, 50, "later");
      expect(await queue.claim(49)).toBeNull();
      const job = await claimed(queue, 50);
      expect([nameOf(job), job.attempts]).toEqual(["b", 2]);
      await queue.complete(job, [], 50);
      expect(await runAll(queue, 50)).toEqual(["next"]);
    });
  });

  describe("the end of a run", () => {
    it("queues what follows, together with the completion", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("a")], 0);
      const broken = { lane: null as unknown as string, task: taskNamed("b") };
      const job = await claimed(queue, 0);
      await expect(queue.complete(job, [jobNamed("b"), broken], 1)).rejects.toThrow();
      expect(await queue.counts()).toEqual({ ready: 0, running: 1, done: 0, dead: 0 });
      await queue.complete(job, [jobNamed("b"), jobNamed("c", { runAt: 9 })], 1);
      expect(await queue.counts()).toEqual({ ready: 2, running: 0, done: 1, dead: 0 });
      expect(await runAll(queue, 9)).toEqual(["b", "c"]);
    });

    it("retries at the date that was asked for, counting attempts", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("a")], 0);
      await queue.retry(await claimed(queue, 0), 40, "GitHub was away");
      expect(await queue.nextDue()).toBe(40);
      expect(await queue.claim(39)).toBeNull();
      expect((await claimed(queue, 40)).attempts).toBe(2);
    });

    it("buries for good", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("a"), jobNamed("b")], 0);
      await queue.bury(await claimed(queue, 0), "no", 1);
      expect(await runAll(queue, 1_000)).toEqual(["b"]);
    });

    it("puts back what a dead process left running, and the old run has no say any more", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("a"), jobNamed("b"), jobNamed("c", { lane: "other" })], 0);
      const left = await claimed(queue, 0);
      await claimed(queue, 0);
      expect(await queue.recover(30)).toBe(2);
      expect(await queue.recover(30)).toBe(0);
      const again = await claimed(queue, 30);
      expect([nameOf(again), again.attempts, again.runAt]).toEqual(["a", 2, 30]);
      await expect(queue.complete(left, [jobNamed("twice")], 31)).rejects.toThrow();
      await expect(queue.retry(left, 31, "x")).rejects.toThrow();
      await expect(queue.bury(left, "x", 31)).rejects.toThrow();
      await queue.complete(again, [], 31);
      expect(await runAll(queue, 31)).toEqual(["b", "c"]);
    });

    it("puts back a job whose slot was filled again meanwhile", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("a", { slot: "s" })], 0);
      await queue.claim(0);
      await queue.enqueue([jobNamed("b", { slot: "s", runAt: 500 })], 0);
      expect(await queue.recover(1)).toBe(1);
      expect(await runAll(queue, 1)).toEqual(["b"]);
      expect(await queue.counts()).toEqual({ ready: 0, running: 0, done: 1, dead: 0 });
    });
  });
}
