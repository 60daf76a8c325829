import { isConfigIssue } from "../../core/config/config-issue.ts";
import type { Config } from "../../core/config.ts";
import type { Evidence } from "../../core/evidence-mark.ts";
import {
  type Commitment,
  type FollowUp,
  type FollowUpRecord,
  homeOfFollowUp,
  isToldAlike,
  observeFollowUp,
  toFollowUp,
} from "../../core/follow-up.ts";
import { hasLabel } from "../../core/incident.ts";
import type { Issue } from "../../core/issue.ts";
import type { Item } from "../../core/item.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { issueKey, type RepoRef, repoKey, sameRepo } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { recallRepository } from "./repository.ts";

/** A daily sweep that is this late, in ms, did not come: then what is known may be old. */
const MAX_AGE_MS = 36 * 3_600_000;
/** A second look, in ms, at what may have changed while the last one was under way. */
const OVERLAP_MS = 3_600_000;
/** What was seen so shortly before a list, in ms, may be missing in it: GitHub's lists lag. */
const LAG_MS = 5 * 60_000;

/** So long, in ms, the whole list is not read: what was deleted, moved or unlabelled unheard stands in no list of changes. */
const WHOLE_MS = 7 * 24 * 3_600_000;

/** Until when (ISO 8601) the action items of a repository are known, under which label, and when all of them were listed. */
type Found = { at: string; label: string; wholeAt?: string };

/**
 * Keeps what a webhook shows of an action item, so that no summary need list them.
 * @param isGone it was deleted or transferred: that was the last of it
 * @returns the repository whose ledger now says something else; null: none
 */
export async function noteFollowUp(
  { records, self }: World,
  config: Config,
  issue: Issue,
  isGone: boolean,
): Promise<RepoRef | null> {
  if (issue.isPullRequest || isConfigIssue(issue, self)) return null;
  const id = issueKey(issue.ref);
  const seen: FollowUpRecord = { ...toFollowUp(issue, self), ...(isGone ? { gone: true } : {}) };
  const known = await records.get<FollowUpRecord>("follow-up", id);
  if (!known && (isGone || !(isLabelled(seen, [config.labels.action_item]) || seen.commitment))) return null;
  const before: (FollowUpRecord | null)[] = [];
  const after = await records.update<FollowUpRecord>("follow-up", id, (now) => {
    before.push(now);
    return observeFollowUp(now, seen);
  });
  return isToldAlike(before.at(-1) ?? null, after) ? null : homeOfFollowUp(after);
}

/**
 * Makes sure that a repository's action items are known. Webhooks and the daily sweep keep them, so nothing is asked; a new or
 * lost store, or one that has not been swept for long, lists them, or what of them changed since.
 */
export async function learnFollowUps(world: World, repo: RepoRef, config: Config): Promise<void> {
  const { github, records, now } = world;
  const label = config.labels.action_item;
  const known = await recallFound(world, repo, label);
  // Without an installation's webhooks nobody told of anything since.
  const isTold = (await recallRepository(records, repo)) !== null;
  if (known && isTold && now.getTime() - Date.parse(known.at) < MAX_AGE_MS) return;
  const since = known && new Date(Date.parse(known.at) - OVERLAP_MS).toISOString();
  const filter = { labels: [label], state: "all" as const, ...(since ? { since } : {}) };
  await rememberFollowUps(world, repo, config, await github.issues(repo, filter), since);
}

/** Since when (ISO 8601) the daily sweep looks at what changed; undefined: it is time to look at all of them. */
export async function changedSince(
  world: World,
  repo: RepoRef,
  config: Config,
  since: string | undefined,
): Promise<string | undefined> {
  const { wholeAt } = (await recallFound(world, repo, config.labels.action_item)) ?? {};
  const isFresh = wholeAt !== undefined && world.now.getTime() - Date.parse(wholeAt) < WHOLE_MS;
  return isFresh ? since : undefined;
}

/**
 * Keeps what GitHub's list of a repository's action items shows, which is certain.
 * @param since ISO 8601: only what changed since then is in the list; undefined or null: all of them are
 */
export async function rememberFollowUps(
  world: World,
  repo: RepoRef,
  config: Config,
  listed: Issue[],
  since: string | null | undefined,
): Promise<void> {
  const { records, self, now } = world;
  const label = config.labels.action_item;
  const items = listed.filter((issue) => !issue.isPullRequest && !isConfigIssue(issue, self));
  const sights = new Map(items.map((issue) => [issueKey(issue.ref), toFollowUp(issue, self)]));
  await records.updateAll<FollowUpRecord>("follow-up", [...sights.keys()], (known, id) => {
    const sight = sights.get(id) as FollowUpRecord;
    return known && known.issue.updatedAt > sight.issue.updatedAt ? known : sight;
  });
  const found = await recallFound(world, repo, label);
  if (!since) await forgetOthers(world, repo, sights);
  if (since && !(found && since <= found.at)) return;
  const wholeAt = since ? found?.wholeAt : now.toISOString();
  const at = now.toISOString();
  await records.put("follow-ups-found", repoKey(repo), {
    at,
    label,
    ...(wholeAt ? { wholeAt } : {}),
  } satisfies Found);
}

/** What a whole list does not show was deleted, moved, or is no action item any more. */
async function forgetOthers(
  { records, now }: World,
  repo: RepoRef,
  sights: Map<string, FollowUpRecord>,
): Promise<void> {
  const settled = new Date(now.getTime() - LAG_MS).toISOString();
  for (const { id, value } of await records.list<FollowUpRecord>("follow-up", `${repoKey(repo)}#`))
    if (!sights.has(id) && value.issue.updatedAt < settled) await records.delete("follow-up", id);
}

/**
 * The action items, open and closed, that the summary of these repositories of one owner tells: those of their postmortems,
 * wherever their issues are, and those that people labelled there. Each once; nothing is asked of GitHub.
 * @param labels under which they are action items
 */
export async function recallFollowUps(
  { records }: World,
  repos: RepoRef[],
  labels: string[],
): Promise<{ items: FollowUp[]; postmortems: PostmortemRecord[] }> {
  const owner = `${repos[0]?.owner.toLowerCase()}/`;
  const isHere = (repo: RepoRef) => repos.some((one) => sameRepo(one, repo));
  const all = (await records.list<PostmortemRecord>("postmortem", owner)).map(({ value }) => value);
  const lines = linesOf(all);
  const kept = await records.list<FollowUpRecord>("follow-up", owner);
  const items = kept
    .filter(({ value }) => !value.gone && isLabelled(value, labels))
    .map(({ id, value }) => joined(value, lines.get(id)))
    .filter((item) => isHere(homeOfFollowUp(item)));
  return { items, postmortems: all.filter(({ ref }) => isHere(ref)) };
}

/** What closed these, where their line does not say it yet, or there is none. */
export async function withEvidence({ records }: World, closed: FollowUp[]): Promise<FollowUp[]> {
  const proven: FollowUp[] = [];
  for (const item of closed) {
    const known = item.evidence
      ? null
      : await records.get<{ evidence: Evidence }>("evidence", issueKey(item.issue.ref));
    proven.push(known ? { ...item, evidence: known.evidence } : item);
  }
  return proven;
}

type Line = { record: PostmortemRecord; item: Item };

/** The lines behind issues; of one that several postmortems name, the first that was declared. */
function linesOf(postmortems: PostmortemRecord[]): Map<string, Line> {
  const lines = new Map<string, Line>();
  for (const record of postmortems)
    for (const item of record.items) {
      const id = issueKey(item.ref);
      if (!lines.has(id)) lines.set(id, { record, item });
    }
  return lines;
}

/** With what only the line or the postmortem says: teams, evidence, the severity as it is now, and all of an adopted issue's. */
function joined(record: FollowUpRecord, line: Line | undefined): FollowUp {
  const { assignees, state } = record.issue;
  if (!line) return { ...record, owners: assignees, evidence: null };
  const { item } = line;
  const teams = item.line.owners.filter((owner) => owner.includes("/"));
  const commitment = record.commitment ?? adoptedAs(line);
  return {
    ...record,
    due: record.commitment ? record.due : (item.line.due ?? record.due),
    commitment: { ...commitment, severity: line.record.severity ?? commitment.severity },
    owners: [...assignees, ...teams],
    evidence: state === "closed" ? item.line.evidence : null,
  };
}

function adoptedAs({ record, item }: Line): Commitment {
  const { due, dueIsDefault, priority, type } = item.line;
  const { ref: postmortem, incident, severity } = record;
  return { postmortem, incident, severity, due, dueIsDefault, priority, type };
}

async function recallFound({ records }: World, repo: RepoRef, label: string): Promise<Found | null> {
  const found = await records.get<Found>("follow-ups-found", repoKey(repo));
  return found?.label === label ? found : null;
}

function isLabelled({ issue }: FollowUpRecord, labels: string[]): boolean {
  return hasLabel(issue.labels, labels);
}
