import { announce } from "./announce.ts";
import { type Call, type Handler, loginOf, type Routes, refOf, repoOf } from "./call.ts";
import { mayUse } from "./may-use.ts";
import { page } from "./paging.ts";
import { forbidden, invalid, notFound, refuse } from "./refusal.ts";
import { fields, type Json, type RepoRef, repoPath } from "./shapes.ts";
import { type DeploymentRow, deploymentOf, statusOf } from "./show-deployment.ts";
import type { Site } from "./site.ts";
import { timeNow } from "./timeline-log.ts";

const STATES = ["error", "failure", "inactive", "in_progress", "queued", "pending", "success"];

/** https://docs.github.com/rest/deployments/deployments#create-a-deployment; merging and waiting for checks are left out. */
const deploy: Handler = async (call, site) => {
  demandUse(call, site, "write");
  const { ref, task = "deploy", payload = {}, environment = "production", description = null } = call.body;
  if (typeof ref !== "string" || !ref)
    throw invalid({ resource: "Deployment", code: "missing_field", field: "ref" });
  const commit = fields(await site.upstream.read(`${repoPath(refOf(call))}/commits/${ref}`));
  if (!commit.sha) throw refuse(422, `No ref found for: ${ref}`);
  const row: DeploymentRow = {
    id: 145_988_746 + site.deployments.length * 31,
    repo: refOf(call),
    ...{ ref, sha: String(commit.sha), task: String(task), payload },
    ...{ environment: String(environment), description: description === null ? null : String(description) },
    transient: call.body.transient_environment === true,
    production: call.body.production_environment === true || environment === "production",
    ...{ by: loginOf(call.caller, site), at: timeNow(), statuses: [] },
  };
  site.deployments.push(row);
  const deployment = await deploymentOf(site, row);
  await announce(site, call.caller, row.repo, [
    { event: "deployment", action: "created", payload: { deployment, workflow: null, workflow_run: null } },
  ]);
  return { status: 201, body: deployment };
};

const list: Handler = async (call, site) => {
  demandUse(call, site, "read");
  const wanted = (["sha", "ref", "task", "environment"] as const).filter((key) => call.query.has(key));
  const found = deploymentsOf(site, refOf(call)).filter((row) =>
    wanted.every((key) => row[key] === call.query.get(key)),
  );
  return page(call, site.url, await Promise.all(found.map((row) => deploymentOf(site, row))));
};

const read: Handler = async (call, site) => {
  demandUse(call, site, "read");
  return { status: 200, body: await deploymentOf(site, named(call, site)) };
};

/** https://docs.github.com/rest/deployments/statuses#create-a-deployment-status */
const tellStatus: Handler = async (call, site) => {
  demandUse(call, site, "write");
  const row = named(call, site);
  const { state, auto_inactive = true } = call.body;
  if (!STATES.includes(String(state)))
    throw invalid({ resource: "DeploymentStatus", code: "invalid", field: "state" });
  const by = loginOf(call.caller, site);
  await addStatus(call, site, row, { ...call.body, state, by });
  if (state === "success" && auto_inactive !== false)
    for (const other of replacedBy(site, row)) await addStatus(call, site, other, { state: "inactive", by });
  const last = row.statuses.at(-1);
  return { status: 201, body: last && (await statusOf(site, row, last)) };
};

const listStatuses: Handler = async (call, site) => {
  demandUse(call, site, "read");
  const row = named(call, site);
  const all = row.statuses.toReversed().map((status) => statusOf(site, row, status));
  return page(call, site.url, await Promise.all(all));
};

export const deploymentRoutes: Routes = {
  "GET /repos/:owner/:repo/deployments": list,
  "POST /repos/:owner/:repo/deployments": deploy,
  "GET /repos/:owner/:repo/deployments/:id": read,
  "GET /repos/:owner/:repo/deployments/:id/statuses": listStatuses,
  "POST /repos/:owner/:repo/deployments/:id/statuses": tellStatus,
};

/** The newest first. */
export function deploymentsOf(site: Site, repo: RepoRef): DeploymentRow[] {
  return site.deployments.filter((row) => repoPath(row.repo) === repoPath(repo)).reverse();
}

async function addStatus(call: Call, site: Site, row: DeploymentRow, body: Json): Promise<void> {
  const text = (key: string) => (typeof body[key] === "string" ? String(body[key]) : "");
  const status = {
    id: 1_100_000 + site.deployments.reduce((sum, { statuses }) => sum + statuses.length, 0) * 13,
    ...{ state: text("state"), description: text("description"), by: text("by"), at: timeNow() },
    ...{ environmentUrl: text("environment_url"), logUrl: text("log_url") || text("target_url") },
  };
  row.statuses.push(status);
  const deployment_status = await statusOf(site, row, status);
  const payload = { deployment_status, deployment: await deploymentOf(site, row) };
  await announce(site, call.caller, row.repo, [{ event: "deployment_status", action: "created", payload }]);
}

/** Earlier deployments to the same place that are still up become inactive. */
function replacedBy(site: Site, { id, repo, environment }: DeploymentRow): DeploymentRow[] {
  return deploymentsOf(site, repo).filter(
    (row) =>
      row.id < id &&
      row.environment === environment &&
      !row.transient &&
      row.statuses.at(-1)?.state === "success",
  );
}

function named(call: Call, site: Site): DeploymentRow {
  const found = deploymentsOf(site, refOf(call)).find(({ id }) => String(id) === call.params.id);
  if (!found) throw notFound();
  return found;
}

function demandUse(call: Call, site: Site, level: "read" | "write"): void {
  if (mayUse(site, call.caller, repoOf(call), "deployments", level)) return;
  throw call.caller.kind === "installation"
    ? refuse(403, "Resource not accessible by integration")
    : forbidden();
}
