import { appCard } from "./seed.ts";
import { type Json, type RepoRef, repoPath } from "./shapes.ts";
import { nodeId } from "./show-deployment.ts";
import type { Site } from "./site.ts";

/** What an App, or whoever stands in for the CI, says of a commit. Times are ISO 8601. */
export type CheckRunRow = {
  id: number;
  repo: RepoRef;
  sha: string;
  name: string;
  status: string;
  conclusion: string | null;
  externalId: string;
  detailsUrl: string | null;
  startedAt: string;
  completedAt: string | null;
  /** By our App; otherwise by the CI, of which nobody here knows more. */
  ours: boolean;
  title: string | null;
  summary: string | null;
  text: string | null;
  annotations: Json[];
};

const CI = { id: 15_368, slug: "ci", name: "ci", client_id: "Iv23lici" };

/** https://docs.github.com/rest/checks/runs#get-a-check-run */
export function checkRunOf(site: Site, row: CheckRunRow): Json {
  const { id, sha, name, status, conclusion, title, summary, text } = row;
  const url = `${site.url}${repoPath(row.repo)}/check-runs/${id}`;
  const html_url = `${site.url}/${row.repo.owner}/${row.repo.repo}/runs/${id}`;
  return {
    ...{ id, node_id: nodeId("CheckRun", id), head_sha: sha, external_id: row.externalId, url, html_url },
    ...{ details_url: row.detailsUrl ?? html_url, status, conclusion, name },
    ...{ started_at: row.startedAt, completed_at: row.completedAt },
    output: {
      ...{ title, summary, text, annotations_count: row.annotations.length },
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: suiteId(row.sha, row.ours) },
    app: row.ours ? appCard(site.app) : CI,
    pull_requests: [],
  };
}

/** A suite is all that one App says of a commit. */
export function suiteId(sha: string, ours: boolean): number {
  return 5_000_000_000 + Number.parseInt(sha.slice(0, 7), 16) * 2 + (ours ? 1 : 0);
}

/** https://docs.github.com/rest/checks/runs#list-check-run-annotations */
export function annotationOf(site: Site, { repo, sha }: CheckRunRow, annotation: Json): Json {
  const { path, start_line, end_line, annotation_level, message } = annotation;
  const { start_column = null, end_column = null, title = null, raw_details = null } = annotation;
  const blob_href = `${site.url}/${repo.owner}/${repo.repo}/blob/${sha}/${path}`;
  return {
    ...{ path, start_line, end_line, start_column, end_column, annotation_level },
    ...{ title, message, raw_details, blob_href },
  };
}
