import type { PullCourse } from "../../../src/core/history.ts";
import { readIssue } from "../../../src/core/payload-issue.ts";
import { type IssueRef, type RepoRef, repoOf } from "../../../src/core/reference.ts";
import { referencesIn } from "../../../src/sandbox/references.ts";
import { announceIssue } from "./announce.ts";
import { changeIssue } from "./change.ts";
import { changed, commit, type Texts, tellPush } from "./files.ts";
import {
  accountOf,
  type Kept,
  keptAt,
  nextId,
  openIssue,
  type Place,
  placeOf,
  type Site,
  timeOn,
} from "./site.ts";
import { note, noteReferences } from "./timeline.ts";

/** What pull requests have beyond issues. */
export type PullPart = {
  mergedBy: string | null;
  sha: string | null;
  /** Its branch; `fork`: whose fork that is in, null: none. */
  head: { ref: string; sha: string; fork: string | null };
  /** What it changes. */
  texts: Texts;
} & Pick<PullCourse, "reviews" | "failedChecks">;

/** A change of these files: paths with their new texts, or only paths. `fork`: its branch is in a fork of the author's. */
export type Proposal = { title: string; body?: string; files: string[] | Texts; fork?: boolean };

/** Opens a pull request that touches these files. */
export function openPull(site: Site, place: Place, by: string, pull: Proposal): Kept {
  const { title, body = "", files } = pull;
  const kept = openIssue(site, place, { by, title, body, labels: [], assignees: [] });
  const html_url = String(kept.issue.html_url).replace("/issues/", "/pull/");
  kept.issue = { ...kept.issue, html_url, pull_request: { merged_at: null } };
  const texts = Array.isArray(files) ? Object.fromEntries(files.map((path) => [path, title])) : files;
  kept.files = Object.keys(texts);
  const sha = commit(site, place, changed(place.files, texts));
  const head = { ref: `change-${kept.ref.number}`, sha, fork: pull.fork ? by : null };
  kept.pull = { mergedBy: null, sha: null, head, texts, reviews: [], failedChecks: [] };
  noteReferences(site, kept, by, body);
  announceIssue(site, place, by, null, kept.issue);
  return kept;
}

/** Merges it, and closes what it says it closes. Returns the SHA. */
export function mergePull(site: Site, place: Place, kept: Kept, by: string): string {
  const part = partOf(kept);
  const before = place.files;
  place.files = changed(before, part.texts);
  const sha = commit(site, place, place.files);
  kept.pull = { ...part, mergedBy: by, sha };
  const message = `Merge pull request #${kept.ref.number} from ${place.owner}/${part.head.ref}`;
  tellPush(site, place, by, { branch: "main", sha, message, texts: part.texts, before });
  kept.issue = { ...kept.issue, pull_request: { merged_at: timeOn(site) } };
  note(site, kept, by, { event: "merged", commit_id: sha });
  changeIssue(site, place, kept, by, { state: "closed" });
  for (const { ref } of referencesIn(`${kept.issue.title}\n${kept.issue.body}`, kept.ref).filter(
    ({ closes }) => closes,
  )) {
    const target = keptAt(site, ref);
    const there = placeOf(site, ref);
    if (target?.gone === null && there && !target.pull && target.issue.state === "open")
      changeIssue(site, there, target, by, { state: "closed" });
  }
  return sha;
}

export function review(site: Site, kept: Kept, by: string, state: "approved" | "changes_requested"): void {
  const part = partOf(kept);
  const url = `${kept.issue.html_url}#pullrequestreview-${nextId(site)}`;
  part.reviews.push({ by: accountOf(by), at: timeOn(site), state, url });
  kept.pull = part;
  const { login, type } = { login: by, type: accountOf(by).isBot ? "Bot" : "User" };
  const submitted_at = timeOn(site);
  kept.timeline.push({ event: "reviewed", user: { login, type }, state, submitted_at, html_url: url });
}

/** A check of its last commit fails. */
export function failCheck(site: Site, kept: Kept, name: string): void {
  const part = partOf(kept);
  part.failedChecks.push({ name, at: timeOn(site), url: `${kept.issue.html_url}/checks` });
  kept.pull = part;
}

/** Null: it is no pull request. */
export function courseOf(kept: Kept): PullCourse | null {
  if (!kept.issue.pull_request) return null;
  const { ref, url, title, author, state, createdAt, closedAt, body } = readIssue(
    kept.issue,
    repoOf(kept.ref),
  );
  const { mergedBy, sha, reviews, failedChecks } = partOf(kept);
  const mergedAt = (kept.issue.pull_request.merged_at as string | null | undefined) ?? null;
  return {
    ...{ ref, title, url, author, state, mergedAt, createdAt, closedAt, sha, reviews, failedChecks },
    mergedBy: mergedBy === null ? null : accountOf(mergedBy),
    closes: referencesIn(`${title}\n${body}`, ref).some(({ closes }) => closes),
    reverts: revertedBy(body, ref),
    files: kept.files.slice(0, 100),
  };
}

export function revertedBy(body: string, home: RepoRef): IssueRef | null {
  const line = /^reverts\s.*$/im.exec(body)?.[0] ?? "";
  return referencesIn(line, home)[0]?.ref ?? null;
}

function partOf({ pull }: Kept): PullPart {
  const head = { ref: "", sha: "", fork: null };
  return pull ?? { mergedBy: null, sha: null, head, texts: {}, reviews: [], failedChecks: [] };
}
