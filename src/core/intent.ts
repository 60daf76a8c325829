import { readActionCommands } from "./commands.ts";
import type { Comment } from "./issue.ts";
import { formatIssue, formatRepo, type IssueRef, type RepoRef } from "./reference.ts";

/** Everything that the app can be asked. An intent says where to look, and what only the event knew. */
export type Intent =
  | OpenPostmortem
  | { kind: "refresh-postmortem"; incident: IssueRef }
  | { kind: "sync-postmortem"; incident: IssueRef }
  | AddActionItems
  /** `full`: everything is read anew, not only what changed since the last time. */
  | { kind: "sync-repository"; repo: RepoRef; full: boolean }
  | { kind: "plan-summary"; repo: RepoRef }
  | PostSummary;

export type OpenPostmortem = {
  kind: "open-postmortem";
  incident: IssueRef;
  /** Who labelled it or opened it with the label: the person whose permission counts. */
  by: { login: string; isBot: boolean };
  /** ISO 8601: when it was declared an incident. */
  at: string;
};

export type AddActionItems = {
  kind: "add-action-items";
  incident: IssueRef;
  /** The comment that asked, where problems are answered. */
  comment: { id: number; on: IssueRef; author: string };
  /** The text behind each `/action`, one line each. */
  lines: string[];
  /** Read when the postmortem opened, whether or not a webhook told of it before: whoever comes second finds it done. */
  found?: true;
};

export type PostSummary = {
  kind: "post-summary";
  repo: RepoRef;
  /** ISO 8601: the scheduled moment that begins the period. Null: by hand, for the period now running. */
  period: string | null;
  /** Also when this period has its summary already. */
  force: boolean;
};

/** The action items that a person's comment on an incident or its postmortem asks for. */
export function askedIn(
  { id, author, body }: Comment,
  on: IssueRef,
  incident: IssueRef,
): AddActionItems | null {
  const lines = author.isBot ? [] : readActionCommands(body);
  return lines.length > 0
    ? { kind: "add-action-items", incident, comment: { id, on, author: author.login }, lines }
    : null;
}

/** What must be done in order, one at a time over all processes: one incident, or one ledger. */
export function laneOf(intent: Intent): string {
  return (
    "repo" in intent ? `ledger:${formatRepo(intent.repo)}` : `incident:${formatIssue(intent.incident)}`
  ).toLowerCase();
}

/**
 * When, how often and how urgently an intent is carried out. Bursts of the same one become one: each waits `delay` for more, at most
 * `foldFor` in all (ms). `background`: nobody waits for it. `at` is a date to wait for, `once` an identity that is never carried out twice.
 */
export type Timing = {
  delay?: number;
  foldFor?: number;
  slot?: string;
  at?: number;
  once?: string;
  background?: boolean;
};

/** People watch their numbers appear, so an edit waits seconds; facts are in no hurry. */
export function timingOf(intent: Intent): Timing {
  switch (intent.kind) {
    case "sync-postmortem":
      return { slot: `sync ${laneOf(intent)}`, delay: 2_000, foldFor: 10_000 };
    case "refresh-postmortem":
      return { slot: `refresh ${laneOf(intent)}`, delay: 10_000, foldFor: 60_000 };
    case "sync-repository":
    case "plan-summary":
      return { slot: `${intent.kind} ${laneOf(intent)}`, background: true };
    case "add-action-items":
      return intent.found ? {} : { once: `action ${intent.comment.id}` };
    case "post-summary":
      return intent.period && !intent.force
        ? {
            once: `summary ${laneOf(intent)} ${intent.period}`,
            at: Date.parse(intent.period),
            background: true,
          }
        : {};
    case "open-postmortem":
      return {};
  }
}
