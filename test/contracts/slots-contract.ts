import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Job, Queue } from "../../src/ports.ts";
import { clear, jobNamed, LAPSE_MS, nameOf, next } from "./jobs.ts";
import type { Given } from "./store-contract.ts";

/** Folding must not swallow anything: the law of slots, whatever happens in between. */
export function describeSlots(given: Given): void {
  describe("folding", () => {
    it("loses no request: after the last one of a slot its task still runs, and no pile of them waits", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40, size: "max" }), (steps) =>
          play(given().queue, steps),
        ),
        { numRuns: 100 },
      );
    });
  });
}

const step = fc.record({
  do: fc.constantFrom("ask", "ask", "ask", "claim", "claim", "complete", "retry", "recover", "wait"),
  slot: fc.constantFrom("s", "t"),
  pick: fc.nat({ max: 5 }),
  delay: fc.constantFrom(0, 5, 20),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function play(queue: Queue, steps: Step[]): Promise<void> {
  await clear(queue);
  const asked = new Map<string, string>();
  const ran = new Map<string, string>();
  let running: Job[] = [];
  let now = 0;
  const claim = async () => {
    const job = await next(queue, now);
    if (job) running.push(job);
    if (job?.slot) ran.set(job.slot, nameOf(job) ?? "");
    return job;
  };
  for (const [index, { do: what, slot, pick, delay }] of steps.entries()) {
    if (what === "wait") now += delay;
    else if (what === "claim") await claim();
    else if (what === "recover") {
      now += LAPSE_MS;
      await queue.takeOver(now);
      running = [];
    } else if (what === "ask") {
      const job = jobNamed(`${index}`, { lane: `lane of ${slot}`, slot, runAt: now + delay, foldFor: 30 });
      asked.set(slot, `${index}`);
      expect(await queue.enqueue([job], now)).toBe(true);
      // Not run yet, whatever ran before: the newest request counts again.
      ran.delete(slot);
    } else {
      const [job] = running.splice(pick % Math.max(1, running.length), 1);
      if (job && what === "complete") await queue.complete(job, [], now);
      else if (job) await queue.retry(job, now + delay, "again");
    }
    // One that waits, and one that was put back, of each slot.
    expect((await queue.counts()).ready).toBeLessThanOrEqual(4);
  }
  for (const job of running) await queue.complete(job, [], now);
  now += LAPSE_MS;
  for (let job = await claim(); job; job = await claim()) await queue.complete(job, [], now);
  expect(ran).toEqual(asked);
}
