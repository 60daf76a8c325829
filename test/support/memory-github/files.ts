import { createHash } from "node:crypto";
import { formatRepo, type IssueRef, repoOf, sameRepo } from "../../../src/core/reference.ts";
import { announce } from "./announce.ts";
import { type Kept, keptAt, nextId, type Place, type Site, timeOn } from "./site.ts";

/** Path → text; null: the file is removed. */
export type Texts = Record<string, string | null>;

/** What the repository's files were at a commit. */
export type Commit = { sha: string; repo: string; files: Record<string, string> };

/** A new commit with these files. Returns its SHA. */
export function commit(site: Site, place: Place, files: Record<string, string>): string {
  const sha = createHash("sha1")
    .update(`commit ${nextId(site)}`)
    .digest("hex");
  site.commits.push({ sha, repo: formatRepo(place), files });
  return sha;
}

export function isCommit(site: Site, place: Place, sha: string): boolean {
  return site.commits.some((one) => one.sha === sha && one.repo === formatRepo(place));
}

export function changed(files: Record<string, string>, texts: Texts): Record<string, string> {
  const all = Object.entries({ ...files, ...texts });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** Somebody pushes to the default branch. */
export function pushTo(site: Site, place: Place, by: string, texts: Texts, message: string): string {
  const before = place.files;
  place.files = changed(before, texts);
  const sha = commit(site, place, place.files);
  tellPush(site, place, by, { branch: "main", sha, message, texts, before });
  return sha;
}

/** Somebody pushes more to the branch of a pull request. Of a fork's branch the App hears no `push`. */
export function pushToPull(site: Site, place: Place, kept: Kept, by: string, texts: Texts): string {
  const { pull } = kept;
  if (!pull) throw new Error(`${kept.ref.repo}#${kept.ref.number} is no pull request`);
  const old = pull.head.sha;
  const before = filesAt(site, place, old) ?? place.files;
  const sha = commit(site, place, changed(before, texts));
  kept.pull = { ...pull, head: { ...pull.head, sha }, texts: { ...pull.texts, ...texts } };
  kept.files = Object.keys(kept.pull.texts);
  kept.issue = { ...kept.issue, updated_at: timeOn(site) };
  const { ref: branch, fork } = pull.head;
  if (!fork) tellPush(site, place, by, { branch, sha, message: "More", texts, before, old });
  const shown = { ...kept.issue, ...kept.issue.pull_request, ...headOf(site, place, kept) };
  const news = { number: kept.ref.number, before: old, after: sha, pull_request: shown };
  announce(site, place, by, "pull_request", { action: "synchronize", ...news });
  return sha;
}

/** What a `pull_request` webhook tells of the branches. */
export function headOf(site: Site, place: Place, { pull }: Pick<Kept, "pull">): object {
  if (!pull) return {};
  const repo = { name: place.repo, full_name: formatRepo(place), owner: { login: place.owner }, fork: false };
  const { sha, ref, fork } = pull.head;
  const theirs = fork
    ? { ...repo, full_name: `${fork}/${place.repo}`, owner: { login: fork }, fork: true }
    : repo;
  const base = site.commits.findLast((one) => one.repo === formatRepo(place))?.sha ?? "";
  return { head: { sha, ref, repo: theirs }, base: { sha: base, ref: "main", repo } };
}

/** The files at a branch, a SHA or `refs/pull/N/head`; null where there is no such place. */
export function filesAt(site: Site, place: Place, at: string): Record<string, string> | null {
  const name = at.replace(/^refs\/(?:heads\/)?/, "");
  if (name === "main") return place.files;
  const [, number] = /^pull\/(\d+)\/head$/.exec(name) ?? [];
  const pull = number
    ? keptAt(site, { ...repoOf(place), number: Number(number) })
    : branchOf(site, place, name);
  const sha = pull?.pull ? pull.pull.head.sha : (place.branches[name] ?? at);
  return site.commits.find((one) => one.sha === sha && one.repo === formatRepo(place))?.files ?? null;
}

function branchOf(site: Site, place: Place, name: string): Kept | undefined {
  const open = ({ ref, pull }: { ref: IssueRef; pull: Kept["pull"] }) =>
    sameRepo(ref, place) && pull?.head.ref === name && !pull.head.fork;
  return site.kept.find(open);
}

/** https://docs.github.com/webhooks/webhook-events-and-payloads#push */
export function tellPush(
  site: Site,
  place: Place,
  by: string,
  push: {
    branch: string;
    sha: string;
    message: string;
    texts: Texts;
    before: Record<string, string>;
    old?: string;
  },
): void {
  const { branch, sha, message, texts, before, old = "0".repeat(40) } = push;
  const paths = Object.keys(texts);
  const head = {
    ...{ id: sha, message, timestamp: timeOn(site) },
    added: paths.filter((path) => texts[path] !== null && !(path in before)),
    modified: paths.filter((path) => texts[path] !== null && path in before),
    removed: paths.filter((path) => texts[path] === null),
  };
  const payload = {
    ref: `refs/heads/${branch}`,
    before: old,
    after: sha,
    commits: [head],
    head_commit: head,
  };
  announce(site, place, by, "push", payload);
}
