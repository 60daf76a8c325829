import type { Config } from "../../core/config.ts";
import { formatRepo, type RepoRef, repoKey, repoNamed, repoOf, sameRepo } from "../../core/reference.ts";
import type { Records, World } from "../../ports.ts";
import { recallRepository } from "./repository.ts";
import { mayShow } from "./visible.ts";

/** The repositories of one summary, its own first, and how many more are wanted that not everybody there may read. */
export type Group = { repos: RepoRef[]; leftOut: number };

/** Kept under "summarised-by" and the repository's name. */
type Claim = { host: RepoRef };

/** The repository whose summary tells of this one; null: this one has a summary of its own. */
export async function hostOf(records: Records, repo: RepoRef): Promise<RepoRef | null> {
  const claim = await records.get<Claim>("summarised-by", repoKey(repo));
  return claim && (await recallRepository(records, claim.host)) ? claim.host : null;
}

/**
 * Of which repositories a summary tells, by the configuration as it is now. Those others post none of their own from now on; those
 * that were taken off the list do again. A repository is in one summary: the first that asked for it has it.
 */
export async function groupOf(world: World, home: RepoRef, { summary }: Config): Promise<Group> {
  const { records, log } = world;
  const own = repoOf(home);
  const isHost = summary.enabled && (await hostOf(records, own)) === null;
  const repos = [own];
  let leftOut = 0;
  for (const name of isHost ? summary.repositories : []) {
    const repo = repoNamed(name, own.owner);
    if (repos.some((one) => sameRepo(one, repo))) continue;
    const host = await hostOf(records, repo);
    const isFree = host === null || sameRepo(host, own);
    const isVisible = await mayShow(world, repo, own);
    if (isFree && isVisible) repos.push(repo);
    if (!isVisible) leftOut++;
    const why = isVisible
      ? "another summary tells of it"
      : "not there, of another owner, or not for everybody";
    if (!isFree || !isVisible)
      log.warn({ repo: formatRepo(own), wanted: name }, `summary.repositories: ${why}`);
  }
  await claim(records, own, repos.slice(1));
  return { repos, leftOut };
}

async function claim(records: Records, host: RepoRef, members: RepoRef[]): Promise<void> {
  const wanted = new Set(members.map(repoKey));
  const claims = await records.list<Claim>("summarised-by", `${host.owner.toLowerCase()}/`);
  const held = new Set(claims.filter(({ value }) => sameRepo(value.host, host)).map(({ id }) => id));
  for (const id of held) if (!wanted.has(id)) await records.delete("summarised-by", id);
  for (const id of wanted)
    if (!held.has(id)) await records.put("summarised-by", id, { host } satisfies Claim);
}
