import { announce, announceIssue } from "./announce.ts";
import { findPull } from "./bare-issue.ts";
import { type Call, demand, type Handler, issueRefOf, loginOf, type Routes, refOf } from "./call.ts";
import { closeByKeyword, DEFAULT_BRANCH, landCommit } from "./closing.ts";
import { pushOf } from "./contents.ts";
import { page } from "./paging.ts";
import { readIssue } from "./read-issue.ts";
import { notFound, refuse } from "./refusal.ts";
import { sameLogin } from "./roles.ts";
import { fields, type Issue, type Json, type RepoRef, repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";
import { commitFields, noteEntry } from "./timeline-log.ts";
import { write } from "./write.ts";

const openPull: Handler = async (call, site) => {
  const pull = (await write(call, site, "POST", `${repoPath(refOf(call))}/pulls`, call.body)) as Json;
  await announceIssue(site, call.caller, { ...refOf(call), number: Number(pull.number) }, null);
  return { status: 201, body: pull };
};

/** The webhook follows from what has changed. */
const editPull: Handler = async (call, site) => {
  const ref = issueRefOf(call);
  const before = await readIssue(site, ref);
  if (!isAuthor(call, before)) demand(call, "write");
  const answer = await write(call, site, "PATCH", `${repoPath(ref)}/pulls/${ref.number}`, call.body);
  await announceIssue(site, call.caller, ref, before);
  return { status: 200, body: answer };
};

/**
 * A merge is a push, ends the pull request, and closes what it says it closes. The emulator puts the branch's tree in the place
 * of the base's: of two that were open at once, the second undoes the files of the first.
 */
const mergePull: Handler = async (call, site) => {
  const ref = issueRefOf(call);
  const before = await readIssue(site, ref);
  demand(call, "write");
  const pull = await demandPull(call, site);
  const files = await filesOf(site, ref, pull);
  const path = `${repoPath(ref)}/pulls/${ref.number}/merge`;
  const answer = (await write(call, site, "PUT", path, call.body)) as Json;
  const branch = String(fields(pull.base).ref);
  const commit = fields(await site.upstream.read(`${repoPath(ref)}/git/commits/${answer.sha}`));
  const payload = pushOf(branch, commit, byKind(files));
  await announce(site, call.caller, ref, [{ event: "push", action: null, payload }]);
  const by = loginOf(call.caller, site);
  noteEntry(site, ref, { event: "merged", by, more: commitFields(site, ref, answer.sha) });
  await announceIssue(site, call.caller, ref, before);
  await landCommit(call, site, { sha: answer.sha, message: String(commit.message ?? "") }, branch, ref);
  if (branch === DEFAULT_BRANCH)
    await closeByKeyword(call, site, `${before.title}\n${before.body ?? ""}`, {});
  return { status: 200, body: answer };
};

/** The emulator makes names up. https://docs.github.com/rest/pulls/pulls#list-pull-requests-files */
const listFiles: Handler = async (call, site) =>
  page(call, site.url, await filesOf(site, refOf(call), await demandPull(call, site)));

/** Whoever can read may review, but nobody approves what is their own. https://docs.github.com/rest/pulls/reviews */
const review: Handler = async (call, site) => {
  const ref = issueRefOf(call);
  const judges = call.body.event === "APPROVE" || call.body.event === "REQUEST_CHANGES";
  if (judges && isAuthor(call, await readIssue(site, ref)))
    throw refuse(422, "Unprocessable Entity", { errors: ["Can not approve your own pull request"] });
  const path = `${repoPath(ref)}/pulls/${ref.number}/reviews`;
  return { status: 200, body: await write(call, site, "POST", path, call.body) };
};

export const pullRoutes: Routes = {
  "POST /repos/:owner/:repo/pulls": openPull,
  "PATCH /repos/:owner/:repo/pulls/:number": editPull,
  "PUT /repos/:owner/:repo/pulls/:number/merge": mergePull,
  "GET /repos/:owner/:repo/pulls/:number/files": listFiles,
  "POST /repos/:owner/:repo/pulls/:number/reviews": review,
};

async function demandPull(call: Call, site: Site): Promise<Json> {
  const pull = await findPull(site, issueRefOf(call));
  if (!pull) throw notFound();
  return pull;
}

/** What the commits of a pull request change; nothing where its branch has none of its own. */
export async function filesOf(site: Site, repo: RepoRef, pull: Json): Promise<Json[]> {
  const [base, head] = [fields(pull.base).sha, fields(pull.head).sha];
  const compared = fields(await site.upstream.read(`${repoPath(repo)}/compare/${base}...${head}`));
  return (compared.files ?? []) as Json[];
}

function byKind(files: Json[]): Record<"added" | "removed" | "modified", string[]> {
  const named = (...kinds: string[]) =>
    files.filter(({ status }) => kinds.includes(String(status))).map(({ filename }) => String(filename));
  return {
    added: named("added"),
    removed: named("removed"),
    modified: named("modified", "renamed", "changed"),
  };
}

function isAuthor({ caller }: Call, pull: Issue): boolean {
  return caller.kind === "person" && sameLogin(caller.login, pull.user.login);
}
