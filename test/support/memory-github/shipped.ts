import type {
  Deployment,
  MergedPull,
  RecentChange,
  RecentChanges,
  Release,
  Unread,
} from "../../../src/core/history.ts";
import { readIssue } from "../../../src/core/payload-issue.ts";
import { formatRepo, type RepoRef, repoOf, sameRepo } from "../../../src/core/reference.ts";
import { announce } from "./announce.ts";
import { courseOf } from "./pulls.ts";
import {
  accountOf,
  issuesIn,
  type Kept,
  nextId,
  type Place,
  placeOf,
  type Site,
  timeOn,
  userNamed,
} from "./site.ts";

/** A deployment, and how it went. Returns its id. */
export function deploy(
  site: Site,
  place: Place,
  by: string,
  what: Partial<Pick<Deployment, "environment" | "ref" | "sha" | "description">> & {
    state?: Deployment["statuses"][number]["state"];
  } = {},
): string {
  const { environment = "production", ref = "main", sha = "", description = "", state = "success" } = what;
  const at = timeOn(site);
  const id = `${nextId(site)}`;
  const url = `https://github.example/${formatRepo(place)}/deployments/${environment}`;
  const by_ = accountOf(by);
  site.deployments.push({
    ...{ kind: "deployment", id, repo: repoOf(place), at, by: by_, environment, ref, sha, description, url },
    statuses: [{ state, at }],
  });
  const deployment = {
    id: Number(id),
    environment,
    ref,
    sha,
    description,
    created_at: at,
    creator: userNamed(by),
  };
  announce(site, place, by, "deployment", { action: "created", deployment });
  const deployment_status = { state, created_at: at, environment, creator: userNamed(by) };
  announce(site, place, by, "deployment_status", { action: "created", deployment, deployment_status });
  return id;
}

export function release(
  site: Site,
  place: Place,
  by: string,
  {
    tag,
    name = tag,
    prerelease = false,
    sha = null,
  }: { tag: string; name?: string; prerelease?: boolean; sha?: string | null },
): void {
  const at = timeOn(site);
  const url = `https://github.example/${formatRepo(place)}/releases/tag/${tag}`;
  const one = {
    kind: "release" as const,
    repo: repoOf(place),
    tag,
    name,
    at,
    by: accountOf(by),
    prerelease,
    url,
    sha,
  };
  site.releases.push(one satisfies Release);
  const shown = {
    tag_name: tag,
    name,
    prerelease,
    draft: false,
    html_url: url,
    published_at: at,
    author: userNamed(by),
  };
  for (const action of ["created", "published", prerelease ? "prereleased" : "released"])
    announce(site, place, by, "release", { action, release: shown });
}

/** The permission for each list. */
const NEEDED = { pulls: "pull_requests", deployments: "deployments", releases: "contents" };

/** What changed in a window of time, ends included, oldest first; with what is missing as the real port tells it. */
export function recentChanges(
  site: Site,
  repos: RepoRef[],
  { since, until }: { since: string; until: string },
): Pick<RecentChanges, "changes" | "missing"> {
  const missing: Unread[] = [];
  const changes = repos.slice(0, 10).flatMap((repo): RecentChange[] => {
    const place = placeOf(site, repo);
    if (!place || (place.private && !place.installed)) {
      missing.push({ what: "everything", repo, why: "not-seen" });
      return [];
    }
    const may = (part: (typeof place.hidden)[number]) => {
      if (!place.hidden.includes(part) && site.grants[NEEDED[part]]) return true;
      missing.push({ what: part, repo, why: "not-readable" });
      return false;
    };
    return [
      ...(may("pulls") ? issuesIn(site, repo).flatMap((kept) => mergedOf(kept) ?? []) : []),
      ...(may("deployments") ? site.deployments.filter((one) => sameRepo(one.repo, repo)) : []),
      ...(may("releases") ? site.releases.filter((one) => sameRepo(one.repo, repo)) : []),
    ];
  });
  const within = changes.filter(
    ({ at }) => Date.parse(at) >= Date.parse(since) && Date.parse(at) <= Date.parse(until),
  );
  return { changes: within.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)), missing };
}

function mergedOf(kept: Kept): MergedPull | null {
  const course = courseOf(kept);
  if (!course?.mergedAt) return null;
  const { ref, title, url, author, mergedAt: at, mergedBy, sha, files, reverts, reviews } = course;
  const { labels } = readIssue(kept.issue, repoOf(kept.ref));
  const approved = reviews.some(({ by, state }) => state === "approved" && by?.login !== author.login);
  return { kind: "pull", ref, title, url, author, at, mergedBy, sha, files, labels, approved, reverts };
}
