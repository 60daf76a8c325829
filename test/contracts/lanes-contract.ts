import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Job, Queue } from "../../src/ports.ts";
import { claimed, clear, jobNamed, nameOf, next, runAll } from "./jobs.ts";
import type { Given } from "./store-contract.ts";

/** The order of jobs: one at a time in a lane, as they came. */
export function describeLanes(given: Given): void {
  describe("lanes", () => {
    it("run one job at a time, in the order they came", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("a"), jobNamed("b")], 0);
      const first = await claimed(queue, 0);
      expect(nameOf(first)).toBe("a");
      expect(await next(queue, 0)).toBeNull();
      await queue.complete(first, [], 0);
      expect(nameOf(await next(queue, 0))).toBe("b");
    });

    it("run beside each other, the oldest job first", async () => {
      const { queue } = given();
      const lanes = ["x", "x", "y", "z"];
      await queue.enqueue(
        lanes.map((lane, index) => jobNamed(`${index}`, { lane })),
        0,
      );
      const names: (string | null)[] = [];
      for (const _ of lanes) names.push(nameOf(await next(queue, 0)));
      expect(names).toEqual(["0", "2", "3", null]);
    });

    it("wait for a job that is retried, without holding up others", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("a"), jobNamed("b"), jobNamed("c", { lane: "other" })], 0);
      await queue.retry(await claimed(queue, 0), 60, "not now");
      expect(await queue.nextDue()).toBe(0);
      expect(await runAll(queue, 59)).toEqual(["c"]);
      expect(await queue.nextDue()).toBe(60);
      expect(await runAll(queue, 60)).toEqual(["a", "b"]);
    });

    it("wait for a job that is put back, also when an earlier one of theirs comes due meanwhile", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("delayed", { runAt: 10 }), jobNamed("a")], 0);
      await queue.postpone(await claimed(queue, 0), 60, "GitHub asks to wait");
      expect(await queue.claim(59)).toEqual([]);
      expect(await runAll(queue, 60)).toEqual(["a", "delayed"]);
    });

    it("where nobody waits for anything go last, and keep their own order", async () => {
      const { queue } = given();
      const background = { background: true };
      await queue.enqueue(
        [
          jobNamed("sweep", { lane: "x", ...background }),
          jobNamed("behind the sweep", { lane: "x" }),
          jobNamed("summary", { lane: "y", ...background }),
          jobNamed("label", { lane: "z" }),
        ],
        0,
      );
      expect(await runAll(queue, 0)).toEqual(["label", "sweep", "behind the sweep", "summary"]);
    });

    it("give one job each to whoever asks for many", async () => {
      const { queue } = given();
      const lanes = ["x", "x", "y", "z", "z"];
      await queue.enqueue(
        lanes.map((lane, index) => jobNamed(`${index}`, { lane })),
        0,
      );
      expect((await queue.claim(0, 2)).map(nameOf)).toEqual(["0", "2"]);
      expect((await queue.claim(0, 9)).map(nameOf)).toEqual(["3"]);
      expect(await queue.claim(0, 9)).toEqual([]);
    });

    it("pass over a job that is deliberately delayed, which takes its place once it is due", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("late", { runAt: 50 }), jobNamed("a"), jobNamed("b"), jobNamed("c")], 0);
      const job = await claimed(queue, 1);
      expect(nameOf(job)).toBe("a");
      await queue.complete(job, [], 50);
      expect(await runAll(queue, 50)).toEqual(["late", "b", "c"]);
    });

    it("go on behind a buried job", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("a"), jobNamed("b")], 0);
      await queue.bury(await claimed(queue, 0), "no", 0);
      expect(await runAll(queue, 0)).toEqual(["b"]);
    });

    it("have no date to wait for while only a running job is in the way", async () => {
      const { queue } = given();
      await queue.enqueue([jobNamed("a"), jobNamed("b")], 0);
      const job = await claimed(queue, 0);
      expect(await queue.nextDue()).toBeNull();
      await queue.complete(job, [], 5);
      expect(await queue.nextDue()).toBe(0);
    });

    it("keep to the rules in whatever order things happen", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40, size: "max" }), (steps) =>
          play(given().queue, steps),
        ),
        {
          numRuns: 200,
        },
      );
    });
  });
}

const lane = fc.constantFrom("x", "y", "z");
const pick = fc.nat({ max: 5 });
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("enqueue" as const), lane, delay: fc.constantFrom(0, 0, 15) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("claim" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("complete" as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("bury" as const), pick }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("retry" as const), pick, delay: fc.constantFrom(0, 10, 25) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("wait" as const), for: fc.integer({ min: 1, max: 20 }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type Waiting = {
  name: string;
  lane: string;
  runAt: number;
  delayed: boolean;
  attempts: number;
  running: boolean;
};

/** The rules in their plainest form, beside the queue: both must name the same job each time. */
async function play(queue: Queue, steps: Step[]): Promise<void> {
  await clear(queue);
  const model: Waiting[] = [];
  const running: Job[] = [];
  const firstRuns: string[] = [];
  let now = 0;
  let count = 0;
  // What is left over is run at the end.
  const all: Step[] = [...steps, { do: "wait", for: 1_000 }];
  const claim = async () => {
    const expected = mayRun(model, now);
    const job = await next(queue, now);
    expect(nameOf(job)).toBe(expected?.name ?? null);
    if (!job || !expected) return false;
    expect(model.some((other) => other.running && other.lane === expected.lane)).toBe(false);
    if (expected.attempts === 0 && !expected.delayed) firstRuns.push(expected.name);
    expected.running = true;
    expected.attempts++;
    running.push(job);
    return true;
  };
  const end = async (index: number, how: "complete" | "bury" | "retry", delay = 0) => {
    const [job] = running.splice(index % Math.max(1, running.length), 1);
    const entry = model.find(({ name }) => name === nameOf(job ?? null));
    if (!job || !entry) return;
    entry.running = false;
    entry.runAt = now + delay;
    if (how !== "retry") model.splice(model.indexOf(entry), 1);
    if (how === "complete") await queue.complete(job, [], now);
    else if (how === "bury") await queue.bury(job, "no", now);
    else await queue.retry(job, now + delay, "again");
  };
  const lanes = new Map<string, string>();
  for (const each of all) {
    if (each.do === "wait") now += each.for;
    else if (each.do === "claim") await claim();
    else if (each.do === "enqueue") {
      const name = `${count++}`;
      lanes.set(name, each.lane);
      await queue.enqueue([jobNamed(name, { lane: each.lane, runAt: now + each.delay })], now);
      const delayed = each.delay > 0;
      model.push({ name, lane: each.lane, runAt: now + each.delay, delayed, attempts: 0, running: false });
    } else await end(each.pick, each.do, each.do === "retry" ? each.delay : 0);
  }
  while (running.length > 0 || (await claim())) await end(0, "complete");
  expect(model).toEqual([]);
  for (const name of ["x", "y", "z"]) {
    const order = firstRuns.filter((job) => lanes.get(job) === name).map(Number);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  }
}

function mayRun(model: Waiting[], now: number): Waiting | undefined {
  return model.find((job, index) => {
    const others = model.filter((other) => other.lane === job.lane && other !== job);
    const earlier = model.slice(0, index).filter((other) => other.lane === job.lane);
    return (
      !job.running &&
      job.runAt <= now &&
      !others.some((other) => other.running) &&
      (job.attempts > 0 || !others.some((other) => other.attempts > 0)) &&
      (job.attempts > 0 || !earlier.some((other) => other.runAt <= now))
    );
  });
}
