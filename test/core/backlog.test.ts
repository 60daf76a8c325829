import { describe, expect, it } from "vitest";
import { backlogOf, isSince, type OldIncident, openingOf } from "../../src/core/backlog.ts";
import type { Issue } from "../../src/core/issue.ts";

function old(number: number, openedAt: string, also: Partial<OldIncident> = {}): OldIncident {
  return {
    incident: { owner: "acme", repo: "shop", number },
    ...{ title: `Down ${number}`, state: "closed", severity: null, isPullRequest: false, openedAt },
    author: { login: "ana", isBot: false },
    ...{ isBegun: false, obstacle: null, ...also },
  };
}

const numbers = (some: OldIncident[]) => some.map(({ incident }) => incident.number);

describe("the backlog of old incidents", () => {
  const found = [
    old(1, "2024-01-01T00:00:00Z"),
    old(2, "2025-01-01T00:00:00Z"),
    old(3, "2025-01-01T00:00:00Z"),
    old(4, "2026-01-01T00:00:00Z", { obstacle: "there is no private repository" }),
    old(5, "2023-01-01T00:00:00Z", { isBegun: true }),
    old(6, "2026-02-01T00:00:00Z", { isBegun: true, obstacle: "there is no private repository" }),
  ];

  it.each([
    [1, [6, 5, 3], 2],
    [2, [6, 5, 3, 2], 1],
    [3, [6, 5, 3, 2, 1], 0],
    [200, [6, 5, 3, 2, 1], 0],
  ])("with a limit of %i finishes what was begun, then takes the youngest", (limit, next, left) => {
    const backlog = backlogOf(found, limit);
    expect(numbers(backlog.next)).toEqual(next);
    expect(backlog.left).toBe(left);
    expect(numbers(backlog.refused)).toEqual([4]);
  });

  it.each([
    ["2026-01-31T23:30:00Z", "2026-02-01", "Europe/Berlin", true],
    ["2026-01-31T23:30:00Z", "2026-02-01", "UTC", false],
    ["2026-02-01T00:00:00Z", "2026-02-01", "UTC", true],
    ["2026-02-01T04:00:00Z", "2026-02-01", "America/New_York", false],
    ["1999-01-01T00:00:00Z", undefined, "UTC", true],
  ])("counts an incident opened %s since %s in %s: %s", (createdAt, since, timeZone, isOne) => {
    expect(isSince({ createdAt } as Issue, since, timeZone)).toBe(isOne);
  });

  it("asks for an opening as of the day the incident was opened, by word of whoever runs it", () => {
    const backfill = { at: "2026-11-23T08:00:00Z", quiet: true };
    expect(openingOf(old(1, "2024-01-01T00:00:00Z"), backfill)).toEqual({
      kind: "open-postmortem",
      incident: { owner: "acme", repo: "shop", number: 1 },
      ...{ by: { login: "ana", isBot: false }, at: "2024-01-01T00:00:00Z", backfill },
    });
  });
});
