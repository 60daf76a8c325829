import { author } from "../core/payload-issue.ts";
import { type RepoRef, repoOf } from "../core/reference.ts";
import type { PullFrom } from "../ports.ts";
import { hasStatus } from "./errors.ts";
import type { Octokit } from "./octokit.ts";

/** The SHA at which a branch stands. GitHub answers 409 where there is no commit at all. */
export async function branchTip(octokit: Octokit, repo: RepoRef, branch: string): Promise<string | null> {
  const route = "GET /repos/{owner}/{repo}/git/ref/{ref}";
  try {
    const { data } = await octokit.request(route, { ...repoOf(repo), ref: `heads/${branch}` });
    return data.object.sha;
  } catch (error) {
    if (hasStatus(error, 301, 404, 409, 410)) return null;
    throw error;
  }
}

/** Newest first, open and closed. Branches of forks may have the same name: those are other branches. */
export async function pullsFrom(octokit: Octokit, repo: RepoRef, branch: string): Promise<PullFrom[]> {
  const { data } = await octokit.request("GET /repos/{owner}/{repo}/pulls", {
    ...{ ...repoOf(repo), head: `${repo.owner}:${branch}`, state: "all", per_page: 100 },
  });
  return data.map(({ number, state, user, body }) => ({
    ref: { ...repoOf(repo), number },
    state: state === "closed" ? "closed" : "open",
    author: author.parse(user),
    body: body ?? "",
  }));
}
