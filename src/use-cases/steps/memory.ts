import type { Role } from "../../core/interpret.ts";
import type { Issue } from "../../core/issue.ts";
import { type Mirror, observe, observeLast } from "../../core/mirror.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { type IssueRef, issueKey, sameIssue } from "../../core/reference.ts";
import type { Records, World } from "../../ports.ts";

/** Of one action item: more name it by mistake only. */
const MOST_POSTMORTEMS = 10;

/** What is remembered of an incident's postmortem. Null before it is opened. */
export function recallPostmortem(records: Records, incident: IssueRef): Promise<PostmortemRecord | null> {
  return records.get<PostmortemRecord>("postmortem", issueKey(incident));
}

/** Remembers a postmortem and who is who in it, so that the next webhook of any of them finds it. */
export async function rememberPostmortem(records: Records, record: PostmortemRecord): Promise<void> {
  await records.put("postmortem", issueKey(record.incident), record);
  const { incident } = record;
  await rememberRole(records, incident, { role: "incident", incident });
  if (record.movedTo) await rememberRole(records, record.movedTo, { role: "incident", incident });
  await rememberRole(records, record.ref, { role: "postmortem", incident });
  for (const { ref } of record.items) await rememberItem(records, ref, incident);
}

/** An action item may be named in several postmortems; an incident or a postmortem is never made one. */
async function rememberItem(records: Records, ref: IssueRef, incident: IssueRef): Promise<void> {
  await records.update<Role>("role", issueKey(ref), (known) => {
    if (!known) return { role: "action-item", incident };
    if (known.role !== "action-item" || sameIssue(known.incident, incident)) return known;
    const others = (known.also ?? []).filter((other) => !sameIssue(other, incident));
    return { ...known, also: [...others, incident].slice(-MOST_POSTMORTEMS) };
  });
}

export function rememberRole(records: Records, ref: IssueRef, role: Role): Promise<void> {
  return records.put("role", issueKey(ref), role);
}

export function recallRole(records: Records, ref: IssueRef): Promise<Role | null> {
  return records.get<Role>("role", issueKey(ref));
}

/** Remembers an issue as seen in a webhook or an answer; an older sight does not replace a newer one. */
export async function seen(records: Records, issue: Issue): Promise<void> {
  await records.update<Mirror>("mirror", issueKey(issue.ref), (known) => observe(known, issue));
}

/** The same of an issue that is gone: whoever needs it looks whether that is so. */
export async function seenLast(records: Records, issue: Issue): Promise<void> {
  await records.update<Mirror>("mirror", issueKey(issue.ref), (known) => observeLast(known, issue));
}

export function recallMirror(records: Records, ref: IssueRef): Promise<Mirror | null> {
  return records.get<Mirror>("mirror", issueKey(ref));
}

/** An issue as GitHub's API shows it now: that is certain. */
export function rememberSight(records: Records, issue: Issue): Promise<void> {
  return records.put("mirror", issueKey(issue.ref), { issue, doubtful: false } satisfies Mirror);
}

/** The issue as last seen, or read now where nothing certain is known. Null: it is not there any more. */
export async function present({ github, records }: World, ref: IssueRef): Promise<Issue | null> {
  const known = await recallMirror(records, ref);
  return known && !known.doubtful ? known.issue : readNow({ github, records }, ref);
}

/** The issue as it stands on GitHub at this moment. */
export async function readNow(
  { github, records }: Pick<World, "github" | "records">,
  ref: IssueRef,
): Promise<Issue | null> {
  const issue = await github.issue(ref);
  if (issue) await rememberSight(records, issue);
  else await doubtSeen(records, ref);
  return issue;
}

/** Lets the next look at an issue be a fresh one; what is older than the last sight still does not count. */
export async function doubtSeen(records: Records, ref: IssueRef): Promise<void> {
  const known = await recallMirror(records, ref);
  if (known)
    await records.update<Mirror>("mirror", issueKey(ref), (now) => ({ ...(now ?? known), doubtful: true }));
}
