import { daysBetween, isoDateIn } from "../due.ts";
import type { FollowUpFacts } from "./facts.ts";
import { instantOf, isWithin, type Period } from "./period.ts";
import { percentile } from "./spread.ts";

/**
 * How action items were followed through. Every one that was closed in the period is in exactly one of `closedInTime`,
 * `closedLate` and `closedUndated`, and in one of `withEvidence`, `withReason`, `withNothing` and `howNotKnown`.
 */
export type FollowThrough = {
  opened: number;
  closed: number;
  /** Open at the end of the period; `overdue`: due on a day before that on which it ended. */
  open: number;
  overdue: number;
  /** On the day it was due, or before. */
  closedInTime: number;
  closedLate: number;
  closedUndated: number;
  withEvidence: number;
  withReason: number;
  withNothing: number;
  howNotKnown: number;
  /** Median age in calendar days (nearest rank) of those open at the end; null when none is. */
  medianAgeDays: number | null;
};

/** Figures of the action items in a period; days are those of the time zone (IANA name). */
export function followThrough(all: FollowUpFacts[], period: Period, timeZone: string): FollowThrough {
  const end = instantOf(period.to) ?? Number.NaN;
  const today = isoDateIn(new Date(end), timeZone);
  const closed = all.filter(({ closedAt }) => isWithin(closedAt, period));
  const open = all.filter((item) => isOpenAt(item, end));
  const lateness = closed.map((item) => closedWhen(item, timeZone));
  const how = (with_: FollowUpFacts["closedWith"]) =>
    closed.filter((item) => item.closedWith === with_).length;
  return {
    opened: all.filter(({ openedAt }) => isWithin(openedAt, period)).length,
    closed: closed.length,
    open: open.length,
    overdue: open.filter(({ due }) => due !== null && due < today).length,
    closedInTime: lateness.filter((when) => when === "in time").length,
    closedLate: lateness.filter((when) => when === "late").length,
    closedUndated: lateness.filter((when) => when === "undated").length,
    withEvidence: how("evidence"),
    withReason: how("reason"),
    withNothing: how("nothing"),
    howNotKnown: how(null),
    medianAgeDays: medianAge(open, today, timeZone),
  };
}

function isOpenAt({ openedAt, closedAt }: FollowUpFacts, end: number): boolean {
  const opened = instantOf(openedAt);
  return opened !== null && opened < end && (instantOf(closedAt) ?? end) >= end;
}

function closedWhen({ due, closedAt }: FollowUpFacts, timeZone: string): "in time" | "late" | "undated" {
  if (due === null || closedAt === null) return "undated";
  return dayOf(closedAt, timeZone) <= due ? "in time" : "late";
}

/** The order of ages is that of the moments, the youngest first: only one of ten thousand needs a calendar. */
function medianAge(open: FollowUpFacts[], today: string, timeZone: string): number | null {
  const opened = open.map(({ openedAt }) => instantOf(openedAt) ?? Number.NaN).sort((a, b) => b - a);
  const median = percentile(opened, 50);
  return median === null ? null : daysBetween(isoDateIn(new Date(median), timeZone), today);
}

function dayOf(iso: string, timeZone: string): string {
  return isoDateIn(new Date(instantOf(iso) ?? Number.NaN), timeZone);
}
