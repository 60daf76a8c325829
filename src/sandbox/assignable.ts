import type { RepoOptions } from "./options.ts";
import { readComments } from "./read-comments.ts";
import { invalid } from "./refusal.ts";
import { assignableLogins, sameLogin } from "./roles.ts";
import type { Issue } from "./shapes.ts";
import type { Site } from "./site.ts";

/**
 * The login, as its owner spells it, if it can be assigned: whoever has a role, and on an issue also who is assigned or
 * has commented. https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/assigning-issues-and-pull-requests-to-other-github-users
 */
export async function findAssignable(
  site: Site,
  repo: RepoOptions,
  login: string,
  issue?: Issue,
): Promise<string | null> {
  const known = [...assignableLogins(repo), ...(issue ? await peopleOn(site, repo, issue) : [])];
  return known.find((candidate) => sameLogin(candidate, login)) ?? null;
}

/** `assignees` of a request that creates or edits an issue: one bad login refuses the whole request. */
export async function demandAssignable(
  site: Site,
  repo: RepoOptions,
  asked: unknown,
  issue?: Issue,
): Promise<string[]> {
  const logins = (Array.isArray(asked) ? asked : []).map(String);
  const found = await Promise.all(logins.map((login) => findAssignable(site, repo, login, issue)));
  const bad = found.indexOf(null);
  if (bad >= 0) throw invalid({ resource: "Issue", field: "assignees", code: "invalid", value: logins[bad] });
  return found.filter((login) => login !== null);
}

async function peopleOn(site: Site, repo: RepoOptions, issue: Issue): Promise<string[]> {
  const { owner, name } = repo;
  const comments = await readComments(site, { owner, repo: name, number: issue.number });
  const users = [...issue.assignees, ...comments.map((comment) => comment.user)];
  return users.filter((user) => user.type !== "Bot").map((user) => user.login);
}
