import { findBareIssue } from "./bare-issue.ts";
import { type Issue, type IssueRef, issuePath, type Json } from "./shapes.ts";
import type { Site } from "./site.ts";

export function parentOf(site: Site, childId: number): IssueRef | null {
  for (const [parent, children] of site.children ?? [])
    if (children.includes(childId)) return site.issues.get(parent) ?? null;
  return null;
}

/** `sub_issues_summary` and `parent_issue_url`, as they stand on each issue of a GitHub that has sub-issues. */
export async function subIssueFields(site: Site, issue: Issue): Promise<Json> {
  if (!site.children || issue.pull_request) return {};
  const children = await childrenOf(site, issue.id);
  const total = children.length;
  const completed = children.filter((child) => child.state === "closed").length;
  const percent_completed = total === 0 ? 0 : Math.floor((completed * 100) / total);
  const parent = parentOf(site, issue.id);
  return {
    sub_issues_summary: { total, completed, percent_completed },
    ...(parent ? { parent_issue_url: site.url + issuePath(parent) } : {}),
  };
}

export async function childrenOf(site: Site, parentId: number): Promise<Issue[]> {
  const refs = (site.children?.get(parentId) ?? [])
    .map((id) => site.issues.get(id))
    .filter((ref) => ref !== undefined);
  const children = await Promise.all(refs.map((ref) => findBareIssue(site, ref)));
  return children.filter((child) => child !== null);
}
