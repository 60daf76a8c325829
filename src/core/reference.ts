/** A repository, by its owner's login and its name. */
export type RepoRef = { owner: string; repo: string };

/** An issue or pull request: GitHub numbers both in one sequence per repository. */
export type IssueRef = RepoRef & { number: number };

/** Neither `.` nor `..`: inside an address those would lead elsewhere. */
const NAME = "(?!\\.{1,2}(?:[/#]|$))[A-Za-z0-9_.-]+";
const ISSUE = new RegExp(`^(${NAME})/(${NAME})#([1-9]\\d{0,9})$`);
const REPO = new RegExp(`^(${NAME})/(${NAME})$`);

/** The repository alone: an issue's reference is one too, with a number too many for a request's fields. */
export function repoOf({ owner, repo }: RepoRef): RepoRef {
  return { owner, repo };
}

/** `acme/shop`. */
export function formatRepo({ owner, repo }: RepoRef): string {
  return `${owner}/${repo}`;
}

/** `acme/shop#12`. */
export function formatIssue(ref: IssueRef): string {
  return `${formatRepo(ref)}#${ref.number}`;
}

/** The same for every spelling: what things of an issue are remembered and looked up by. */
export function issueKey(ref: IssueRef): string {
  return formatIssue(ref).toLowerCase();
}

/** Likewise of a repository. */
export function repoKey(ref: RepoRef): string {
  return formatRepo(ref).toLowerCase();
}

/** `#12` when read inside `from`, else `acme/shop#12`: the shortest form that GitHub links. */
export function shortIssue(ref: IssueRef, from: RepoRef): string {
  return sameRepo(ref, from) ? `#${ref.number}` : formatIssue(ref);
}

/** Inverse of `formatRepo`; null for anything else. */
export function parseRepo(text: string): RepoRef | null {
  const [, owner, repo] = REPO.exec(text) ?? [];
  return owner && repo ? { owner, repo } : null;
}

/** A repository as configuration names it: `owner/name`, or `name` of the same owner. */
export function repoNamed(name: string, owner: string): RepoRef {
  return parseRepo(name) ?? { owner, repo: name };
}

/** Inverse of `formatIssue`; null for anything else. */
export function parseIssue(text: string): IssueRef | null {
  const [, owner, repo, number] = ISSUE.exec(text) ?? [];
  return owner && repo && number ? { owner, repo, number: Number(number) } : null;
}

/** GitHub's owner and repository names ignore case. */
export function sameRepo(a: RepoRef, b: RepoRef): boolean {
  return formatRepo(a).toLowerCase() === formatRepo(b).toLowerCase();
}

export function sameIssue(a: IssueRef, b: IssueRef): boolean {
  return a.number === b.number && sameRepo(a, b);
}
