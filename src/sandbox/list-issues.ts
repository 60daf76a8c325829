import { type Answer, type Call, refOf } from "./call.ts";
import { page, updatedSince } from "./paging.ts";
import { allIssues } from "./read-issue.ts";
import { sameLogin } from "./roles.ts";
import type { Issue } from "./shapes.ts";
import type { Site } from "./site.ts";

/** Issues and pull requests together. https://docs.github.com/rest/issues/issues#list-repository-issues */
export async function listIssues(call: Call, site: Site): Promise<Answer> {
  const all = updatedSince(await allIssues(site, refOf(call)), call.query.get("since"));
  const chosen = all.filter((issue) => matches(issue, call.query));
  return page(call, site.url, sorted(chosen, call.query));
}

function matches(issue: Issue, query: URLSearchParams): boolean {
  const state = query.get("state") ?? "open";
  const wanted = (query.get("labels") ?? "").split(",").map(normal).filter(Boolean);
  const labels = new Set(issue.labels.map((label) => normal(label.name)));
  return (
    (state === "all" || issue.state === state) &&
    wanted.every((label) => labels.has(label)) &&
    one(
      query.get("assignee"),
      issue.assignees.map((user) => user.login),
    ) &&
    one(query.get("milestone"), issue.milestone ? [String(issue.milestone.number)] : []) &&
    one(query.get("creator"), [issue.user.login])
  );
}

/** `none`, `*` or a value, as `assignee` and `milestone` take them. */
function one(wanted: string | null, present: readonly string[]): boolean {
  if (!wanted) return true;
  if (wanted === "none") return present.length === 0;
  if (wanted === "*") return present.length > 0;
  return present.some((value) => sameLogin(value, wanted));
}

function sorted(issues: readonly Issue[], query: URLSearchParams): Issue[] {
  const up = query.get("direction") === "asc" ? 1 : -1;
  const key = (issue: Issue) => {
    if (query.get("sort") === "comments") return issue.comments;
    return Date.parse(query.get("sort") === "updated" ? issue.updated_at : issue.created_at);
  };
  return issues.toSorted((a, b) => up * (key(a) - key(b) || a.number - b.number));
}

function normal(name: string): string {
  return name.trim().toLowerCase();
}
