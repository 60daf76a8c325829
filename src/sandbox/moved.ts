import type { Caller } from "./caller.ts";
import { notFound, Refusal, refuse } from "./refusal.ts";
import { fields, issuePath, type RepoRef, repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";
import { maySee, placeAt } from "./visible.ts";

const BY_ID = /^\/repositories\/(\d+)(\/.*)?$/;
const ISSUE_PATH = /^(\/repos\/[^/]+\/[^/]+\/issues\/\d+)(\/.*)?$/;

/** `/repositories/ID/issues/3`, to which GitHub redirects → the path with the repository's name. */
export async function named(site: Site, path: string): Promise<string> {
  const [, id, rest = ""] = BY_ID.exec(path) ?? [];
  if (!id) return path;
  for (const { owner, name } of site.repos) {
    const ref = { owner, repo: name };
    if ((await repositoryId(site, ref)) === Number(id)) return repoPath(ref) + rest;
  }
  throw notFound();
}

/** Refuses paths of issues that were deleted (410) or transferred (301): https://docs.github.com/rest/issues/issues#get-an-issue */
export async function demandThere(site: Site, caller: Caller, path: string): Promise<void> {
  const [, issue = "", rest = ""] = ISSUE_PATH.exec(path) ?? [];
  const target = site.gone.get(issue);
  if (target === undefined) return;
  if (target === null) throw refuse(410, "This issue was deleted");
  const place = placeAt(site, target);
  if (!place || !maySee(place, caller)) throw notFound();
  // An issue may have been moved on: that the first answer leads from one to the next is a guess.
  const location = `${site.url}/repositories/${await repositoryId(site, target)}/issues/${target.number}${rest}`;
  const documentation_url =
    "https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects";
  throw new Refusal(301, { message: "Moved Permanently", url: location, documentation_url }, { location });
}

async function repositoryId(site: Site, repo: RepoRef): Promise<number> {
  return Number(fields(await site.upstream.read(repoPath(repo))).id);
}

/** Whether what stands at a number is there no more. */
export function isGone(site: Site, repo: RepoRef, number: number): boolean {
  return site.gone.has(issuePath({ ...repo, number }));
}
