import { createHash } from "node:crypto";
import type { PullCourse } from "../../../src/core/history.ts";
import { readIssue } from "../../../src/core/payload.ts";
import { type IssueRef, type RepoRef, repoOf } from "../../../src/core/reference.ts";
import { referencesIn } from "../../../src/sandbox/references.ts";
import { announceIssue } from "./announce.ts";
import { changeIssue } from "./change.ts";
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
export type PullPart = { mergedBy: string | null; sha: string | null } & Pick<
  PullCourse,
  "reviews" | "failedChecks"
>;

/** Opens a pull request that touches these files. */
export function openPull(
  site: Site,
  place: Place,
  by: string,
  pull: { title: string; body?: string; files: string[] },
): Kept {
  const { title, body = "", files } = pull;
  const kept = openIssue(site, place, { by, title, body, labels: [], assignees: [] });
  const html_url = String(kept.issue.html_url).replace("/issues/", "/pull/");
  kept.issue = { ...kept.issue, html_url, pull_request: { merged_at: null } };
  kept.files = files;
  kept.pull = { mergedBy: null, sha: null, reviews: [], failedChecks: [] };
  noteReferences(site, kept, by, body);
  announceIssue(site, place, by, null, kept.issue);
  return kept;
}

/** Merges it, and closes what it says it closes. Returns the SHA. */
export function mergePull(site: Site, place: Place, kept: Kept, by: string): string {
  const sha = createHash("sha1")
    .update(`merge ${nextId(site)}`)
    .digest("hex");
  kept.pull = { ...partOf(kept), mergedBy: by, sha };
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
  return pull ?? { mergedBy: null, sha: null, reviews: [], failedChecks: [] };
}
