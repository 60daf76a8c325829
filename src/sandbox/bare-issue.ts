import { pullIssueId } from "./ids.ts";
import { pullAsItStands } from "./pull-as-it-stands.ts";
import { appCard } from "./seed.ts";
import { type Issue, type IssueRef, issuePath, type Json, type RepoRef, repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";

/** Without what sub-issues add, so that parent and child can ask for each other. Null: none, or gone. */
export async function findBareIssue(site: Site, ref: IssueRef): Promise<Issue | null> {
  if (site.gone.has(issuePath(ref))) return null;
  const issue = await site.upstream.read(issuePath(ref));
  if (issue) return bareIssue(site, ref, issue as Json);
  const pull = await findPull(site, ref);
  return pull && pullAsIssue(site, ref, pull);
}

export async function findPull(site: Site, ref: IssueRef): Promise<Json | null> {
  const pull = (await site.upstream.read(`${repoPath(ref)}/pulls/${ref.number}`)) as Json | null;
  return pull && pullAsItStands(site, ref, pull);
}

export function bareIssue(site: Site, { owner, repo }: RepoRef, json: Json): Issue {
  const issue = json as Issue;
  const ref = { owner, repo, number: issue.number };
  site.issues.set(issue.id, ref);
  const reason = site.reasons.get(issue.id);
  const moved = site.moved.get(issuePath(ref));
  return {
    ...issue,
    ...(reason && issue.state === "closed" ? { state_reason: reason } : {}),
    ...(moved ? { created_at: moved.openedAt, comments: countComments(site, ref) } : {}),
    ...lockOf(site, ref),
  };
}

function lockOf(site: Site, ref: IssueRef): { locked: boolean; active_lock_reason: string | null } {
  const reason = site.locked.get(issuePath(ref));
  return { locked: reason !== undefined, active_lock_reason: reason ?? null };
}

/** https://docs.github.com/rest/issues/issues: every pull request is an issue, and has the `pull_request` key. */
export function pullAsIssue(site: Site, repo: RepoRef, json: Json): Issue {
  const ref = { owner: repo.owner, repo: repo.repo, number: Number(json.number) };
  const pull = pullAsItStands(site, ref, json);
  const url = site.url + issuePath(ref);
  const { assignee, assignees, author_association, body, closed_at, created_at, draft, labels } = pull;
  const { milestone, node_id, number, state, title, updated_at, user, merged_at, html_url } = pull;
  const byApp = (user as Json | null)?.login === site.app.login;
  const issue = {
    ...{ assignee, assignees, author_association, body, closed_at, created_at, draft, html_url, labels },
    ...{ milestone, node_id, number, state, title, updated_at, user },
    id: pullIssueId(Number(pull.id)),
    url,
    repository_url: site.url + repoPath(repo),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    state_reason: null,
    ...lockOf(site, ref),
    closed_by: null,
    comments: countComments(site, ref),
    performed_via_github_app: byApp ? appCard(site.app) : null,
    pull_request: { url: pull.url, html_url, diff_url: pull.diff_url, patch_url: pull.patch_url, merged_at },
  } as unknown as Issue;
  site.issues.set(issue.id, ref);
  return issue;
}

function countComments(site: Site, { owner, repo, number }: IssueRef): number {
  const here = [...site.comments.values()].filter(
    (on) => on.number === number && on.repo === repo && on.owner === owner,
  );
  return here.length;
}
