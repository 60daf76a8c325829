import type { Config } from "../../core/config.ts";
import { hasLabel } from "../../core/incident.ts";
import { formatRepo, type RepoRef, repoNamed, repoOf, sameRepo } from "../../core/reference.ts";
import type { Say } from "../../core/words.ts";
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

/** Why a sensitive incident's postmortem can open nowhere; `repo` where everybody may read its name. */
export type NoHome = { why: "none" | "public" | "missing" | "stranger"; repo: string };

/** Whether not everybody may read about an incident with these labels. */
export function isSensitive(labels: readonly string[], { sensitive }: Config): boolean {
  return hasLabel(labels, sensitive.labels);
}

/**
 * Where a sensitive incident's postmortem opens: in the repository that the configuration names for it, or else where it would open
 * anyway, and in a private one only. One that is named and cannot be used is not replaced by another: that has other readers.
 * @param usual where it would open if it were not sensitive
 */
export async function sensitiveHomeOf(
  world: World,
  incident: RepoRef,
  usual: RepoRef,
  { sensitive: { repository: wanted } }: Config,
): Promise<RepoRef | NoHome> {
  const home = wanted ? repoNamed(wanted, incident.owner) : repoOf(usual);
  if (home.owner.toLowerCase() !== incident.owner.toLowerCase()) return { why: "stranger", repo: "" };
  // It may have been made public a moment ago, and what is copied there cannot be taken back.
  await world.github.forget(home);
  const target = await world.github.repository(home);
  if (!target) return { why: wanted ? "missing" : "none", repo: "" };
  if (target.private) return home;
  return wanted && !sameRepo(home, usual)
    ? { why: "public", repo: formatRepo(home) }
    : { why: "none", repo: "" };
}

/** What was expected, what came and what to do, for whoever reads the incident. */
export function noHomeWords({ why, repo }: NoHome, say: Say): string {
  return say("problems.sensitive-not-opened", { why: say(`problems.sensitive-${why}`, { repo }) });
}
