import { announceIssue } from "./announce.ts";
import { demandAssignable } from "./assignable.ts";
import { type Call, demand, type Handler, issueRefOf, may, type Routes, refOf, repoOf } from "./call.ts";
import { knownLabels } from "./label-names.ts";
import { checkIssueText } from "./limits.ts";
import { listIssues } from "./list-issues.ts";
import { readIssue } from "./read-issue.ts";
import { invalid } from "./refusal.ts";
import { sameLogin } from "./roles.ts";
import { type Issue, issuePath, type Json, repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";
import { write } from "./write.ts";

/** Marks the submission of an issue form, which labels an issue whoever opens it. Only `submitForm` sends it. */
export const FORM_HEADER = "x-sandbox-issue-form";

const openIssue: Handler = async (call, site) => {
  const { title, body } = call.body;
  if (typeof title !== "string" || !title.trim())
    throw invalid({ resource: "Issue", code: "missing_field", field: "title" });
  checkIssueText(call.body);
  const more = call.headers[FORM_HEADER] || may(call, "triage") ? await organised(call, site) : {};
  const opened = (await write(call, site, "POST", `${repoPath(refOf(call))}/issues`, {
    title,
    body,
    ...more,
  })) as Issue;
  const ref = { ...refOf(call), number: opened.number };
  return { status: 201, body: await announceIssue(site, call.caller, ref, null) };
};

const editIssue: Handler = async (call, site) => {
  const before = await readIssue(site, issueRefOf(call));
  checkIssueText(call.body);
  demandEditor(call, before);
  const more = may(call, "triage") ? await organised(call, site, before) : {};
  const patch = { ...textAndState(call.body, before), ...more };
  await (before.pull_request
    ? writePull(call, site, patch)
    : write(call, site, "PATCH", issuePath(issueRefOf(call)), patch));
  rememberReason(call.body, before, site);
  return { status: 200, body: await announceIssue(site, call.caller, issueRefOf(call), before) };
};

export const issueRoutes: Routes = {
  "GET /repos/:owner/:repo/issues": listIssues,
  "POST /repos/:owner/:repo/issues": openIssue,
  "GET /repos/:owner/:repo/issues/:number": async (call, site) => ({
    status: 200,
    body: await readIssue(site, issueRefOf(call)),
  }),
  "PATCH /repos/:owner/:repo/issues/:number": editIssue,
};

/** Labels, assignees and milestone of a request, checked. Silently dropped, they say, for whoever may not triage. */
async function organised(call: Call, site: Site, issue?: Issue): Promise<Json> {
  const { labels, assignees, milestone } = call.body;
  const more: Json = {};
  if (labels !== undefined) more.labels = await knownLabels(site, refOf(call), labels);
  if (assignees !== undefined) more.assignees = await demandAssignable(site, repoOf(call), assignees, issue);
  if (milestone !== undefined) more.milestone = await knownMilestone(call, site);
  return more;
}

async function knownMilestone(call: Call, site: Site): Promise<unknown> {
  const value = call.body.milestone;
  if (value === null) return null;
  const known = await site.upstream.read(
    `${repoPath(refOf(call))}/milestones/${encodeURIComponent(String(value))}`,
  );
  if (!known) throw invalid({ value, resource: "Issue", field: "milestone", code: "invalid" });
  return Number(value);
}

/** The author may edit and close; others need a role: triage to close, write to change the words. */
function demandEditor(call: Call, issue: Issue): void {
  const { caller, body } = call;
  if (caller.kind === "person" && sameLogin(caller.login, issue.user.login)) return;
  demand(call, body.title !== undefined || body.body !== undefined ? "write" : "triage");
}

/** `state_reason` is ignored unless `state` changes. */
function textAndState({ title, body, state, state_reason }: Json, before: Issue): Json {
  const changes = state !== undefined && state !== before.state;
  return { title, body, ...(changes ? { state, state_reason } : {}) };
}

/** The emulator does not know `duplicate`. */
function rememberReason({ state, state_reason }: Json, before: Issue, site: Site): void {
  if (state === undefined || state === before.state) return;
  if (state === "closed" && state_reason === "duplicate") site.reasons.set(before.id, "duplicate");
  else site.reasons.delete(before.id);
}

/** What of a pull request can be changed through the issues API, and the emulator can store. */
async function writePull(call: Call, site: Site, { labels, title, body, state }: Json): Promise<void> {
  const ref = issueRefOf(call);
  const patch = { title, body, state };
  if (Object.values(patch).some((value) => value !== undefined))
    await write(call, site, "PATCH", `${repoPath(ref)}/pulls/${ref.number}`, patch);
  if (labels) await write(call, site, "PUT", `${issuePath(ref)}/labels`, { labels });
}
