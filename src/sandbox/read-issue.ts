import { bareIssue, findBareIssue, pullAsIssue } from "./bare-issue.ts";
import { isGone } from "./moved.ts";
import { notFound } from "./refusal.ts";
import { type Issue, type IssueRef, type RepoRef, repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";
import { subIssueFields } from "./sub-issue-fields.ts";

/** An issue, or a pull request as an issue; null if there is none of that number. */
export async function findIssue(site: Site, ref: IssueRef): Promise<Issue | null> {
  const issue = await findBareIssue(site, ref);
  return issue && { ...issue, ...(await subIssueFields(site, issue)) };
}

export async function readIssue(site: Site, ref: IssueRef): Promise<Issue> {
  const issue = await findIssue(site, ref);
  if (!issue) throw notFound();
  return issue;
}

/** All issues and pull requests of a repository, oldest first. */
export async function allIssues(site: Site, repo: RepoRef): Promise<Issue[]> {
  const issues = await site.upstream.readAll(`${repoPath(repo)}/issues?state=all&direction=asc`);
  const pulls = await site.upstream.readAll(`${repoPath(repo)}/pulls?state=all&direction=asc`);
  const bare = [
    ...issues.map((json) => bareIssue(site, repo, json)),
    ...pulls.map((json) => pullAsIssue(site, repo, json)),
  ];
  const there = bare.filter(({ number }) => !isGone(site, repo, number));
  there.sort((one, other) => one.number - other.number);
  return Promise.all(there.map(async (issue) => ({ ...issue, ...(await subIssueFields(site, issue)) })));
}
