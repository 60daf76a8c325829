import type { Issue } from "./issue.ts";

/**
 * An issue as last seen, in a webhook or in an answer. Deliveries come late and out of order, so only a newer one
 * replaces what is known. GitHub's clock ticks in seconds: two different states of one second leave a doubt, and
 * whoever needs the truth then reads it.
 */
export type Mirror = { issue: Issue; doubtful: boolean };

/** What to remember after seeing `seen`. */
export function observe(known: Mirror | null, seen: Issue): Mirror {
  if (!known || seen.updatedAt > known.issue.updatedAt) return { issue: seen, doubtful: false };
  if (seen.updatedAt < known.issue.updatedAt) return known;
  return { issue: known.issue, doubtful: known.doubtful || !sameState(known.issue, seen) };
}

/**
 * What to remember when a webhook told that the issue is gone from its place, deleted or moved: nothing seen before counts
 * any more, whenever it comes, and whoever needs the truth reads it.
 */
export function observeLast(known: Mirror | null, seen: Issue): Mirror {
  return { ...observe(known, seen), doubtful: true };
}

/** Whether an issue as read from GitHub now is what was known of it for certain. */
export function isSameSight(known: Mirror | null, now: Issue): boolean {
  return known !== null && !known.doubtful && sameState(known.issue, now);
}

function sameState(a: Issue, b: Issue): boolean {
  return state(a) === state(b);
}

function state({ title, body, state, stateReason, labels, assignees, milestone }: Issue): string {
  const due = milestone && [milestone.number, milestone.title, milestone.dueOn];
  return JSON.stringify([title, body, state, stateReason, [...labels].sort(), [...assignees].sort(), due]);
}
