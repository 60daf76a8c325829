import type { Change, CreatePull } from "../../../src/core/change.ts";
import { readIssue } from "../../../src/core/payload-issue.ts";
import { formatRepo } from "../../../src/core/reference.ts";
import type { Applied, PullFrom } from "../../../src/ports.ts";
import { announceIssue } from "./announce.ts";
import { changed, commit, filesAt, tellPush } from "./files.ts";
import { issuesIn, openIssue, type Place, type Site } from "./site.ts";
import { noteReferences } from "./timeline.ts";

type CreateBranch = Extract<Change, { kind: "create-branch" }>;
type CreateFile = Extract<Change, { kind: "create-file" }>;

/** What is on the default branch at the beginning becomes a commit when somebody asks for it. */
export function tipOf(site: Site, place: Place, branch: string): string | null {
  if (branch !== "main") return place.branches[branch] ?? null;
  if (place.empty) return null;
  const known = site.commits.find(({ repo, files }) => repo === formatRepo(place) && files === place.files);
  return known?.sha ?? commit(site, place, place.files);
}

/** Returns false where there is one already; null: there is no such commit. */
export function createBranch(site: Site, place: Place, { name, sha }: CreateBranch): boolean | null {
  if (name === "main" || name in place.branches) return false;
  if (!site.commits.some((one) => one.sha === sha)) return null;
  place.branches[name] = sha;
  return true;
}

/** Returns false where the file is there already; null: there is no such branch. */
export function createFile(site: Site, place: Place, change: CreateFile): boolean | null {
  const { branch, path, text, message } = change;
  const old = place.branches[branch];
  const before = old === undefined ? null : filesAt(site, place, old);
  if (old === undefined || !before) return null;
  if (path in before) return false;
  const texts = { [path]: text };
  const sha = commit(site, place, changed(before, texts));
  place.branches[branch] = sha;
  tellPush(site, place, site.self, { branch, sha, message, texts, before, old });
  return true;
}

/** Null: one from this branch is open already, or there is nothing new on it. */
export function createPull(site: Site, place: Place, change: CreatePull): Applied | null {
  const { title, body, head } = change;
  if (tipOf(site, place, head) === tipOf(site, place, "main")) return null;
  if (pullsFrom(site, place, head).some(({ state }) => state === "open")) return null;
  const kept = openIssue(site, place, { by: site.self, title, body, labels: [], assignees: [] });
  const html_url = String(kept.issue.html_url).replace("/issues/", "/pull/");
  kept.issue = { ...kept.issue, html_url, pull_request: { merged_at: null } };
  const sha = place.branches[head] ?? "";
  const files = filesAt(site, place, sha) ?? {};
  const texts = Object.fromEntries(Object.entries(files).filter(([path]) => !(path in place.files)));
  kept.files = Object.keys(texts);
  const branch = { ref: head, sha, fork: null };
  kept.pull = { mergedBy: null, sha: null, head: branch, texts, reviews: [], failedChecks: [] };
  noteReferences(site, kept, site.self, body);
  announceIssue(site, place, site.self, null, kept.issue);
  return { number: kept.ref.number };
}

/** Newest first. */
export function pullsFrom(site: Site, place: Place, branch: string): PullFrom[] {
  return issuesIn(site, place)
    .filter(({ pull }) => pull?.head.ref === branch && !pull.head.fork)
    .map(({ issue, ref }) => {
      const { state, author, body } = readIssue(issue, ref);
      return { ref, state, author, body };
    })
    .reverse();
}
