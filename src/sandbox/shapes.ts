/** The parts of GitHub's objects that the local GitHub itself looks at; the rest travels along untouched. */
export type Json = Record<string, unknown>;

export type User = Json & { login: string; id: number; type: string };
export type Label = Json & { id: number; name: string };
export type Milestone = Json & { number: number; title: string; state: string; due_on: string | null };

export type Issue = Json & {
  id: number;
  number: number;
  title: string;
  body: string | null;
  state: "open" | "closed";
  state_reason: string | null;
  user: User;
  labels: Label[];
  assignees: User[];
  milestone: Milestone | null;
  comments: number;
  created_at: string;
  updated_at: string;
  html_url: string;
  repository_url: string;
  pull_request?: Json;
};

export type Comment = Json & { id: number; body: string; user: User; issue_url: string; updated_at: string };

export type RepoRef = { owner: string; repo: string };
export type IssueRef = RepoRef & { number: number };

/** `/repos/owner/repo`, in the spelling in which the repository was seeded. */
export function repoPath({ owner, repo }: RepoRef): string {
  return `/repos/${owner}/${repo}`;
}

export function issuePath(ref: IssueRef): string {
  return `${repoPath(ref)}/issues/${ref.number}`;
}

/** Anything → an object whose fields can be asked for; not an object → empty. */
export function fields(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
