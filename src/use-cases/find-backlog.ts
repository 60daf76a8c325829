import { type Backlog, backlogOf, isSince, type OldIncident } from "../core/backlog.ts";
import type { Config } from "../core/config.ts";
import { addDays } from "../core/due.ts";
import { findSeverity, hasLabel, isOurOwn } from "../core/incident.ts";
import type { Issue } from "../core/issue.ts";
import { Problem } from "../core/problem.ts";
import { formatRepo, issueKey, type RepoRef, sameIssue, sameRepo } from "../core/reference.ts";
import { DEFAULT_LOCALE } from "../core/words.ts";
import type { World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { homeOf, isSensitive, noHomeWords, sensitiveHomeOf } from "./steps/home.ts";
import { learnRepository } from "./steps/learn-repository.ts";
import { recallPostmortem, recallRole } from "./steps/memory.ts";

/** `since`: only what was opened on that day (`YYYY-MM-DD`) or later. */
export type BacklogAsked = { repo: RepoRef; since?: string | undefined; limit: number };

/**
 * The incidents of a repository that have no postmortem, from GitHub's lists: a store that knows nothing yet learns first what
 * exists. A label that asks for a look back does not count: nobody wants one of every old project.
 * Throws a Problem when there is no such repository, or no incident label in it.
 */
export async function findBacklog({ repo, since, limit }: BacklogAsked, world: World): Promise<Backlog> {
  const { github } = world;
  if (!(await github.repository(repo)))
    throw new Problem(
      `There is no ${formatRepo(repo)}, or the app may not see it`,
      "Check the name, and where the app is installed.",
    );
  const config = await configOf(world, repo);
  const issues = await listed({ repo, since, labels: await labelsThere(repo, config, world) }, config, world);
  const obstacle = await learnHomes(repo, issues, config, world);
  const found: OldIncident[] = [];
  for (const issue of issues) {
    const old = await withoutPostmortem(issue, config, world);
    const isHeld = old !== null && !old.isBegun && isSensitive(issue.labels, config);
    if (old) found.push(isHeld ? { ...old, obstacle } : old);
  }
  return backlogOf(found, limit);
}

/**
 * Learns what exists where the postmortems of these incidents open.
 * @returns why those of sensitive ones can open nowhere; null: they can
 */
async function learnHomes(
  repo: RepoRef,
  issues: Issue[],
  config: Config,
  world: World,
): Promise<string | null> {
  const usual = await homeOf(world, repo, config);
  await learnRepository(world, usual, config);
  if (!issues.some(({ labels }) => isSensitive(labels, config))) return null;
  const home = await sensitiveHomeOf(world, repo, usual, config);
  // A terminal is spoken to in English.
  if ("why" in home) return noHomeWords(home, world.words(DEFAULT_LOCALE).say);
  if (!sameRepo(home, usual)) await learnRepository(world, home, config);
  return null;
}

/** The incident labels that the repository has: a misspelt one would only look like an empty backlog. */
async function labelsThere(repo: RepoRef, { incident }: Config, { github }: World): Promise<string[]> {
  const names = await github.labels(repo);
  const there = incident.labels.filter((label) => hasLabel(names, [label]));
  if (there.length === 0)
    throw new Problem(
      `${formatRepo(repo)} has no label ${incident.labels.map((label) => `"${label}"`).join(" or ")}`,
      "Put it on the old incidents, or name the label that they carry in incident.labels of .github/postmortem.yml.",
    );
  return there;
}

/** Each once. GitHub compares when issues changed, which is never before they were opened; a day more, for the time zone. */
async function listed(
  { repo, since, labels }: { repo: RepoRef; since: string | undefined; labels: string[] },
  { time_zone: timeZone }: Config,
  { github }: World,
): Promise<Issue[]> {
  const from = since === undefined ? {} : { since: `${addDays(since, -1)}T00:00:00Z` };
  const found = new Map<string, Issue>();
  for (const label of labels) {
    const filter = { labels: [label], state: "all" as const, pulls: true, ...from };
    for (const issue of await github.issues(repo, filter))
      if (isSince(issue, since, timeZone)) found.set(issueKey(issue.ref), issue);
  }
  return [...found.values()];
}

async function withoutPostmortem(
  issue: Issue,
  config: Config,
  { records, self }: World,
): Promise<OldIncident | null> {
  if (isOurOwn(issue, self)) return null;
  const role = await recallRole(records, issue.ref);
  // Transferred here, with its postmortem.
  if (role?.role === "incident" && !sameIssue(role.incident, issue.ref)) return null;
  const known = await recallPostmortem(records, issue.ref);
  const isBegun = (await records.get("backfill", issueKey(issue.ref))) !== null;
  if (known?.announced && !isBegun) return null;
  return {
    ...{ incident: issue.ref, title: issue.title, state: issue.state, isPullRequest: issue.isPullRequest },
    severity: findSeverity(issue, config.severity.labels)?.severity ?? null,
    openedAt: issue.createdAt,
    author: issue.author,
    isBegun: known !== null || isBegun,
    obstacle: null,
  };
}
