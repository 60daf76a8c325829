import { announce } from "./announce.ts";
import { findPull } from "./bare-issue.ts";
import { type Call, demand, type Handler, issueRefOf, loginOf, may, type Routes } from "./call.ts";
import { readIssue } from "./read-issue.ts";
import { invalid, Refusal } from "./refusal.ts";
import { type IssueRef, issuePath } from "./shapes.ts";
import type { Site } from "./site.ts";
import { noteEntry } from "./timeline-log.ts";

/** https://docs.github.com/rest/issues/issues#lock-an-issue */
const REASONS = ["off-topic", "too heated", "resolved", "spam"];

const lock: Handler = async (call, site) => {
  const ref = issueRefOf(call);
  await readIssue(site, ref);
  demand(call, "write");
  const { lock_reason: reason = null } = call.body;
  if (reason !== null && !REASONS.includes(String(reason)))
    throw invalid({ resource: "Issue", field: "lock_reason", code: "invalid", value: reason });
  site.locked.set(issuePath(ref), reason === null ? null : String(reason));
  await tell(call, site, ref, "locked");
  return { status: 204 };
};

const unlock: Handler = async (call, site) => {
  const ref = issueRefOf(call);
  await readIssue(site, ref);
  demand(call, "write");
  site.locked.delete(issuePath(ref));
  await tell(call, site, ref, "unlocked");
  return { status: 204 };
};

export const conversationRoutes: Routes = {
  "PUT /repos/:owner/:repo/issues/:number/lock": lock,
  "DELETE /repos/:owner/:repo/issues/:number/lock": unlock,
};

/** On a locked issue only people with write access comment; apps do not: https://github.com/probot/stale/issues/25 */
export function demandOpenConversation(call: Call, site: Site, ref: IssueRef): void {
  if (!site.locked.has(issuePath(ref)) || (call.caller.kind === "person" && may(call, "write"))) return;
  throw new Refusal(403, {
    message: "Unable to create comment because issue is locked.",
    documentation_url: "https://docs.github.com/articles/locking-conversations/",
    status: "403",
  });
}

async function tell(call: Call, site: Site, ref: IssueRef, action: "locked" | "unlocked"): Promise<void> {
  const lock_reason = site.locked.get(issuePath(ref)) ?? null;
  noteEntry(site, ref, { event: action, by: loginOf(call.caller, site), more: { lock_reason } });
  const issue = await readIssue(site, ref);
  const event = issue.pull_request ? "pull_request" : "issues";
  const pull = issue.pull_request && (await findPull(site, ref));
  const subject = pull ? { number: ref.number, pull_request: pull } : { issue };
  await announce(site, call.caller, ref, [{ event, action, payload: subject }]);
}
