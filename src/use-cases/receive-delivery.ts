import { type Config, DEFAULT_CONFIG } from "../core/config.ts";
import { hasLabel } from "../core/incident.ts";
import type { Intent } from "../core/intent.ts";
import { interpret, type Role } from "../core/interpret.ts";
import type { Issue } from "../core/issue.ts";
import { type Event, readEvent } from "../core/payload.ts";
import { issueKey, type RepoRef, repoOf } from "../core/reference.ts";
import type { Delivery, Records, World } from "../ports.ts";
import { catchUp } from "./steps/catch-up.ts";
import { configOf } from "./steps/config.ts";
import { usesOf } from "./steps/config-uses.ts";
import { noteLanded } from "./steps/evidence.ts";
import { noteFollowUp } from "./steps/follow-ups.ts";
import { learnRepository } from "./steps/learn-repository.ts";
import { recallLedger } from "./steps/ledger.ts";
import { recallPostmortem, recallRole, rememberRole, seen, seenLast } from "./steps/memory.ts";
import { leave, meet } from "./steps/repository.ts";
import { hostOf } from "./steps/summary-group.ts";

/** The event of a delivery, or null when there is nothing in it to act on. */
export function eventOf({ name, body }: Delivery): Event | null {
  return readEvent(name, JSON.parse(body));
}

/** A delivery's only work is to become intents. */
export async function receiveDelivery(
  event: Event,
  world: World,
): Promise<{ intents: Intent[]; reason: string }> {
  const { records, github, self } = world;
  const { repo, installation, issue } = event;
  if (event.name === "installation")
    return event.action === "new_permissions_accepted" ? catchUp(event, world) : leaveIfGone(event, world);
  if (!repo || installation === null) return { intents: [], reason: "not about a repository" };
  // Without an issue nothing in the configuration decides anything.
  const config = issue ? await configOf(world, repo) : DEFAULT_CONFIG;
  // A store that knows nothing of the repository may be one that was lost.
  if (issue) await learnRepository(world, repo, config);
  const isNew = await meet(repo, installation, world);
  const role = issue ? ((await recallRole(records, issue.ref)) ?? (await inherit(event, world))) : null;
  const meaning = interpret(event, role, config, self);
  if (meaning.seen) await (meaning.gone ? seenLast : seen)(records, meaning.seen);
  const told = issue ? await noteSights(event, issue, role, config, world) : [];
  const moved = await movedHere(event, world);
  const shared = await pushedShared(event, repo, records);
  if (meaning.stale || shared.length > 0) await github.forget(repo);
  const first: Intent[] = isNew ? [{ kind: "plan-summary", repo }] : [];
  const proven = await noteLanded(event, world);
  const others = meaning.intents.flatMap((intent) => elsewhere(intent, role));
  return {
    intents: [...meaning.intents, ...shared, ...others, ...proven, ...told, ...moved, ...first],
    reason: proven.length > 0 || shared.length > 0 ? "" : meaning.reason,
  };
}

/** A push of a template, or of what other configurations go on from: only what is remembered tells that it is one. */
async function pushedShared(
  { name, pushed, isCut }: Event,
  repo: RepoRef,
  records: Records,
): Promise<Intent[]> {
  if (name !== "push" || !(isCut || pushed.some((path) => /\.(?:md|ya?ml)$/.test(path)))) return [];
  const used = await usesOf(records, repo);
  const isUsed = used.some(({ path }) => isCut || pushed.includes(path));
  return isUsed ? [{ kind: "check-configuration", repo }] : [];
}

/** What summaries will tell of: follow-ups as they are now, and since when a postmortem is in review. Whoever did it. */
async function noteSights(
  { name, action, label }: Event,
  issue: Issue,
  role: Role | null,
  config: Config,
  world: World,
): Promise<Intent[]> {
  if (name !== "issues" && name !== "issue_comment") return [];
  const isReview = label !== null && hasLabel([label], [config.labels.in_review]);
  if (role?.role === "postmortem" && isReview) await noteReview(world.records, issue, action);
  const isGone = name === "issues" && (action === "deleted" || action === "transferred");
  const changed = await noteFollowUp(world, config, issue, isGone);
  return changed ? refreshing(await homeOf(changed, role, world.records), world.records) : [];
}

/** An issue that people adopted does not say itself whose action item it is. */
async function homeOf(told: RepoRef, role: Role | null, records: Records): Promise<RepoRef> {
  const record = role?.role === "action-item" ? await recallPostmortem(records, role.incident) : null;
  return record ? repoOf(record.ref) : told;
}

/** The ledger that tells of a repository, where there is one. */
async function refreshing(home: RepoRef, records: Records): Promise<Intent[]> {
  const repo = (await hostOf(records, home)) ?? home;
  return (await recallLedger(records, repo)) ? [{ kind: "refresh-ledger", repo }] : [];
}

async function noteReview(records: Records, { ref, updatedAt }: Issue, action: string | null): Promise<void> {
  if (action === "labeled") await records.put("in-review", issueKey(ref), { since: updatedAt });
  if (action === "unlabeled") await records.delete("in-review", issueKey(ref));
}

/** The same for the other postmortems that name the item. */
function elsewhere(intent: Intent, role: Role | null): Intent[] {
  if (intent.kind !== "sync-postmortem") return [];
  return (role?.also ?? []).map((incident) => ({ ...intent, incident }));
}

/**
 * An incident that was transferred here is the same incident: it has its postmortem, and needs no other. So is an action
 * item, whose line then follows it here.
 */
async function inherit({ issue, movedFrom }: Event, { records }: World): Promise<Role | null> {
  const role = movedFrom && (await recallRole(records, movedFrom));
  if (!issue || !role || role.role === "postmortem") return null;
  await rememberRole(records, issue.ref, role);
  return role;
}

/** What was transferred here: whether a postmortem may be followed, and what may be told of an incident here, its lane finds out. */
async function movedHere({ movedFrom }: Event, { records }: World): Promise<Intent[]> {
  const role = movedFrom && (await recallRole(records, movedFrom));
  if (!role || role.role === "action-item") return [];
  const kind = role.role === "postmortem" ? "sync-postmortem" : "refresh-postmortem";
  return [{ kind, incident: role.incident }];
}

/** Suspended or uninstalled: what is planned for its repositories ends here. https://docs.github.com/webhooks/webhook-events-and-payloads#installation */
async function leaveIfGone(
  { action, installation }: Event,
  { records, log }: World,
): Promise<{ intents: Intent[]; reason: string }> {
  if (installation === null || !(action === "deleted" || action === "suspend"))
    return { intents: [], reason: "changes nothing" };
  const left = await leave(installation, records);
  log.warn({ installation, repositories: left }, `installation ${action}`);
  return { intents: [], reason: `installation ${action}` };
}
