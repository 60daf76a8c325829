import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  nextDailyMoment,
  nextSummaryMoment,
  previousSummaryMoment,
  type Schedule,
  summaryMoment,
  WEEKDAYS,
} from "../../src/core/schedule.ts";

const utc: Schedule = { timeZone: "UTC", day: "monday", time: "09:00" };
const berlin: Schedule = { ...utc, timeZone: "Europe/Berlin" };
const newYork: Schedule = { ...utc, timeZone: "America/New_York" };
const at = (iso: string) => new Date(iso);

describe("the moment of the weekly summary", () => {
  it.each([
    ["in an ordinary week", "2026-11-23T08:00:00Z", "2026-11-16T08:00:00Z"],
    ["over Berlin's spring, in a week that is an hour short", "2026-03-30T07:00:00Z", "2026-03-23T08:00:00Z"],
    ["over Berlin's autumn, in one that is an hour long", "2026-10-26T08:00:00Z", "2026-10-19T07:00:00Z"],
  ])("has the one before it %s", (_, period, before) => {
    expect(previousSummaryMoment(period, berlin)).toBe(before);
  });

  it.each<[string, string, Schedule, string, string]>([
    ["at the very moment", "2026-11-23T09:00:00Z", utc, "2026-11-23T09:00:00Z", "2026-11-30T09:00:00Z"],
    ["just before", "2026-11-23T08:59:59.999Z", utc, "2026-11-16T09:00:00Z", "2026-11-23T09:00:00Z"],
    ["on a Sunday", "2026-11-22T23:59:59Z", utc, "2026-11-16T09:00:00Z", "2026-11-23T09:00:00Z"],
    ["over the new year", "2027-01-01T12:00:00Z", utc, "2026-12-28T09:00:00Z", "2027-01-04T09:00:00Z"],
    ["in Berlin's winter", "2026-11-24T00:00:00Z", berlin, "2026-11-23T08:00:00Z", "2026-11-30T08:00:00Z"],
    ["in Berlin's summer", "2026-07-07T00:00:00Z", berlin, "2026-07-06T07:00:00Z", "2026-07-13T07:00:00Z"],
    ["over Berlin's autumn", "2026-10-24T12:00:00Z", berlin, "2026-10-19T07:00:00Z", "2026-10-26T08:00:00Z"],
    ["over Berlin's spring", "2026-03-28T12:00:00Z", berlin, "2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z"],
    [
      "over New York's autumn",
      "2026-10-31T12:00:00Z",
      newYork,
      "2026-10-26T13:00:00Z",
      "2026-11-02T14:00:00Z",
    ],
    [
      "over New York's spring",
      "2026-03-07T12:00:00Z",
      newYork,
      "2026-03-02T14:00:00Z",
      "2026-03-09T13:00:00Z",
    ],
    [
      "where it is Monday already",
      "2026-11-22T20:30:00Z",
      { ...utc, timeZone: "Pacific/Auckland" },
      "2026-11-22T20:00:00Z",
      "2026-11-29T20:00:00Z",
    ],
    [
      "where it is Sunday still",
      "2026-11-23T10:00:00Z",
      { ...utc, timeZone: "Pacific/Honolulu" },
      "2026-11-16T19:00:00Z",
      "2026-11-23T19:00:00Z",
    ],
  ])("is right %s", (_, now, schedule, last, next) => {
    expect(summaryMoment(at(now), schedule)).toBe(last);
    expect(nextSummaryMoment(at(now), schedule)).toBe(next);
  });

  it.each<[string, string, Schedule, string]>([
    [
      "an hour later when the clocks skip it",
      "2026-03-29T12:00:00Z",
      { timeZone: "Europe/Berlin", day: "sunday", time: "02:30" },
      "2026-03-29T01:30:00Z",
    ],
    [
      "the first time when the clocks show it twice",
      "2026-10-25T12:00:00Z",
      { timeZone: "Europe/Berlin", day: "sunday", time: "02:30" },
      "2026-10-25T00:30:00Z",
    ],
    [
      "also in New York, skipped",
      "2026-03-08T12:00:00Z",
      { timeZone: "America/New_York", day: "sunday", time: "02:30" },
      "2026-03-08T07:30:00Z",
    ],
    [
      "also in New York, twice",
      "2026-11-01T12:00:00Z",
      { timeZone: "America/New_York", day: "sunday", time: "01:30" },
      "2026-11-01T05:30:00Z",
    ],
  ])("comes %s", (_, now, schedule, expected) => {
    expect(summaryMoment(at(now), schedule)).toBe(expected);
  });

  it("comes once in the hour that comes twice", () => {
    const schedule: Schedule = { timeZone: "Europe/Berlin", day: "sunday", time: "02:30" };
    const moments = ["00:31", "00:59", "01:29", "01:31", "02:31"].map((time) =>
      summaryMoment(at(`2026-10-25T${time}:00Z`), schedule),
    );
    expect(new Set(moments)).toEqual(new Set(["2026-10-25T00:30:00Z"]));
  });

  const schedule = fc.record({
    timeZone: fc.constantFrom(
      "UTC",
      "Europe/Berlin",
      "America/New_York",
      "Australia/Lord_Howe",
      "Asia/Kolkata",
      "Asia/Beirut",
      "America/Havana",
    ),
    day: fc.constantFrom(...WEEKDAYS),
    time: fc.constantFrom("00:00", "01:30", "02:15", "02:30", "09:00", "23:59"),
  });
  const date = fc.date({ min: at("2020-01-01"), max: at("2035-01-01"), noInvalidDate: true });

  it("stands on its day and at its time on the wall, and the next one seven days later there", () => {
    const onTheWall = (iso: string, timeZone: string) =>
      Temporal.Instant.from(iso).toZonedDateTimeISO(timeZone).toPlainDateTime();
    fc.assert(
      fc.property(date, schedule, (now, when) => {
        const last = onTheWall(summaryMoment(now, when), when.timeZone);
        const next = onTheWall(nextSummaryMoment(now, when), when.timeZone);
        expect(last.toPlainDate().until(next.toPlainDate()).days).toBe(7);
        for (const moment of [last, next]) {
          expect(WEEKDAYS[moment.dayOfWeek - 1]).toBe(when.day);
          const late = Temporal.PlainTime.from(when.time).until(moment.toPlainTime()).total("minutes");
          // Only clocks that skip it can move it.
          expect([0, 30, 60]).toContain(late);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("lies behind, the next ahead, and nothing between them, at any time in any zone", () => {
    fc.assert(
      fc.property(date, schedule, (now, when) => {
        const last = Date.parse(summaryMoment(now, when));
        const next = Date.parse(nextSummaryMoment(now, when));
        expect(last).toBeLessThanOrEqual(now.getTime());
        expect(next).toBeGreaterThan(now.getTime());
        expect(summaryMoment(new Date(next), when)).toBe(nextSummaryMoment(now, when));
        expect(nextSummaryMoment(new Date(last), when)).toBe(nextSummaryMoment(now, when));
        expect(Math.abs(next - last - 7 * 24 * 3_600_000)).toBeLessThanOrEqual(3_600_000);
      }),
    );
  });
});

describe("the next daily moment", () => {
  it.each<[what: string, now: string, timeZone: string, time: string, next: string]>([
    ["comes today", "2026-11-23T08:59:59Z", "UTC", "09:00", "2026-11-23T09:00:00Z"],
    ["comes tomorrow at the very moment", "2026-11-23T09:00:00Z", "UTC", "09:00", "2026-11-24T09:00:00Z"],
    ["comes at weekends, too", "2026-11-27T12:00:00Z", "UTC", "09:00", "2026-11-28T09:00:00Z"],
    ["comes tomorrow there", "2026-11-23T19:00:00Z", "Pacific/Auckland", "09:00", "2026-11-23T20:00:00Z"],
    [
      "comes yesterday's day there",
      "2026-11-24T01:00:00Z",
      "America/Los_Angeles",
      "20:00",
      "2026-11-24T04:00:00Z",
    ],
    [
      "comes an hour early in UTC after spring",
      "2026-03-28T08:00:00Z",
      "Europe/Berlin",
      "09:00",
      "2026-03-29T07:00:00Z",
    ],
    [
      "comes an hour late in UTC after autumn",
      "2026-10-24T07:00:00Z",
      "Europe/Berlin",
      "09:00",
      "2026-10-25T08:00:00Z",
    ],
    [
      "comes an hour later where the clock skips it",
      "2026-03-28T12:00:00Z",
      "Europe/Berlin",
      "02:30",
      "2026-03-29T01:30:00Z",
    ],
    [
      "comes the first of two times",
      "2026-10-24T12:00:00Z",
      "Europe/Berlin",
      "02:30",
      "2026-10-25T00:30:00Z",
    ],
    [
      "comes once where there are two",
      "2026-10-25T00:30:00Z",
      "Europe/Berlin",
      "02:30",
      "2026-10-26T01:30:00Z",
    ],
    ["comes over the new year", "2026-12-31T23:30:00Z", "UTC", "09:00", "2027-01-01T09:00:00Z"],
  ])("%s", (_, now, timeZone, time, next) => {
    expect(nextDailyMoment(at(now), { timeZone, time })).toBe(next);
  });

  it("comes after now, and within 26 hours", () => {
    const zone = fc.constantFrom(
      "UTC",
      "Pacific/Auckland",
      "America/Los_Angeles",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
    );
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
    const two = (number: number) => `${number}`.padStart(2, "0");
    fc.assert(
      fc.property(
        fc.date({ min: at("2020-01-01T00:00:00Z"), max: at("2030-01-01T00:00:00Z"), noInvalidDate: true }),
        zone,
        time,
        (now, timeZone, [hour, minute]) => {
          const next = Date.parse(nextDailyMoment(now, { timeZone, time: `${two(hour)}:${two(minute)}` }));
          expect(next).toBeGreaterThan(now.getTime());
          expect(next - now.getTime()).toBeLessThanOrEqual(26 * 3_600_000);
        },
      ),
    );
  });
});
