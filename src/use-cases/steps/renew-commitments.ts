import { remark } from "../../core/action-item-issue.ts";
import { readCommitment } from "../../core/follow-up.ts";
import type { Issue } from "../../core/issue.ts";
import type { Item } from "../../core/item.ts";
import { isRefusedForGood } from "../../core/problem.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { formatIssue, sameIssue } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { readNow, recallMirror, seen } from "./memory.ts";
import { mayShow } from "./visible.ts";

/**
 * The issues of a postmortem that was moved still name its old place in their markers, and by it their summary is found: each is
 * written once. One whose readers may not know the new place keeps the old.
 */
export async function renewCommitments(world: World, record: PostmortemRecord): Promise<void> {
  for (const item of record.items.filter(({ made }) => made)) await renew(world, record, item);
}

async function renew(world: World, record: PostmortemRecord, { ref }: Item): Promise<void> {
  const { github, records, self, log } = world;
  const oldOf = (one: Issue | null | undefined) => {
    const commitment = one ? readCommitment(one, self) : null;
    return commitment && !sameIssue(commitment.postmortem, record.ref) ? commitment : null;
  };
  if (!oldOf((await recallMirror(records, ref))?.issue)) return;
  if (!(await mayShow(world, record.ref, ref))) return;
  const issue = await readNow(world, ref);
  const commitment = oldOf(issue);
  if (!issue || !commitment) return;
  const body = remark(issue.body, { ...commitment, postmortem: record.ref });
  try {
    const applied = await github.apply({ kind: "edit-issue", issue: ref, body });
    if (applied.issue) await seen(records, applied.issue);
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    log.warn(
      { item: formatIssue(ref), why: error.message },
      "it still names the old place of its postmortem",
    );
  }
}
