import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measure } from "../../../src/core/figures/measures.ts";
import { type Measured, percentile, spreadOf } from "../../../src/core/figures/spread.ts";
import { incident, RUNS } from "./given.ts";

describe("key times", () => {
  const times = {
    started: "2026-03-29T00:30:00Z",
    detected: "2026-03-29T03:12:59+02:00",
    acknowledged: "2026-03-29T01:20:00Z",
    mitigated: "2026-03-29T02:00:00Z",
    resolved: "2026-03-29T04:30:00Z",
  };
  it.each([
    ["ttd", 42],
    ["tta", 7],
    ["ttm", 90],
    ["ttr", 240],
  ] as const)("%s is %i whole minutes", (what, minutes) => {
    expect(measure(incident(times), what)).toBe(minutes);
  });

  it.each([
    ["ttd", { detected: null }, "not stated"],
    ["ttd", { started: "about noon" }, "not stated"],
    ["ttd", { detected: times.started }, 0],
    ["ttd", { detected: "2026-03-29T00:29:59Z" }, "impossible"],
    ["tta", { detected: null }, "not stated"],
    ["tta", { started: null }, 7],
    ["ttr", { resolved: "2026-03-28T04:30:00Z" }, "impossible"],
    ["ttm", { resolved: "2026-03-28T04:30:00Z" }, 90],
    ["duration", {}, "not stated"],
    ["duration", { durationMinutes: 0 }, 0],
    ["duration", { durationMinutes: -5 }, "impossible"],
    ["users", { usersAffected: Number.NaN }, "not stated"],
    ["users", { usersAffected: 12 }, 12],
  ] as const)("%s of %j is %s", (what, given, expected) => {
    expect(measure(incident({ ...times, ...given }), what)).toBe(expected);
  });
});

describe("percentiles by nearest rank", () => {
  it.each([
    [[], 50, null],
    [[7], 50, 7],
    [[7], 90, 7],
    [[1, 2], 50, 1],
    [[1, 2, 3], 50, 2],
    [[1, 2, 3, 4], 50, 2],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9], 90, 9],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90, 9],
    [[1, 2, 3], 100, 3],
  ])("of %j at %i is %s", (ascending, percent, expected) => {
    expect(percentile(ascending, percent)).toBe(expected);
  });

  it("are values that occurred, at least so many in a hundred are no greater, and none falls as they rise", () => {
    const values = fc.array(fc.nat(), { minLength: 1, maxLength: 150 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }), (all, p, q) => {
        const ascending = [...all].sort((a, b) => a - b);
        const found = percentile(ascending, p) ?? Number.NaN;
        expect(all).toContain(found);
        expect(100 * all.filter((value) => value <= found).length).toBeGreaterThanOrEqual(p * all.length);
        expect(100 * all.filter((value) => value < found).length).toBeLessThan(p * all.length);
        if (p <= q) expect(found).toBeLessThanOrEqual(percentile(ascending, q) ?? Number.NaN);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("a spread", () => {
  it("counts what was left out, and why", () => {
    expect(spreadOf([10, "not stated", 30, "impossible", "not stated"])).toEqual({
      measured: 2,
      notStated: 2,
      impossible: 1,
      total: 40,
      median: 10,
      p90: 30,
    });
  });

  it("of nothing says nothing", () => {
    const nothing = { measured: 0, impossible: 0, total: null, median: null, p90: null };
    expect(spreadOf(["not stated"])).toEqual({ ...nothing, notStated: 1 });
  });

  it("is the same in whatever order they come", () => {
    const measured = fc.oneof(fc.nat(), fc.constantFrom<Measured[]>("not stated", "impossible"));
    fc.assert(
      fc.property(fc.array(measured), (all) => {
        expect(spreadOf([...all].reverse())).toEqual(spreadOf(all));
      }),
      { numRuns: RUNS },
    );
  });
});
