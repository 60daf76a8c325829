import type { FollowUp } from "../../../src/core/follow-up.ts";
import type { Summary } from "../../../src/core/summary/summary-view.ts";

export const SHOP = { owner: "acme", repo: "shop" };

export const WEEK = {
  period: "2026-11-30T09:00:00Z",
  starts: "2026-11-30",
  today: "2026-11-30",
  isFirst: false,
};

type Given = Partial<Omit<FollowUp, "issue" | "commitment">> &
  Partial<FollowUp["issue"]> & { number?: number; severity?: number | null; isDefault?: boolean };

/** An open follow-up of incident #1, opened long ago. */
export function followUp(given: Given = {}): FollowUp {
  const { number = 20, owners = ["bo"], due = "2026-12-24", evidence = null, severity = 2, ...issue } = given;
  const incident = { ...SHOP, number: 1 };
  const dueIsDefault = given.isDefault ?? false;
  const { gone: _, isDefault: __, ...seen } = issue;
  return {
    due,
    owners,
    evidence,
    commitment: {
      ...{ postmortem: { ...SHOP, number: 2 }, incident, severity, due, dueIsDefault },
      ...{ priority: null, type: null },
    },
    issue: {
      ref: { ...SHOP, number },
      url: `https://github.com/acme/shop/issues/${number}`,
      title: "Alert on lag",
      state: "open",
      stateReason: null,
      labels: ["action-item"],
      assignees: owners,
      createdAt: "2026-10-01T09:00:00Z",
      updatedAt: "2026-10-01T09:00:00Z",
      closedAt: null,
      ...seen,
    },
  };
}

/** A week in which nothing is to be told. */
export const EMPTY: Summary = {
  standing: { overdue: [], dueThisWeek: [], incomplete: [], others: [], closed: [], change: 0 },
  waiting: [],
  week: WEEK,
  home: SHOP,
  timeZone: "UTC",
  mention: "overdue",
  links: { open: "OPEN", closed: "CLOSED", postmortems: "POSTMORTEMS" },
  leftOut: 0,
  figures: "",
};
