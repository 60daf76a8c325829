import { findEvidence } from "../core/evidence.ts";
import type { Intent } from "../core/intent.ts";
import { isPlanned } from "../core/item.ts";
import type { IssueRef } from "../core/reference.ts";
import type { World } from "../ports.ts";
import { noteEvidence } from "./steps/evidence.ts";
import { present, recallPostmortem } from "./steps/memory.ts";

/**
 * A day after an item was closed without a word: its timeline is read for a merged pull request or commit that webhooks did
 * not tell of. What has none then is shown as such.
 */
export async function seekEvidence({ incident }: { incident: IssueRef }, world: World): Promise<Intent[]> {
  const record = await recallPostmortem(world.records, incident);
  const unproven =
    record?.items.filter((item) => isPlanned(item) && item.line.done && !item.line.evidence) ?? [];
  for (const { ref } of unproven) {
    const issue = await present(world, ref);
    if (issue?.state !== "closed") continue;
    const found = findEvidence(await world.github.mentions(ref), issue);
    await noteEvidence(world.records, ref, found ?? { kind: "none" }, false);
  }
  return unproven.length > 0 ? [{ kind: "sync-postmortem", incident }] : [];
}
