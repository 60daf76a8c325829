import { isoDateIn } from "./due.ts";
import type { Severity } from "./incident.ts";
import type { OpenPostmortem } from "./intent.ts";
import type { Account, Issue } from "./issue.ts";
import type { IssueRef } from "./reference.ts";

/** An incident from before the app came. `openedAt` is ISO 8601. */
export type OldIncident = {
  incident: IssueRef;
  title: string;
  state: Issue["state"];
  severity: Severity | null;
  isPullRequest: boolean;
  openedAt: string;
  author: Account;
  /** Its postmortem was begun before, and not everything about it may be done. */
  isBegun: boolean;
  /** Why its postmortem cannot open; null: it can. */
  obstacle: string | null;
};

/** `next`: what is done in this run, in this order. `left`: how many wait for another run. */
export type Backlog = { next: OldIncident[]; refused: OldIncident[]; left: number };

/**
 * What one run does: first what an earlier one left half done, which is not counted, then at most `limit` others, the youngest first:
 * of these people still know something.
 */
export function backlogOf(found: readonly OldIncident[], limit: number): Backlog {
  const sorted = [...found].sort(
    (a, b) => b.openedAt.localeCompare(a.openedAt) || b.incident.number - a.incident.number,
  );
  const open = sorted.filter(({ obstacle, isBegun }) => obstacle === null && !isBegun);
  const next = [...sorted.filter(({ isBegun }) => isBegun), ...open.slice(0, limit)];
  const refused = sorted.filter(({ obstacle, isBegun }) => obstacle !== null && !isBegun);
  return { next, refused, left: open.slice(limit).length };
}

/** Whether it was opened on that day (`YYYY-MM-DD`) or later, as the wall clock shows it; without a day it was. */
export function isSince({ createdAt }: Issue, since: string | undefined, timeZone: string): boolean {
  return since === undefined || isoDateIn(new Date(createdAt), timeZone) >= since;
}

/** The intent that opens its postmortem. Who put on the label, and when, is looked up where it is carried out. */
export function openingOf(
  { incident, author, openedAt }: OldIncident,
  backfill: { at: string; quiet: boolean },
): OpenPostmortem {
  return { kind: "open-postmortem", incident, by: author, at: openedAt, backfill };
}
