import type { Evidence } from "../../core/evidence-mark.ts";
import type { Intent } from "../../core/intent.ts";
import { mentionsIn } from "../../core/mentions.ts";
import type { Event } from "../../core/payload.ts";
import { type IssueRef, issueKey, shortIssue } from "../../core/reference.ts";
import type { Settled } from "../../core/write-document.ts";
import type { Records, World } from "../../ports.ts";
import { recallPostmortem, recallRole } from "./memory.ts";
import { mayShow } from "./visible.ts";

/** What is known of an item's end, before or after it is closed; `strong`: it says so itself, or a person did. */
type Known = { evidence: Evidence; strong: boolean };

/** Remembers why an item ended, or will. What only mentions it does not replace what closes it. */
export async function noteEvidence(
  records: Records,
  ref: IssueRef,
  evidence: Evidence,
  strong: boolean,
): Promise<void> {
  await records.update<Known>("evidence", issueKey(ref), (known) =>
    known?.strong && !strong ? known : { evidence, strong },
  );
}

/**
 * What a merged pull request or pushed commit says it is for: our action items among that get their evidence without a
 * request. Returns the postmortems whose lines may now say more.
 */
export async function noteLanded({ repo, landed }: Event, world: World): Promise<Intent[]> {
  const { records } = world;
  const incidents = new Map<string, IssueRef>();
  for (const { pull, sha, words } of repo ? landed : [])
    for (const { ref, closes } of mentionsIn(words, repo as NonNullable<typeof repo>)) {
      const role = await recallRole(records, ref);
      if (role?.role !== "action-item") continue;
      // Anybody may name our items in a repository of their own; and a private one is not to be named in a public document.
      const document = (await recallPostmortem(records, role.incident))?.ref;
      if (!document || !(await mayShow(world, repo as NonNullable<typeof repo>, document))) continue;
      const evidence = pull
        ? ({ kind: "pull", ref: shortIssue(pull, ref) } as const)
        : ({ kind: "commit", sha: (sha ?? "").slice(0, 12) } as const);
      await noteEvidence(records, ref, evidence, closes);
      incidents.set(issueKey(role.incident), role.incident);
    }
  return [...incidents.values()].map((incident) => ({ kind: "sync-postmortem", incident }));
}

/**
 * Gives finished items the evidence that is known of them; what was reopened needs new one. True when some still have none:
 * that is said only after a day.
 */
export async function settleEvidence({ records }: World, settled: Settled[]): Promise<boolean> {
  let isUnproven = false;
  for (const one of settled) {
    const { item, agreed, now } = one;
    if (agreed.place !== "action-items" || agreed.evidence?.kind === "deleted") continue;
    if (!agreed.done) {
      if (item.line.done) await records.delete("evidence", issueKey(item.ref));
      continue;
    }
    if (agreed.evidence && agreed.evidence.kind !== "none") continue;
    const known = await records.get<Known>("evidence", issueKey(item.ref));
    const evidence = statedBy(now.reason, known) ?? known?.evidence ?? agreed.evidence;
    one.agreed = { ...agreed, evidence };
    isUnproven ||= evidence === null && now.done;
  }
  return isUnproven;
}

/** GitHub's own reason, with the words that a person gave for it. */
function statedBy(reason: string | null, known: Known | null): Evidence | null {
  if (reason === "duplicate") return { kind: "duplicate" };
  if (reason !== "not_planned") return null;
  return { kind: "not-planned", reason: known?.evidence.kind === "reason" ? known.evidence.reason : null };
}
