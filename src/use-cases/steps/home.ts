import type { Config } from "../../core/config.ts";
import { formatRepo, type RepoRef, repoNamed } from "../../core/reference.ts";
import type { World } from "../../ports.ts";

/**
 * The repository in which an incident's postmortem opens: its own, or `postmortem.repository` of the same owner. Text
 * of a private repository is never copied into a public one.
 */
export async function homeOf({ github, log }: World, incident: RepoRef, config: Config): Promise<RepoRef> {
  const wanted = config.postmortem.repository;
  const own = { owner: incident.owner, repo: incident.repo };
  if (!wanted) return own;
  const home = repoNamed(wanted, incident.owner);
  const stay = (why: string) => {
    log.warn(
      { repo: formatRepo(own), wanted },
      `postmortem.repository: ${why}; the incident's own repository is used`,
    );
    return own;
  };
  if (home.owner.toLowerCase() !== incident.owner.toLowerCase())
    return stay("it must belong to the same owner");
  const target = await github.repository(home);
  if (!target) return stay("it is not there, or the app is not installed there");
  const source = await github.repository(own);
  return target.private || (source && !source.private)
    ? home
    : stay("it is public and the incident is private");
}
