import { addDays, daysBetween } from "./due.ts";
import type { FollowUp } from "./follow-up.ts";
import { escapeInline } from "./markdown.ts";
import { makeMarker } from "./markers.ts";
import { type RepoRef, shortIssue } from "./reference.ts";

/** A comment holds 65,536 characters; what does not fit is counted and linked. */
export const LINES_LIMIT = 60_000;

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

/** Sorts follow-ups into what a lead wants to know. `closed` are those closed within the seven days before today. */
export function standing(open: FollowUp[], closed: FollowUp[], week: Week, weekAgo: string): Standing {
  const result: Standing = { overdue: [], dueThisWeek: [], incomplete: [], others: [], closed, change: 0 };
  const lastDay = addDays(week.today, 6);
  for (const item of [...open].sort(byDue)) {
    if (item.due && item.due < week.today) result.overdue.push(item);
    else if (item.due && item.due <= lastDay) result.dueThisWeek.push(item);
    else if (!item.due || !hasOwner(item)) result.incomplete.push(item);
    else result.others.push(item);
  }
  const opened = open.filter(({ issue }) => issue.createdAt >= weekAgo).length;
  const finished = closed.filter(({ issue }) => issue.createdAt < weekAgo).length;
  result.change = opened - finished;
  return result;
}

/** Whether the week has anything to tell: an empty summary is noise. */
export function isWorthTelling({ overdue, dueThisWeek, incomplete, others, closed }: Standing): boolean {
  return [overdue, dueThisWeek, incomplete, others, closed].some((list) => list.length > 0);
}

/** What the template `summary` shows. `allOpen` is the link behind "and N more"; the lines take `limit` characters at most. */
export function summaryView(
  now: Standing,
  week: Week & { isFirst: boolean },
  home: RepoRef,
  allOpen: string,
  limit: number = LINES_LIMIT,
): object {
  const open = [...now.overdue, ...now.dueThisWeek, ...now.incomplete, ...now.others];
  const room = { left: limit };
  const section = (title: string, items: FollowUp[], line: (item: FollowUp) => string) =>
    items.length === 0
      ? []
      : [{ title, count: items.length, lines: cutToFit(items.map(line), room, allOpen) }];
  const plain = (item: FollowUp) => followUpLine(item, home);
  return {
    marker: makeMarker("summary", { period: week.period }),
    week: `week of ${week.starts}`,
    open: open.length,
    change: now.change === 0 || week.isFirst ? "" : now.change > 0 ? `+${now.change}` : `−${-now.change}`,
    overdueCount: now.overdue.length,
    dueCount: now.dueThisWeek.length,
    unassignedCount: open.filter((item) => !hasOwner(item)).length,
    closedCount: now.closed.length,
    sections: [
      ...section("Overdue", now.overdue, (item) => overdueLine(item, week, home)),
      ...section("Due this week", now.dueThisWeek, plain),
      ...section("Without owner or date", now.incomplete, plain),
      ...section("Later", now.others, plain),
      ...section("Closed last week", now.closed, (item) => closedLine(item, home)),
    ],
  };
}

/** What the template `ledger` shows: every open follow-up, earliest due first. */
export function ledgerView(open: FollowUp[], asOf: string, home: RepoRef, allOpen: string): object {
  const lines = [...open].sort(byDue).map((item) => followUpLine(item, home));
  return { marker: makeMarker("ledger"), asOf, lines: cutToFit(lines, { left: LINES_LIMIT }, allOpen) };
}

function followUpLine(item: FollowUp, home: RepoRef): string {
  return `${head(item, home)} · ${owners(item, "")} · due ${dueWords(item)}${tail(item, home)}`;
}

/** Only the owners of what is late are mentioned, and so told. */
function overdueLine(item: FollowUp, week: Week, home: RepoRef): string {
  const days = daysBetween(item.due ?? week.today, week.today);
  const late = `**${days} ${days === 1 ? "day" : "days"} late**`;
  return `${head(item, home)} · ${owners(item, "@")} · due ${dueWords(item)}, ${late}${tail(item, home)}`;
}

function closedLine(item: FollowUp, home: RepoRef): string {
  const how = item.issue.stateReason === "not_planned" ? "not planned" : "done";
  const when = item.issue.closedAt?.slice(0, 10) ?? "";
  return `${head(item, home)} · ${owners(item, "")} · ${how} ${when}${tail(item, home)}`;
}

function head({ issue }: FollowUp, home: RepoRef): string {
  return `${shortIssue(issue.ref, home)} ${escapeInline(issue.title)}`;
}

function owners({ issue }: FollowUp, at: "@" | ""): string {
  return issue.assignees.map((login) => `${at}${login}`).join(", ") || "nobody";
}

function hasOwner({ issue }: FollowUp): boolean {
  return issue.assignees.length > 0;
}

function dueWords({ due, commitment }: FollowUp): string {
  return due ? `${due}${commitment?.dueIsDefault ? " (default)" : ""}` : "–";
}

function tail({ commitment }: FollowUp, home: RepoRef): string {
  if (!commitment) return "";
  const severity = commitment.severity === null ? "" : ` (sev${commitment.severity})`;
  return ` · incident ${shortIssue(commitment.incident, home)}${severity}`;
}

function cutToFit(lines: string[], room: { left: number }, allOpen: string): string[] {
  const kept: string[] = [];
  for (const line of lines) {
    if (room.left < line.length + 3) return [...kept, `… and ${lines.length - kept.length} more: ${allOpen}`];
    room.left -= line.length + 3;
    kept.push(line);
  }
  return kept;
}

/** Earliest first, undated last, then by number. */
function byDue(a: FollowUp, b: FollowUp): number {
  return (a.due ?? "9999").localeCompare(b.due ?? "9999") || a.issue.ref.number - b.issue.ref.number;
}
