import { announce } from "./announce.ts";
import { findPull } from "./bare-issue.ts";
import type { Caller } from "./caller.ts";
import { isGone } from "./moved.ts";
import { fields, issuePath, type Json, type RepoRef, repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";
import { timeNow } from "./timeline-log.ts";

/** `refs/pull/12/head`, where GitHub keeps the last commit of every pull request, also of one from a fork. */
const PULL_REF = /^(?:refs\/)?pull\/(\d+)\/head$/;

/** The SHA of a branch, tag, commit or pull request; null where there is no such thing. */
export async function shaAt(site: Site, repo: RepoRef, ref: string): Promise<string | null> {
  const [, number] = PULL_REF.exec(ref) ?? [];
  const found = number
    ? fields((await findPull(site, { ...repo, number: Number(number) }))?.head)
    : fields(await site.upstream.read(`${repoPath(repo)}/commits/${encodeURI(ref)}`));
  return typeof found.sha === "string" ? found.sha : null;
}

/**
 * A branch has moved on: the open pull requests that it stands for are told of it. That the `push` comes first is a guess.
 * https://docs.github.com/webhooks/webhook-events-and-payloads?actionType=synchronize#pull_request
 */
export async function moveHeads(
  site: Site,
  caller: Caller,
  repo: RepoRef,
  push: { branch: string; before: unknown; after: string },
): Promise<void> {
  const open = await site.upstream.readAll(`${repoPath(repo)}/pulls?state=open`);
  // Branches of forks have names that no branch of the repository has: see `forks.ts`.
  for (const { number, head } of open) {
    const ref = { ...repo, number: Number(number) };
    if (fields(head).ref !== push.branch || isGone(site, repo, ref.number)) continue;
    site.heads.set(issuePath(ref), { sha: push.after, merged: null, at: timeNow() });
    const { before, after } = push;
    const payload = { number, before, after, pull_request: await findPull(site, ref) };
    await announce(site, caller, ref, [{ event: "pull_request", action: "synchronize", payload }]);
  }
}

/**
 * A pull request whose branch moved on may have been merged with files that are older, or undo what was merged meanwhile: the
 * emulator takes the tree of the branch as it was when the pull request was opened. Puts a commit in the place of the
 * emulator's that changes what the pull request changes, and nothing else; gives its SHA. Both sides of a conflict: the
 * pull request's stands (GitHub would refuse to merge).
 */
export async function mergeAnew(
  site: Site,
  ref: RepoRef & { number: number },
  merge: { tip: string; pull: Json; files: Json[]; branch: string; commit: Json },
  send: (method: "POST" | "PATCH", path: string, body: Json) => Promise<Json>,
): Promise<string> {
  const { tip, pull, files, branch, commit } = merge;
  const base = fields(await site.upstream.read(`${repoPath(ref)}/git/commits/${tip}`));
  const tree = await send("POST", "/git/trees", {
    base_tree: fields(base.tree).sha,
    tree: files.flatMap(treeEntries),
  });
  const head = String(fields(pull.head).sha);
  const made = await send("POST", "/git/commits", {
    ...{ message: commit.message, tree: tree.sha, parents: [tip, head] },
    ...{ author: commit.author, committer: commit.committer },
  });
  const sha = String(made.sha);
  await send("PATCH", `/git/refs/heads/${branch}`, { sha, force: true });
  site.heads.set(issuePath(ref), { sha: head, merged: sha, at: timeNow() });
  return sha;
}

function treeEntries({ filename, previous_filename, sha, status }: Json): Json[] {
  const blob = { mode: "100644", type: "blob" };
  const gone = status === "renamed" ? [{ ...blob, path: previous_filename, sha: null }] : [];
  return [...gone, { ...blob, path: filename, sha: status === "removed" ? null : sha }];
}
