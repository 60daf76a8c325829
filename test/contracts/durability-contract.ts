import { describe, expect, it } from "vitest";
import { claimed, jobNamed, LAPSE_MS, nameOf, next, runAll } from "./jobs.ts";
import type { Given } from "./store-contract.ts";

/** What outlives a process, and what two processes on the same data may rely on. */
export function describeDurability(given: Given, reopen: () => Promise<ReturnType<Given>>): void {
  describe("kept data", () => {
    it("is all there after a restart", async () => {
      const before = given();
      await before.queue.enqueue([jobNamed("a", { once: "o" }), jobNamed("b", { slot: "s", runAt: 9 })], 0);
      await before.queue.enqueue([jobNamed("dead", { lane: "other", once: "d" })], 0);
      await next(before.queue, 0);
      await before.queue.bury(await claimed(before.queue, 0), "no", 0);
      await before.records.put("role", "x", { role: "incident" });
      await before.effects.intend("e", "2026-11-21T09:00:00Z");
      await before.effects.finish("e", { number: 12 });
      await before.close();
      const { queue, records, effects } = await reopen();
      expect(await queue.counts()).toEqual({ ready: 1, running: 1, done: 0, dead: 1 });
      expect(await queue.takeOver(LAPSE_MS)).toBe(1);
      expect(await queue.enqueue([jobNamed("again", { once: "o" })], LAPSE_MS)).toBe(false);
      expect(await queue.enqueue([jobNamed("again", { once: "d" })], LAPSE_MS)).toBe(true);
      await queue.enqueue([jobNamed("newer", { slot: "s", runAt: 9 })], LAPSE_MS);
      expect(await runAll(queue, LAPSE_MS)).toEqual(["a", "newer", "dead"]);
      expect(await records.get("role", "x")).toEqual({ role: "incident" });
      const effect = { id: "e", intendedAt: "2026-11-21T09:00:00Z", lookedAt: null, result: { number: 12 } };
      expect(await effects.find("e")).toEqual(effect);
    });

    it("is shared: what one process queues another runs, and no job runs in both", async () => {
      const [one, other] = [given(), await reopen()];
      await one.queue.enqueue([jobNamed("a"), jobNamed("b", { lane: "other" })], 0);
      const names = [nameOf(await next(other.queue, 0)), nameOf(await next(one.queue, 0))];
      expect(names).toEqual(["a", "b"]);
      expect(await next(one.queue, 0)).toBeNull();
      expect(await next(other.queue, 0)).toBeNull();
    });

    it("is shared: records and effects of one process are the other's", async () => {
      const [one, other] = [given(), await reopen()];
      const stores = [one, other, one, other];
      await Promise.all(stores.map(({ records }) => records.update<number>("n", "a", (n) => (n ?? 0) + 1)));
      expect(await one.records.get("n", "a")).toBe(4);
      await one.effects.intend("e", "2026-11-21T09:00:00Z");
      await other.effects.intend("e", "2026-11-21T10:00:00Z");
      expect((await other.effects.find("e"))?.intendedAt).toBe("2026-11-21T09:00:00Z");
    });

    it("lets a job be finished only by the process that runs it now", async () => {
      const [one, other] = [given(), await reopen()];
      await one.queue.enqueue([jobNamed("a")], 0);
      const stale = await claimed(one.queue, 0);
      await other.queue.takeOver(LAPSE_MS);
      await claimed(other.queue, LAPSE_MS);
      await expect(one.queue.complete(stale, [jobNamed("twice")], LAPSE_MS)).rejects.toThrow(
        "no longer run by us",
      );
      expect((await one.queue.counts()).ready).toBe(0);
    });
  });
}
