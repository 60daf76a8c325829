import { type Json, type RepoRef, repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";
import { actorOf } from "./timeline.ts";

/** Times are ISO 8601. */
export type DeploymentRow = {
  id: number;
  repo: RepoRef;
  /** Branch, tag or commit, as it was asked for. */
  ref: string;
  sha: string;
  task: string;
  payload: unknown;
  environment: string;
  description: string | null;
  transient: boolean;
  production: boolean;
  by: string;
  at: string;
  /** Oldest first. */
  statuses: StatusRow[];
};

export type StatusRow = {
  id: number;
  state: string;
  description: string;
  by: string;
  at: string;
  environmentUrl: string;
  logUrl: string;
};

/** As the REST API shows it. */
export async function deploymentOf(site: Site, row: DeploymentRow): Promise<Json> {
  const url = `${site.url}${repoPath(row.repo)}/deployments/${row.id}`;
  const { id, sha, ref, task, payload, environment, description, transient, production, at } = row;
  return {
    ...{ url, id, node_id: nodeId("Deployment", id), sha, ref, task, payload },
    ...{ original_environment: environment, environment, description },
    creator: await actorOf(site, row.by),
    created_at: at,
    updated_at: row.statuses.at(-1)?.at ?? at,
    statuses_url: `${url}/statuses`,
    repository_url: `${site.url}${repoPath(row.repo)}`,
    transient_environment: transient,
    production_environment: production,
    performed_via_github_app: null,
  };
}

export async function statusOf(site: Site, row: DeploymentRow, status: StatusRow): Promise<Json> {
  const deployment_url = `${site.url}${repoPath(row.repo)}/deployments/${row.id}`;
  const { id, state, description, at, environmentUrl, logUrl } = status;
  return {
    ...{ url: `${deployment_url}/statuses/${id}`, id, node_id: nodeId("DeploymentStatus", id), state },
    creator: await actorOf(site, status.by),
    ...{ description, environment: row.environment, target_url: logUrl, created_at: at, updated_at: at },
    ...{ deployment_url, repository_url: `${site.url}${repoPath(row.repo)}` },
    ...{ environment_url: environmentUrl, log_url: logUrl, performed_via_github_app: null },
  };
}

export function nodeId(kind: string, id: number): string {
  return Buffer.from(`0:${kind}${id}`).toString("base64");
}
