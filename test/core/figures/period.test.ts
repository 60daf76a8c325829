import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  daysOf,
  instantOf,
  isWithin,
  lastWeeks,
  periodBefore,
  weekOf,
  weeksOf,
} from "../../../src/core/figures/period.ts";
import { RUNS, timeZone } from "./given.ts";

describe("times as people and GitHub write them", () => {
  it.each([
    ["2026-03-29T01:10:00Z", "2026-03-29T01:10:00.000Z"],
    ["2026-03-29T03:10:00+02:00", "2026-03-29T01:10:00.000Z"],
    ["2026-03-29T03:10+02:00[Europe/Berlin]", "2026-03-29T01:10:00.000Z"],
    ["2026-01-31T23:59:59.500Z", "2026-01-31T23:59:59.500Z"],
    ["2026-02-30T10:00:00Z", null],
    ["2026-02-28T24:30:00Z", null],
    ["2026-13-01T10:00:00Z", null],
    ["2026-03-29T03:10:00", null],
    ["yesterday", null],
    ["", null],
    [null, null],
  ])("%s is %s", (iso, expected) => {
    const at = instantOf(iso);
    expect(at === null ? null : new Date(at).toISOString()).toBe(expected);
  });
});

describe("weeks", () => {
  it.each([
    ["2026-03-29T21:59:59Z", "Europe/Berlin", "2026-03-23"],
    ["2026-03-29T22:00:00Z", "Europe/Berlin", "2026-03-30"],
    ["2026-10-25T22:59:59Z", "Europe/Berlin", "2026-10-19"],
    ["2026-10-25T23:00:00Z", "Europe/Berlin", "2026-10-26"],
    ["2026-11-02T04:59:59Z", "America/New_York", "2026-10-26"],
    ["2026-01-01T00:00:00Z", "UTC", "2025-12-29"],
  ])("of %s in %s begin on Monday %s", (moment, zone, monday) => {
    expect(weekOf(Date.parse(moment), zone)).toBe(monday);
  });

  it.each([
    ["Europe/Berlin", "2026-03-30T07:00:00Z", 1, "2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z"],
    ["Europe/Berlin", "2026-10-26T08:00:00Z", 1, "2026-10-18T22:00:00Z", "2026-10-25T23:00:00Z"],
    ["America/New_York", "2026-11-08T12:00:00Z", 4, "2026-10-05T04:00:00Z", "2026-11-02T05:00:00Z"],
    ["UTC", "2026-01-05T00:00:00Z", 2, "2025-12-22T00:00:00Z", "2026-01-05T00:00:00Z"],
  ])("before one in %s are whole, also when the clocks change", (zone, at, count, from, to) => {
    expect(lastWeeks(at, count, zone)).toEqual({ from, to });
    expect(daysOf({ from, to }, zone)).toBe(7 * count);
    expect(weeksOf({ from, to }, zone)).toHaveLength(count);
  });

  it("that a period only touches are listed too", () => {
    const period = { from: "2026-03-04T09:00:00Z", to: "2026-03-16T00:00:01Z" };
    expect(weeksOf(period, "UTC")).toEqual(["2026-03-02", "2026-03-09", "2026-03-16"]);
    expect(weeksOf({ ...period, to: "2026-03-16T00:00:00Z" }, "UTC")).toHaveLength(2);
    expect(weeksOf({ from: period.to, to: period.from }, "UTC")).toEqual([]);
  });
});

describe("the period before another one", () => {
  it.each([
    ["Europe/Berlin", "2026-03-29T22:00:00Z", "2026-04-05T22:00:00Z", "2026-03-22T23:00:00Z"],
    ["Europe/Berlin", "2026-03-30T07:00:00Z", "2026-04-06T07:00:00Z", "2026-03-23T08:00:00Z"],
    ["UTC", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "2025-01-01T00:00:00Z"],
    ["UTC", "2026-01-01T00:00:00Z", "2026-01-01T06:00:00Z", "2025-12-31T18:00:00Z"],
  ])("in %s is as long on the wall clock and ends where it begins", (zone, from, to, before) => {
    expect(periodBefore({ from, to }, zone)).toEqual({ from: before, to: from });
  });

  it("adjoins it in every zone, and the same weeks lie before the weeks", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
        fc.integer({ min: 1, max: 60 }),
        timeZone,
        (date, count, zone) => {
          const weeks = lastWeeks(date.toISOString(), count, zone);
          const before = periodBefore(weeks, zone);
          expect(before.to).toBe(weeks.from);
          expect(before).toEqual(lastWeeks(weeks.from, count, zone));
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe("a period", () => {
  const period = { from: "2026-03-02T00:00:00Z", to: "2026-03-09T00:00:00Z" };
  it.each([
    ["2026-03-02T00:00:00Z", true],
    ["2026-03-08T23:59:59Z", true],
    ["2026-03-09T00:00:00Z", false],
    ["2026-03-01T23:59:59Z", false],
    ["2026-03-09T00:30:00+01:00", true],
    ["soon", false],
    [null, false],
  ])("with %s in it: %s", (moment, expected) => {
    expect(isWithin(moment, period)).toBe(expected);
  });
});
