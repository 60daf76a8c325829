import type { RepoOptions } from "../options.ts";
import { findIssue } from "../read-issue.ts";
import type { Comment, IssueRef } from "../shapes.ts";
import { placeAt } from "../visible.ts";
import { actorNode } from "./actor.ts";
import type { Asking, Fields } from "./asking.ts";
import { upper } from "./commit.ts";
import { connection, type Paging } from "./connection.ts";
import { toLabel } from "./label.ts";

/** An issue by its number. Null: there is none, or it is a pull request. */
export async function issueNode(asking: Asking, repo: RepoOptions, number: number): Promise<Fields | null> {
  const issue = await findIssue(asking.site, { owner: repo.owner, repo: repo.name, number });
  if (!issue || issue.pull_request) return null;
  const { node_id, id, title, body, html_url, state, state_reason, labels, user } = issue;
  return {
    __typename: "Issue",
    ...{ id: node_id, databaseId: id, number, title, url: html_url, body: body ?? "", state: upper(state) },
    ...{ stateReason: upper(state_reason), closed: state === "closed", closedAt: issue.closed_at ?? null },
    ...{ createdAt: issue.created_at, updatedAt: issue.updated_at, locked: issue.locked },
    author: () => actorNode(asking.site, user.login),
    repository: () => asking.repositoryNode(asking, repo),
    labels: (paging: Paging) => connection("labels", labels.map(toLabel), paging),
  };
}

export function commentNode(asking: Asking, on: IssueRef, comment: Comment): Fields {
  const { site } = asking;
  const reason = site.minimized.get(comment.id) ?? null;
  const place = placeAt(site, on);
  return {
    __typename: "IssueComment",
    ...{ id: comment.node_id, databaseId: comment.id, body: comment.body, url: comment.html_url },
    ...{ createdAt: comment.created_at, updatedAt: comment.updated_at },
    ...{ isMinimized: reason !== null, minimizedReason: reason },
    author: () => actorNode(site, comment.user.login),
    issue: () => place && issueNode(asking, place, on.number),
    repository: () => place && asking.repositoryNode(asking, place),
  };
}
