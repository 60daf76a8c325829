import { isoDateIn } from "../../core/due.ts";
import type { Intent } from "../../core/intent.ts";
import { isLacking, type Refused } from "../../core/problem.ts";
import { type RepoRef, repoKey } from "../../core/reference.ts";
import type { World } from "../../ports.ts";

/**
 * What sweeps, plans and webhooks ask for again, and what is asked for at once when the permission comes: without it these end, and
 * the log says so. Everything else a person waits for, or it has one moment: that is kept as a dead letter.
 */
const ASKED_AGAIN: ReadonlySet<Intent["kind"]> = new Set<Intent["kind"]>([
  ...(["open-postmortem", "refresh-postmortem", "sync-postmortem", "announce-postmortem"] as const),
  ...(["refresh-incidents", "seek-evidence", "sync-repository", "plan-summary"] as const),
  ...(["refresh-ledger", "escalate-overdue", "remind-owners", "check-pull", "check-configuration"] as const),
]);

/**
 * Ends an intent for which the app lacks a permission, where it is asked again anyway; a summary is kept in mind until then. Any other
 * error is thrown on.
 */
export async function endIfLacking(error: unknown, intent: Intent, world: World): Promise<void> {
  const isAsked = "asked" in intent && intent.asked === true;
  const isDue = intent.kind === "post-summary" && intent.period !== null;
  if (!isLacking(error) || isAsked || !(isDue || ASKED_AGAIN.has(intent.kind))) throw error;
  if (isDue) await world.records.put("summary-undone", repoKey(intent.repo), { period: intent.period });
  await noteLacking(world, ownerOf(intent), error);
}

/** The summary that a repository missed for want of a permission: the one of the period now running stands for all. */
export async function takeUndone({ records }: World, repo: RepoRef): Promise<Intent[]> {
  if (!(await records.get("summary-undone", repoKey(repo)))) return [];
  await records.delete("summary-undone", repoKey(repo));
  return [{ kind: "post-summary", repo, period: null, force: false }];
}

/** What a read gives, or null where the app lacks the permission for it, which the log says. */
export async function unlessLacking<T>(
  world: World,
  { owner }: { owner: string },
  read: () => Promise<T>,
): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (!isLacking(error)) throw error;
    await noteLacking(world, owner, error);
    return null;
  }
}

/** Says it in the log, once a day for each owner and permission: an installation is an owner's. */
export async function noteLacking(
  { records, log, now }: World,
  owner: string,
  error: Refused,
): Promise<void> {
  const id = `${owner.toLowerCase()} ${error.message}`;
  const day = isoDateIn(now, "UTC");
  const known = await records.get<{ day: string }>("lacking", id);
  if (known?.day === day) return;
  await records.put("lacking", id, { day });
  const { message: why, remedy, page } = error;
  log.warn({ owner, why, remedy, page }, "some work is left undone: a permission is missing");
}

function ownerOf(intent: Intent): string {
  if ("repo" in intent) return intent.repo.owner;
  if (intent.kind === "check-pull") return intent.pull.owner;
  return (intent.kind === "run-commands" ? intent.comment.on : intent.incident).owner;
}
