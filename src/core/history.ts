import type { Account, LinkedPull } from "./issue.ts";
import type { IssueRef, RepoRef } from "./reference.ts";

/**
 * What GitHub's own timeline of an issue or pull request shows, oldest first. `at` is ISO 8601; `by` is null for deleted users
 * and where GitHub does not tell; `url` leads to it, "" where there is no place of its own.
 * https://docs.github.com/rest/using-the-rest-api/issue-event-types
 */
export type HistoryEvent = { at: string; by: Account | null; url: string } & (
  | { kind: "labeled" | "unlabeled"; label: string }
  | { kind: "assigned" | "unassigned"; login: string }
  /** `sha`: the commit that closed it. */
  | { kind: "closed"; reason: string | null; sha: string | null }
  | { kind: "reopened" | "locked" | "unlocked" | "transferred" }
  | { kind: "renamed"; from: string; to: string }
  /** A commit whose message names it; `repo`: where it is, when GitHub tells. */
  | { kind: "referenced"; sha: string; repo?: RepoRef }
  /** A pull request whose text names it. */
  | { kind: "mentioned"; pull: LinkedPull }
  /** Of a pull request's own timeline. */
  | { kind: "committed"; sha: string; message: string }
  | { kind: "reviewed"; state: "approved" | "changes_requested" | "commented" | "dismissed" }
  | { kind: "merged"; sha: string | null }
);

/** The course of a pull request that is linked to an incident. Times are ISO 8601. */
export type PullCourse = LinkedPull & {
  /** Null where nobody could be asked. */
  createdAt: string | null;
  closedAt: string | null;
  mergedBy: Account | null;
  /** Of the merge. */
  sha: string | null;
  reviews: { by: Account | null; at: string; state: "approved" | "changes_requested"; url: string }[];
  /** Checks of its last commit that failed. */
  failedChecks: { name: string; at: string; url: string }[];
  /** The pull request that this one says it reverts. */
  reverts: IssueRef | null;
  /** Paths, the first hundred. */
  files: string[];
};

/** What changed in a repository: the stuff that incidents are made of. Times are ISO 8601. */
export type RecentChange = MergedPull | Deployment | Release;

export type MergedPull = {
  kind: "pull";
  ref: IssueRef;
  title: string;
  url: string;
  author: Account | null;
  /** When it was merged. */
  at: string;
  mergedBy: Account | null;
  sha: string | null;
  /** Paths, the first hundred. */
  files: string[];
  labels: string[];
  /** Somebody else approved it. */
  approved: boolean;
  /** The pull request that this one says it reverts. */
  reverts: IssueRef | null;
};

export type Deployment = {
  kind: "deployment";
  /** GitHub's id, as text. */
  id: string;
  repo: RepoRef;
  /** When it was created. */
  at: string;
  by: Account | null;
  environment: string;
  /** Branch, tag or commit as it was asked for. */
  ref: string;
  sha: string;
  description: string;
  url: string;
  /** Its statuses, oldest first. */
  statuses: {
    state: "success" | "failure" | "error" | "inactive" | "in_progress" | "queued" | "pending";
    at: string;
  }[];
};

export type Release = {
  kind: "release";
  repo: RepoRef;
  tag: string;
  name: string;
  /** When it was published. */
  at: string;
  by: Account | null;
  prerelease: boolean;
  url: string;
  /** Of the tag's commit; missing or null where GitHub does not tell. */
  sha?: string | null;
};

/** A list of changes that GitHub keeps of each repository. */
export type ChangePart = "pulls" | "deployments" | "releases";

/** What could not be read of the changes, and why; `repo` is null for pull requests that are linked, wherever they are. */
export type Unread = {
  what: ChangePart | `older-${ChangePart}` | "linked-pulls" | "failed-checks" | "everything";
  repo: RepoRef | null;
  why: "too-many" | "no-graphql" | "not-allowed" | "not-seen" | "not-readable" | "too-long" | "no-answer";
};

/**
 * `courses`: of the linked pull requests that could be read; `missing`: what could not. `unanswered`: of some of that GitHub said
 * nothing, and may the next time.
 */
export type RecentChanges = {
  changes: RecentChange[];
  courses: PullCourse[];
  missing: Unread[];
  unanswered: boolean;
};
