import { ACTION_TYPES, type ActionType, PRIORITIES, type Priority } from "./action-text.ts";
import { isDate } from "./due.ts";
import type { Evidence } from "./evidence-mark.ts";
import type { Issue } from "./issue.ts";
import { findMarker, findRegion, makeMarker } from "./markers.ts";
import { formatIssue, type IssueRef, parseIssue, type RepoRef, repoOf } from "./reference.ts";

/** What an action item's issue carries in its marker: the store can be lost, this stays. */
export type Commitment = {
  postmortem: IssueRef;
  incident: IssueRef;
  severity: number | null;
  /** The postmortem looks back on something that was no incident. */
  isRetrospective?: true;
  /** `YYYY-MM-DD` */
  due: string | null;
  dueIsDefault: boolean;
  priority: Priority | null;
  type: ActionType | null;
};

/** What is kept of an action item's issue: all that is told of it, and none of its text. */
export type FollowUpIssue = Pick<
  Issue,
  | "ref"
  | "url"
  | "title"
  | "state"
  | "stateReason"
  | "labels"
  | "assignees"
  | "createdAt"
  | "updatedAt"
  | "closedAt"
>;

/** An action item as the store keeps it, under "follow-up" and `issueKey`. `due` is a day, `YYYY-MM-DD`. */
export type FollowUpRecord = {
  issue: FollowUpIssue;
  due: string | null;
  commitment: Commitment | null;
  /** It was deleted or transferred: nothing seen before counts any more. */
  gone?: true;
};

/** An action item as the summary tells it: with what its line in the document says beside its issue. */
export type FollowUp = FollowUpRecord & {
  /** The issue's assignees, and the teams (`org/team`) that only the line names. */
  owners: string[];
  /** What closed it; null while it is open, and where nobody has found or said anything yet. */
  evidence: Evidence | null;
};

/** The marker of an action item's issue; `readCommitment` is its inverse. */
export function commitmentMarker(commitment: Commitment): string {
  const { due, dueIsDefault, priority, type, severity, isRetrospective } = commitment;
  return makeMarker("action-item", {
    postmortem: formatIssue(commitment.postmortem),
    incident: formatIssue(commitment.incident),
    ...(isRetrospective ? { retrospective: null } : {}),
    ...(severity === null ? {} : { severity: `${severity}` }),
    ...(due ? { due } : {}),
    ...(dueIsDefault ? { "default-due": null } : {}),
    ...(priority ? { priority } : {}),
    ...(type ? { type } : {}),
  });
}

/** What an issue's body commits to. Null unless our own App wrote it (`self`): anybody can paste a marker. */
export function readCommitment(issue: Pick<Issue, "author" | "body">, self: string): Commitment | null {
  const marker = issue.author.login === self ? findMarker(issue.body, "action-item") : null;
  const postmortem = parseIssue(marker?.attributes.postmortem ?? "");
  const incident = parseIssue(marker?.attributes.incident ?? "");
  if (!marker || !postmortem || !incident) return null;
  const { severity, due, priority, type } = marker.attributes;
  return {
    postmortem,
    incident,
    severity: /^[0-4]$/.test(severity ?? "") ? Number(severity) : null,
    ...("retrospective" in marker.attributes ? { isRetrospective: true } : {}),
    // People who may edit the issue may also have edited its marker.
    due: due !== undefined && isDate(due) ? due : null,
    dueIsDefault: "default-due" in marker.attributes,
    priority: PRIORITIES.find((known) => known === priority) ?? null,
    type: ACTION_TYPES.find((known) => known === type) ?? null,
  };
}

/**
 * The date that stands in the table of an action item's issue, `YYYY-MM-DD`: people change it there. It is known by its shape, since
 * its column is named in the postmortem's language. Null when there is none.
 */
export function statedDue(body: string): string | null {
  const region = findRegion(body, "commitment");
  if (!region) return null;
  const rows = body
    .slice(region.start, region.end)
    .split(/\r\n|\r|\n/)
    .filter((line) => line.split("|").length > 2);
  const dates = rows[2]?.match(DATE) ?? [];
  return dates.find(isDate) ?? null;
}

/** Neither part of a longer number nor of a team's name. */
const DATE = /(?<![\w/.-])\d{4}-\d{2}-\d{2}(?![\w/-])/g;

/** What is to be kept of an issue. One that people adopted has no date of ours: then its milestone's day counts. */
export function toFollowUp(issue: Issue, self: string): FollowUpRecord {
  const { ref, url, title, state, stateReason, labels, assignees, createdAt, updatedAt, closedAt } = issue;
  const commitment = readCommitment(issue, self);
  const stated = commitment && (statedDue(issue.body) ?? commitment.due);
  return {
    issue: { ref, url, title, state, stateReason, labels, assignees, createdAt, updatedAt, closedAt },
    commitment,
    due: stated ?? issue.milestone?.dueOn ?? null,
  };
}

/** What to keep after a new sight of an issue: webhooks come late and out of order, so an older sight changes nothing. */
export function observeFollowUp(known: FollowUpRecord | null, seen: FollowUpRecord): FollowUpRecord {
  if (known && known.issue.updatedAt > seen.issue.updatedAt) return known;
  // What is gone from its place does not come back by a webhook of the same second.
  return known?.gone && known.issue.updatedAt === seen.issue.updatedAt ? known : seen;
}

/** Whether two sights of an action item would be told in the same words. */
export function isToldAlike(a: FollowUpRecord | null, b: FollowUpRecord | null): boolean {
  return told(a) === told(b);
}

function told(record: FollowUpRecord | null): string {
  if (!record || record.gone) return "";
  const { issue, due, commitment } = record;
  const { title, state, stateReason, labels, assignees } = issue;
  return JSON.stringify([title, state, stateReason, labels, assignees, due, commitment]);
}

/** The repository whose summary tells of an action item: that of its postmortem, wherever its own issue is. */
export function homeOfFollowUp({ issue, commitment }: FollowUpRecord): RepoRef {
  return repoOf(commitment?.postmortem ?? issue.ref);
}
