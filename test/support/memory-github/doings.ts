import type { IssueRef, RepoRef } from "../../../src/core/reference.ts";
import type { Comment } from "../../../src/sandbox/shapes.ts";
import { announce } from "./announce.ts";
import { pushTo, pushToPull, type Texts } from "./files.ts";
import { failCheck, mergePull, openPull, type Proposal, review } from "./pulls.ts";
import { deploy, release } from "./shipped.ts";
import { type Kept, type Place, type Site, timeOn } from "./site.ts";
import { note } from "./timeline.ts";

/** What else people do: pull requests, deployments, releases, and what they take back. */
export type Doings = {
  /** Opens a pull request that touches these files. */
  propose(by: string, repo: RepoRef, pull: Proposal): IssueRef;
  /** Pushes one more commit to the branch of a pull request. Returns its SHA. */
  pushMore(by: string, pull: IssueRef, files: Texts): string;
  /** Pushes a commit to the default branch. Returns its SHA. */
  push(by: string, repo: RepoRef, files: Texts, message?: string): string;
  review(by: string, pull: IssueRef, state: "approved" | "changes_requested"): void;
  failCheck(pull: IssueRef, name: string): void;
  /** Returns the SHA of the merge. */
  merge(by: string, pull: IssueRef): string;
  /** Returns its id. It succeeds unless `state` says otherwise. */
  deploy(by: string, repo: RepoRef, what?: Parameters<typeof deploy>[3]): string;
  release(by: string, repo: RepoRef, what: Parameters<typeof release>[3]): void;
  /** Makes a repository public, or private. */
  setPrivate(by: string, repo: RepoRef, isPrivate: boolean): void;
  /** Nobody may comment but people who may write. */
  lock(by: string, ref: IssueRef): void;
  unlock(by: string, ref: IssueRef): void;
  editComment(by: string, on: IssueRef, id: number, body: string): void;
  deleteComment(by: string, on: IssueRef, id: number): void;
};

export function doings(
  site: Site,
  there: (ref: IssueRef) => { place: Place; kept: Kept },
  known: (repo: RepoRef) => Place,
): Doings {
  return {
    propose: (by, repo, pull) => openPull(site, known(repo), by, pull).ref,
    pushMore(by, ref, files) {
      const { place, kept } = there(ref);
      return pushToPull(site, place, kept, by, files);
    },
    push: (by, repo, files, message = "Change files") => pushTo(site, known(repo), by, files, message),
    review: (by, ref, state) => review(site, there(ref).kept, by, state),
    failCheck: (ref, name) => failCheck(site, there(ref).kept, name),
    merge(by, ref) {
      const { place, kept } = there(ref);
      return mergePull(site, place, kept, by);
    },
    deploy: (by, repo, what) => deploy(site, known(repo), by, what),
    release: (by, repo, what) => release(site, known(repo), by, what),
    setPrivate(by, repo, isPrivate) {
      const place = known(repo);
      place.private = isPrivate;
      announce(site, place, by, "repository", { action: isPrivate ? "privatized" : "publicized" });
    },
    lock: (by, ref) => lock(site, there(ref), by, true),
    unlock: (by, ref) => lock(site, there(ref), by, false),
    editComment(by, on, id, body) {
      const { place, kept } = there(on);
      const before = commentOf(kept, id);
      const comment = { ...before, body, updated_at: timeOn(site) };
      kept.comments = kept.comments.map((one) => (one.id === id ? comment : one));
      const changes = { body: { from: before.body } };
      announce(site, place, by, "issue_comment", { action: "edited", issue: kept.issue, comment, changes });
    },
    deleteComment(by, on, id) {
      const { place, kept } = there(on);
      const comment = commentOf(kept, id);
      kept.comments = kept.comments.filter((one) => one.id !== id);
      kept.issue = { ...kept.issue, comments: kept.comments.length };
      site.minimized.delete(id);
      announce(site, place, by, "issue_comment", { action: "deleted", issue: kept.issue, comment });
    },
  };
}

function lock(site: Site, { place, kept }: { place: Place; kept: Kept }, by: string, locked: boolean): void {
  const action = locked ? "locked" : "unlocked";
  kept.locked = locked;
  kept.issue = { ...kept.issue, locked };
  note(site, kept, by, { event: action });
  announce(site, place, by, "issues", { action, issue: kept.issue });
}

function commentOf(kept: Kept, id: number): Comment & { created_at: string } {
  const found = kept.comments.find((one) => one.id === id);
  if (!found) throw new Error(`there is no comment ${id} on ${kept.ref.repo}#${kept.ref.number}`);
  return found;
}
