import { announceIssue } from "./announce.ts";
import { type Call, demand, type Handler, issueRefOf, type Routes, refOf } from "./call.ts";
import { readIssue } from "./read-issue.ts";
import { sameLogin } from "./roles.ts";
import { type Issue, type Json, repoPath } from "./shapes.ts";
import { write } from "./write.ts";

const openPull: Handler = async (call, site) => {
  const pull = (await write(call, site, "POST", `${repoPath(refOf(call))}/pulls`, call.body)) as Json;
  await announceIssue(site, call.caller, { ...refOf(call), number: Number(pull.number) }, null);
  return { status: 201, body: pull };
};

/** Edits or merges: the webhook follows from what has changed. */
function changePull(method: "PATCH" | "PUT", suffix: string): Handler {
  return async (call, site) => {
    const ref = issueRefOf(call);
    const before = await readIssue(site, ref);
    demandPullEditor(call, before);
    const answer = await write(
      call,
      site,
      method,
      `${repoPath(ref)}/pulls/${ref.number}${suffix}`,
      call.body,
    );
    await announceIssue(site, call.caller, ref, before);
    return { status: 200, body: answer };
  };
}

export const pullRoutes: Routes = {
  "POST /repos/:owner/:repo/pulls": openPull,
  "PATCH /repos/:owner/:repo/pulls/:number": changePull("PATCH", ""),
  "PUT /repos/:owner/:repo/pulls/:number/merge": changePull("PUT", "/merge"),
};

function demandPullEditor(call: Call, pull: Issue): void {
  if (
    call.caller.kind === "person" &&
    sameLogin(call.caller.login, pull.user.login) &&
    call.method === "PATCH"
  )
    return;
  demand(call, "write");
}
