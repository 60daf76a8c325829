import { ACTION_TYPES, type ActionType, PRIORITIES, type Priority } from "./action-text.ts";
import { isDate } from "./due.ts";
import type { Issue } from "./issue.ts";
import { findMarker, findRegion, makeMarker } from "./markers.ts";
import { formatIssue, type IssueRef, parseIssue } from "./reference.ts";

/** What an action item's issue carries in its marker: the store can be lost, this stays. */
export type Commitment = {
  postmortem: IssueRef;
  incident: IssueRef;
  severity: number | null;
  /** `YYYY-MM-DD` */
  due: string | null;
  dueIsDefault: boolean;
  priority: Priority | null;
  type: ActionType | null;
};

/** An action item as the summary tells it. */
export type FollowUp = { issue: Issue; due: string | null; commitment: Commitment | null };

/** The marker of an action item's issue; `readCommitment` is its inverse. */
export function commitmentMarker(commitment: Commitment): string {
  const { due, dueIsDefault, priority, type, severity } = commitment;
  return makeMarker("action-item", {
    postmortem: formatIssue(commitment.postmortem),
    incident: formatIssue(commitment.incident),
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
    // People who may edit the issue may also have edited its marker.
    due: due !== undefined && isDate(due) ? due : null,
    dueIsDefault: "default-due" in marker.attributes,
    priority: PRIORITIES.find((known) => known === priority) ?? null,
    type: ACTION_TYPES.find((known) => known === type) ?? null,
  };
}

/**
 * The date that stands in the table of an action item's issue, `YYYY-MM-DD`: people change it there. Null when there is none.
 */
export function statedDue(body: string): string | null {
  const region = findRegion(body, "commitment");
  if (!region) return null;
  const rows = body
    .slice(region.start, region.end)
    .split(/\r\n|\r|\n/)
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter((cells) => cells.length > 2);
  const due = rows[2]?.[rows[0]?.indexOf("Due") ?? -1]?.slice(0, 10) ?? "";
  return isDate(due) ? due : null;
}

/** An issue as a follow-up. One that people adopted has no date of ours: then its milestone's day counts. */
export function toFollowUp(issue: Issue, self: string): FollowUp {
  const commitment = readCommitment(issue, self);
  const stated = commitment && (statedDue(issue.body) ?? commitment.due);
  return { issue, commitment, due: stated ?? issue.milestone?.dueOn ?? null };
}
