import { announceIssue } from "./announce.ts";
import { findAssignable } from "./assignable.ts";
import { type Handler, issueRefOf, may, type Routes, repoOf } from "./call.ts";
import { page } from "./paging.ts";
import { readIssue } from "./read-issue.ts";
import { notFound } from "./refusal.ts";
import { assignableLogins } from "./roles.ts";
import { issuePath } from "./shapes.ts";
import { write } from "./write.ts";

/** Whoever cannot be assigned is passed over; so is everybody if the caller may not assign. */
function changeAssignees(method: "POST" | "DELETE", status: number): Handler {
  return async (call, site) => {
    const ref = issueRefOf(call);
    const before = await readIssue(site, ref);
    const asked = Array.isArray(call.body.assignees) ? call.body.assignees.map(String) : [];
    const found = await Promise.all(asked.map((login) => findAssignable(site, repoOf(call), login, before)));
    const assignees = found.filter((login) => login !== null);
    if (may(call, "triage") && assignees.length)
      await write(call, site, method, `${issuePath(ref)}/assignees`, { assignees });
    return { status, body: await announceIssue(site, call.caller, ref, before) };
  };
}

const canAssign: Handler = async (call, site) => {
  if (!(await findAssignable(site, repoOf(call), call.params.login ?? ""))) throw notFound();
  return { status: 204 };
};

const canAssignToIssue: Handler = async (call, site) => {
  const issue = await readIssue(site, issueRefOf(call));
  if (!(await findAssignable(site, repoOf(call), call.params.login ?? "", issue))) throw notFound();
  return { status: 204 };
};

export const assigneeRoutes: Routes = {
  "GET /repos/:owner/:repo/assignees": async (call, site) => {
    const users = assignableLogins(repoOf(call)).map((login) => site.upstream.read(`/users/${login}`));
    return page(call, site.url, await Promise.all(users));
  },
  "GET /repos/:owner/:repo/assignees/:login": canAssign,
  "GET /repos/:owner/:repo/issues/:number/assignees/:login": canAssignToIssue,
  "POST /repos/:owner/:repo/issues/:number/assignees": changeAssignees("POST", 201),
  "DELETE /repos/:owner/:repo/issues/:number/assignees": changeAssignees("DELETE", 200),
};
