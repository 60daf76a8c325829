import { formatIssue, formatRepo, type IssueRef, type RepoRef } from "./reference.ts";

/**
 * Everything that the app can do to GitHub. A creating change that GitHub would happily do twice carries `effect`,
 * its identity for ever: the same effect is never asked for again once its outcome is known. `mayExist`: it is looked for
 * on GitHub first, since what the store knew of it may be lost.
 */
export type Change =
  | { kind: "create-label"; repo: RepoRef; name: string; color: string; description: string }
  | { kind: "create-milestone"; repo: RepoRef; title: string; dueOn: string | null }
  | CreateIssue
  | { kind: "create-comment"; effect: string; mayExist?: boolean; issue: IssueRef; body: string }
  | { kind: "link-sub-issue"; parent: IssueRef; child: IssueRef; childId: number }
  | { kind: "add-labels"; issue: IssueRef; labels: string[] }
  /** Folds a comment of ours that a newer one replaces. `nodeId` is GitHub's id of it for GraphQL. */
  | { kind: "minimize-comment"; on: IssueRef; comment: { id: number; nodeId: string } }
  | EditIssue;

export type CreateIssue = {
  kind: "create-issue";
  effect: string;
  mayExist?: boolean;
  repo: RepoRef;
  title: string;
  body: string;
  /** The first is the one under which it is looked for when the outcome of the call stayed unknown. */
  labels: [string, ...string[]];
  assignees: string[];
  milestone: number | null;
};

export type EditIssue = {
  kind: "edit-issue";
  issue: IssueRef;
  title?: string;
  body?: string;
  state?: "open" | "closed";
  stateReason?: "completed" | "not_planned" | "duplicate";
  assignees?: string[];
  /** Replaces the whole set. */
  labels?: string[];
  milestone?: number | null;
};

/** One line for logs and `--dry-run`: what would be done and where, without people's private text. */
export function describeChange(change: Change): string {
  switch (change.kind) {
    case "create-label":
      return `create label "${change.name}" in ${formatRepo(change.repo)}`;
    case "create-milestone":
      return `create milestone "${change.title}" in ${formatRepo(change.repo)}`;
    case "create-issue":
      return `create issue "${change.title}" in ${formatRepo(change.repo)}`;
    case "create-comment":
      return `comment on ${formatIssue(change.issue)}`;
    case "link-sub-issue":
      return `make ${formatIssue(change.child)} a sub-issue of ${formatIssue(change.parent)}`;
    case "add-labels":
      return `add ${change.labels.join(", ")} to ${formatIssue(change.issue)}`;
    case "minimize-comment":
      return `fold an outdated comment on ${formatIssue(change.on)}`;
    case "edit-issue":
      return `edit ${formatIssue(change.issue)}: ${editedParts(change).join(", ")}`;
  }
}

function editedParts(change: EditIssue): string[] {
  return (["title", "body", "state", "assignees", "labels", "milestone"] as const)
    .filter((part) => change[part] !== undefined)
    .map((part) => (part === "state" ? `${change.state}` : part));
}
