import { addDays } from "../due.ts";
import type { FollowUp } from "../follow-up.ts";
import { formatRepo } from "../reference.ts";

export type Week = {
  /** ISO 8601: the scheduled moment that began the period; its identity. */
  period: string;
  /** The day on which the period began, and today: `YYYY-MM-DD`, in the repository's time zone. */
  starts: string;
  today: string;
};

/** How the follow-ups stand: every open one is in exactly one of the four lists. */
export type Standing = {
  overdue: FollowUp[];
  dueThisWeek: FollowUp[];
  incomplete: FollowUp[];
  others: FollowUp[];
  closed: FollowUp[];
  /** Open ones now, against those that were open a week ago. */
  change: number;
};

/** Sorts follow-ups into what a lead wants to know. `closed` are those closed since `weekAgo` (ISO 8601). */
export function standing(open: FollowUp[], closed: FollowUp[], week: Week, weekAgo: string): Standing {
  const result: Standing = {
    overdue: [],
    dueThisWeek: [],
    incomplete: [],
    others: [],
    closed: [],
    change: 0,
  };
  const lastDay = addDays(week.today, 6);
  for (const item of open.toSorted(byDue)) {
    if (item.due && item.due < week.today) result.overdue.push(item);
    else if (item.due && item.due <= lastDay) result.dueThisWeek.push(item);
    else if (!item.due || item.owners.length === 0) result.incomplete.push(item);
    else result.others.push(item);
  }
  result.closed = closed.toSorted(
    (a, b) => (b.issue.closedAt ?? "").localeCompare(a.issue.closedAt ?? "") || byPlace(a, b),
  );
  const opened = open.filter(({ issue }) => issue.createdAt >= weekAgo).length;
  const finished = closed.filter(({ issue }) => issue.createdAt < weekAgo).length;
  result.change = opened - finished;
  return result;
}

/** Every open one, in the order in which the summary tells them. */
export function openOf({ overdue, dueThisWeek, incomplete, others }: Standing): FollowUp[] {
  return [...overdue, ...dueThisWeek, ...incomplete, ...others];
}

/** Earliest first, undated last, then by repository and number. */
export function byDue(a: FollowUp, b: FollowUp): number {
  return (a.due ?? "9999").localeCompare(b.due ?? "9999") || byPlace(a, b);
}

function byPlace({ issue: a }: FollowUp, { issue: b }: FollowUp): number {
  const [one, other] = [formatRepo(a.ref), formatRepo(b.ref)];
  return one === other ? a.ref.number - b.ref.number : one < other ? -1 : 1;
}
