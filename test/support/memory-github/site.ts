import type { ChangePart, Deployment, Release } from "../../../src/core/history.ts";
import type { Account } from "../../../src/core/issue.ts";
import { type IssueRef, type RepoRef, repoOf, sameRepo } from "../../../src/core/reference.ts";
import type { Delivery } from "../../../src/ports.ts";
import type { Comment, Issue, Label, Milestone, User } from "../../../src/sandbox/shapes.ts";
import type { CheckRun } from "./checks.ts";
import type { Commit } from "./files.ts";
import type { PullPart } from "./pulls.ts";

/** A repository. `installed`: the App sees it, and is told of what happens there. */
export type Place = RepoRef & {
  installed: boolean;
  private: boolean;
  /** What the App may not read of it. */
  hidden: ChangePart[];
  /** What the App may not write there, though it may write issues. */
  refused: "checks"[];
  /** Login → role, weakest `read`. Whoever is named here can be assigned. */
  roles: Record<string, string>;
  /** On the default branch, `main`. */
  files: Record<string, string>;
  /** Name → SHA, those of pull requests that people opened left out. */
  branches: Record<string, string>;
  /** Nobody committed anything yet. */
  empty: boolean;
  labels: Label[];
  milestones: Milestone[];
  lastNumber: number;
};

/** An issue as the API shows it, what was said on it, and what happened to it, as the API tells. */
export type Kept = {
  ref: IssueRef;
  issue: Issue;
  comments: (Comment & { created_at: string })[];
  timeline: object[];
  /** Of a pull request: the files that it touches. */
  files: string[];
  pull: PullPart | null;
  /** Nobody may comment but people who may write. */
  locked: boolean;
  /** What is left of it at its number: the status with which it is answered. */
  gone: null | 301 | 410;
  /** Where it was before it was transferred here. */
  from: IssueRef | null;
};

/** Everything that this GitHub knows: plain data, but for the clock. */
export type Site = {
  /** ms since the epoch */
  now: () => number;
  /** The App's bot. */
  self: string;
  places: Place[];
  /** What the installation may do, by GitHub's names for it. */
  grants: Record<string, string>;
  kept: Kept[];
  /** Issue id → ids of its sub-issues. */
  children: Map<number, number[]>;
  deployments: Deployment[];
  releases: Release[];
  /** Oldest first. What is on the default branch at the beginning is no commit. */
  commits: Commit[];
  checkRuns: CheckRun[];
  /** Each once. */
  reactions: { comment: number; by: string; content: string }[];
  /** Ids of comments that are folded. */
  minimized: Set<number>;
  /** Every webhook that was sent to the App, oldest first. */
  sent: Delivery[];
  /** Login → display name. */
  names: Record<string, string>;
  lastId: number;
};

export type PlaceOptions = RepoRef &
  Partial<Pick<Place, "installed" | "private" | "hidden" | "refused" | "roles" | "files" | "empty">>;

/** As an installation has them that accepted what `app.yml` asks for. */
export const GRANTED = {
  ...{ metadata: "read", contents: "read", issues: "write", pull_requests: "read" },
  ...{ deployments: "read", statuses: "read", checks: "write" },
};

export function createSite(options: { now: () => number; self: string; repos: PlaceOptions[] }): Site {
  const places = options.repos.map((repo) => ({
    ...{ installed: true, private: false, hidden: [], refused: [], roles: {}, files: {} },
    ...{ branches: {}, empty: false, labels: [], milestones: [], lastNumber: 0 },
    ...repo,
  }));
  const { now, self } = options;
  return {
    ...{
      now,
      self,
      places,
      grants: { ...GRANTED },
      kept: [],
      children: new Map(),
      deployments: [],
      releases: [],
    },
    ...{
      commits: [],
      checkRuns: [],
      reactions: [],
      minimized: new Set(),
      sent: [],
      names: {},
      lastId: 1_000,
    },
  };
}

/** GitHub's times are whole seconds. */
export function timeOn({ now }: Site): string {
  return new Date(now()).toISOString().replace(/\.\d+Z$/, "Z");
}

export function placeOf(site: Site, repo: RepoRef): Place | null {
  return site.places.find((place) => sameRepo(place, repo)) ?? null;
}

/** What stands at a number, also when it is gone. */
export function keptAt(site: Site, ref: IssueRef): Kept | null {
  return site.kept.find((one) => one.ref.number === ref.number && sameRepo(one.ref, ref)) ?? null;
}

/** The issues of a repository that are there. */
export function issuesIn(site: Site, repo: RepoRef): Kept[] {
  return site.kept.filter(({ ref, gone }) => gone === null && sameRepo(ref, repo));
}

export function userNamed(login: string): User {
  return { login, id: idOf(login), type: login.endsWith("[bot]") ? "Bot" : "User" };
}

export function accountOf(login: string): Account {
  return { login, isBot: login.endsWith("[bot]") };
}

/** As its owner spells it. */
export function assigneeOf({ roles }: Place, login: string): User {
  return userNamed(Object.keys(roles).find((name) => name.toLowerCase() === login.toLowerCase()) ?? login);
}

export function nextId(site: Site): number {
  site.lastId += 1;
  return site.lastId;
}

/** The labels of these names, made where they are missing: label names ignore case. */
export function labelsNamed(place: Place, names: readonly string[]): Label[] {
  const found = names.map((name) => {
    const known = place.labels.find((label) => label.name.toLowerCase() === name.toLowerCase());
    return known ?? makeLabel(place, name);
  });
  return [...new Set(found)];
}

export function makeLabel(place: Place, name: string, more: object = {}): Label {
  const label = { id: idOf(`${place.owner}/${place.repo}/${name}`), name, color: "ededed", ...more };
  place.labels.push(label);
  return label;
}

/** A new issue, stored; nobody is told yet. */
export function openIssue(
  site: Site,
  place: Place,
  issue: { by: string; title: string; body: string; labels: readonly string[]; assignees: readonly string[] },
): Kept {
  place.lastNumber += 1;
  const ref = { ...repoOf(place), number: place.lastNumber };
  const at = timeOn(site);
  const kept: Kept = {
    ref,
    issue: {
      id: nextId(site),
      number: ref.number,
      html_url: `https://github.example/${ref.owner}/${ref.repo}/issues/${ref.number}`,
      repository_url: `https://api.github.example/repos/${ref.owner}/${ref.repo}`,
      title: issue.title,
      body: issue.body,
      state: "open",
      state_reason: null,
      user: userNamed(issue.by),
      labels: labelsNamed(place, issue.labels),
      assignees: issue.assignees.map((login) => assigneeOf(place, login)),
      milestone: null,
      comments: 0,
      created_at: at,
      updated_at: at,
      closed_at: null,
    },
    comments: [],
    timeline: [],
    files: [],
    pull: null,
    locked: false,
    gone: null,
    from: null,
  };
  site.kept.push(kept);
  return kept;
}

/** A number that a name always gets. */
function idOf(name: string): number {
  let id = 7;
  for (const unit of name.toLowerCase()) id = (Math.imul(id, 31) + (unit.codePointAt(0) ?? 0)) >>> 0;
  return id;
}
