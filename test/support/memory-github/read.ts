import { readHistory } from "../../../src/core/payload-history.ts";
import { readComment, readIssue } from "../../../src/core/payload-issue.ts";
import { lastLabelled, readMentions } from "../../../src/core/payload-mentions.ts";
import { type RepoRef, sameIssue } from "../../../src/core/reference.ts";
import type { GitHub, Level } from "../../../src/ports.ts";
import { updatedSince } from "../../../src/sandbox/paging.ts";
import { pullsFrom, tipOf } from "./branches.ts";
import { filesAt } from "./files.ts";
import { permittedCourses } from "./grants.ts";
import { courseOf } from "./pulls.ts";
import { recentChanges } from "./shipped.ts";
import { issuesIn, keptAt, placeOf, type Site } from "./site.ts";
import { readTimeline } from "./timeline.ts";

const RANKS = ["read", "triage", "write", "maintain", "admin"];

type Reads = Omit<GitHub, "apply" | "forget" | "renew" | "alreadyMade">;

/** What the App may read: repositories in which it is not installed are not there for it. */
export function createReads(site: Site): Reads {
  const place = (repo: Parameters<GitHub["repository"]>[0]) => {
    const found = placeOf(site, repo);
    return found?.installed ? found : null;
  };
  const kept = (ref: Parameters<GitHub["issue"]>[0]) => {
    const found = place(ref) && keptAt(site, ref);
    return found?.gone === null ? found : null;
  };
  const timeline = (ref: Parameters<GitHub["issue"]>[0]) => {
    const found = kept(ref);
    return found ? readTimeline(site, found) : [];
  };
  /** What is public is seen, installed or not. */
  const seen = (ref: Parameters<GitHub["issue"]>[0]) => {
    const found = placeOf(site, ref)?.private ? kept(ref) : keptAt(site, ref);
    return found?.gone === null ? found : null;
  };
  const may = (repo: RepoRef, login: string, level: Level) =>
    RANKS.indexOf(place(repo)?.roles[login] ?? "") >= RANKS.indexOf(level);
  return {
    repository: async (repo) =>
      place(repo)
        ? {
            ...{ private: place(repo)?.private ?? false, hasIssues: true, defaultBranch: "main" },
            url: `https://github.example/${repo.owner}/${repo.repo}`,
          }
        : null,
    async issue(ref) {
      const found = kept(ref);
      return found && readIssue(found.issue, found.ref);
    },
    async movedIssue(ref) {
      const moved = site.kept.find(({ from }) => from && sameIssue(from, ref));
      const found = moved && kept(moved.ref);
      return found ? readIssue(found.issue, found.ref) : null;
    },
    async issues(repo, { labels, state, since }) {
      const here = place(repo);
      const all = here ? issuesIn(site, here).map(({ issue }) => issue) : [];
      return updatedSince(all, since ?? null)
        .filter((issue) => state === "all" || issue.state === state)
        .filter((issue) => labels.every((name) => issue.labels.some((label) => isNamed(label, name))))
        .sort((a, b) => b.created_at.localeCompare(a.created_at) || b.number - a.number)
        .map((issue) => readIssue(issue, here ?? repo));
    },
    async comments(ref, since) {
      return updatedSince(kept(ref)?.comments ?? [], since ?? null).map(readComment);
    },
    mentions: async (ref) => readMentions(timeline(ref), ref),
    history: async (ref) => readHistory(timeline(ref), ref),
    async recentChanges(repos, window, linked = []) {
      const found = linked.slice(0, 20).map(seen);
      const all = found.flatMap((one) => (one ? (courseOf(one) ?? []) : []));
      const { courses, denied } = permittedCourses(site, all);
      const { changes, missing } = recentChanges(site, repos, window);
      return { changes, missing: [...missing, ...denied], courses, unanswered: false };
    },
    pullFiles: async (ref) => kept(ref)?.files ?? [],
    person: async (_, login) => ({ login, name: site.names[login] ?? null }),
    may: async (repo, login, level) => may(repo, login, level),
    file: async (repo, path) => place(repo)?.files[path] ?? null,
    async fileAt(repo, path, at) {
      const here = place(repo);
      return (here && filesAt(site, here, at)?.[path]) ?? null;
    },
    async branchTip(repo, branch) {
      const here = place(repo);
      return here && tipOf(site, here, branch);
    },
    async pullsFrom(repo, branch) {
      const here = place(repo);
      return here ? pullsFrom(site, here, branch) : [];
    },
    grants: async () => ({ ...site.grants }),
    labels: async (repo) => place(repo)?.labels.map(({ name }) => name) ?? [],
    milestones: async (repo) =>
      (place(repo)?.milestones ?? []).map(({ title, number, state }) => ({
        title,
        number,
        state: state === "closed" ? "closed" : "open",
      })),
    repositories: async () =>
      site.places.filter(({ installed }) => installed).map(({ owner, repo }) => ({ owner, repo })),
    labelled: async (ref, labels) => lastLabelled(timeline(ref), labels),
  };
}

function isNamed(label: { name: string }, name: string): boolean {
  return label.name.toLowerCase() === name.toLowerCase();
}
