import { describe, expect, it } from "vitest";
import type { Job, Queue } from "../../src/ports.ts";
import { claimed, jobNamed, LAPSE_MS, nameOf, next, runAll, taskNamed } from "./jobs.ts";
import type { Given } from "./store-contract.ts";

/** Enqueueing, identities, folding, and the ways in which a job ends. */
export function describeQueue(given: Given): void {
  describe("queue", () => {
    it("gives a job back as it was queued, its body byte for byte", async () => {
      const { queue } = given();
      const body = '{ "title": "\\u0000 ✓ 😀 \\ud800",\r\n "n": 1.0 }\u0000\ud800';
      await queue.enqueue([{ lane: "a", task: taskNamed("g", body), once: "o" }], 7);
      const job = await claimed(queue, 8);
      const { id: _, run: __, ...rest } = job;
      const expected = { lane: "a", task: taskNamed("g", body), once: "o" };
      expect(rest).toEqual({ ...expected, runAt: 7, attempts: 1, createdAt: 7 });
    });

    it("has nothing to run when nothing is queued", async () => {
      const { queue } = given();
      expect(await queue.claim(1, 5)).toEqual([]);
      expect(await queue.nextDue()).toBeNull();
      expect(await queue.enqueue([], 1)).toBe(false);
      expect(await queue.counts()).toEqual({ ready: 0, running: 0, done: 0, dead: 0 });
    });

    it("does not run a job before its date", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("a", { runAt: 100 })], 0);
      expect(await queue.nextDue()).toBe(100);
      expect(await next(queue, 99)).toBeNull();
      expect(nameOf(await next(queue, 100))).toBe("a");
    });

    it("counts jobs by state", async () => {
      const { queue } = given();
      await queue.enqueue(
        ["a", "b", "c", "d", "e"].map((name) => jobNamed(name, { lane: name })),
        0,
      );
      await queue.complete(await claimed(queue, 0), [], 0);
      await queue.bury(await claimed(queue, 0), "no", 0);
      await next(queue, 0);
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
      expect(await next(queue, 49)).toBeNull();
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
      expect(nameOf(await next(queue, 3))).toBe("b");
    });

    it("fold into the one that waits, not into the one that runs", async () => {
      const { queue } = given();
      await queue.enqueue([folded("a", 0)], 0);
      const running = await claimed(queue, 0);
      await queue.enqueue([folded("b", 0)], 1);
      await queue.enqueue([folded("c", 0)], 2);
      expect(await next(queue, 9)).toBeNull();
      await queue.complete(running, [], 9);
      expect(await runAll(queue, 20)).toEqual(["c"]);
    });

    it("fold into one that is retried, which keeps its place, its attempts and its date", async () => {
      const { queue } = given();
      await queue.enqueue([folded("a", 0), jobNamed("next")], 0);
      const running = await claimed(queue, 0);
      await queue.enqueue([folded("b", 5)], 0);
      await queue.retry(running, 50, "later");
      expect(await next(queue, 49)).toBeNull();
      const job = await claimed(queue, 50);
      expect([nameOf(job), job.attempts]).toEqual(["b", 2]);
      await queue.complete(job, [], 50);
      expect(await runAll(queue, 50)).toEqual(["next"]);
    });
  });

  describe("dead letters", () => {
    const buried = async (queue: Queue) => {
      await queue.enqueue([jobNamed("a", { once: "o" }), jobNamed("b")], 5);
      await queue.bury(await claimed(queue, 5), "the repository is archived", 7);
      const [letter] = await queue.list("dead", 10);
      if (!letter) throw new Error("expected a dead letter");
      return letter;
    };

    it("say what they are, where they belong and why they died", async () => {
      const { id, ...letter } = await buried(given().queue);
      expect(id).toMatch(/./);
      const error = "the repository is archived";
      const facts = { state: "dead", lane: "lane", kind: "delivery", attempts: 1, createdAt: 5, error };
      expect(letter).toMatchObject(facts);
    });

    it("live again when asked, with all their attempts, and are then known under their old identity", async () => {
      const { queue } = given();
      const { id } = await buried(queue);
      expect(await queue.revive(id, 9)).toBe(true);
      expect(await queue.revive(id, 9)).toBe(false);
      expect(await queue.list("dead", 10)).toEqual([]);
      expect(await queue.enqueue([jobNamed("a", { once: "o" })], 9)).toBe(false);
      const jobs = [await claimed(queue, 9)];
      await queue.complete(jobs[0] as Job, [], 9);
      jobs.push(await claimed(queue, 9));
      expect(jobs.map(nameOf).sort()).toEqual(["a", "b"]);
      expect(jobs.map(({ attempts }) => attempts)).toEqual([1, 1]);
    });

    it("live again beside what waits under their slot by now", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("old", { slot: "s" })], 0);
      await queue.bury(await claimed(queue, 0), "no", 0);
      await queue.enqueue([jobNamed("new", { slot: "s" })], 0);
      const [letter] = await queue.list("dead", 1);
      expect(await queue.revive(letter?.id ?? "", 1)).toBe(true);
      expect((await runAll(queue, 1)).sort()).toEqual(["new", "old"]);
    });

    it("are thrown away when asked, and nothing else is", async () => {
      const { queue } = given();
      const { id } = await buried(queue);
      const [waiting] = await queue.list("ready", 10);
      expect(await queue.drop(waiting?.id ?? "")).toBe(false);
      expect(await queue.drop(id)).toBe(true);
      expect(await queue.drop(id)).toBe(false);
      expect(await queue.counts()).toEqual({ ready: 1, running: 0, done: 0, dead: 0 });
    });

    it("that are not there are not found", async () => {
      const { queue } = given();
      for (const id of ["", "1", "no such id", "5d8e2b1c-0000-7000-8000-000000000000"]) {
        expect(await queue.revive(id, 0)).toBe(false);
        expect(await queue.drop(id)).toBe(false);
      }
    });
  });

  describe("what is listed", () => {
    it("is the oldest of a state first, with the reason of the last failure", async () => {
      const { queue } = given();
      await queue.enqueue(
        ["a", "b", "c"].map((name) => jobNamed(name, { lane: name })),
        3,
      );
      await queue.retry(await claimed(queue, 3), 30, "GitHub was away");
      const ready = await queue.list("ready", 2);
      expect(ready.map(({ lane, runAt, error }) => [lane, runAt, error])).toEqual([
        ["a", 30, "GitHub was away"],
        ["b", 3, null],
      ]);
      await claimed(queue, 3);
      expect((await queue.list("running", 9)).map(({ lane }) => lane)).toEqual(["b"]);
    });
  });

  describe("what is known", () => {
    it("is told by the beginning of its identity, whatever became of it", async () => {
      const { queue } = given();
      const once = (name: string) => jobNamed(name, { once: `delivery ${name} 0a1b`, lane: name });
      await queue.enqueue(["done", "dead", "running", "waiting"].map(once), 0);
      await queue.complete(await claimed(queue, 0), [], 0);
      await queue.bury(await claimed(queue, 0), "no", 0);
      await claimed(queue, 0);
      const asked = ["done", "dead", "running", "waiting", "never", "wait", "%", ""].map(
        (name) => `delivery ${name} `,
      );
      const known = await queue.known(asked);
      expect([...known].sort()).toEqual(asked.slice(0, 4).sort());
      expect(await queue.known([])).toEqual(new Set());
    });
  });

  describe("what is long done", () => {
    const DAY = 24 * 3_600_000;

    it("is forgotten: identities after ten days, dead letters after ninety", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("done", { once: "o" }), jobNamed("dead"), jobNamed("waits")], 0);
      await queue.complete(await claimed(queue, 0), [], 0);
      await queue.bury(await claimed(queue, 0), "no", 0);
      await queue.prune(9 * DAY);
      expect(await queue.enqueue([jobNamed("again", { once: "o" })], 9 * DAY)).toBe(false);
      await queue.prune(11 * DAY);
      expect(await queue.known(["o"])).toEqual(new Set());
      expect((await queue.counts()).dead).toBe(1);
      await queue.prune(91 * DAY);
      expect(await queue.counts()).toEqual({ ready: 1, running: 0, done: 0, dead: 0 });
    });
  });

  describe("requests at the same moment", () => {
    it("are each answered for themselves, and a bad one fails alone", async () => {
      const { queue } = given();
      const broken = { lane: null as unknown as string, task: taskNamed("b") };
      const answers = await Promise.allSettled([
        queue.enqueue([jobNamed("a", { once: "o" })], 0),
        queue.enqueue([broken], 0),
        queue.enqueue([jobNamed("a", { once: "o" })], 0),
        queue.enqueue([jobNamed("c")], 0),
      ]);
      const said = answers.map((one) => (one.status === "fulfilled" ? one.value : "failed"));
      expect(said).toEqual([true, "failed", false, true]);
      expect(await runAll(queue, 0)).toEqual(["a", "c"]);
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
      expect(await next(queue, 39)).toBeNull();
      expect((await claimed(queue, 40)).attempts).toBe(2);
    });

    it("postpones without counting an attempt, and the old run has no say any more", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("a")], 0);
      const first = await claimed(queue, 0);
      await queue.postpone(first, 40, "GitHub asks to wait");
      expect(await queue.claim(39)).toEqual([]);
      const again = await claimed(queue, 40);
      expect(again.attempts).toBe(1);
      expect(again.run).not.toBe(first.run);
      await expect(queue.complete(first, [], 41)).rejects.toThrow("no longer run by us");
      await queue.retry(again, 50, "GitHub was away");
      expect((await claimed(queue, 50)).attempts).toBe(2);
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
      const later = LAPSE_MS;
      expect(await queue.takeOver(later)).toBe(2);
      expect(await queue.takeOver(later)).toBe(0);
      const again = await claimed(queue, later);
      expect([nameOf(again), again.attempts]).toEqual(["a", 2]);
      await expect(queue.complete(left, [jobNamed("twice")], later)).rejects.toThrow();
      await expect(queue.retry(left, later, "x")).rejects.toThrow();
      await expect(queue.postpone(left, later, "x")).rejects.toThrow();
      await expect(queue.bury(left, "x", later)).rejects.toThrow();
      await queue.complete(again, [], later);
      expect(await runAll(queue, later)).toEqual(["b", "c"]);
    });

    it("puts back a job whose slot was filled again meanwhile", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("a", { slot: "s" })], 0);
      await next(queue, 0);
      await queue.enqueue([jobNamed("b", { slot: "s", runAt: 500 })], 0);
      expect(await queue.takeOver(LAPSE_MS)).toBe(1);
      expect((await runAll(queue, LAPSE_MS)).at(-1)).toBe("b");
      expect(await queue.counts()).toMatchObject({ ready: 0, running: 0, dead: 0 });
    });
  });
}
