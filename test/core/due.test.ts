import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_CONFIG, type MilestoneRule } from "../../src/core/config.ts";
import {
  addBusinessDays,
  addDays,
  daysBetween,
  defaultDue,
  isoDateIn,
  milestoneFor,
} from "../../src/core/due.ts";

const date = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((moment) => moment.toISOString().slice(0, 10));
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

describe("calendar dates", () => {
  it.each([
    ["2026-11-22T23:30:00Z", "UTC", "2026-11-22"],
    ["2026-11-22T23:30:00Z", "Europe/Berlin", "2026-11-23"],
    ["2026-11-23T04:30:00Z", "America/New_York", "2026-11-22"],
    ["2026-12-31T23:00:00Z", "Europe/Berlin", "2027-01-01"],
    ["2026-03-29T22:30:00Z", "Europe/Berlin", "2026-03-30"],
    ["2026-11-01T04:30:00Z", "America/New_York", "2026-11-01"],
  ])("of %s in %s is %s", (moment, timeZone, expected) => {
    expect(isoDateIn(new Date(moment), timeZone)).toBe(expected);
  });

  it.each([
    ["2026-11-20", 0, "2026-11-20"],
    ["2026-12-25", 14, "2027-01-08"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2027-02-28", 1, "2027-03-01"],
    ["2026-03-01", -1, "2026-02-28"],
    ["2026-10-24", 2, "2026-10-26"],
  ])("%s and %i days is %s", (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
    expect(daysBetween(date, expected)).toBe(days);
  });

  it.each([
    ["a Monday", "2026-11-16", 3, "2026-11-19"],
    ["a Thursday", "2026-11-19", 3, "2026-11-24"],
    ["a Friday", "2026-11-20", 1, "2026-11-23"],
    ["a Saturday", "2026-11-21", 1, "2026-11-23"],
    ["a Sunday", "2026-11-22", 5, "2026-11-27"],
    ["a Friday, two weeks", "2026-11-20", 10, "2026-12-04"],
    ["no day at all", "2026-11-21", 0, "2026-11-21"],
    ["over the new year", "2026-12-31", 1, "2027-01-01"],
  ])("counts working days from %s", (_, date, days, expected) => {
    expect(addBusinessDays(date, days)).toBe(expected);
  });

  it("add up, over leap years and the ends of months", () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -5_000, max: 5_000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days);
      }),
    );
  });

  it("have five working days a week, none of them a Saturday or a Sunday", () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 200 }), (from, days) => {
        const end = addBusinessDays(from, days);
        expect([0, 6]).not.toContain(weekday(end));
        expect(addBusinessDays(from, days + 5)).toBe(addDays(end, 7));
        expect(addBusinessDays(from, days + 1) > end).toBe(true);
      }),
    );
  });
});

describe("the due date of an item without one", () => {
  const rules = DEFAULT_CONFIG.due;
  it.each([
    ["P0", null, "2026-11-27"],
    ["P1", 0, "2026-12-04"],
    ["P2", 4, "2026-12-20"],
    ["P3", 0, "2027-02-18"],
    [null, 0, "2026-12-04"],
    [null, 1, "2026-12-04"],
    [null, 2, "2026-12-20"],
    [null, null, "2026-12-20"],
  ] as const)("with priority %s and severity %s is %s", (priority, severity, expected) => {
    expect(defaultDue({ priority, severity, from: "2026-11-20", rules })).toBe(expected);
  });
});

describe("the milestone of a due date", () => {
  it.each<[MilestoneRule, string, string, string | null]>([
    ["month", "2027-01-01", "2027-01", "2027-01-31T12:00:00Z"],
    ["month", "2027-01-31", "2027-01", "2027-01-31T12:00:00Z"],
    ["month", "2028-02-03", "2028-02", "2028-02-29T12:00:00Z"],
    ["month", "2026-12-31", "2026-12", "2026-12-31T12:00:00Z"],
    ["week", "2027-01-20", "2027-W03", "2027-01-24T12:00:00Z"],
    ["week", "2027-01-01", "2026-W53", "2027-01-03T12:00:00Z"],
    ["week", "2027-01-03", "2026-W53", "2027-01-03T12:00:00Z"],
    ["week", "2027-01-04", "2027-W01", "2027-01-10T12:00:00Z"],
    ["week", "2029-12-31", "2030-W01", "2030-01-06T12:00:00Z"],
    ["quarter", "2027-01-01", "2027-Q1", "2027-03-31T12:00:00Z"],
    ["quarter", "2027-06-30", "2027-Q2", "2027-06-30T12:00:00Z"],
    ["quarter", "2027-08-15", "2027-Q3", "2027-09-30T12:00:00Z"],
    ["quarter", "2026-10-01", "2026-Q4", "2026-12-31T12:00:00Z"],
    [{ name: "Follow-ups" }, "2027-01-20", "Follow-ups", null],
  ])("by %j of %s is %s", (rule, due, title, dueOn) => {
    expect(milestoneFor(due, rule)).toEqual({ title, dueOn });
  });

  it("holds the date, ends at its period's last day, and is the same for all of it", () => {
    const rule = fc.constantFrom<"month" | "week" | "quarter">("month", "week", "quarter");
    fc.assert(
      fc.property(date, rule, (due, by) => {
        const milestone = milestoneFor(due, by);
        const last = milestone?.dueOn?.slice(0, 10) ?? "";
        expect(due <= last).toBe(true);
        expect(daysBetween(due, last)).toBeLessThan({ week: 7, month: 31, quarter: 92 }[by]);
        expect(milestoneFor(last, by)).toEqual(milestone);
        expect(milestoneFor(addDays(last, 1), by)?.title).not.toBe(milestone?.title);
      }),
      { numRuns: 300 },
    );
  });

  it("is none when none is wanted", () => {
    expect(milestoneFor("2027-01-20", "none")).toBeNull();
  });
});
