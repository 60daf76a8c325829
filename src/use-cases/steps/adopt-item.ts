import { itemLabels } from "../../core/action-item-issue.ts";
import type { ActionLine } from "../../core/action-items.ts";
import type { Config } from "../../core/config.ts";
import { type Commitment, readCommitment } from "../../core/follow-up.ts";
import type { Issue } from "../../core/issue.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { formatIssue, type IssueRef, sameIssue, sameRepo } from "../../core/reference.ts";
import type { Item } from "../../core/sync.ts";
import type { World } from "../../ports.ts";
import { ensureLabels } from "./ensure.ts";
import { present } from "./memory.ts";

/**
 * An existing issue at the start of a line is taken as it is: labelled and linked, not copied. So are our own issues
 * after the store was lost.
 */
export async function adoptItem(
  world: World,
  record: PostmortemRecord,
  config: Config,
  line: ActionLine,
): Promise<void> {
  const { ref } = line;
  if (
    !ref ||
    record.ignored.includes(formatIssue(ref)) ||
    record.items.some((item) => sameIssue(item.ref, ref))
  )
    return;
  const issue = isForeign(record, ref) ? null : await present(world, ref);
  if (!issue || issue.isPullRequest) {
    record.ignored.push(formatIssue(ref));
    return;
  }
  const commitment = readCommitment(issue, world.self);
  const made = commitment !== null && sameIssue(commitment.postmortem, record.ref);
  if (!made) {
    const [label] = itemLabels(config.labels.action_item, { priority: null, type: null });
    await ensureLabels(world, record.ref, [label]);
    await world.github.apply({ kind: "add-labels", issue: ref, labels: [label.name] });
  }
  record.items.push({
    ref,
    id: issue.id,
    ...inStep(line, issue, commitment),
    placed: true,
    key: line.title,
    made,
    linked: made,
  });
}

/**
 * From where to merge: the issue has the say on title and state, and on owners when it has any; what else the line says
 * is news to it.
 */
function inStep(line: ActionLine, issue: Issue, commitment: Commitment | null): Pick<Item, "line" | "issue"> {
  const { due = null, dueIsDefault = false, priority = null, type = null } = commitment ?? {};
  const known = { title: line.title, done: line.done, owners: issue.assignees.length > 0 ? line.owners : [] };
  return { line: { ...known, due, dueIsDefault, priority, type }, issue: known };
}

/** The incident, the document itself and other repositories' issues are references, not action items. */
function isForeign({ ref: home, incident }: PostmortemRecord, ref: IssueRef): boolean {
  return !sameRepo(ref, home) || sameIssue(ref, home) || sameIssue(ref, incident);
}
