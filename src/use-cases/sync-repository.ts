import type { Config } from "../core/config.ts";
import { declaringLabels } from "../core/declared.ts";
import { hasLabel } from "../core/incident.ts";
import type { Intent } from "../core/intent.ts";
import type { Issue } from "../core/issue.ts";
import { isSameSight } from "../core/mirror.ts";
import { incidentAt, type PostmortemRecord } from "../core/record.ts";
import { formatIssue, formatRepo, type IssueRef, type RepoRef, sameRepo } from "../core/reference.ts";
import type { World } from "../ports.ts";
import { announcing } from "./steps/announce.ts";
import { configOf } from "./steps/config.ts";
import { tellExposed } from "./steps/exposed.ts";
import { changedSince, rememberFollowUps } from "./steps/follow-ups.ts";
import { learnRepository } from "./steps/learn-repository.ts";
import { recallMirror, recallPostmortem, recallRole, rememberSight } from "./steps/memory.ts";
import { mendTwins } from "./steps/mend-twins.ts";
import { movedHere } from "./steps/moved-here.ts";
import { recallRepository } from "./steps/repository.ts";

/** A second look, in ms, at what may have changed while the last one was under way, and at twins made around then. */
const OVERLAP_MS = 24 * 3_600_000;

/**
 * Compares a repository with what is known of it: whatever webhooks told, or failed to tell, does not count. Finds
 * incidents whose label was never heard of, postmortems and action items that changed, and what was made twice.
 */
export async function syncRepository(
  { repo, full }: { repo: RepoRef; full: boolean },
  world: World,
): Promise<Intent[]> {
  const { records, now } = world;
  const id = formatRepo(repo).toLowerCase();
  const config = await configOf(world, repo);
  if (full) await records.delete("documents-found", id);
  await learnRepository(world, repo, config);
  const swept = full ? null : await records.get<{ at: string }>("swept", id);
  const since = swept ? new Date(Date.parse(swept.at) - OVERLAP_MS).toISOString() : undefined;
  const changed = await lookAtOurs(world, repo, config, since);
  const incidents = await lookAtIncidents(world, repo, declaringLabels(config), since);
  await records.put("swept", id, { at: now.toISOString() });
  await tellExposed(world, repo);
  const all = (await records.list<PostmortemRecord>("postmortem")).map(({ value }) => value);
  const due = all.filter(
    ({ ref, incident }) => sameRepo(ref, repo) && (full || changed.has(formatIssue(incident))),
  );
  return [
    ...incidents,
    ...(await behindHere(world, repo, all)),
    ...due.map(({ incident }) => ({ kind: "refresh-postmortem" as const, incident })),
    ...due.map(({ incident }) => ({ kind: "sync-postmortem" as const, incident })),
    // Whoever did it: nobody told us.
    ...due.map(({ incident }) => ({ kind: "follow-closing" as const, incident, by: null })),
  ];
}

/** Incidents here whose postmortem is elsewhere, and whose comment says something else than it should: their readers may be others now. */
async function behindHere(world: World, repo: RepoRef, all: PostmortemRecord[]): Promise<Intent[]> {
  const here = all.filter((record) => sameRepo(incidentAt(record), repo) && !sameRepo(record.ref, repo));
  const intents: Intent[] = [];
  for (const record of here) intents.push(...(await announcing(world, record)));
  return intents;
}

/** What we made, as it stands now. Returns the incidents of those that differ from what was known. */
async function lookAtOurs(
  world: World,
  repo: RepoRef,
  config: Config,
  since: string | undefined,
): Promise<Set<string>> {
  const { github, records } = world;
  const { postmortem, action_item } = config.labels;
  const list = (label: string, from: string | undefined) =>
    github.issues(repo, { labels: [label], state: "all", ...(from ? { since: from } : {}) });
  const documents = await list(postmortem, since);
  const itemsSince = await changedSince(world, repo, config, since);
  const items = await list(action_item, itemsSince);
  await rememberFollowUps(world, repo, config, items, itemsSince);
  const found = [...documents, ...items];
  await mendTwins(world, found, world.words(config.locale));
  const changed = new Set<string>();
  for (const issue of found) {
    const role = await recallRole(records, issue.ref);
    if (!role) continue;
    if (!isSameSight(await recallMirror(records, issue.ref), issue)) changed.add(formatIssue(role.incident));
    await rememberSight(records, issue);
  }
  return changed;
}

/**
 * Incidents whose label came while nobody listened: they are opened now; the others may have new facts. What was labelled
 * before the app came here is left alone: that is for people to ask for.
 */
async function lookAtIncidents(
  world: World,
  repo: RepoRef,
  labels: string[],
  since: string | undefined,
): Promise<Intent[]> {
  const { github, records } = world;
  const known = await recallRepository(records, repo);
  const from = [since, known?.firstSeen]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
  if (!from) return [];
  const intents = new Map<string, Intent>();
  for (const label of labels) {
    const filter = { labels: [label], state: "all" as const, since: from, pulls: true };
    for (const issue of await github.issues(repo, filter)) {
      const intent = await intentFor(issue, labels, from, world);
      if (intent) intents.set(formatIssue(issue.ref), intent);
    }
  }
  return [...intents.values()];
}

async function intentFor(issue: Issue, labels: string[], from: string, world: World): Promise<Intent | null> {
  const { github, records, self } = world;
  const incident: IssueRef = issue.ref;
  if (await recallPostmortem(records, incident)) return { kind: "refresh-postmortem", incident };
  // Transferred here, with its postmortem.
  const role = await recallRole(records, incident);
  if (role?.role === "incident") return { kind: "refresh-postmortem", incident: role.incident };
  if (issue.author.login === self || !hasLabel(issue.labels, labels)) return null;
  const other =
    issue.commentCount !== 0 ? await movedHere(world, issue, await github.comments(incident)) : null;
  if (other) return { kind: "refresh-postmortem", incident: other };
  const { by, at } = (await github.labelled(incident, labels)) ?? { by: issue.author, at: issue.createdAt };
  return at >= from ? { kind: "open-postmortem", incident, by, at } : null;
}
