import { describe, expect, it } from "vitest";
import { standing } from "../../../src/core/summary/standing.ts";
import { followUp, WEEK } from "./given.ts";

const WEEK_AGO = "2026-11-23T09:00:00Z";
const LISTS = ["overdue", "dueThisWeek", "incomplete", "others"] as const;

describe("how follow-ups stand", () => {
  it.each<[string, Parameters<typeof followUp>[0], (typeof LISTS)[number]]>([
    ["due yesterday", { due: "2026-11-29" }, "overdue"],
    ["late without an owner", { due: "2026-11-29", owners: [] }, "overdue"],
    ["due today", { due: "2026-11-30" }, "dueThisWeek"],
    ["due within seven days", { due: "2026-12-06" }, "dueThisWeek"],
    ["due this week without an owner", { due: "2026-12-06", owners: [] }, "dueThisWeek"],
    ["due after that", { due: "2026-12-07" }, "others"],
    ["without a date", { due: null }, "incomplete"],
    ["without an owner", { owners: [] }, "incomplete"],
    ["of a team alone", { owners: ["acme/ops"] }, "others"],
  ])("has what is %s in its list", (_, given, list) => {
    const stand = standing([followUp(given)], [], WEEK, WEEK_AGO);
    expect(LISTS.map((name) => [name, stand[name].length])).toEqual(
      LISTS.map((name) => [name, name === list ? 1 : 0]),
    );
  });

  it("has the earliest due first, and of a day the lowest number", () => {
    const open = [
      followUp({ number: 9, due: "2026-11-20" }),
      followUp({ number: 7, due: "2026-11-20" }),
      followUp({ number: 10, due: "2026-11-19" }),
    ];
    const { overdue } = standing(open, [], WEEK, WEEK_AGO);
    expect(overdue.map(({ issue }) => issue.ref.number)).toEqual([10, 7, 9]);
  });

  it("has what was closed last first", () => {
    const closed = ["2026-11-24T09:00:00Z", "2026-11-26T09:00:00Z", "2026-11-25T09:00:00Z"].map((closedAt) =>
      followUp({ state: "closed", closedAt }),
    );
    const stand = standing([], closed, WEEK, WEEK_AGO);
    expect(stand.closed.map(({ issue }) => issue.closedAt?.slice(8, 10))).toEqual(["26", "25", "24"]);
  });

  it("counts the change since last week: opened since, less closed of those from before", () => {
    const fresh = { createdAt: "2026-11-25T09:00:00Z" };
    const done = { state: "closed", closedAt: "2026-11-26T09:00:00Z" } as const;
    const open = [followUp(fresh), followUp(fresh), followUp()];
    const closed = [followUp(done), followUp({ ...done, ...fresh })];
    expect(standing(open, closed, WEEK, WEEK_AGO).change).toBe(1);
  });
});
