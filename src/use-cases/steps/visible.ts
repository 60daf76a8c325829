import type { Config } from "../../core/config.ts";
import type { RunCommands } from "../../core/intent.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { formatIssue, type RepoRef, sameRepo } from "../../core/reference.ts";
import type { World } from "../../ports.ts";

/** Whether somebody may command the app in a repository. Who may not is only logged. */
export async function mayCommand(
  { github, log }: World,
  repo: RepoRef,
  { by, comment }: Pick<RunCommands, "by" | "comment">,
  level: Config["commands"]["permission"],
): Promise<boolean> {
  if (await github.may(repo, by, level)) return true;
  log.info(
    { on: formatIssue(comment.on), comment: comment.id, level },
    "ignored: not allowed to command here",
  );
  return false;
}

/** Whether text may go both ways: what two repositories say of one thing is kept in step. */
export async function mayShare(world: World, one: RepoRef, other: RepoRef): Promise<boolean> {
  return (await mayShow(world, one, other)) && (await mayShow(world, other, one));
}

/**
 * Whether readers of another place may learn where a postmortem is, whose it is and how it stands. Of a sensitive one that everybody
 * can read by mistake nobody is told.
 */
export async function mayTellOf(
  world: World,
  { ref, isSensitive }: Pick<PostmortemRecord, "ref" | "isSensitive">,
  where: RepoRef,
): Promise<boolean> {
  if (isSensitive && !(await world.github.repository(ref))?.private) return false;
  return mayShow(world, ref, where);
}

/** Whether text of one repository may be shown in another: of the same owner, and never from a private one in a public one. */
export async function mayShow({ github }: World, from: RepoRef, to: RepoRef): Promise<boolean> {
  if (sameRepo(from, to)) return true;
  if (from.owner.toLowerCase() !== to.owner.toLowerCase()) return false;
  const [source, target] = [await github.repository(from), await github.repository(to)];
  return source !== null && target !== null && (target.private || !source.private);
}
