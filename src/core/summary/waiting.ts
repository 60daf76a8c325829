import { daysBetween } from "../due.ts";
import { factOf } from "../fact-names.ts";
import { hasLabel } from "../incident.ts";
import type { Issue } from "../issue.ts";
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
 * What a postmortem waits for: a draft that is late, or a review. Null: it is closed, or in time.
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
  if (document.state === "closed") return null;
  const key = record.isRetrospective ? "due-retrospective" : "due";
  const written = factOf(record.facts, key, say);
  const row = written?.name ?? say(`facts.${key}`);
  const due = dueOfDocument(document.body, row) ?? firstDay(written?.value ?? "");
  const late = due !== null && due < today ? { due, days: daysBetween(due, today) } : null;
  const isInReview = hasLabel(document.labels, [reviewLabel]);
  if (!isInReview && !late) return null;
  const declaredBy = record.declared && !/\[bot\]$/.test(record.declared.by) ? [record.declared.by] : [];
  return {
    ref: document.ref,
    title: record.incidentTitle,
    owners: document.assignees.length > 0 ? document.assignees : declaredBy,
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

/** As the document says it in the row of this name: people may have set another day there. */
function dueOfDocument(body: string, name: string): string | null {
  const row = body.split(/\r\n|\r|\n/).find((line) => line.trimStart().startsWith(`| ${name} |`));
  return firstDay(row?.split("|")[2] ?? "");
}

function firstDay(words: string): string | null {
  return /\d{4}-\d{2}-\d{2}/.exec(words)?.[0] ?? null;
}
