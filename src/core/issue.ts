import type { IssueRef } from "./reference.ts";

export type Account = { login: string; isBot: boolean };

/** An issue or pull request as the app sees it. Times are ISO 8601. */
export type Issue = {
  ref: IssueRef;
  /** GitHub's own id, not the number: what sub-issue links want. */
  id: number;
  url: string;
  title: string;
  body: string;
  state: "open" | "closed";
  stateReason: string | null;
  author: Account;
  labels: string[];
  assignees: string[];
  /** `dueOn` is the calendar day that GitHub shows, `YYYY-MM-DD`. */
  milestone: { number: number; title: string; dueOn: string | null } | null;
  isPullRequest: boolean;
  /** How many comments it has; missing where GitHub did not say. */
  commentCount?: number;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
};

export type Comment = {
  id: number;
  url: string;
  author: Account;
  body: string;
  createdAt: string;
};

export type Repository = { private: boolean; hasIssues: boolean; defaultBranch: string };
