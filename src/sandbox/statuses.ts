import { type Call, type Handler, loginOf, type Routes, refOf, repoOf } from "./call.ts";
import { mayUse } from "./may-use.ts";
import { page } from "./paging.ts";
import { forbidden, invalid, notFound, refuse } from "./refusal.ts";
import { fields, type Json, type RepoRef, repoPath } from "./shapes.ts";
import { nodeId } from "./show-deployment.ts";
import type { Site } from "./site.ts";
import { timeNow } from "./timeline-log.ts";

/** What a service says about a commit. `at` is ISO 8601. */
export type CommitStatus = {
  id: number;
  repo: RepoRef;
  sha: string;
  state: string;
  context: string;
  description: string | null;
  targetUrl: string | null;
  by: string;
  at: string;
};

const STATES = ["error", "failure", "pending", "success"];

/** https://docs.github.com/rest/commits/statuses. The App is not subscribed to `status`: nobody is told. */
const createStatus: Handler = async (call, site) => {
  if (!mayUse(site, call.caller, repoOf(call), "statuses", "write"))
    throw call.caller.kind === "installation"
      ? refuse(403, "Resource not accessible by integration")
      : forbidden();
  const { state, context = "default", description = null, target_url = null } = call.body;
  if (!STATES.includes(String(state))) throw invalid({ resource: "Status", code: "custom", field: "state" });
  const row: CommitStatus = {
    id: 29_000_000 + site.statuses.length * 11,
    repo: refOf(call),
    sha: await shaOf(call, site),
    ...{ state: String(state), context: String(context), by: loginOf(call.caller, site), at: timeNow() },
    description: description === null ? null : String(description),
    targetUrl: target_url === null ? null : String(target_url),
  };
  site.statuses.push(row);
  return { status: 201, body: shown(site, row) };
};

const listStatuses: Handler = async (call, site) => {
  const sha = await shaOf(call, site);
  const all = site.statuses.filter((row) => row.sha === sha && repoPath(row.repo) === repoPath(refOf(call)));
  return page(
    call,
    site.url,
    all.reverse().map((row) => shown(site, row)),
  );
};

export const statusRoutes: Routes = {
  "POST /repos/:owner/:repo/statuses/:ref": createStatus,
  "GET /repos/:owner/:repo/commits/:ref/statuses": listStatuses,
};

/** The last word of every context, oldest first. */
export function lastStatuses(site: Site, repo: RepoRef, sha: string): CommitStatus[] {
  const own = site.statuses.filter((row) => row.sha === sha && repoPath(row.repo) === repoPath(repo));
  return [...new Map(own.map((row) => [row.context, row])).values()];
}

async function shaOf(call: Call, site: Site): Promise<string> {
  const commit = await site.upstream.read(`${repoPath(refOf(call))}/commits/${call.params.ref}`);
  const { sha } = fields(commit);
  if (typeof sha !== "string") throw notFound();
  return sha;
}

function shown(site: Site, row: CommitStatus): Json {
  const { id, state, context, description, targetUrl: target_url, at } = row;
  const url = `${site.url}${repoPath(row.repo)}/statuses/${row.sha}`;
  const node_id = nodeId("StatusContext", id);
  return { url, id, node_id, state, context, description, target_url, created_at: at, updated_at: at };
}
