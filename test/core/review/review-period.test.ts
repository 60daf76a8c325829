import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Cadence,
  nextReviewMoment,
  reviewedAt,
  reviewMoment,
} from "../../../src/core/review/review-period.ts";
import { type Schedule, WEEKDAYS } from "../../../src/core/schedule.ts";
import { english } from "../../support/words.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 150);

const utc: Schedule = { timeZone: "UTC", day: "monday", time: "09:00" };
const berlin: Schedule = { ...utc, timeZone: "Europe/Berlin" };

describe("the moment of a review", () => {
  it.each<[when: string, now: string, cadence: Cadence, schedule: Schedule, last: string, next: string]>([
    [
      "in a quarter",
      "2026-11-23T10:00:00Z",
      "quarterly",
      utc,
      "2026-10-05T09:00:00Z",
      "2027-01-04T09:00:00Z",
    ],
    [
      "at the moment",
      "2026-10-05T09:00:00Z",
      "quarterly",
      utc,
      "2026-10-05T09:00:00Z",
      "2027-01-04T09:00:00Z",
    ],
    ["just before", "2026-10-05T08:59:59Z", "quarterly", utc, "2026-07-06T09:00:00Z", "2026-10-05T09:00:00Z"],
    [
      "on the first day",
      "2026-10-01T00:00:00Z",
      "quarterly",
      utc,
      "2026-07-06T09:00:00Z",
      "2026-10-05T09:00:00Z",
    ],
    ["in a month", "2026-11-23T10:00:00Z", "monthly", utc, "2026-11-02T09:00:00Z", "2026-12-07T09:00:00Z"],
    [
      "on a first that is a Monday",
      "2026-06-01T09:00:00Z",
      "monthly",
      utc,
      "2026-06-01T09:00:00Z",
      "2026-07-06T09:00:00Z",
    ],
    [
      "over the clocks of Berlin",
      "2026-10-31T12:00:00Z",
      "monthly",
      berlin,
      "2026-10-05T07:00:00Z",
      "2026-11-02T08:00:00Z",
    ],
    [
      "where the month began earlier",
      "2026-09-30T22:30:00Z",
      "monthly",
      berlin,
      "2026-09-07T07:00:00Z",
      "2026-10-05T07:00:00Z",
    ],
  ])("is %s the first summary's after it", (_, now, cadence, schedule, last, next) => {
    expect(reviewMoment(new Date(now), cadence, schedule)).toBe(last);
    expect(nextReviewMoment(new Date(now), cadence, schedule)).toBe(next);
  });

  it("comes once for every month or quarter, which follow each other without a gap", () => {
    const now = fc.date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true });
    const schedule = fc.record({
      timeZone: fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"),
      day: fc.constantFrom(...WEEKDAYS),
      time: fc.constantFrom("00:00", "02:30", "09:00", "23:59"),
    });
    fc.assert(
      fc.property(now, schedule, fc.constantFrom("monthly", "quarterly"), (date, plan, cadence) => {
        const [last, next] = [reviewMoment(date, cadence, plan), nextReviewMoment(date, cadence, plan)];
        expect(Date.parse(last)).toBeLessThanOrEqual(date.getTime());
        expect(Date.parse(next)).toBeGreaterThan(date.getTime());
        expect(reviewMoment(new Date(next), cadence, plan)).toBe(next);
        const [before, after] = [last, next].map((moment) =>
          reviewedAt(moment, cadence, plan.timeZone, english),
        );
        expect(after?.period.from).toBe(before?.period.to);
        expect(after?.previous).toEqual(before?.period);
        expect(Date.parse(before?.period.to ?? "")).toBeLessThanOrEqual(Date.parse(last));
        expect(Date.parse(last) - Date.parse(before?.period.to ?? "")).toBeLessThanOrEqual(8 * 86_400_000);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("what a review looks back on", () => {
  it("is the quarter that has ended, from midnight to midnight", () => {
    expect(reviewedAt("2026-10-05T07:00:00Z", "quarterly", "Europe/Berlin", english)).toEqual({
      name: "2026-Q3",
      words: "July to September 2026",
      period: { from: "2026-06-30T22:00:00Z", to: "2026-09-30T22:00:00Z" },
      previous: { from: "2026-03-31T22:00:00Z", to: "2026-06-30T22:00:00Z" },
    });
  });

  it("is the month that has ended, also over the new year", () => {
    expect(reviewedAt("2027-01-04T09:00:00Z", "monthly", "UTC", english)).toEqual({
      name: "2026-12",
      words: "December 2026",
      period: { from: "2026-12-01T00:00:00Z", to: "2027-01-01T00:00:00Z" },
      previous: { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" },
    });
  });
});
