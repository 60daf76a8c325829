import type { Config } from "../../core/config.ts";
import type { Issue } from "../../core/issue.ts";
import { type IssueFacts, type Item, issueFacts } from "../../core/item.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { formatIssue, issueKey, sameIssue, shortIssue } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { labelItem } from "./ensure.ts";
import { present, recallMirror, rememberSight } from "./memory.ts";
import { mayShare } from "./visible.ts";
import { wordsOf } from "./words.ts";

/**
 * What each item's issue says now, by `issueKey`; null: it is gone. One that was transferred is followed to where it is, unless
 * people who read the document may not read there: then it is left out, and left alone.
 */
export async function currentFacts(
  world: World,
  record: PostmortemRecord,
  config: Config,
): Promise<Map<string, IssueFacts | null>> {
  const facts = new Map<string, IssueFacts | null>();
  for (const item of record.items) {
    const issue = await look(world, item);
    if (issue && !sameIssue(issue.ref, item.ref) && !(await follow(world, record, config, item, issue)))
      continue;
    if (issue && !(await isShared(world, record, item))) continue;
    facts.set(issueKey(item.ref), issue && issueFacts(issue, world.self));
  }
  return facts;
}

/** A repository may be made public, and one of two then tells what the other keeps: from then on both stay as they are. */
async function isShared(world: World, record: PostmortemRecord, { ref }: Item): Promise<boolean> {
  if (await mayShare(world, ref, record.ref)) return true;
  const { say } = wordsOf(world, record);
  record.untold.push(say("problems.item-apart", { item: shortIssue(ref, record.ref) }));
  return false;
}

/** An issue known to be gone is not asked for again; should it come back, a webhook tells. */
async function look(world: World, item: Item): Promise<Issue | null> {
  if (item.line.evidence?.kind !== "deleted") {
    const issue = await present(world, item.ref);
    if (issue) return issue;
    const moved = await world.github.movedIssue(item.ref);
    if (moved) await rememberSight(world.records, moved);
    return moved;
  }
  const known = await recallMirror(world.records, item.ref);
  return known && !known.doubtful ? known.issue : null;
}

async function follow(
  world: World,
  record: PostmortemRecord,
  config: Config,
  item: Item,
  issue: Issue,
): Promise<boolean> {
  if (!(await mayShare(world, issue.ref, record.ref))) {
    const { say } = wordsOf(world, record);
    record.untold.push(say("problems.item-moved-away", { item: formatIssue(item.ref) }));
    return false;
  }
  item.formerly = item.ref;
  item.ref = issue.ref;
  item.id = issue.id;
  await labelItem(world, config, issue.ref);
  return true;
}
