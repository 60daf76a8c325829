import { formatIssue, type IssueRef, type RepoRef, sameRepo } from "../../core/reference.ts";
import type { World } from "../../ports.ts";

/** Whether the author of a comment may command the app: they must triage in all of these. Who may not is only logged. */
export async function mayCommand(
  world: World,
  repos: RepoRef[],
  comment: { id: number; on: IssueRef; author: string },
): Promise<boolean> {
  if (await mayTriageIn(world, repos, comment.author)) return true;
  world.log.info({ on: formatIssue(comment.on), comment: comment.id }, "ignored: the author may not triage");
  return false;
}

async function mayTriageIn({ github }: World, repos: RepoRef[], login: string): Promise<boolean> {
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
