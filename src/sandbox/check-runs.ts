import { announce } from "./announce.ts";
import { type Call, demand, type Handler, type Routes, refOf, repoOf } from "./call.ts";
import { checkRunBody } from "./check-run-body.ts";
import { shaAt } from "./heads.ts";
import { mayUse } from "./may-use.ts";
import { page } from "./paging.ts";
import { forbidden, notFound, refuse } from "./refusal.ts";
import { fields, type Json, type RepoRef, repoPath } from "./shapes.ts";
import { annotationOf, type CheckRunRow, checkRunOf } from "./show-check-run.ts";
import type { Site } from "./site.ts";
import { timeNow } from "./timeline-log.ts";

/**
 * On GitHub only Apps create check runs; here a person who may write stands in for the CI's App. Of its own check runs an App
 * hears by webhook whether it subscribed or not, once it may write checks; that it hears of no other App's, and of `created`
 * and `completed` when one is made completed, is a guess. https://docs.github.com/webhooks/webhook-events-and-payloads#check_run
 */
const create: Handler = async (call, site) => {
  demandUse(call, site, "write");
  checkRunBody(call.body);
  const row = rowOf(call, site, await demandSha(call, site, String(call.body.head_sha)));
  site.checkRuns.push(row);
  await tell(call, site, row, ["created", ...(row.status === "completed" ? ["completed"] : [])]);
  return { status: 201, body: checkRunOf(site, row) };
};

/** The newest first. Of each name the latest alone, unless `filter=all`. */
const listForRef: Handler = async (call, site) => {
  demandUse(call, site, "read");
  const sha = await demandSha(call, site, call.params.ref ?? "");
  const { check_name, status, app_id, filter = "latest" } = Object.fromEntries(call.query);
  const all = checkRunsOf(site, refOf(call), sha).reverse();
  const found = all
    .filter((row) => check_name === undefined || row.name === check_name)
    .filter((row) => status === undefined || row.status === status)
    .filter((row) => app_id === undefined || row.ours === (app_id === String(site.app.id)));
  const latest = found.filter((row, nth) => found.findIndex((one) => isSame(one, row)) === nth);
  const shown = filter === "all" ? found : latest;
  const answer = page(
    call,
    site.url,
    shown.map((row) => checkRunOf(site, row)),
  );
  return { ...answer, body: { total_count: shown.length, check_runs: answer.body } };
};

const read: Handler = async (call, site) => {
  demandUse(call, site, "read");
  return { status: 200, body: checkRunOf(site, named(call, site)) };
};

const listAnnotations: Handler = async (call, site) => {
  demandUse(call, site, "read");
  const row = named(call, site);
  return page(
    call,
    site.url,
    row.annotations.map((one) => annotationOf(site, row, one)),
  );
};

/** The App is asked to look again; what it said before stays. https://docs.github.com/rest/checks/runs#rerequest-a-check-run */
const rerequest: Handler = async (call, site) => {
  demand(call, "write");
  await tell(call, site, named(call, site), ["rerequested"]);
  return { status: 201, body: {} };
};

export const checkRunRoutes: Routes = {
  "POST /repos/:owner/:repo/check-runs": create,
  "GET /repos/:owner/:repo/check-runs/:id": read,
  "GET /repos/:owner/:repo/check-runs/:id/annotations": listAnnotations,
  "POST /repos/:owner/:repo/check-runs/:id/rerequest": rerequest,
  "GET /repos/:owner/:repo/commits/:ref+/check-runs": listForRef,
};

/** Oldest first. */
export function checkRunsOf(site: Site, repo: RepoRef, sha: string): CheckRunRow[] {
  return site.checkRuns.filter((row) => row.sha === sha && repoPath(row.repo) === repoPath(repo));
}

function isSame(one: CheckRunRow, other: CheckRunRow): boolean {
  return one.name === other.name && one.ours === other.ours;
}

function rowOf(call: Call, site: Site, sha: string): CheckRunRow {
  const { name, status = "queued", conclusion, external_id = "", details_url, output } = call.body;
  const { title, summary, text, annotations } = fields(output);
  const word = (value: unknown) => (typeof value === "string" ? value : null);
  return {
    ...{ id: 4_400_000_000 + site.checkRuns.length * 19, repo: refOf(call), sha, name: String(name) },
    ...{ status: String(status), conclusion: word(conclusion), externalId: String(external_id) },
    ...{ detailsUrl: word(details_url), ours: call.caller.kind === "installation" },
    startedAt: word(call.body.started_at) ?? timeNow(),
    completedAt: status === "completed" ? (word(call.body.completed_at) ?? timeNow()) : null,
    ...{ title: word(title), summary: word(summary), text: word(text) },
    annotations: Array.isArray(annotations) ? annotations.map(fields) : [],
  };
}

async function tell(call: Call, site: Site, row: CheckRunRow, actions: string[]): Promise<void> {
  if (!row.ours || site.permissions.checks !== "write") return;
  const payload: Json = { check_run: checkRunOf(site, row) };
  const news = actions.map((action) => ({ event: "check_run", action, payload }));
  await announce(site, call.caller, row.repo, news);
}

async function demandSha(call: Call, site: Site, ref: string): Promise<string> {
  const sha = await shaAt(site, refOf(call), ref);
  if (!sha) throw refuse(422, `No commit found for SHA: ${ref}`);
  return sha;
}

function named(call: Call, site: Site): CheckRunRow {
  const here = repoPath(refOf(call));
  const found = site.checkRuns.find(
    (row) => String(row.id) === call.params.id && repoPath(row.repo) === here,
  );
  if (!found) throw notFound();
  return found;
}

function demandUse(call: Call, site: Site, level: "read" | "write"): void {
  if (mayUse(site, call.caller, repoOf(call), "checks", level)) return;
  throw call.caller.kind === "installation"
    ? refuse(403, "Resource not accessible by integration")
    : forbidden();
}
