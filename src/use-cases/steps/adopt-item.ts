import type { ActionLine } from "../../core/action-items.ts";
import type { Config } from "../../core/config.ts";
import { type Commitment, readCommitment } from "../../core/follow-up.ts";
import type { Issue } from "../../core/issue.ts";
import { type IssueFacts, type Item, issueFacts } from "../../core/item.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { formatIssue, type IssueRef, sameIssue, shortIssue } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { labelItem } from "./ensure.ts";
import { present, recallRole } from "./memory.ts";
import { mayShare } from "./visible.ts";
import { wordsOf } from "./words.ts";

/** More references than any document holds by intent. */
const MOST_IGNORED = 500;

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
  const issue = (await isOurs(world, record, ref)) ? await present(world, ref) : null;
  const commitment = issue && readCommitment(issue, world.self);
  if (!issue || issue.isPullRequest || (await hasAnotherPart(world, issue, commitment))) {
    record.ignored = [...record.ignored, formatIssue(ref)].slice(-MOST_IGNORED);
    const { say } = wordsOf(world, record);
    record.untold.push(say("problems.no-item", { item: shortIssue(ref, record.ref) }));
    return;
  }
  const made = commitment !== null && sameIssue(commitment.postmortem, record.ref);
  if (!made) await labelItem(world, config, ref);
  if (!made && isLost(line.title, issue.title))
    record.lost.push({ item: ref, field: "title", said: line.title, kept: issue.title });
  record.items.push({
    ref,
    id: issue.id,
    ...inStep(line, issueFacts(issue, world.self), commitment),
    placed: true,
    key: line.title,
    made,
    linked: made,
  });
}

/**
 * From where to merge: the issue has the say on title and state, and on owners when it has any; what else the line says
 * is news to it, and where the line says nothing the issue has news.
 */
function inStep(
  line: ActionLine,
  now: IssueFacts,
  commitment: Commitment | null,
): Pick<Item, "line" | "issue"> {
  const { due = null, dueIsDefault = false, priority = null, type = null } = commitment ?? {};
  const known = { title: line.title, done: line.done, owners: now.owners.length > 0 ? line.owners : [] };
  const said = { ...known, due, dueIsDefault, priority, type };
  const { place, dueText, evidence } = line;
  const { milestone, reason } = now;
  const issue = {
    ...known,
    ...(commitment || line.due ? { due: now.due, dueIsDefault: now.dueIsDefault } : { due, dueIsDefault }),
    priority: commitment || line.priority ? now.priority : null,
    type: commitment || line.type ? now.type : null,
  };
  return { line: { ...said, place, dueText, evidence }, issue: { ...issue, milestone, reason } };
}

/** Another incident, another postmortem, the ledger: issues with a life of their own, which no line may take over. */
async function hasAnotherPart(world: World, issue: Issue, commitment: Commitment | null): Promise<boolean> {
  if (issue.author.login === world.self) return commitment === null;
  const role = await recallRole(world.records, issue.ref);
  return role !== null && role.role !== "action-item";
}

/** Words that the issue's own title does not hold are quoted before they give way to it. */
function isLost(said: string, title: string): boolean {
  return said !== "" && !title.toLowerCase().includes(said.toLowerCase());
}

/** The incident, the document itself, and what not everybody here may read are references, not action items. */
function isOurs(world: World, { ref: home, incident }: PostmortemRecord, ref: IssueRef): Promise<boolean> {
  if (sameIssue(ref, home) || sameIssue(ref, incident)) return Promise.resolve(false);
  return mayShare(world, ref, home);
}
