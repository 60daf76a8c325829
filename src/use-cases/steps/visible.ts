import { type RepoRef, sameRepo } from "../../core/reference.ts";
import type { World } from "../../ports.ts";

/** Whether a person may triage in all of these. */
export async function mayTriageIn({ github }: World, repos: RepoRef[], login: string): Promise<boolean> {
  const [first, ...others] = repos;
  if (!first || !(await github.mayTriage(first, login))) return false;
  for (const repo of others)
    if (!sameRepo(repo, first) && !(await github.mayTriage(repo, login))) return false;
  return true;
}

/** Whether text may go both ways: what two repositories say of one thing is kept in step. */
export async function mayShare(world: World, one: RepoRef, other: RepoRef): Promise<boolean> {
  return (await mayShow(world, one, other)) && (await mayShow(world, other, one));
}

/** Whether text of one repository may be shown in another: of the same owner, and never from a private one in a public one. */
export async function mayShow({ github }: World, from: RepoRef, to: RepoRef): Promise<boolean> {
  if (sameRepo(from, to)) return true;
  if (from.owner.toLowerCase() !== to.owner.toLowerCase()) return false;
  const [source, target] = [await github.repository(from), await github.repository(to)];
  return source !== null && target !== null && (target.private || !source.private);
}
