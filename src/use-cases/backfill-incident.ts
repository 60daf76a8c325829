import { type OldIncident, openingOf } from "../core/backlog.ts";
import type { Intent } from "../core/intent.ts";
import { Problem } from "../core/problem.ts";
import { formatIssue, type IssueRef, issueKey } from "../core/reference.ts";
import type { World } from "../ports.ts";
import { recallPostmortem } from "./steps/memory.ts";

/**
 * Opens the postmortem of an old incident, with all that follows. That it was begun is remembered until it is done: whoever is killed
 * in between finds it again.
 * @param perform carries out an intent and what follows from it
 * @param quiet without a comment on the incident
 * @returns where the postmortem is; throws a Problem when it cannot open
 */
export async function backfillIncident(
  old: OldIncident,
  { quiet }: { quiet: boolean },
  world: World,
  perform: (intent: Intent, world: World) => Promise<void>,
): Promise<IssueRef> {
  const { records, now } = world;
  const id = issueKey(old.incident);
  await records.put("backfill", id, true);
  await perform(openingOf(old, { at: now.toISOString(), quiet }), world);
  await records.delete("backfill", id);
  const record = await recallPostmortem(records, old.incident);
  if (record) return record.ref;
  throw new Problem(
    `${formatIssue(old.incident)} is no incident any more`,
    "Somebody changed it meanwhile; put its label on again if it is one.",
  );
}
