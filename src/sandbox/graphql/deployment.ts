import type { RepoOptions } from "../options.ts";
import { fields, type Json, repoPath } from "../shapes.ts";
import { type DeploymentRow, nodeId, type StatusRow } from "../show-deployment.ts";
import { actorNode, somebodyNode } from "./actor.ts";
import type { Asking, Fields } from "./asking.ts";
import { commitNode, upper } from "./commit.ts";
import { connection, type Paging } from "./connection.ts";

/** That statuses come newest first is a guess; REST lists them so. */
export function deploymentNode(asking: Asking, repo: RepoOptions, row: DeploymentRow): Fields {
  const newest = row.statuses.toReversed();
  const state = newest[0]?.state === "success" ? "ACTIVE" : (upper(newest[0]?.state) ?? "PENDING");
  return {
    __typename: "Deployment",
    ...{ id: nodeId("Deployment", row.id), databaseId: row.id, task: row.task, description: row.description },
    ...{
      environment: row.environment,
      originalEnvironment: row.environment,
      latestEnvironment: row.environment,
    },
    ...{ commitOid: row.sha, state, payload: JSON.stringify(row.payload) },
    ...{ createdAt: row.at, updatedAt: newest[0]?.at ?? row.at },
    commit: () => commitNode(asking, repo, row.sha),
    creator: () => somebodyNode(asking.site, row.by),
    ref: () => refNode(asking, repo, row.ref),
    repository: () => asking.repositoryNode(asking, repo),
    statuses: (paging: Paging) =>
      connection(
        "statuses",
        newest.map((status) => statusNode(asking, status)),
        paging,
      ),
    latestStatus: () => (newest[0] ? statusNode(asking, newest[0]) : null),
  };
}

function statusNode({ site }: Asking, status: StatusRow): Fields {
  return {
    __typename: "DeploymentStatus",
    ...{
      id: nodeId("DeploymentStatus", status.id),
      state: upper(status.state),
      description: status.description,
    },
    ...{ createdAt: status.at, updatedAt: status.at, logUrl: status.logUrl || null },
    environmentUrl: status.environmentUrl || null,
    creator: () => somebodyNode(site, status.by),
  };
}

/** A branch or a tag. Null: it is neither, such as a commit. */
export async function refNode(asking: Asking, repo: RepoOptions, name: string): Promise<Fields | null> {
  const path = repoPath({ owner: repo.owner, repo: repo.name });
  const bare = name.replace(/^refs\//, "");
  const wanted = /^(?:heads|tags)\//.test(bare) ? [bare] : [`heads/${bare}`, `tags/${bare}`];
  for (const one of wanted) {
    const found = fields(await asking.site.upstream.read(`${path}/git/ref/${one}`));
    if (!found.ref) continue;
    const [, kind, short] = /^(heads|tags)\/(.*)$/s.exec(one) ?? [];
    const target = () => commitNode(asking, repo, fields(found.object).sha);
    return { __typename: "Ref", id: found.node_id, name: short, prefix: `refs/${kind}/`, target };
  }
  return null;
}

export function releaseNode(asking: Asking, repo: RepoOptions, release: Json): Fields {
  const { node_id, id, tag_name, name, body, html_url, draft, prerelease } = release;
  const author = String(fields(release.author).login ?? "");
  return {
    __typename: "Release",
    ...{ id: node_id, databaseId: id, tagName: tag_name, name, description: body ?? null, url: html_url },
    ...{ isDraft: draft, isPrerelease: prerelease, createdAt: release.created_at },
    ...{ publishedAt: release.published_at ?? null, updatedAt: release.published_at ?? release.created_at },
    // The schema knows people only; that a bot's release has no author is a guess.
    author: () => (author.endsWith("[bot]") ? null : actorNode(asking.site, author)),
    tag: () => refNode(asking, repo, `tags/${tag_name}`),
    tagCommit: () => commitNode(asking, repo, tag_name),
    repository: () => asking.repositoryNode(asking, repo),
  };
}
