import { findEvidence } from "../core/evidence.ts";
import type { Intent } from "../core/intent.ts";
import type { LinkedPull } from "../core/issue.ts";
import { isPlanned } from "../core/item.ts";
import type { IssueRef } from "../core/reference.ts";
import type { World } from "../ports.ts";
import { noteEvidence } from "./steps/evidence.ts";
import { present, recallPostmortem } from "./steps/memory.ts";
import { mayShow } from "./steps/visible.ts";

/**
 * A day after an item was closed without a word: its timeline is read for a merged pull request or commit that webhooks did
 * not tell of. What has none then is shown as such.
 */
export async function seekEvidence({ incident }: { incident: IssueRef }, world: World): Promise<Intent[]> {
  const record = await recallPostmortem(world.records, incident);
  const unproven =
    record?.items.filter((item) => isPlanned(item) && item.issue.done && !item.line.evidence) ?? [];
  for (const { ref } of unproven) {
    const issue = await present(world, ref);
    if (issue?.state !== "closed") continue;
    const { pulls, commits } = await world.github.mentions(ref);
    const shown: LinkedPull[] = [];
    for (const pull of pulls) if (await mayShow(world, pull.ref, record?.ref ?? ref)) shown.push(pull);
    const found = findEvidence({ pulls: shown, commits }, issue);
    await noteEvidence(world.records, ref, found ?? { kind: "none" }, false);
  }
  return unproven.length > 0 ? [{ kind: "sync-postmortem", incident }] : [];
}
