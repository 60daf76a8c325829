import { findPull } from "../bare-issue.ts";
import type { RepoOptions } from "../options.ts";
import { filesOf } from "../pulls.ts";
import { referencesIn } from "../references.ts";
import { fields, type IssueRef, type Json, type Label, repoPath } from "../shapes.ts";
import { commitsOf } from "../timeline.ts";
import { knownIssue } from "../timeline-log.ts";
import { placeAt } from "../visible.ts";
import { actorNode } from "./actor.ts";
import type { Asking, Fields } from "./asking.ts";
import { commitNode, upper } from "./commit.ts";
import { connection, type Paging } from "./connection.ts";
import { toLabel } from "./label.ts";

/** A pull request by its number. Null: there is none. */
export async function pullNode(asking: Asking, repo: RepoOptions, number: number): Promise<Fields | null> {
  const ref = { owner: repo.owner, repo: repo.name, number };
  const pull = await findPull(asking.site, ref);
  return pull && toPull(asking, repo, ref, pull);
}

export function toPull(asking: Asking, repo: RepoOptions, ref: IssueRef, pull: Json): Fields {
  const { site } = asking;
  const { node_id, id, number, title, body, html_url, merged_at, closed_at, draft, state } = pull;
  const merged = Boolean(merged_at);
  const all = (field: string, items: () => Promise<unknown[]>) => async (paging: Paging) =>
    connection(field, await items(), paging);
  return {
    __typename: "PullRequest",
    ...{ id: node_id, databaseId: id, number, title, url: html_url, body: body ?? "", isDraft: draft },
    bodyText: () => textOf(String(body ?? "")),
    ...{ createdAt: pull.created_at, updatedAt: pull.updated_at, closedAt: closed_at ?? null },
    ...{
      merged,
      mergedAt: merged_at ?? null,
      closed: state === "closed",
      state: merged ? "MERGED" : upper(state),
    },
    author: () => actorNode(site, fields(pull.user).login),
    mergedBy: async () => actorNode(site, fields((await findPull(site, ref))?.merged_by).login),
    mergeCommit: () => (merged ? commitNode(asking, repo, pull.merge_commit_sha) : null),
    ...{ baseRefName: fields(pull.base).ref, baseRefOid: fields(pull.base).sha },
    ...{ headRefName: fields(pull.head).ref, headRefOid: fields(pull.head).sha },
    repository: () => asking.repositoryNode(asking, repo),
    files: all("files", async () => (await filesOf(site, ref, pull)).map(toFile)),
    labels: all("labels", async () => ((pull.labels ?? []) as Label[]).map(toLabel)),
    commits: all("commits", () => commits(asking, repo, ref, pull)),
    reviews: async ({ states, author, ...paging }: Paging & { states?: string[]; author?: string }) =>
      connection("reviews", await reviews(asking, ref, states, author), paging),
    closingIssuesReferences: all("closingIssuesReferences", () =>
      closing(asking, ref, `${title}\n${body ?? ""}`),
    ),
  };
}

function toFile({ filename, additions, deletions, status }: Json): Fields {
  const changeType = upper(status) === "REMOVED" ? "DELETED" : upper(status);
  return { __typename: "PullRequestChangedFile", path: filename, additions, deletions, changeType };
}

async function commits(asking: Asking, repo: RepoOptions, ref: IssueRef, pull: Json): Promise<Fields[]> {
  const all = await commitsOf(asking.site, ref, pull);
  return all.map(({ node_id, sha, html_url }) => ({
    __typename: "PullRequestCommit",
    ...{ id: node_id, url: html_url, commit: () => commitNode(asking, repo, sha) },
  }));
}

async function reviews(
  { site }: Asking,
  ref: IssueRef,
  states: string[] | undefined,
  author: string | undefined,
): Promise<Fields[]> {
  const all = await site.upstream.readAll(`${repoPath(ref)}/pulls/${ref.number}/reviews`);
  return all
    .filter(({ state }) => !states || states.includes(String(state)))
    .filter(({ user }) => !author || fields(user).login === author)
    .map((review) => ({
      __typename: "PullRequestReview",
      ...{ id: review.node_id, databaseId: review.id, state: review.state, body: review.body ?? "" },
      ...{ url: review.html_url, submittedAt: review.submitted_at ?? null, createdAt: review.created_at },
      author: () => actorNode(site, fields(review.user).login),
    }));
}

async function closing(asking: Asking, from: IssueRef, text: string): Promise<Fields[]> {
  const named = referencesIn(text, from).filter(({ closes }) => closes);
  const found = await Promise.all(named.map(({ ref }) => knownIssue(asking.site, ref)));
  const nodes = found.map((ref) => {
    const place = ref && placeAt(asking.site, ref);
    return place ? asking.issueNode(asking, place, ref.number) : null;
  });
  return (await Promise.all(nodes)).filter((node) => node !== null);
}

/** The words without their marks; GitHub renders first, so that this is near it at best. */
function textOf(markdown: string): string {
  return markdown
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "")
    .replace(/\[([^\]\n]*)\]\([^)\n]*\)/g, "$1")
    .replace(/^[ \t]*(?:#{1,6}|>|[-*+])[ \t]+/gm, "")
    .replace(/[*_`~]+/g, "")
    .trim();
}
