import { announce, announceIssue, brief } from "./announce.ts";
import { findPull } from "./bare-issue.ts";
import { type Call, demand, type Handler, issueRefOf, loginOf, type Routes, refOf } from "./call.ts";
import { tellSuite } from "./check-suites.ts";
import { closeByKeyword, DEFAULT_BRANCH, landCommit } from "./closing.ts";
import { pushOf } from "./contents.ts";
import { forkOf, writeThere } from "./forks.ts";
import { mergeAnew, shaAt } from "./heads.ts";
import { isGone } from "./moved.ts";
import { page } from "./paging.ts";
import { passThrough } from "./pass-through.ts";
import { pullAsItStands } from "./pull-as-it-stands.ts";
import { readIssue } from "./read-issue.ts";
import { notFound, refuse } from "./refusal.ts";
import { sameLogin } from "./roles.ts";
import { fields, type Issue, type IssueRef, issuePath, type Json, type RepoRef, repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";
import { commitFields, noteEntry } from "./timeline-log.ts";
import { write } from "./write.ts";

const openPull: Handler = async (call, site) => {
  const path = `${repoPath(refOf(call))}/pulls`;
  await demandNews(call, site);
  const pull = fields(await writeThere(call, site, "POST", path, call.body));
  const ref = { ...refOf(call), number: Number(pull.number) };
  const fork = forkOf(call);
  if (fork) site.forks.set(issuePath(ref), brief(fields(await site.upstream.read(`/users/${fork}`))));
  await announceIssue(site, call.caller, ref, null);
  return { status: 201, body: (await findPull(site, ref)) ?? pull };
};

/**
 * The emulator makes branches up, and takes a second pull request from one. People here may go on proposing branches of which only
 * the name matters.
 * https://docs.github.com/rest/pulls/pulls#create-a-pull-request
 */
async function demandNews(call: Call, site: Site): Promise<void> {
  const [repo, head, base] = [refOf(call), String(call.body.head), String(call.body.base)];
  const refused = (error: Json) =>
    refuse(422, "Validation Failed", { errors: [{ resource: "PullRequest", ...error }] });
  const open = await site.upstream.readAll(`${repoPath(repo)}/pulls?state=open`);
  const same = open.find((pull) => fields(pull.head).ref === head && fields(pull.base).ref === base);
  if (same && !isGone(site, repo, Number(same.number)))
    throw refused({ code: "custom", message: `A pull request already exists for ${repo.owner}:${head}.` });
  if (call.caller.kind !== "installation") return;
  const [from, to] = [await shaAt(site, repo, head), await shaAt(site, repo, base)];
  if (!from || !to) throw refused({ field: from ? "base" : "head", code: "invalid" });
  if (from === to) throw refused({ code: "custom", message: `No commits between ${base} and ${head}` });
}

/** The webhook follows from what has changed. */
const editPull: Handler = async (call, site) => {
  const ref = issueRefOf(call);
  const before = await readIssue(site, ref);
  if (!isAuthor(call, before)) demand(call, "write");
  const answer = await write(call, site, "PATCH", `${repoPath(ref)}/pulls/${ref.number}`, call.body);
  await announceIssue(site, call.caller, ref, before);
  return { status: 200, body: pullAsItStands(site, ref, answer as Json) };
};

/** A merge is a push, ends the pull request, and closes what it says it closes. */
const mergePull: Handler = async (call, site) => {
  const ref = issueRefOf(call);
  const before = await readIssue(site, ref);
  demand(call, "write");
  const pull = await demandPull(call, site);
  const files = await filesOf(site, ref, pull);
  const branch = String(fields(pull.base).ref);
  const answer = await mergeUpstream(call, site, { ref, pull, files, branch });
  const commit = fields(await site.upstream.read(`${repoPath(ref)}/git/commits/${answer.sha}`));
  const payload = pushOf(branch, commit, byKind(files));
  await announce(site, call.caller, ref, [{ event: "push", action: null, payload }]);
  await tellSuite(site, call.caller, ref, payload);
  const by = loginOf(call.caller, site);
  noteEntry(site, ref, { event: "merged", by, more: commitFields(site, ref, answer.sha) });
  await announceIssue(site, call.caller, ref, before);
  await landCommit(call, site, { sha: answer.sha, message: String(commit.message ?? "") }, branch, ref);
  if (branch === DEFAULT_BRANCH)
    await closeByKeyword(call, site, `${before.title}\n${before.body ?? ""}`, {});
  return { status: 200, body: answer };
};

/** The emulator merges what the pull request was at its opening into what the base was then; of what came later it knows nothing. */
async function mergeUpstream(
  call: Call,
  site: Site,
  merge: { ref: IssueRef; pull: Json; files: Json[]; branch: string },
): Promise<Json> {
  const { ref, pull, files, branch } = merge;
  const tip = await shaAt(site, ref, branch);
  const answer = (await write(
    call,
    site,
    "PUT",
    `${repoPath(ref)}/pulls/${ref.number}/merge`,
    call.body,
  )) as Json;
  if (!tip || (tip === fields(pull.base).sha && !site.heads.has(issuePath(ref)))) return answer;
  const commit = fields(await site.upstream.read(`${repoPath(ref)}/git/commits/${answer.sha}`));
  const send = async (method: "POST" | "PATCH", path: string, body: Json) =>
    fields(await write(call, site, method, repoPath(ref) + path, body));
  return { ...answer, sha: await mergeAnew(site, ref, { tip, pull, files, branch, commit }, send) };
}

const readPull: Handler = async (call, site) => {
  const answer = await passThrough(call, site);
  return { ...answer, body: pullAsItStands(site, issueRefOf(call), fields(answer.body)) };
};

const listPulls: Handler = async (call, site) => {
  const answer = await passThrough(call, site);
  const shown = (answer.body as Json[]).map((pull) =>
    pullAsItStands(site, { ...refOf(call), number: Number(pull.number) }, pull),
  );
  return { ...answer, body: shown };
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
  "GET /repos/:owner/:repo/pulls": listPulls,
  "GET /repos/:owner/:repo/pulls/:number": readPull,
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
