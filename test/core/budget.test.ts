import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Budget, close, costOf, endCall, FRESH, leftOf, spend } from "../../src/core/budget.ts";

const NOW = Date.parse("2026-11-23T08:00:00Z");
const WRITE = { points: 5, content: true };
const READ = { points: 1, content: false };

/** Spends as often as it goes; each call ends at once. */
function spendAll(budget: Budget, cost = WRITE, background = false, now = NOW) {
  let left = budget;
  let times = 0;
  for (;;) {
    const spent = spend(left, cost, { background, willWrite: false, now });
    if ("waitUntil" in spent) return { times, waitUntil: spent.waitUntil, left: spent.budget };
    left = endCall(spent.budget, spent.call);
    times++;
  }
}

describe("the budget of an installation", () => {
  it.each([
    ["GET", "/repos/a/b/issues", { points: 1, content: false }],
    ["POST", "/repos/a/b/issues", { points: 5, content: true }],
    ["POST", "/repos/a/b/issues/1/comments", { points: 5, content: true }],
    ["POST", "/repos/a/b/issues/1/sub_issues", { points: 5, content: true }],
    ["PATCH", "/repos/a/b/issues/1", { points: 5, content: false }],
    ["DELETE", "/repos/a/b/issues/1/labels/x", { points: 5, content: false }],
  ])("%s %s costs %j", (method, path, cost) => {
    expect(costOf(method, path)).toEqual(cost);
  });

  it.each([
    ["/graphql", "query RecentChanges { x }", 1],
    ["https://git.acme.test/api/graphql", "{ x }", 1],
    ["/graphql", "\n  mutation($id: ID!) { x }", 5],
    ["/graphql", undefined, 1],
  ])("takes GraphQL at %s for no creation: %j", (path, query, points) => {
    expect(costOf("POST", path, query)).toEqual({ points, content: false });
  });

  it("lets ten creations go at once, and ten more ten seconds later", () => {
    const first = spendAll(FRESH);
    expect([first.times, first.waitUntil - NOW]).toEqual([10, 10_000]);
    expect(spendAll(first.left, WRITE, false, NOW + 3_000).times).toBe(3);
    expect(spendAll(first.left, WRITE, false, NOW + 10_000).times).toBe(10);
  });

  it("leaves some of it to people when nobody waits for the work", () => {
    const background = spendAll(FRESH, WRITE, true);
    expect(background.times).toBe(7);
    expect(spendAll(background.left).times).toBe(3);
  });

  it("lets nothing go while GitHub wants a pause", () => {
    const closed = close(close(FRESH, NOW + 60_000), NOW + 30_000);
    expect(spend(closed, READ, { background: false, willWrite: false, now: NOW })).toMatchObject({
      waitUntil: NOW + 60_000,
    });
    expect(spend(closed, READ, { background: false, willWrite: false, now: NOW + 60_000 })).toHaveProperty(
      "call",
    );
  });

  it("begins slowly after a pause", () => {
    const later = NOW + 60_000;
    expect(spendAll(close(FRESH, later), WRITE, false, later).times).toBe(1);
    expect(spendAll(close(FRESH, later), WRITE, false, later + 4_000).times).toBe(5);
  });

  it("lets ten calls be under way, and takes the places of dead processes back", () => {
    let budget = FRESH;
    const calls: number[] = [];
    for (let n = 0; n < 10; n++) {
      const spent = spend(budget, READ, { background: false, willWrite: false, now: NOW });
      if ("waitUntil" in spent) throw new Error(`refused the call ${n}`);
      budget = spent.budget;
      calls.push(spent.call);
    }
    const wait = { busy: true };
    expect(spend(budget, READ, { background: false, willWrite: false, now: NOW })).toMatchObject(wait);
    expect(
      spend(endCall(budget, calls[3] ?? 0), READ, { background: false, willWrite: false, now: NOW }),
    ).toHaveProperty("call");
    expect(spend(budget, READ, { background: false, willWrite: false, now: NOW + 35_001 })).toHaveProperty(
      "call",
    );
  });

  it("makes nobody wait for hours after the clock was set back", () => {
    const spent = spendAll(FRESH).left;
    const earlier = NOW - 6 * 3_600_000;
    const { budget } = spend(spent, READ, { background: false, willWrite: false, now: earlier });
    expect(spendAll(budget, WRITE, false, earlier + 60_000).times).toBe(10);
    const closed = spend(close(FRESH, NOW + 60_000), READ, {
      background: false,
      willWrite: false,
      now: earlier,
    });
    expect(closed).toMatchObject({ waitUntil: earlier + 61 * 60_000 });
  });

  it("gives turns to those who wait, in the order in which they came", () => {
    let budget = spendAll(FRESH).left;
    const turns = [1, 2, 3].map(() => {
      const spent = spend(budget, WRITE, { background: false, willWrite: false, now: NOW });
      budget = spent.budget;
      return "waitUntil" in spent ? (spent.waitUntil - NOW) / 1000 : null;
    });
    expect(turns).toEqual([12, 14, 16]);
    const background = spend(budget, WRITE, { background: true, willWrite: false, now: NOW });
    expect(background).toMatchObject({ waitUntil: NOW + 10_000 });
  });

  it("lets nobody begin to read for what could not be written now", () => {
    const { left } = spendAll(FRESH);
    const asking = { background: false, now: NOW };
    expect(spend(left, READ, { ...asking, willWrite: true })).toHaveProperty("waitUntil");
    expect(spend(left, READ, { ...asking, willWrite: false })).toHaveProperty("call");
  });

  it("tells what is left", () => {
    expect(leftOf(spendAll(FRESH).left, NOW)).toEqual({ burst: 0, hour: 490, points: 250 });
  });

  it("never goes over GitHub's limits, however it is asked", () => {
    const step = fc.record({
      pause: fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 20_000 })),
      cost: fc.constantFrom(WRITE, WRITE, WRITE, READ, { points: 5, content: false }),
      background: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 100, maxLength: 2_000 }), (steps) => {
        let budget = FRESH;
        let now = NOW;
        const made: { at: number; points: number; content: boolean }[] = [];
        for (const { pause, cost, background } of steps) {
          now += pause;
          const spent = spend(budget, cost, { background, willWrite: false, now });
          budget = spent.budget;
          if ("waitUntil" in spent) expect(spent.waitUntil).toBeGreaterThan(now);
          else {
            budget = endCall(budget, spent.call);
            made.push({ at: now, ...cost });
          }
        }
        for (const { at } of made) {
          const within = (ms: number) => made.filter((one) => one.at > at - ms && one.at <= at);
          const writes = (ms: number) => within(ms).filter(({ content }) => content).length;
          expect(writes(60_000)).toBeLessThanOrEqual(80);
          expect(writes(3_600_000)).toBeLessThanOrEqual(500);
          expect(within(60_000).reduce((sum, { points }) => sum + points, 0)).toBeLessThanOrEqual(900);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("lets five hundred creations of an hour go, not one more", () => {
    let budget = FRESH;
    let written = 0;
    for (let now = NOW; now < NOW + 3_600_000; now += 1_000) {
      const spent = spend(budget, WRITE, { background: false, willWrite: false, now });
      budget = spent.budget;
      if ("call" in spent) {
        budget = endCall(budget, spent.call);
        written++;
      }
    }
    expect(written).toBe(500);
  });
});
