import { itemLabels, recommit, relabel } from "../../core/action-item-issue.ts";
import type { EditIssue } from "../../core/change.ts";
import type { Config } from "../../core/config.ts";
import { Refused } from "../../core/problem.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import {
  type IssueEdit,
  type IssueFacts,
  type Item,
  issueFacts,
  type LineFacts,
  type Step,
  sameFacts,
} from "../../core/sync.ts";
import type { Settled } from "../../core/write-document.ts";
import type { World } from "../../ports.ts";
import { commitmentOf, people, refusals, withDue } from "./create-item.ts";
import { ensureLabels, ensureMilestone } from "./ensure.ts";
import { doubtSeen, readNow, seen } from "./memory.ts";

/**
 * Makes one item's issue say what its line says, where the line is the side that changed: at most one edit. An issue that
 * takes no edit (gone, moved, locked away) must not keep the others from theirs: people are told, and both sides stay.
 */
export async function carryOut(
  world: World,
  record: PostmortemRecord,
  config: Config,
  step: Step,
): Promise<Settled & { hasNews: boolean }> {
  const { item, edit, now, seen, agreed } = step;
  if (!edit) return { item, now, seen, agreed, hasNews: false };
  try {
    return await editIssue(world, record, config, step, edit);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    record.untold.push(`#${item.ref.number} does not follow its line. ${error.message}. ${error.remedy}`);
    await doubtSeen(world.records, item.ref);
    return { item, now, seen, agreed: seen ?? item.line, hasNews: false };
  }
}

async function editIssue(
  world: World,
  record: PostmortemRecord,
  config: Config,
  step: Step,
  edit: IssueEdit,
): Promise<Settled & { hasNews: boolean }> {
  const { item, now } = step;
  const agreed = edit.commitment ? withDue(step.agreed, record, config, world.now) : step.agreed;
  const commitment = edit.commitment ? await commitmentFields(world, record, config, item, agreed) : null;
  const applied = await world.github.apply({
    kind: "edit-issue",
    issue: item.ref,
    ...(edit.title === undefined ? {} : { title: edit.title }),
    ...(edit.done === undefined ? {} : { state: edit.done ? "closed" : "open" }),
    ...(edit.owners === undefined ? {} : { assignees: people(edit.owners) }),
    ...commitment?.fields,
  });
  if (applied.issue) await seen(world.records, applied.issue);
  const owners = people(edit.owners ?? []);
  record.untold.push(...refusals(item.ref, owners, applied, commitment?.milestone ?? null));
  const answer = applied.issue ? issueFacts(applied.issue) : now;
  const after = told(now, edit, answer);
  const hasNews = !sameFacts(after, answer);
  return { item: edited(item, step, after), now: after, seen: step.seen, agreed, hasNews };
}

/** What the answer shows beside our edit, somebody has just changed: that is news for another run, not settled by this one. */
function told(now: IssueFacts, edit: IssueEdit, after: IssueFacts): IssueFacts {
  return {
    title: edit.title === undefined ? now.title : after.title,
    done: edit.done === undefined ? now.done : after.done,
    owners: edit.owners === undefined ? now.owners : after.owners,
  };
}

/** What the line has told its issue is told, whatever becomes of the document; the rest is still to be settled. */
function edited(item: Item, { seen, edit }: Step, after: IssueFacts): Item {
  if (!seen || !edit) return item;
  const line = { ...item.line };
  const issue = { ...item.issue };
  if (edit.title !== undefined) [line.title, issue.title] = [seen.title, after.title];
  if (edit.done !== undefined) [line.done, issue.done] = [seen.done, after.done];
  if (edit.owners !== undefined) [line.owners, issue.owners] = [seen.owners, after.owners];
  return { ...item, line, issue };
}

/** Due date, priority and type live in the issue's milestone, labels and, where the app wrote it, body. */
async function commitmentFields(
  world: World,
  record: PostmortemRecord,
  config: Config,
  item: Item,
  line: LineFacts,
): Promise<{
  fields: Pick<EditIssue, "body" | "labels" | "milestone">;
  milestone: { title: string; closed: boolean } | null;
}> {
  const commitment = commitmentOf(record, line);
  await ensureLabels(world, item.ref, itemLabels(config.labels.action_item, commitment));
  const milestone = await ensureMilestone(world, item.ref, line.due, config);
  const issue = await readNow(world, item.ref);
  const fields = {
    ...(issue ? { labels: relabel(issue.labels, config.labels.action_item, commitment) } : {}),
    ...(issue && item.made ? { body: recommit(issue.body, commitment, line.owners) } : {}),
    ...(milestone ? { milestone: milestone.number } : {}),
  };
  return { fields, milestone };
}
