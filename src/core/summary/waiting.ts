import { daysBetween } from "../due.ts";
import { hasLabel } from "../incident.ts";
import type { Issue } from "../issue.ts";
import { dueDayOf } from "../life/due-day.ts";
import { endingOf } from "../life/ending.ts";
import type { PostmortemRecord } from "../record.ts";
import type { IssueRef } from "../reference.ts";
import type { Say } from "../words.ts";

/** A postmortem that waits for somebody. Days are `YYYY-MM-DD`. */
export type Waiting = {
  ref: IssueRef;
  /** The incident's. */
  title: string;
  /** Logins. */
  owners: string[];
  /** When it was due, if that is past, and by how many days. */
  late: { due: string; days: number } | null;
  /** The day since when it is in review; null where nobody saw it begin. Missing: it is a draft. */
  inReview?: { since: string | null };
};

/**
 * What a postmortem waits for: a draft that is late, or a review. Null: it is closed, in time, or nobody is going to write it.
 * @param document its issue as last seen
 * @param reviewSince the day on which the label was seen to come
 * @param say in the document's language
 */
export function waitingOf(
  record: PostmortemRecord,
  document: Issue,
  { today, reviewLabel, reviewSince }: { today: string; reviewLabel: string; reviewSince: string | null },
  say: Say,
): Waiting | null {
  if (document.state === "closed" || endingOf(record, document) !== null) return null;
  const due = dueDayOf(record, document.body, say);
  const late = due !== null && due < today ? { due, days: daysBetween(due, today) } : null;
  const isInReview = hasLabel(document.labels, [reviewLabel]);
  if (!isInReview && !late) return null;
  return {
    ref: document.ref,
    title: record.incidentTitle,
    owners: answerableFor(record, document),
    late,
    ...(isInReview ? { inReview: { since: reviewSince } } : {}),
  };
}

/** The longest late first, then what is in review the longest. */
export function byUrgency(a: Waiting, b: Waiting): number {
  return (
    (b.late?.days ?? 0) - (a.late?.days ?? 0) ||
    (a.inReview?.since ?? "9999").localeCompare(b.inReview?.since ?? "9999") ||
    a.ref.number - b.ref.number
  );
}

/** Whoever the document is assigned to, else who declared the incident, where that was a person. Logins. */
export function answerableFor(
  { declared }: Pick<PostmortemRecord, "declared">,
  { assignees }: Pick<Issue, "assignees">,
): string[] {
  if (assignees.length > 0) return assignees;
  return declared && !/\[bot\]$/.test(declared.by) ? [declared.by] : [];
}
