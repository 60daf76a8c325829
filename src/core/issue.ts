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

/** A pull request that mentions an issue. `closes`: with one of GitHub's closing keywords. Times are ISO 8601. */
export type LinkedPull = {
  ref: IssueRef;
  title: string;
  url: string;
  author: Account;
  state: "open" | "closed";
  mergedAt: string | null;
  closes: boolean;
};

/** What else names an issue, oldest first. `closes`: the commit with which it was closed. */
export type Mentions = { pulls: LinkedPull[]; commits: { sha: string; at: string; closes: boolean }[] };

export type Comment = {
  id: number;
  /** GitHub's id for GraphQL; missing where nobody asked. */
  nodeId?: string;
  url: string;
  author: Account;
  body: string;
  createdAt: string;
};

/** `url`: its page, e.g. `https://github.com/acme/shop`; missing in what was kept before it was asked for. */
export type Repository = { private: boolean; hasIssues: boolean; defaultBranch: string; url?: string };
