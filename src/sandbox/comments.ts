import { announce } from "./announce.ts";
import { type Call, demand, type Handler, issueRefOf, loginOf, type Routes, refOf } from "./call.ts";
import { demandOpenConversation } from "./conversation.ts";
import { fromPublicId } from "./ids.ts";
import { checkCommentText } from "./limits.ts";
import { page, updatedSince } from "./paging.ts";
import { placedAt, readComments } from "./read-comments.ts";
import { readIssue } from "./read-issue.ts";
import { forbidden, notFound } from "./refusal.ts";
import { sameLogin } from "./roles.ts";
import { type Comment, type IssueRef, issuePath, type Json, type RepoRef, repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";
import { noteEntry, noteReferences } from "./timeline-log.ts";
import { write } from "./write.ts";

const createComment: Handler = async (call, site) => {
  const ref = issueRefOf(call);
  await readIssue(site, ref);
  demandOpenConversation(call, site, ref);
  checkCommentText(call.body.body);
  const comment = (await write(call, site, "POST", `${issuePath(ref)}/comments`, call.body)) as Comment;
  site.comments.set(comment.id, ref);
  noteEntry(site, ref, { event: "commented", by: comment.user.login, comment: comment.id });
  await noteReferences(site, comment.user.login, ref, comment.body);
  await tell(call, site, ref, "created", { comment });
  return { status: 201, body: comment };
};

const editComment: Handler = async (call, site) => {
  const before = await namedComment(call, site);
  checkCommentText(call.body.body);
  demandAuthor(call, site, before);
  const ref = placeOf(site, before);
  const written = await write(call, site, "PATCH", path(call, site), { body: call.body.body });
  const comment = placedAt(site, written as Comment, ref);
  const changes = { body: { from: before.body } };
  if (comment.body !== before.body) {
    await noteReferences(site, comment.user.login, ref, comment.body);
    await tell(call, site, ref, "edited", { changes, comment });
  }
  return { status: 200, body: comment };
};

const deleteComment: Handler = async (call, site) => {
  const comment = await namedComment(call, site);
  demandAuthor(call, site, comment);
  const ref = placeOf(site, comment);
  await write(call, site, "DELETE", path(call, site));
  site.comments.delete(comment.id);
  site.minimized.delete(comment.id);
  site.reactions.delete(comment.id);
  noteEntry(site, ref, { event: "comment_deleted", by: loginOf(call.caller, site) });
  await tell(call, site, ref, "deleted", { comment });
  return { status: 204 };
};

const listOnIssue: Handler = async (call, site) => {
  await readIssue(site, issueRefOf(call));
  const all = await readComments(site, issueRefOf(call));
  return page(call, site.url, updatedSince(all, call.query.get("since")));
};

/** The emulator takes `/issues/comments` for an issue and says 404. */
const listInRepository: Handler = async (call, site) => {
  const { owner, repo } = refOf(call);
  const ids = [...site.comments].filter(([, on]) => on.owner === owner && on.repo === repo).map(([id]) => id);
  const read = await Promise.all(ids.map((id) => findComment(site, refOf(call), id)));
  const found = updatedSince(
    read.filter((comment) => comment !== null),
    call.query.get("since"),
  );
  const field = call.query.get("sort") === "updated" ? "updated_at" : "created_at";
  const up = call.query.get("direction") === "desc" ? -1 : 1;
  const when = (comment: Comment) => Date.parse(String(comment[field]));
  return page(
    call,
    site.url,
    found.toSorted((a, b) => up * (when(a) - when(b) || a.id - b.id)),
  );
};

export const commentRoutes: Routes = {
  "GET /repos/:owner/:repo/issues/comments": listInRepository,
  "GET /repos/:owner/:repo/issues/comments/:id": async (call, site) => ({
    status: 200,
    body: await namedComment(call, site),
  }),
  "PATCH /repos/:owner/:repo/issues/comments/:id": editComment,
  "DELETE /repos/:owner/:repo/issues/comments/:id": deleteComment,
  "GET /repos/:owner/:repo/issues/:number/comments": listOnIssue,
  "POST /repos/:owner/:repo/issues/:number/comments": createComment,
};

/** The comment that the path names. */
export async function namedComment(call: Call, site: Site): Promise<Comment> {
  const comment = await findComment(site, refOf(call), Number(call.params.id));
  if (!comment) throw notFound();
  return comment;
}

async function findComment(site: Site, repo: RepoRef, id: number): Promise<Comment | null> {
  const on = site.comments.get(id);
  if (!on || repoPath(on) !== repoPath(repo)) return null;
  const comment = (await site.upstream.read(upstreamPath(site, repo, id))) as Comment | null;
  return comment && placedAt(site, comment, on);
}

function path(call: Call, site: Site): string {
  return upstreamPath(site, refOf(call), Number(call.params.id));
}

function upstreamPath(site: Site, repo: RepoRef, id: number): string {
  const own = fromPublicId("IssueComment", id);
  if (own === null) throw notFound();
  return `${repoPath(site.homes.get(id) ?? repo)}/issues/comments/${own}`;
}

function placeOf(site: Site, comment: Comment): IssueRef {
  const ref = site.comments.get(comment.id);
  if (!ref) throw notFound();
  return ref;
}

/** Who may write may change what others said; an App only what it said itself. */
function demandAuthor(call: Call, site: Site, comment: Comment): void {
  const { kind } = call.caller;
  if (kind !== "person" && kind !== "installation") throw forbidden();
  if (sameLogin(loginOf(call.caller, site), comment.user.login)) return;
  if (kind === "installation") throw forbidden();
  demand(call, "write");
}

async function tell(call: Call, site: Site, ref: IssueRef, action: string, payload: Json): Promise<void> {
  const issue = await readIssue(site, ref);
  await announce(site, call.caller, ref, [
    { event: "issue_comment", action, payload: { issue, ...payload } },
  ]);
}
