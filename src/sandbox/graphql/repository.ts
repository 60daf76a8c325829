import { deploymentsOf } from "../deployments.ts";
import type { RepoOptions } from "../options.ts";
import { pullAsItStands } from "../pull-as-it-stands.ts";
import { isAtLeast, roleOf } from "../roles.ts";
import { fields, type Json, repoPath } from "../shapes.ts";
import { somebodyNode } from "./actor.ts";
import { type Asking, demandPart, type Fields, problem } from "./asking.ts";
import { commitNode } from "./commit.ts";
import { connection, type Paging } from "./connection.ts";
import { deploymentNode, refNode, releaseNode } from "./deployment.ts";
import { issueNode } from "./issue.ts";
import { pullNode, toPull } from "./pull.ts";

type Order = { field: string; direction: "ASC" | "DESC" };
type PullsWanted = Paging & { states?: string[]; orderBy?: Order; baseRefName?: string };

export async function repositoryNode(asking: Asking, repo: RepoOptions): Promise<Fields> {
  const { site } = asking;
  const ref = { owner: repo.owner, repo: repo.name };
  const json = fields(await site.upstream.read(repoPath(ref)));
  const { node_id, id, full_name, html_url, default_branch } = json;
  return {
    __typename: "Repository",
    ...{ id: node_id, databaseId: id, name: repo.name, nameWithOwner: full_name, url: html_url },
    ...{ isPrivate: repo.private ?? false, isArchived: json.archived ?? false },
    owner: () => somebodyNode(site, repo.owner),
    defaultBranchRef: () => refNode(asking, repo, `heads/${default_branch}`),
    pullRequest: ({ number }: { number: number }) => onePull(asking, repo, number),
    issue: ({ number }: { number: number }) => oneIssue(asking, repo, number),
    issueOrPullRequest: ({ number }: { number: number }) => oneOfBoth(asking, repo, number),
    pullRequests: (wanted: PullsWanted) => pulls(asking, repo, wanted),
    deployments: (wanted: Paging & { orderBy?: Order; environments?: string[] }) =>
      deployments(asking, repo, wanted),
    releases: (wanted: Paging & { orderBy?: Order }) => releases(asking, repo, wanted),
    object: ({ oid, expression }: { oid?: string; expression?: string }) => {
      demandPart(asking, repo, "contents");
      return commitNode(asking, repo, oid ?? expression);
    },
    ref: ({ qualifiedName }: { qualifiedName: string }) => {
      demandPart(asking, repo, "contents");
      return refNode(asking, repo, qualifiedName);
    },
  };
}

async function onePull(asking: Asking, repo: RepoOptions, number: number): Promise<Fields> {
  demandPart(asking, repo, "pull_requests");
  const node = await pullNode(asking, repo, number);
  if (node) return node;
  throw problem("NOT_FOUND", `Could not resolve to a PullRequest with the number of ${number}.`);
}

async function oneIssue(asking: Asking, repo: RepoOptions, number: number): Promise<Fields> {
  demandPart(asking, repo, "issues");
  const node = await issueNode(asking, repo, number);
  if (node) return node;
  throw problem("NOT_FOUND", `Could not resolve to an Issue with the number of ${number}.`);
}

async function oneOfBoth(asking: Asking, repo: RepoOptions, number: number): Promise<Fields> {
  const node = (await pullNode(asking, repo, number)) ?? (await issueNode(asking, repo, number));
  if (!node)
    throw problem("NOT_FOUND", `Could not resolve to an issue or pull request with the number of ${number}.`);
  demandPart(asking, repo, node.__typename === "Issue" ? "issues" : "pull_requests");
  return node;
}

async function pulls(asking: Asking, repo: RepoOptions, wanted: PullsWanted): Promise<Fields> {
  demandPart(asking, repo, "pull_requests");
  const { states, orderBy, baseRefName, ...paging } = wanted;
  const ref = { owner: repo.owner, repo: repo.name };
  const all = await asking.site.upstream.readAll(`${repoPath(ref)}/pulls?state=all&direction=asc`);
  const nodes = all
    .filter((pull) => !baseRefName || fields(pull.base).ref === baseRefName)
    .map((pull) => {
      const place = { ...ref, number: Number(pull.number) };
      return toPull(asking, repo, place, pullAsItStands(asking.site, place, pull));
    })
    .filter(({ state }) => !states || states.includes(String(state)));
  const key = orderBy?.field === "UPDATED_AT" ? "updatedAt" : "createdAt";
  return connection("pullRequests", ordered(nodes, key, orderBy ?? { field: "", direction: "ASC" }), paging);
}

/** Oldest first unless asked otherwise. */
function deployments(
  asking: Asking,
  repo: RepoOptions,
  { orderBy, environments, ...paging }: Paging & { orderBy?: Order; environments?: string[] },
): Fields {
  demandPart(asking, repo, "deployments");
  const all = deploymentsOf(asking.site, { owner: repo.owner, repo: repo.name })
    .toReversed()
    .filter(({ environment }) => !environments || environments.includes(environment))
    .map((row) => deploymentNode(asking, repo, row));
  const order = orderBy ?? { field: "CREATED_AT", direction: "ASC" as const };
  return connection("deployments", ordered(all, "createdAt", order), paging);
}

/** Drafts are for those who may write. */
async function releases(
  asking: Asking,
  repo: RepoOptions,
  { orderBy, ...paging }: Paging & { orderBy?: Order },
): Promise<Fields> {
  demandPart(asking, repo, "contents");
  const { site, caller } = asking;
  const ref = { owner: repo.owner, repo: repo.name };
  const all: Json[] = await site.upstream.readAll(`${repoPath(ref)}/releases`);
  const seesDrafts = caller.kind === "person" && isAtLeast(roleOf(repo, caller.login), "write");
  const nodes = all
    .toReversed()
    .filter(({ draft }) => !draft || seesDrafts)
    .map((release) => releaseNode(asking, repo, release));
  const key = orderBy?.field === "NAME" ? "name" : "createdAt";
  return connection("releases", ordered(nodes, key, orderBy ?? { field: "", direction: "DESC" }), paging);
}

/** `nodes` come oldest first: of two of one second the later one is the younger. */
function ordered(nodes: Fields[], key: string, { direction }: Order): Fields[] {
  const sorted = nodes.toSorted((a, b) => String(a[key]).localeCompare(String(b[key])));
  return direction === "ASC" ? sorted : sorted.reverse();
}
