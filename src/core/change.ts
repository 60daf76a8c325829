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
  | CreateComment
  /** A comment of ours says something else now. `madeBy`: the effect that created it, whose mark it keeps. */
  | { kind: "edit-comment"; comment: { id: number; on: IssueRef }; madeBy: string; body: string }
  | { kind: "link-sub-issue"; parent: IssueRef; child: IssueRef; childId: number }
  | { kind: "add-labels"; issue: IssueRef; labels: string[] }
  /** Folds a comment of ours that a newer one replaces. `nodeId` is GitHub's id of it for GraphQL. */
  | { kind: "minimize-comment"; on: IssueRef; comment: { id: number; nodeId: string } }
  | CreateCheckRun
  /** At the commit `sha`. That a branch of this name is there already is what was wanted. */
  | { kind: "create-branch"; repo: RepoRef; name: string; sha: string }
  /** A commit of its own on a branch. A file that is there already stays as it is. */
  | { kind: "create-file"; repo: RepoRef; branch: string; path: string; text: string; message: string }
  | CreatePull
  /** The App's own, on a comment; that it is there already is what was wanted. */
  | { kind: "add-reaction"; comment: { id: number; on: IssueRef }; content: "+1" | "-1" | "confused" }
  | EditIssue;

export type CreateComment = {
  kind: "create-comment";
  effect: string;
  mayExist?: boolean;
  issue: IssueRef;
  body: string;
};

/** A finished check run on a commit. Of more than fifty annotations the first fifty are shown. */
export type CreateCheckRun = {
  kind: "create-check-run";
  effect: string;
  mayExist?: boolean;
  repo: RepoRef;
  sha: string;
  /** What people see in the list of checks, and under which it is looked for when the outcome of the call stayed unknown. */
  name: string;
  conclusion: "success" | "failure" | "neutral";
  title: string;
  /** Markdown. */
  summary: string;
  annotations: Annotation[];
};

/** What a check run says of lines of a file. Lines and columns count from 1; the end counts as inside. */
export type Annotation = {
  path: string;
  startLine: number;
  endLine: number;
  /** Only of one line: GitHub takes no columns otherwise. */
  startColumn?: number;
  endColumn?: number;
  title: string;
  message: string;
  level: "failure" | "warning";
};

/** A pull request from a branch of the same repository. */
export type CreatePull = {
  kind: "create-pull";
  effect: string;
  mayExist?: boolean;
  repo: RepoRef;
  title: string;
  body: string;
  /** The branch with the changes, under which it is looked for when the outcome of the call stayed unknown. */
  head: string;
  base: string;
};

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
    case "edit-comment":
      return `edit a comment on ${formatIssue(change.comment.on)}`;
    case "link-sub-issue":
      return `make ${formatIssue(change.child)} a sub-issue of ${formatIssue(change.parent)}`;
    case "add-labels":
      return `add ${change.labels.join(", ")} to ${formatIssue(change.issue)}`;
    case "minimize-comment":
      return `fold an outdated comment on ${formatIssue(change.on)}`;
    case "create-check-run":
      return `check "${change.name}" of ${change.sha.slice(0, 7)} in ${formatRepo(change.repo)}: ${change.conclusion}`;
    case "create-branch":
      return `create branch ${change.name} in ${formatRepo(change.repo)}`;
    case "create-file":
      return `add ${change.path} on branch ${change.branch} of ${formatRepo(change.repo)}`;
    case "create-pull":
      return `open pull request "${change.title}" in ${formatRepo(change.repo)}`;
    case "add-reaction":
      return `react with ${change.content} to a comment on ${formatIssue(change.comment.on)}`;
    case "edit-issue":
      return `edit ${formatIssue(change.issue)}: ${editedParts(change).join(", ")}`;
  }
}

function editedParts(change: EditIssue): string[] {
  return (["title", "body", "state", "assignees", "labels", "milestone"] as const)
    .filter((part) => change[part] !== undefined)
    .map((part) => (part === "state" ? `${change.state}` : part));
}
