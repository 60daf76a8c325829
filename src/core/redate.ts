import type { Config } from "./config.ts";
import { addDays, defaultDue, isoDateIn } from "./due.ts";
import { readCommitment } from "./follow-up.ts";
import type { Severity } from "./incident.ts";
import type { Issue } from "./issue.ts";
import { type IssueFacts, type Item, issueFacts, type LineFacts, sameField } from "./item.ts";

/** What decides about a default date. `today` is `YYYY-MM-DD`; `timeZone` an IANA name; `self` our own App's login. */
export type Redating = {
  severity: Severity | null;
  rules: Config["due"];
  today: string;
  timeZone: string;
  self: string;
};

/**
 * When an item is due now that its incident counts as better or worse than on the day it was committed to; null: its date stays. Only
 * the app's own default moves: a day that somebody wrote, on the line, in the issue's table or as a milestone, is their word, and a
 * priority has dates of its own. It is counted from that day, so that a severity that comes back brings its date back. One that comes
 * nearer is not before tomorrow, since nobody was late yet, and not after the one that was told before.
 * @param item as both sides said it last
 * @param line as it stands now
 * @param issue as it stands now
 */
export function redated(
  item: Item,
  line: LineFacts,
  issue: Issue,
  { severity, rules, today, timeZone, self }: Redating,
): string | null {
  const commitment = readCommitment(issue, self);
  const { due } = item.line;
  if (!commitment || !due || !isAtRest(item, line, issueFacts(issue, self))) return null;
  const from = isoDateIn(new Date(issue.createdAt), timeZone);
  const by = (known: number | null) =>
    defaultDue({ priority: null, severity: known as Severity | null, from, rules });
  const wanted = by(severity);
  if (wanted === by(commitment.severity)) return null;
  const tomorrow = addDays(today, 1);
  const notPast = wanted < tomorrow ? tomorrow : wanted;
  const next = wanted > due ? wanted : notPast < due ? notPast : due;
  return next === due ? null : next;
}

/** An open item whose date is the default on both sides, and nobody has just changed it on either. */
function isAtRest(item: Item, line: LineFacts, now: IssueFacts): boolean {
  const isDefault = [item.line, line, now].every((side) => side.dueIsDefault && side.priority === null);
  return (
    isDefault &&
    line.place === "action-items" &&
    !line.done &&
    !now.done &&
    sameField(item.line, line, "due") &&
    sameField(item.issue, now, "due") &&
    item.issue.milestone?.title === now.milestone?.title
  );
}

/**
 * Two defaults that differ although nobody touched either: the document was not written when its issue was. What the issue says is then
 * news to the line once more.
 */
export function isLeftBehind(item: Item, line: LineFacts, now: IssueFacts): boolean {
  return (
    line.dueIsDefault &&
    now.dueIsDefault &&
    line.due !== now.due &&
    sameField(item.line, line, "due") &&
    sameField(item.issue, now, "due")
  );
}
