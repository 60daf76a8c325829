import type { EditIssue } from "../../core/change.ts";
import type { Config } from "../../core/config.ts";
import { Refused } from "../../core/problem.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import type { World } from "../../ports.ts";
import { seen } from "./memory.ts";
import { takeLabelOff } from "./take-label-off.ts";

/** Closes the document, and notes that this closing is dealt with: nobody is asked what is missing. */
export async function closeDocument(
  world: World,
  record: PostmortemRecord,
  config: Config,
  stateReason: NonNullable<EditIssue["stateReason"]>,
): Promise<void> {
  const issue = await closeAs(world, record, stateReason).catch((error) => {
    // Older servers do not know this reason.
    if (error instanceof Refused && error.status === 422 && stateReason === "duplicate")
      return closeAs(world, record, "not_planned");
    throw error;
  });
  if (issue?.closedAt) record.closing = issue.closedAt;
  await endReview(world, record, config);
}

/** Nobody reads it for review any more: opened again, it would stand still. */
export function endReview(world: World, { ref }: PostmortemRecord, { labels }: Config): Promise<void> {
  return takeLabelOff(world, ref, labels.in_review);
}

async function closeAs(
  { github, records }: World,
  { ref }: PostmortemRecord,
  stateReason: NonNullable<EditIssue["stateReason"]>,
) {
  const { issue } = await github.apply({ kind: "edit-issue", issue: ref, state: "closed", stateReason });
  if (issue) await seen(records, issue);
  return issue;
}
