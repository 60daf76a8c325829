import { announce, readRepository } from "./announce.ts";
import { type Call, demand, type Handler, issueRefOf, type Routes } from "./call.ts";
import { page } from "./paging.ts";
import { readIssue } from "./read-issue.ts";
import { notFound, refuse } from "./refusal.ts";
import type { Issue, IssueRef, RepoRef } from "./shapes.ts";
import type { Site } from "./site.ts";
import { childrenOf, parentOf } from "./sub-issue-fields.ts";

/** Closed ones count. https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/adding-sub-issues */
const MOST = 100;

const addSubIssue: Handler = async (call, site) => {
  const parent = await readIssue(site, issueRefOf(call));
  demand(call, "triage");
  const place = subIssuePlace(call, site);
  const child = await readIssue(site, place);
  const old = parentOf(site, child.id);
  refuseBadLink(site, parent, child, issueRefOf(call), place);
  if (old && call.body.replace_parent !== true) throw refuse(422, "Sub issue may only have one parent");
  if (old) await unlink(call, site, await readIssue(site, old), child);
  childIds(site, parent).push(child.id);
  await tell(call, site, parent, child, "added");
  return { status: 201, body: await readIssue(site, issueRefOf(call)) };
};

const removeSubIssue: Handler = async (call, site) => {
  const parent = await readIssue(site, issueRefOf(call));
  demand(call, "triage");
  const child = await readIssue(site, subIssuePlace(call, site));
  if (!childIds(site, parent).includes(child.id)) throw notFound();
  await unlink(call, site, parent, child);
  return { status: 200, body: await readIssue(site, issueRefOf(call)) };
};

const moveSubIssue: Handler = async (call, site) => {
  const parent = await readIssue(site, issueRefOf(call));
  demand(call, "triage");
  const { sub_issue_id: moved, after_id: after, before_id: before } = call.body;
  const ids = childIds(site, parent);
  const rest = ids.filter((id) => id !== moved);
  const place = rest.indexOf(Number(after ?? before));
  if (rest.length === ids.length || place < 0) throw refuse(422, "Validation Failed");
  rest.splice(after === undefined ? place : place + 1, 0, Number(moved));
  site.children?.set(parent.id, rest);
  return { status: 200, body: parent };
};

const listSubIssues: Handler = async (call, site) => {
  const parent = await readIssue(site, issueRefOf(call));
  const children = await childrenOf(site, parent.id);
  const full = children.map((child) => readIssue(site, site.issues.get(child.id) as IssueRef));
  return page(call, site.url, await Promise.all(full));
};

const readParent: Handler = async (call, site) => {
  const parent = parentOf(site, (await readIssue(site, issueRefOf(call))).id);
  if (!parent) throw notFound();
  return { status: 200, body: await readIssue(site, parent) };
};

/** https://docs.github.com/rest/issues/sub-issues */
export const subIssueRoutes: Routes = {
  "GET /repos/:owner/:repo/issues/:number/sub_issues": ifAny(listSubIssues),
  "POST /repos/:owner/:repo/issues/:number/sub_issues": ifAny(addSubIssue),
  "DELETE /repos/:owner/:repo/issues/:number/sub_issue": ifAny(removeSubIssue),
  "PATCH /repos/:owner/:repo/issues/:number/sub_issues/priority": ifAny(moveSubIssue),
  "GET /repos/:owner/:repo/issues/:number/parent": ifAny(readParent),
};

function ifAny(handler: Handler): Handler {
  return async (call, site) => {
    if (!site.children) throw notFound();
    return handler(call, site);
  };
}

/** `sub_issue_id` is the issue's id, never its number. */
function subIssuePlace(call: Call, site: Site): IssueRef {
  const id = call.body.sub_issue_id;
  if (!Number.isSafeInteger(id)) throw refuse(422, "Invalid property /sub_issue_id: is not an integer");
  const ref = site.issues.get(Number(id));
  if (!ref) throw notFound();
  return ref;
}

function refuseBadLink(site: Site, parent: Issue, child: Issue, at: IssueRef, from: RepoRef): void {
  if (parent.pull_request || child.pull_request) throw notFound();
  if (from.owner !== at.owner)
    throw refuse(422, "Sub issue must belong to the same owner as the parent issue");
  const ids = childIds(site, parent);
  if (ids.includes(child.id)) throw refuse(422, "Issue may not contain duplicate sub-issues");
  if (ids.length >= MOST) throw refuse(422, `Parent cannot have more than ${MOST} sub-issues`);
  for (let above: number | undefined = parent.id; above !== undefined; above = parentId(site, above))
    if (above === child.id) throw refuse(422, "Sub issue cannot be an ancestor of the parent issue");
}

function parentId(site: Site, childId: number): number | undefined {
  return [...(site.children ?? [])].find(([, ids]) => ids.includes(childId))?.[0];
}

function childIds(site: Site, parent: Issue): number[] {
  const ids = site.children?.get(parent.id) ?? [];
  site.children?.set(parent.id, ids);
  return ids;
}

async function unlink(call: Call, site: Site, parent: Issue, child: Issue): Promise<void> {
  const left = childIds(site, parent).filter((id) => id !== child.id);
  site.children?.set(parent.id, left);
  await tell(call, site, parent, child, "removed");
}

/** Both sides hear of it: the parent's repository and the child's. https://docs.github.com/webhooks/webhook-events-and-payloads#sub_issues */
async function tell(
  call: Call,
  site: Site,
  { id: parent_issue_id }: Issue,
  { id: sub_issue_id }: Issue,
  done: string,
) {
  const above = site.issues.get(parent_issue_id) as IssueRef;
  const below = site.issues.get(sub_issue_id) as IssueRef;
  const [parent_issue, sub_issue] = [await readIssue(site, above), await readIssue(site, below)];
  const both = { sub_issue_id, sub_issue, parent_issue_id, parent_issue };
  const sub_issue_repo = await readRepository(site, below);
  const parent_issue_repo = await readRepository(site, above);
  const news = (action: string, payload: object) => [
    { event: "sub_issues", action, payload: { ...both, ...payload } },
  ];
  await announce(site, call.caller, above, news(`sub_issue_${done}`, { sub_issue_repo }));
  await announce(site, call.caller, below, news(`parent_issue_${done}`, { parent_issue_repo }));
}
