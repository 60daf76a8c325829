import type { Intent } from "../core/intent.ts";
import type { IssueRef } from "../core/reference.ts";
import type { World } from "../ports.ts";
import { mayBeAnnounced, renewAnnouncement, UNSEEN } from "./steps/announce.ts";
import { present, recallPostmortem, rememberPostmortem } from "./steps/memory.ts";

/** Brings the comment on the incident into step with the postmortem: whose it is, when it is due, how it ended. */
export async function announcePostmortem(
  { incident }: { incident: IssueRef },
  world: World,
): Promise<Intent[]> {
  const record = await recallPostmortem(world.records, incident);
  if (!record || !mayBeAnnounced(record)) return [];
  // What is gone may still be named where fewer may read of it.
  const lost = record.movedTo ? { ...UNSEEN, assignees: [] } : null;
  const document = (await present(world, record.ref)) ?? lost;
  if (!document) return [];
  if (await renewAnnouncement(world, record, document)) await rememberPostmortem(world.records, record);
  return [];
}
