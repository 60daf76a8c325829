import { announce } from "./announce.ts";
import type { Caller } from "./caller.ts";
import { appCard } from "./seed.ts";
import type { Json, RepoRef } from "./shapes.ts";
import { suiteId } from "./show-check-run.ts";
import { nodeId } from "./show-deployment.ts";
import type { Site } from "./site.ts";
import { timeNow } from "./timeline-log.ts";

/**
 * After each push GitHub asks every App that may write checks for its own, subscribed or not.
 * https://docs.github.com/rest/guides/using-the-rest-api-to-interact-with-checks#about-check-suites
 */
export async function tellSuite(site: Site, caller: Caller, repo: RepoRef, push: Json): Promise<void> {
  if (site.permissions.checks !== "write") return;
  const { before, after, head_commit } = push;
  const id = suiteId(String(after), true);
  const check_suite = {
    ...{ id, node_id: nodeId("CheckSuite", id), head_sha: after, before, after, head_commit },
    head_branch: String(push.ref).replace("refs/heads/", ""),
    ...{ status: "queued", conclusion: null, pull_requests: [], app: appCard(site.app) },
    ...{ created_at: timeNow(), updated_at: timeNow(), latest_check_runs_count: 0 },
  };
  await announce(site, caller, repo, [
    { event: "check_suite", action: "requested", payload: { check_suite } },
  ]);
}
