import { announce } from "./announce.ts";
import { demand, type Handler, type Routes, refOf } from "./call.ts";
import { tellSuite } from "./check-suites.ts";
import { DEFAULT_BRANCH, landCommit } from "./closing.ts";
import { forkOf, writeThere } from "./forks.ts";
import { moveHeads, shaAt } from "./heads.ts";
import { passThrough } from "./pass-through.ts";
import { notFound } from "./refusal.ts";
import { fields, type Json, repoPath } from "./shapes.ts";

/** Writes or deletes a file and sends the `push` that its commit is; of one in a fork the App is not told. */
function commitFile(method: "PUT" | "DELETE"): Handler {
  return async (call, site) => {
    const fork = forkOf(call);
    if (!fork) demand(call, "write");
    const file = call.params.path ?? "";
    const path = `${repoPath(refOf(call))}/contents/${file.split("/").map(encodeURIComponent).join("/")}`;
    const answer = fields(await writeThere(call, site, method, path, call.body));
    const change = method === "DELETE" ? "removed" : call.body.sha === undefined ? "added" : "modified";
    const [branch, commit] = [String(call.body.branch ?? DEFAULT_BRANCH), fields(answer.commit)];
    const payload = pushOf(branch, commit, { [change]: [file] });
    if (!fork) {
      await announce(site, call.caller, refOf(call), [{ event: "push", action: null, payload }]);
      await tellSuite(site, call.caller, refOf(call), payload);
    }
    const after = String(commit.sha);
    await moveHeads(site, call.caller, refOf(call), { branch, before: payload.before, after });
    if (!fork) await landCommit(call, site, { sha: commit.sha, message: String(commit.message) }, branch);
    return { status: change === "added" ? 201 : 200, body: answer };
  };
}

/**
 * The emulator knows branches, tags and commits. That a pull request's last commit can be named here as it can be fetched,
 * `refs/pull/12/head`, GitHub does not document; it does so.
 */
const readContents: Handler = async (call, site) => {
  const ref = call.query.get("ref");
  if (!ref?.includes("pull/")) return passThrough(call, site);
  const sha = await shaAt(site, refOf(call), ref);
  if (!sha) throw notFound();
  const query = new URLSearchParams(call.query);
  query.set("ref", sha);
  return passThrough({ ...call, query }, site);
};

export const contentRoutes: Routes = {
  "GET /repos/:owner/:repo/contents/:path+": readContents,
  "PUT /repos/:owner/:repo/contents/:path+": commitFile("PUT"),
  "DELETE /repos/:owner/:repo/contents/:path+": commitFile("DELETE"),
};

/** https://docs.github.com/webhooks/webhook-events-and-payloads#push, as far as the emulator knows the commit. */
export function pushOf(branch: string, commit: Json, files: Record<string, string[]>): Json {
  const author = fields(commit.author);
  const parents = Array.isArray(commit.parents) ? commit.parents : [];
  const head = {
    id: commit.sha,
    message: commit.message,
    timestamp: author.date,
    author: { name: author.name, email: author.email },
    ...{ added: [], removed: [], modified: [], ...files },
  };
  return {
    ref: `refs/heads/${branch}`,
    before: fields(parents[0]).sha ?? "0".repeat(40),
    after: commit.sha,
    ...{ created: false, deleted: false, forced: false, base_ref: null },
    pusher: { name: author.name, email: author.email },
    commits: [head],
    head_commit: head,
  };
}
