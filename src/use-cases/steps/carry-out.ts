import { itemLabels, recommit, relabel } from "../../core/action-item-issue.ts";
import type { EditIssue } from "../../core/change.ts";
import type { Config } from "../../core/config.ts";
import { milestoneFor } from "../../core/due.ts";
import {
  type Field,
  fieldOf,
  type IssueFacts,
  type Item,
  issueFacts,
  type LineFacts,
  sameFacts,
} from "../../core/item.ts";
import { isAway, isRefusedForGood } from "../../core/problem.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { shortIssue } from "../../core/reference.ts";
import { refusalWords } from "../../core/refusal.ts";
import type { IssueEdit, Step } from "../../core/sync.ts";
import type { Settled } from "../../core/write-document.ts";
import type { World } from "../../ports.ts";
import { commitmentOf, people, refusals, withDue } from "./create-item.ts";
import { ensureLabels, ensureMilestone } from "./ensure.ts";
import { doubtSeen, readNow, seen } from "./memory.ts";
import { wordsOf } from "./words.ts";

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
  const { item, edit, now, seen, agreed, past, lost } = step;
  // A run that failed halfway may have noted it before.
  const noted = new Set(record.lost.map((one) => JSON.stringify(one)));
  const conflicts = lost.map((one) => ({ ...one, item: item.ref }));
  record.lost.push(...conflicts.filter((one) => !noted.has(JSON.stringify(one))));
  if (!edit) return { item, now, seen, agreed, ...(past ? { past } : {}), hasNews: false };
  try {
    return await editIssue(world, record, config, step, edit);
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    await doubtSeen(world.records, item.ref);
    // The next run looks where it went, with the same differences before it.
    if (isAway(error))
      return { item, now: item.issue, seen, agreed: seen ?? item.line, past: item.line, hasNews: true };
    const { say } = wordsOf(world, record);
    const told = { item: shortIssue(item.ref, record.ref), why: refusalWords(error, say) };
    record.untold.push(say("problems.item-not-edited", told));
    // What the issue does not take stays as the line says it; the rest goes on.
    const kept = editedFields(edit).map((field) => fieldOf(seen ?? item.line, field));
    return { item, now, seen, agreed: Object.assign({ ...agreed }, ...kept), hasNews: false };
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
    ...stateOf(edit, agreed),
    ...(edit.owners === undefined ? {} : { assignees: people(edit.owners) }),
    ...commitment?.fields,
  });
  if (applied.issue) await seen(world.records, applied.issue);
  const owners = people(edit.owners ?? []);
  const name = shortIssue(item.ref, record.ref);
  const { say } = wordsOf(world, record);
  record.untold.push(...refusals(name, owners, applied, commitment?.milestone ?? null, say));
  const answer = applied.issue ? issueFacts(applied.issue, world.self) : now;
  const after = told(now, edit, answer);
  const hasNews = !sameFacts(after, answer);
  const past = step.past ? { past: step.past } : {};
  return { item: edited(item, step, after), now: after, seen: step.seen, agreed, ...past, hasNews };
}

/** An idea is planned by nobody, and a line may say of its item that it is not any more. */
function stateOf(
  { done, shelved }: IssueEdit,
  { evidence }: LineFacts,
): Pick<EditIssue, "state" | "stateReason"> {
  if (shelved) return { state: "closed", stateReason: "not_planned" };
  if (done === undefined) return {};
  return {
    state: done ? "closed" : "open",
    ...(done && evidence?.kind === "not-planned" ? { stateReason: "not_planned" } : {}),
  };
}

/** What the edit changed of the issue. */
function editedFields({ title, done, owners, commitment, shelved }: IssueEdit): Field[] {
  return [
    ...(title === undefined ? [] : (["title"] as const)),
    ...(done === undefined && !shelved ? [] : (["done"] as const)),
    ...(owners === undefined ? [] : (["owners"] as const)),
    ...(commitment ? (["due", "priority", "type"] as const) : []),
  ];
}

/** What the answer shows beside our edit, somebody has just changed: that is news for another run, not settled by this one. */
function told(now: IssueFacts, edit: IssueEdit, after: IssueFacts): IssueFacts {
  const { milestone, reason } = after;
  return Object.assign(
    { ...now, milestone, reason },
    ...editedFields(edit).map((field) => fieldOf(after, field)),
  );
}

/** What the line has told its issue is told, whatever becomes of the document; the rest is still to be settled. */
function edited(item: Item, { seen, edit }: Step, after: IssueFacts): Item {
  if (!seen || !edit) return item;
  const fields = editedFields(edit);
  return {
    ...item,
    line: Object.assign({ ...item.line }, ...fields.map((field) => fieldOf(seen, field))),
    issue: Object.assign({ ...item.issue }, ...fields.map((field) => fieldOf(after, field))),
  };
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
  const { say } = wordsOf(world, record);
  const commitment = commitmentOf(record, line);
  const labels = itemLabels(config.labels.action_item, commitment, world.words(config.locale).say);
  await ensureLabels(world, item.ref, labels);
  const issue = await readNow(world, item.ref);
  // A milestone that a person chose stays: only the one of the old date gives way to that of the new.
  const own = item.line.due ? milestoneFor(item.line.due, config.milestones)?.title : null;
  const isFree = !issue?.milestone || issue.milestone.title === own;
  const milestone = isFree ? await ensureMilestone(world, item.ref, line.due, config) : null;
  const fields = {
    ...(issue ? { labels: relabel(issue.labels, config.labels.action_item, commitment) } : {}),
    ...(issue && item.made ? { body: recommit(issue.body, commitment, line.owners, say) } : {}),
    ...(milestone ? { milestone: milestone.number } : {}),
  };
  return { fields, milestone };
}
