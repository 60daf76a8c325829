import { DEFAULT_CONFIG } from "../core/config.ts";
import type { Intent } from "../core/intent.ts";
import { interpret, type Role } from "../core/interpret.ts";
import { type Event, readEvent } from "../core/payload.ts";
import type { Delivery, World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { noteLanded } from "./steps/evidence.ts";
import { learnRepository } from "./steps/learn-repository.ts";
import { recallRole, rememberRole, seen, seenLast } from "./steps/memory.ts";
import { leave, meet } from "./steps/repository.ts";

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
  if (event.name === "installation") return leaveIfGone(event, world);
  if (!repo || installation === null) return { intents: [], reason: "not about a repository" };
  // Without an issue nothing in the configuration decides anything.
  const config = issue ? await configOf(world, repo) : DEFAULT_CONFIG;
  // A store that knows nothing of the repository may be one that was lost.
  if (issue) await learnRepository(world, repo, config);
  const isNew = await meet(repo, installation, world);
  const role = issue ? ((await recallRole(records, issue.ref)) ?? (await inherit(event, world))) : null;
  const meaning = interpret(event, role, config, self);
  if (meaning.seen) await (meaning.gone ? seenLast : seen)(records, meaning.seen);
  if (meaning.stale) await github.forget(repo);
  const first: Intent[] = isNew ? [{ kind: "plan-summary", repo }] : [];
  const proven = await noteLanded(event, world);
  const others = meaning.intents.flatMap((intent) => elsewhere(intent, role));
  return {
    intents: [...meaning.intents, ...others, ...proven, ...first],
    reason: proven.length > 0 ? "" : meaning.reason,
  };
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
