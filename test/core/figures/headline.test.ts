import { describe, expect, it } from "vitest";
import type { FollowUpFacts, IncidentFacts } from "../../../src/core/figures/facts.ts";
import { figures } from "../../../src/core/figures/figures.ts";
import { headline } from "../../../src/core/figures/headline.ts";
import { lastWeeks, periodBefore } from "../../../src/core/figures/period.ts";
import { english } from "../../support/words.ts";
import { followUp, incident } from "./given.ts";

const AT = "2026-03-30T07:00:00Z";
const ZONE = "Europe/Berlin";
/** The four weeks up to 29 March, and a day of the four before. */
const FOUR = lastWeeks(AT, 4, ZONE);
const BEFORE = "2026-02-10T12:00:00Z";

const detectedAfter = (minutes: number): Partial<IncidentFacts> => ({
  started: "2026-03-10T10:00:00Z",
  detected: new Date(Date.parse("2026-03-10T10:00:00Z") + minutes * 60_000).toISOString(),
});
const many = (count: number, given: Partial<IncidentFacts> = {}) =>
  Array.from({ length: count }, () => incident(given));
const closed = (given: Partial<FollowUpFacts>) => followUp({ closedAt: "2026-03-20T12:00:00Z", ...given });

function said(
  incidents: IncidentFacts[],
  followUps: FollowUpFacts[] = [],
  period = FOUR,
  naming: "recent" | "dated" = "recent",
) {
  const all = figures(incidents, followUps, period, periodBefore(period, ZONE), ZONE);
  return headline(all, naming, english.say);
}

describe("the sentence that a lead needs", () => {
  it("counts, compares, names the worst, and says how fast they were detected", () => {
    const incidents = [
      ...many(2, { severity: 1, ...detectedAfter(12) }),
      ...many(3, { severity: 3, ...detectedAfter(5) }),
      ...many(2, { severity: 2, ...detectedAfter(90) }),
      ...many(4, { declaredAt: BEFORE }),
    ];
    expect(said(incidents)).toBe(
      "7 incidents in the last 4 weeks (4 in the four weeks before), 2 of them sev1; half were detected within 12 minutes.",
    );
  });

  it.each([
    ["nothing", [], ""],
    ["one, and nothing is known of before", many(1), "1 incident in the last 4 weeks."],
    [
      "one, and its time",
      many(1, { severity: 0, ...detectedAfter(12) }),
      "1 incident in the last 4 weeks, a sev0; it was detected within 12 minutes.",
    ],
    [
      "times of one of several",
      [...many(2), incident(detectedAfter(0))],
      "3 incidents in the last 4 weeks; only one detection time is known: within a minute.",
    ],
    [
      "times of some",
      [...many(2), ...many(3, detectedAfter(1))],
      "5 incidents in the last 4 weeks; half of the 3 with known times were detected within 1 minute.",
    ],
    [
      "times of two",
      [incident(), incident(detectedAfter(3)), incident(detectedAfter(9))],
      "3 incidents in the last 4 weeks; the two with known times were detected within 9 minutes.",
    ],
    [
      "times of both",
      [incident(detectedAfter(3)), incident(detectedAfter(9))],
      "2 incidents in the last 4 weeks; both were detected within 9 minutes.",
    ],
    ["an impossible time", [incident(detectedAfter(-1)), incident()], "2 incidents in the last 4 weeks."],
    [
      "hours",
      many(3, detectedAfter(125)),
      "3 incidents in the last 4 weeks; half were detected within 2 h 5 min.",
    ],
    ["all of one severity", many(3, { severity: 1 }), "3 incidents in the last 4 weeks, all of them sev1."],
    [
      "two severities",
      [...many(1, { severity: 0 }), ...many(2, { severity: 1 })],
      "3 incidents in the last 4 weeks, 1 of them sev0 and 2 sev1.",
    ],
    [
      "none now",
      many(3, { declaredAt: BEFORE }),
      "No incidents in the last 4 weeks (3 in the four weeks before).",
    ],
  ])("of %s", (_, incidents, expected) => {
    expect(said(incidents)).toBe(expected);
  });

  it.each([
    ["opened", [followUp()], "1 follow-up was opened, none closed; 1 was open at the end."],
    [
      "only closed",
      [closed({ openedAt: "2026-01-10T12:00:00Z", due: "2026-03-19" })],
      "1 follow-up was closed, not in time; none was open at the end.",
    ],
    [
      "closed in time",
      [closed({ due: "2026-03-20" })],
      "1 follow-up was opened and 1 closed, in time; none was open at the end.",
    ],
    [
      "closed late",
      [closed({ due: "2026-03-19" })],
      "1 follow-up was opened and 1 closed, not in time; none was open at the end.",
    ],
    [
      "closed, some without a date",
      [closed({}), closed({ due: "2026-03-21" })],
      "2 follow-ups were opened and 2 closed, the one with a date in time; none was open at the end.",
    ],
    [
      "closed, none in time",
      [closed({ due: "2026-03-11" }), closed({ due: "2026-03-12" })],
      "2 follow-ups were opened and 2 closed, none of them in time; none was open at the end.",
    ],
    [
      "closed late, some without a date",
      [closed({}), closed({ due: "2026-03-11" }), closed({ due: "2026-03-12" })],
      "3 follow-ups were opened and 3 closed, none of the 2 with a date in time; none was open at the end.",
    ],
    [
      "overdue",
      [followUp({ due: "2026-03-29" }), followUp()],
      "2 follow-ups were opened, none closed; 2 were open at the end, 1 of them overdue.",
    ],
    [
      "only open",
      [followUp({ openedAt: "2025-12-01T12:00:00Z", due: "2026-01-01" })],
      "1 follow-up was open at the end, overdue.",
    ],
  ])("of follow-ups %s", (_, followUps, expected) => {
    expect(said([], followUps, FOUR, "dated")).toBe(
      `No incidents from 2026-03-02 to 2026-03-29. ${expected}`,
    );
  });

  it("leaves to the summary how the follow-ups stand", () => {
    expect(said([], [followUp({ due: "2026-03-29" })])).toBe(
      "No incidents in the last 4 weeks. 1 follow-up was opened, none closed.",
    );
    expect(said([], [followUp({ openedAt: "2025-12-01T12:00:00Z" })])).toBe("");
  });

  it.each([
    [lastWeeks(AT, 1, ZONE), "recent", "in the last week (1 in the week before)"],
    [lastWeeks(AT, 13, ZONE), "recent", "in the last 13 weeks (1 in the 13 weeks before)"],
    [
      { from: "2026-03-19T23:00:00Z", to: "2026-03-29T22:00:00Z" },
      "recent",
      "in the last 10 days (1 in the 10 days before)",
    ],
    [
      { from: "2026-02-28T23:00:00Z", to: "2026-03-31T22:00:00Z" },
      "dated",
      "from 2026-03-01 to 2026-03-31 (1 in the 31 days before)",
    ],
    [
      { from: "2026-03-01T23:00:00Z", to: "2026-03-15T23:00:00Z" },
      "dated",
      "from 2026-03-02 to 2026-03-15 (1 in the 14 days before)",
    ],
  ] as const)("calls a period by its length or its dates", (period, naming, words) => {
    const inside = { declaredAt: new Date(Date.parse(period.to) - 1).toISOString() };
    const before = { declaredAt: new Date(Date.parse(period.from) - 1).toISOString() };
    expect(said([incident(inside), incident(before)], [], period, naming)).toBe(`1 incident ${words}.`);
  });
});
