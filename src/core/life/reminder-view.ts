import type { Config } from "../config.ts";
import { approvalsOf, isComplete, type Missing } from "../gate/missing.ts";
import { missingLines } from "../gate/missing-lines.ts";
import { hasLabel } from "../incident.ts";
import type { Issue } from "../issue.ts";
import { makeMarker } from "../markers.ts";
import type { PostmortemRecord } from "../record.ts";
import { mentioning } from "../summary/lines.ts";
import { answerableFor } from "../summary/waiting.ts";
import type { Say } from "../words.ts";

/** Of what is missing so many lines are told: the owner has the document at hand. */
const MOST_LINES = 5;

/**
 * What the template `comment-reminder` shows: whose postmortem it is, when it is due, and what is left to do.
 * @param due `YYYY-MM-DD`
 * @param daysLeft until then; negative when it is late
 * @param say in the document's language
 */
export function reminderView(
  record: PostmortemRecord,
  document: Issue,
  { due, daysLeft, missing }: { due: string; daysLeft: number; missing: Missing },
  { labels }: Pick<Config, "labels">,
  say: Say,
): object {
  const owners = answerableFor(record, document);
  return {
    marker: makeMarker("reminder"),
    isRetrospective: record.isRetrospective ?? false,
    people: owners.length > 0 ? mentioning(say)(owners) : "",
    when: whenWords(due, daysLeft, say),
    review: hasLabel(document.labels, [labels.in_review]) ? reviewWords(record, document, missing, say) : "",
    isIncomplete: !isComplete(missing),
    missing: missingLines(missing, document.ref, say, MOST_LINES),
  };
}

function whenWords(due: string, daysLeft: number, say: Say): string {
  if (daysLeft === 0) return say("reminders.due-today", { due });
  if (daysLeft === 1) return say("reminders.due-tomorrow", { due });
  if (daysLeft === -1) return say("reminders.due-yesterday", { due });
  return say(daysLeft > 0 ? "reminders.due-in" : "reminders.overdue", { due, count: Math.abs(daysLeft) });
}

/** Approvals that are still to come are told with what is missing. What its own owners say does not count. */
function reviewWords(
  { review }: PostmortemRecord,
  { assignees }: Issue,
  { approvals }: Missing,
  say: Say,
): string {
  const count = approvalsOf(review, assignees);
  return approvals || count === 0
    ? say("reminders.in-review")
    : say("reminders.in-review-approved", { count });
}
