import type { Config } from "../../core/config.ts";
import { isoDateIn } from "../../core/due.ts";
import type { FollowUp } from "../../core/follow-up.ts";
import { incidentAt, type PostmortemRecord } from "../../core/record.ts";
import { formatRepo, issueKey, type RepoRef, repoKey, sameIssue, sameRepo } from "../../core/reference.ts";
import type { Links } from "../../core/summary/summary-view.ts";
import { byUrgency, type Waiting, waitingOf } from "../../core/summary/waiting.ts";
import type { World } from "../../ports.ts";
import { configOf } from "./config.ts";
import { learnFollowUps, recallFollowUps, withEvidence } from "./follow-ups.ts";
import { recallMirror } from "./memory.ts";
import { type Group, groupOf } from "./summary-group.ts";
import { mayShow, mayTellOf } from "./visible.ts";
import { wordsOf } from "./words.ts";

/** What a repository's summary and ledger are made of. */
export type HowThingsStand = {
  repos: RepoRef[];
  leftOut: number;
  open: FollowUp[];
  closed: FollowUp[];
  postmortems: PostmortemRecord[];
  links: Links;
};

/** How the follow-ups of a summary stand now, as far as everybody may read who reads it; `closed` are all that ever were. */
export async function howThingsStand(world: World, home: RepoRef, config: Config): Promise<HowThingsStand> {
  const group = await groupOf(world, home, config);
  const labels = new Set<string>();
  for (const repo of group.repos) {
    const own = sameRepo(repo, home) ? config : await configOf(world, repo);
    labels.add(own.labels.action_item);
    await learnFollowUps(world, repo, own);
  }
  const all = await recallFollowUps(world, group.repos, [...labels]);
  const { items, postmortems } = await withoutSecrets(world, all, home);
  const { shown, hidden } = await forReaders(world, items, group, home);
  return {
    repos: group.repos,
    leftOut: group.leftOut + hidden,
    open: shown.filter(({ issue }) => issue.state === "open"),
    closed: shown.filter(({ issue }) => issue.state === "closed"),
    postmortems,
    links: linksTo(group.repos, config, shown[0]?.issue.url),
  };
}

/** Those that were closed since (ISO 8601), with what closed them. */
export function closedSince(world: World, { closed }: HowThingsStand, since: string): Promise<FollowUp[]> {
  return withEvidence(
    world,
    closed.filter(({ issue }) => (issue.closedAt ?? "") >= since),
  );
}

/** The postmortems that wait for somebody, the most urgent first. */
export async function waitingFor(
  world: World,
  postmortems: PostmortemRecord[],
  config: Config,
  today: string,
): Promise<Waiting[]> {
  const { records } = world;
  const waiting: Waiting[] = [];
  for (const record of postmortems) {
    const document = (await recallMirror(records, record.ref))?.issue;
    if (!document) continue;
    const review = await records.get<{ since: string }>("in-review", issueKey(record.ref));
    const reviewSince = review && isoDateIn(new Date(review.since), config.time_zone);
    const how = { today, reviewLabel: config.labels.in_review, reviewSince };
    const one = waitingOf(record, document, how, wordsOf(world, record).say);
    if (one) waiting.push(one);
  }
  return waiting.sort(byUrgency);
}

/** A postmortem whose repository was made public, sensitive or of a private incident, is read by more people than should: it is not made known besides. */
async function withoutSecrets(
  world: World,
  { items, postmortems }: { items: FollowUp[]; postmortems: PostmortemRecord[] },
  home: RepoRef,
): Promise<{ items: FollowUp[]; postmortems: PostmortemRecord[] }> {
  const secret: PostmortemRecord[] = [];
  for (const record of postmortems) if (!(await mayBeKnown(world, record, home))) secret.push(record);
  const isOfSecret = ({ commitment }: FollowUp) =>
    commitment !== null && secret.some(({ ref }) => sameIssue(ref, commitment.postmortem));
  return {
    items: items.filter((item) => !isOfSecret(item)),
    postmortems: postmortems.filter((record) => !secret.includes(record)),
  };
}

async function mayBeKnown(world: World, record: PostmortemRecord, home: RepoRef): Promise<boolean> {
  if (record.isSensitive) return mayTellOf(world, record, home);
  const place = incidentAt(record);
  if (sameRepo(place, record.ref)) return true;
  // One that is gone tells nothing; what was done about it still counts.
  const isPrivate = (await world.github.repository(place))?.private ?? false;
  return !isPrivate || mayShow(world, place, home);
}

/** An item may have been moved to where not everybody may read it. */
async function forReaders(
  world: World,
  items: FollowUp[],
  { repos }: Group,
  home: RepoRef,
): Promise<{ shown: FollowUp[]; hidden: number }> {
  const known = new Map(repos.map((repo) => [repoKey(repo), true]));
  const shown: FollowUp[] = [];
  for (const item of items) {
    const name = repoKey(item.issue.ref);
    if (!known.has(name)) known.set(name, await mayShow(world, item.issue.ref, home));
    if (known.get(name)) shown.push(item);
  }
  return { shown, hidden: [...known.values()].filter((isShown) => !isShown).length };
}

/** Where GitHub lists all of a kind: in the repository, or over several. `url` is that of any issue of the same host. */
function linksTo(repos: RepoRef[], { labels }: Config, url: string | undefined): Links {
  const host = url ? new URL(url).origin : "";
  const [home] = repos;
  const path = repos.length === 1 && home ? `/${formatRepo(home)}/issues` : "/issues";
  const scope = repos.length === 1 ? "" : repos.map((repo) => ` repo:${formatRepo(repo)}`).join("");
  const link = (state: string, label: string) => {
    const query = `is:issue is:${state} label:"${label}"${scope}`;
    return `${host}${path}?q=${query.split(" ").map(encodeURIComponent).join("+")}`;
  };
  return {
    open: link("open", labels.action_item),
    closed: link("closed", labels.action_item),
    postmortems: link("open", labels.postmortem),
  };
}
