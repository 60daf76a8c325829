import { findBareIssue } from "./bare-issue.ts";
import { referencesIn } from "./references.ts";
import { sameLogin } from "./roles.ts";
import { type Issue, type IssueRef, issuePath, type Json, type RepoRef, repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";
import { timelineEvents } from "./timeline-events.ts";

/** One thing that happened. `at` is ISO 8601; `more` is what this kind of event has beyond what all have. */
export type Entry = { id: number; event: string; at: string; by: string; more: Json } & Told;

/** `source`: what mentions it; `comment`: the id of what was said. */
type Told = { source?: IssueRef; comment?: number };

/** Path of an issue → what happened to it, oldest first. */
export type Timelines = { byPath: Map<string, Entry[]>; lastId: number };

/** GitHub's times are whole seconds. */
export function timeNow(): string {
  return new Date().toISOString().replace(/\.\d{3}Z$/, "Z");
}

export function noteEntry(
  site: Site,
  ref: IssueRef,
  entry: { event: string; by: string; more?: Json } & Told,
): void {
  site.timelines.lastId += 7;
  const known = entriesOf(site, ref);
  known.push({ more: {}, ...entry, id: site.timelines.lastId, at: timeNow() });
  site.timelines.byPath.set(issuePath(ref), known);
}

export function entriesOf(site: Site, ref: IssueRef): Entry[] {
  return site.timelines.byPath.get(issuePath(ref)) ?? [];
}

/** Keeps what has become different. `commit`: the fields that name the commit which closed it. */
export function noteChanges(
  site: Site,
  ref: IssueRef,
  by: string,
  { before, after, commit }: { before: Issue | null; after: Issue; commit: Json },
): void {
  for (const { event, more } of timelineEvents(before, after))
    noteEntry(site, ref, { event, by, more: event === "closed" ? { ...more, ...commit } : more });
}

/** An issue, pull request or comment names others: each of them is told once by whom. */
export async function noteReferences(site: Site, by: string, from: IssueRef, text: string): Promise<void> {
  for (const { ref } of referencesIn(text, from)) {
    const target = await knownIssue(site, ref);
    if (!target || issuePath(target) === issuePath(from)) continue;
    const isTold = entriesOf(site, target).some(
      ({ source }) => source && issuePath(source) === issuePath(from),
    );
    if (!isTold) noteEntry(site, target, { event: "cross-referenced", by, source: from });
  }
}

/** As the repository is spelled, where it is now; null: there is none. */
export async function knownIssue(site: Site, { owner, repo, number }: IssueRef): Promise<IssueRef | null> {
  const place = site.repos.find((one) => sameLogin(one.owner, owner) && sameLogin(one.name, repo));
  if (!place) return null;
  const ref = { owner: place.owner, repo: place.name, number };
  const moved = site.gone.get(issuePath(ref));
  if (moved) return knownIssue(site, moved);
  return (await findBareIssue(site, ref)) && ref;
}

/** What events carry that a commit caused. */
export function commitFields(site: Site, repo: RepoRef, sha: unknown): Json {
  return { commit_id: sha, commit_url: `${site.url}${repoPath(repo)}/commits/${sha}` };
}
