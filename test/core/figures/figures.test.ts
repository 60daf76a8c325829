import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DISTRIBUTIONS } from "../../../src/core/figures/distribution.ts";
import { type Figures, figures } from "../../../src/core/figures/figures.ts";
import { MEASURES } from "../../../src/core/figures/measures.ts";
import { lastWeeks, periodBefore } from "../../../src/core/figures/period.ts";
import { anyFollowUp, anyIncident, followUp, incident, RUNS, timeZone } from "./given.ts";

const MARCH = { from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z" };
const FEBRUARY = { from: "2026-02-01T00:00:00Z", to: MARCH.from };
const ofMarch = (incidents = [incident()], followUps = [followUp()], zone = "UTC") =>
  figures(incidents, followUps, MARCH, FEBRUARY, zone);

describe("figures of incidents", () => {
  it("count by severity in its order, what nobody stated last, with the impact that was stated", () => {
    const { now } = ofMarch([
      incident(),
      incident({ severity: 3, durationMinutes: 10 }),
      incident({ severity: 3, durationMinutes: 20, usersAffected: 5 }),
      incident({ severity: 1, declaredAt: "2026-02-11T12:00:00Z" }),
      incident({ severity: 0, durationMinutes: -1 }),
    ]);
    expect(now.incidents.bySeverity).toEqual([
      { name: "sev0", count: 1, minutes: null, users: null },
      { name: "sev3", count: 2, minutes: 30, users: 5 },
      { name: null, count: 1, minutes: null, users: null },
    ]);
  });

  it("count an area once an incident, whatever its case, as most incidents spell it", () => {
    const { now } = ofMarch([
      incident({ areas: ["Checkout", "checkout ", "search"] }),
      incident({ areas: ["CHECKOUT"] }),
      incident({ areas: ["checkout"] }),
      incident({ areas: ["", "  "] }),
    ]);
    expect(now.incidents.byArea.map(({ name, count }) => [name, count])).toEqual([
      ["checkout", 3],
      ["search", 1],
      [null, 1],
    ]);
  });

  it("tell a category called “not stated” from none", () => {
    const { now } = ofMarch([incident({ category: "not stated" }), incident()]);
    expect(now.incidents.byCategory.map(({ name }) => name)).toEqual(["not stated", null]);
  });

  it("tell how each name changed, of names that are gone too", () => {
    const before = { declaredAt: "2026-02-11T12:00:00Z" };
    const { change } = ofMarch([
      incident({ origin: "Alertmanager" }),
      incident({ origin: "PagerDuty", ...before }),
      incident({ origin: "alertmanager", ...before }),
      incident(before),
    ]);
    expect(change.incidents.byOrigin).toEqual([
      { name: "Alertmanager", count: 0 },
      { name: "PagerDuty", count: -1 },
      { name: null, count: -1 },
    ]);
    expect(change.incidents.total).toBe(-2);
  });

  it("compare medians only where both periods have one", () => {
    const times = { started: "2026-03-01T10:00:00Z", detected: "2026-03-01T10:12:00Z" };
    const before = { declaredAt: "2026-02-11T12:00:00Z" };
    const slower = { ...times, detected: "2026-03-01T10:30:00Z" };
    const { change } = ofMarch([
      incident({ ...times, resolved: slower.detected }),
      incident({ ...slower, ...before }),
    ]);
    expect(change.incidents.ttd).toEqual({ median: -18, p90: -18 });
    expect(change.incidents.ttr).toEqual({ median: null, p90: null });
  });
});

describe("figures of follow-ups", () => {
  it.each([
    ["open, without a date", {}, { open: 1, overdue: 0, medianAgeDays: 22 }],
    ["due on the period's last day", { due: "2026-03-31" }, { open: 1, overdue: 1 }],
    ["due on the day after", { due: "2026-04-01" }, { open: 1, overdue: 0 }],
    [
      "closed later than the period",
      { closedAt: "2026-04-01T00:00:00Z", due: "2026-03-20" },
      { open: 1, overdue: 1, closed: 0 },
    ],
    [
      "closed on the day it was due",
      { closedAt: "2026-03-20T23:59:00Z", due: "2026-03-20" },
      { closedInTime: 1, closedLate: 0 },
    ],
    [
      "closed the day after",
      { closedAt: "2026-03-21T00:00:00Z", due: "2026-03-20" },
      { closedInTime: 0, closedLate: 1 },
    ],
    [
      "closed without a date",
      { closedAt: "2026-03-21T00:00:00Z" },
      { closed: 1, closedUndated: 1, open: 0, medianAgeDays: null },
    ],
    [
      "closed before the period",
      { openedAt: "2026-01-01T00:00:00Z", closedAt: "2026-02-21T00:00:00Z" },
      { opened: 0, closed: 0, open: 0 },
    ],
    ["opened after the period", { openedAt: "2026-04-01T00:00:00Z" }, { opened: 0, open: 0 }],
    [
      "closed with evidence",
      { closedAt: "2026-03-21T00:00:00Z", closedWith: "evidence" as const },
      { withEvidence: 1, withNothing: 0 },
    ],
    ["closed, nobody looked how", { closedAt: "2026-03-21T00:00:00Z" }, { howNotKnown: 1, withNothing: 0 }],
  ])("%s", (_, given, expected) => {
    expect(ofMarch([], [followUp(given)]).now.followUps).toMatchObject(expected);
  });

  it("go by the days of the time zone", () => {
    const late = followUp({ closedAt: "2026-03-20T23:30:00Z", due: "2026-03-20" });
    expect(ofMarch([], [late], "Europe/Berlin").now.followUps.closedLate).toBe(1);
    expect(ofMarch([], [late], "America/New_York").now.followUps.closedLate).toBe(0);
  });
});

describe("figures of anything", () => {
  const given = fc.record({
    incidents: fc.array(anyIncident, { maxLength: 12 }),
    followUps: fc.array(anyFollowUp, { maxLength: 12 }),
    zone: timeZone,
    at: fc.date({ min: new Date("2026-02-01"), max: new Date("2026-12-31"), noInvalidDate: true }),
    weeks: fc.integer({ min: 1, max: 20 }),
  });
  type Given = typeof given extends fc.Arbitrary<infer Value> ? Value : never;
  const calculate = ({ incidents, followUps, zone, at, weeks }: Given, back = 0): Figures => {
    let period = lastWeeks(at.toISOString(), weeks, zone);
    for (let times = 0; times < back; times++) period = periodBefore(period, zone);
    return figures(incidents, followUps, period, periodBefore(period, zone), zone);
  };
  const law = (check: (given: Given) => void) => fc.assert(fc.property(given, check), { numRuns: RUNS });
  const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

  it("sum up to their totals", () => {
    law((some) => {
      const { now } = calculate(some);
      const { incidents, followUps, weeks } = now;
      for (const by of ["bySeverity", "byCategory", "byOrigin"] as const)
        expect(sum(incidents[by].map(({ count }) => count))).toBe(incidents.total);
      for (const by of DISTRIBUTIONS)
        expect(sum(incidents[by].map(({ count }) => count))).toBeGreaterThanOrEqual(incidents.total);
      for (const what of MEASURES) {
        const { measured, notStated, impossible, median, p90 } = incidents[what];
        expect(measured + notStated + impossible).toBe(incidents.total);
        expect(p90 ?? 0).toBeGreaterThanOrEqual(median ?? 0);
      }
      expect(weeks).toHaveLength(some.weeks);
      expect(sum(weeks.map(({ incidents: count }) => count))).toBe(incidents.total);
      expect(sum(weeks.map(({ opened }) => opened))).toBe(followUps.opened);
      expect(sum(weeks.map(({ closed }) => closed))).toBe(followUps.closed);
      expect(followUps.closedInTime + followUps.closedLate + followUps.closedUndated).toBe(followUps.closed);
      const { withEvidence, withReason, withNothing, howNotKnown, open, overdue } = followUps;
      expect(withEvidence + withReason + withNothing + howNotKnown).toBe(followUps.closed);
      expect(overdue).toBeLessThanOrEqual(open);
    });
  });

  it("do not depend on the order in which the facts come", () => {
    law((some) => {
      const turned = {
        ...some,
        incidents: [...some.incidents].reverse(),
        followUps: [...some.followUps].reverse(),
      };
      expect(calculate(turned)).toEqual(calculate(some));
    });
  });

  it("are next time what the period is compared with", () => {
    law((some) => {
      expect(calculate(some).before).toEqual(calculate(some, 1).now);
    });
  });

  it("changed by as much as lies between the two", () => {
    law((some) => {
      const { now, before, change } = calculate(some);
      expect(change.incidents.total).toBe(now.incidents.total - before.incidents.total);
      for (const by of ["bySeverity", "byCategory", "byOrigin"] as const)
        expect(sum(change.incidents[by].map(({ count }) => count))).toBe(change.incidents.total);
      expect(change.followUps.closed).toBe(now.followUps.closed - before.followUps.closed);
    });
  });

  it("keep what is open from one period to the next", () => {
    law((some) => {
      const { now, before } = calculate({
        ...some,
        followUps: some.followUps.filter((one) => (one.closedAt ?? "9") > one.openedAt),
      });
      expect(now.followUps.open).toBe(before.followUps.open + now.followUps.opened - now.followUps.closed);
    });
  });
});
