import { type IssueRef, type RepoRef, repoOf } from "../../../src/core/reference.ts";
import { announce, announceIssue, repositoryOf } from "./announce.ts";
import { changeIssue, type Patch } from "./change.ts";
import { type Doings, doings } from "./doings.ts";
import {
  type Kept,
  keptAt,
  nextId,
  openIssue,
  type Place,
  placeOf,
  type Site,
  timeOn,
  userNamed,
} from "./site.ts";
import { note, noteChanges, noteReferences } from "./timeline.ts";

/** What people do in their browsers. Each act sends the webhooks that it sends on GitHub. */
export type People = {
  open(by: string, repo: RepoRef, issue: { title: string; body?: string; labels?: string[] }): IssueRef;
  edit(by: string, ref: IssueRef, patch: Pick<Patch, "title" | "body">): void;
  label(by: string, ref: IssueRef, name: string): void;
  unlabel(by: string, ref: IssueRef, name: string): void;
  close(by: string, ref: IssueRef): void;
  reopen(by: string, ref: IssueRef): void;
  /** These and nobody else. */
  assign(by: string, ref: IssueRef, logins: string[]): void;
  comment(by: string, ref: IssueRef, body: string): void;
  remove(by: string, ref: IssueRef): void;
  /** Returns where it is now. */
  transfer(by: string, ref: IssueRef, to: RepoRef): IssueRef;
};

export function createPeople(site: Site): People & Doings {
  const change = (by: string, ref: IssueRef, patch: Patch) => {
    const { place, kept } = there(site, ref);
    changeIssue(site, place, kept, by, patch);
  };
  const labelsOf = (ref: IssueRef) => there(site, ref).kept.issue.labels.map(({ name }) => name);
  return {
    ...doings(
      site,
      (ref) => there(site, ref),
      (repo) => known(site, repo),
    ),
    open(by, repo, { title, body = "", labels = [] }) {
      const place = known(site, repo);
      const kept = openIssue(site, place, { by, title, body, labels, assignees: [] });
      noteChanges(site, kept, null, by);
      noteReferences(site, kept, by, body);
      announceIssue(site, place, by, null, kept.issue);
      return kept.ref;
    },
    edit: change,
    label: (by, ref, name) => change(by, ref, { labels: [...labelsOf(ref), name] }),
    unlabel: (by, ref, name) =>
      change(by, ref, {
        labels: labelsOf(ref).filter((other) => other.toLowerCase() !== name.toLowerCase()),
      }),
    close: (by, ref) => change(by, ref, { state: "closed" }),
    reopen: (by, ref) => change(by, ref, { state: "open" }),
    assign: (by, ref, assignees) => change(by, ref, { assignees }),
    comment(by, ref, body) {
      const { place, kept } = there(site, ref);
      comment(site, place, kept, by, body);
    },
    remove(by, ref) {
      const { place, kept } = there(site, ref);
      kept.gone = 410;
      announce(site, place, by, "issues", { action: "deleted", issue: kept.issue });
    },
    transfer: (by, ref, to) => transfer(site, there(site, ref), known(site, to), by),
  };
}

export function nodeIdOf(commentId: number): string {
  return `IC_${commentId}`;
}

/** Adds a comment, which is news of the issue, too. Returns its id. */
export function comment(site: Site, place: Place, kept: Kept, by: string, body: string): number {
  const at = timeOn(site);
  const id = nextId(site);
  const url = String(kept.issue.html_url);
  const said = {
    ...{ id, node_id: nodeIdOf(id), body, html_url: `${url}#issuecomment-${id}`, issue_url: url },
    ...{ user: userNamed(by), created_at: at, updated_at: at },
  };
  kept.comments.push(said);
  noteReferences(site, kept, by, body);
  kept.issue = { ...kept.issue, comments: kept.comments.length, updated_at: at };
  announce(site, place, by, "issue_comment", { action: "created", issue: kept.issue, comment: said });
  return id;
}

/**
 * Another issue, of another number and id, with the same words, comments and people; its labels where the other repository
 * has them too. https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/transferring-an-issue-to-another-repository
 */
function transfer(
  site: Site,
  { place, kept }: { place: Place; kept: Kept },
  to: Place,
  by: string,
): IssueRef {
  const { issue: old } = kept;
  const labels = old.labels
    .map(({ name }) => name)
    .filter((name) => to.labels.some((label) => label.name.toLowerCase() === name.toLowerCase()));
  const moved = openIssue(site, to, {
    by: old.user.login,
    title: old.title,
    body: old.body ?? "",
    labels,
    assignees: old.assignees.map(({ login }) => login),
  });
  const { state, state_reason, created_at, closed_at, comments } = old;
  moved.issue = { ...moved.issue, ...{ state, state_reason, created_at, closed_at, comments } };
  moved.comments = kept.comments;
  moved.timeline = [...kept.timeline];
  moved.locked = kept.locked;
  note(site, moved, by, { event: "transferred" });
  moved.from = kept.ref;
  kept.gone = 301;
  announce(site, place, by, "issues", {
    action: "transferred",
    issue: old,
    changes: { new_issue: moved.issue, new_repository: repositoryOf(to) },
  });
  announce(site, to, by, "issues", {
    action: "opened",
    issue: moved.issue,
    changes: { old_issue: old, old_repository: repositoryOf(place) },
  });
  return { ...repoOf(to), number: moved.ref.number };
}

function known(site: Site, repo: RepoRef): Place {
  const place = placeOf(site, repo);
  if (!place) throw new Error(`there is no repository ${repo.owner}/${repo.repo}`);
  return place;
}

function there(site: Site, ref: IssueRef): { place: Place; kept: Kept } {
  const kept = keptAt(site, ref);
  if (!kept || kept.gone !== null) throw new Error(`there is no issue ${ref.repo}#${ref.number}`);
  return { place: known(site, ref), kept };
}
