import { type RepoRef, repoKey } from "../core/reference.ts";
import type { World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { factsOnGitHub } from "./steps/facts-on-github.ts";
import { type Facts, factsFrom } from "./steps/figures.ts";
import { learnFollowUps, recallFollowUps } from "./steps/follow-ups.ts";
import { recallRepository } from "./steps/repository.ts";

/**
 * What a report of a repository is made of. A store that hears of the repository tells it as it tells the summary; without one,
 * GitHub's two lists of postmortems and action items do. Writes nothing to GitHub.
 * @returns all that is known, with the repository's time zone (IANA name) and language
 */
export async function gatherFacts(
  repo: RepoRef,
  world: World,
): Promise<Facts & { timeZone: string; locale: string }> {
  const { records } = world;
  const config = await configOf(world, repo);
  const { time_zone: timeZone, locale } = config;
  const isLearned = await records.get("documents-found", repoKey(repo));
  if (!isLearned || !(await recallRepository(records, repo)))
    return { ...(await factsOnGitHub(world, repo, config)), timeZone, locale };
  await learnFollowUps(world, repo, config);
  const { items, postmortems } = await recallFollowUps(world, [repo], [config.labels.action_item]);
  const open = items.filter(({ issue }) => issue.state === "open");
  const closed = items.filter(({ issue }) => issue.state === "closed");
  const facts = await factsFrom(world, { postmortems, open, closed }, "1970-01-01T00:00:00Z");
  return { ...facts, timeZone, locale };
}
