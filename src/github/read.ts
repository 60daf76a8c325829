import type { Issue, Repository } from "../core/issue.ts";
import { readHistory } from "../core/payload-history.ts";
import { readComment, readIssue, repositoryOf } from "../core/payload-issue.ts";
import { lastLabelled, readMentions } from "../core/payload-mentions.ts";
import { type IssueRef, type RepoRef, repoOf } from "../core/reference.ts";
import type { GitHub, Level } from "../ports.ts";
import { hasStatus } from "./errors.ts";
import type { Octokit } from "./octokit.ts";
import { branchTip, pullsFrom } from "./read-branch.ts";
import { readRecentChanges } from "./read-changes.ts";
import { readGrants } from "./read-grants.ts";

const PAGE = 100;
/** Enough of a pull request to know whose code it is. */
const MOST_FILES = 300;

type Reads = Omit<GitHub, "apply" | "forget" | "renew" | "alreadyMade">;

/** GitHub's reads in our words, paginated. What is gone, moved or hidden from us reads as null. */
export function createReader(octokit: Octokit): Reads {
  return {
    async repository(repo) {
      const data = await orNull(octokit.request("GET /repos/{owner}/{repo}", repoOf(repo)));
      return data && toRepository(data);
    },
    async issue(ref) {
      const data = await orNull(octokit.request("GET /repos/{owner}/{repo}/issues/{issue_number}", at(ref)));
      return data && readIssue(data, ref);
    },
    movedIssue: (ref) => readMoved(octokit, ref),
    async issues(repo, { labels, state, since, pulls = false }) {
      const found = await octokit.paginate("GET /repos/{owner}/{repo}/issues", {
        ...repoOf(repo),
        labels: labels.join(","),
        state,
        ...(since ? { since } : {}),
        per_page: PAGE,
      });
      return found
        .map((data) => readIssue(data, repo))
        .filter(({ isPullRequest }) => pulls || !isPullRequest);
    },
    async comments(ref, since) {
      const found = await octokit.paginate("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
        ...at(ref),
        ...(since ? { since } : {}),
        per_page: PAGE,
      });
      return found.map(readComment);
    },
    async repositories() {
      const found = await octokit.paginate("GET /installation/repositories", { per_page: PAGE });
      return found.map(({ owner, name }) => ({ owner: owner.login, repo: name }));
    },
    async labelled(ref, labels) {
      const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/timeline";
      const events = await orNull(octokit.paginate(route, { ...at(ref), per_page: PAGE }).then(asData));
      return events && lastLabelled(events, labels);
    },
    async mentions(ref) {
      const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/timeline";
      const events = await orNull(octokit.paginate(route, { ...at(ref), per_page: PAGE }).then(asData));
      return readMentions(events ?? [], ref);
    },
    async history(ref) {
      return readHistory((await orNull(timelinePages(octokit, ref).then(asData))) ?? [], ref);
    },
    recentChanges: (repos, window, linked) => readRecentChanges(octokit, repos, window, linked),
    async pullFiles({ owner, repo, number }) {
      const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/files";
      const query = { owner, repo, pull_number: number, per_page: PAGE };
      const files: string[] = [];
      try {
        for await (const { data } of octokit.paginate.iterator(route, query)) {
          for (const { filename, previous_filename: before } of data)
            files.push(filename, ...(before === undefined ? [] : [before]));
          if (files.length >= MOST_FILES) break;
        }
      } catch (error) {
        if (!hasStatus(error, 301, 404, 410)) throw error;
      }
      return files.slice(0, MOST_FILES);
    },
    async person(_, login) {
      const data = await orNull(octokit.request("GET /users/{username}", { username: login }));
      return data && { login: data.login, name: data.name ?? null };
    },
    may: (repo, login, level) => may(octokit, repo, login, level),
    file: (repo, path) => readFile(octokit, repo, path, null),
    fileAt: (repo, path, ref) => readFile(octokit, repo, path, ref),
    branchTip: (repo, branch) => branchTip(octokit, repo, branch),
    pullsFrom: (repo, branch) => pullsFrom(octokit, repo, branch),
    grants: () => readGrants(octokit),
    async labels(repo) {
      const found = await octokit.paginate("GET /repos/{owner}/{repo}/labels", {
        ...repoOf(repo),
        per_page: PAGE,
      });
      return found.map(({ name }) => name);
    },
    async milestones(repo) {
      const query = { ...repoOf(repo), state: "all" as const, per_page: PAGE };
      const found = await octokit.paginate("GET /repos/{owner}/{repo}/milestones", query);
      return found.map(({ title, number, state }) => ({ title, number, state }));
    },
  };
}

/** Pages of a timeline that are read at its beginning, and as many at its end: of very long ones the middle is talk. */
const PAGES_AT_AN_END = 10;

async function timelinePages(octokit: Octokit, ref: IssueRef): Promise<unknown[]> {
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/timeline";
  const events: unknown[] = [];
  for (let page = 1, last = 1; page <= last; page++) {
    if (page === PAGES_AT_AN_END + 1) page = Math.max(page, last - PAGES_AT_AN_END + 1);
    const { data, headers } = await octokit.request(route, { ...at(ref), per_page: PAGE, page });
    events.push(...data);
    last = Math.max(last, lastPage(headers.link ?? ""));
  }
  return events;
}

/** What the `link` header says of the last page; 0 when it says nothing, as on the last one. */
function lastPage(link: string): number {
  const [, address = ""] = /<([^<>]+)>;\s*rel="last"/.exec(link) ?? [];
  return Number(URL.parse(address)?.searchParams.get("page") ?? 0);
}

/**
 * A transferred issue, at its new place. Redirects are not followed as such, so that no answer can send us to another host:
 * only the path of GitHub's answer counts, asked of the same host, and only where it leads to an issue.
 */
async function readMoved(octokit: Octokit, ref: IssueRef): Promise<Issue | null> {
  const path = await movedTo(octokit, ref);
  const data = path === null ? null : await orNull<unknown>(octokit.request(`GET ${path}`));
  const repo = data === null ? null : repositoryOf(data);
  return repo && readIssue(data, repo);
}

async function movedTo(octokit: Octokit, ref: IssueRef): Promise<string | null> {
  try {
    await octokit.request("GET /repos/{owner}/{repo}/issues/{issue_number}", at(ref));
    return null;
  } catch (error) {
    if (hasStatus(error, 404, 410)) return null;
    if (!hasStatus(error, 301)) throw error;
    const { response } = error as { response?: { headers?: Record<string, unknown> } };
    const location = String(response?.headers?.location ?? "");
    return /\/(?:repositories\/\d+|repos\/[\w.-]+\/[\w.-]+)\/issues\/\d+$/.exec(location)?.[0] ?? null;
  }
}

/** Roles by what they can do: https://docs.github.com/organizations/managing-user-access-to-your-organizations-repositories */
const ROLES: Record<Level, { names: string[]; flag: "triage" | "push" | "admin" }> = {
  triage: { names: ["triage", "write", "maintain", "admin"], flag: "triage" },
  write: { names: ["write", "maintain", "admin"], flag: "push" },
  admin: { names: ["admin"], flag: "admin" },
};

/** A custom role has a name of its own; then only the flags below `user.permissions` tell. */
async function may(octokit: Octokit, repo: RepoRef, login: string, level: Level): Promise<boolean> {
  const route = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";
  const data = await orNull(octokit.request(route, { ...repoOf(repo), username: login }));
  if (!data) return false;
  const { names, flag } = ROLES[level];
  return (
    names.includes(data.role_name ?? "") ||
    names.includes(data.permission) ||
    data.user?.permissions?.[flag] === true
  );
}

/** `at`: a branch, a SHA or another ref; null is the default branch. */
async function readFile(
  octokit: Octokit,
  repo: RepoRef,
  path: string,
  at: string | null,
): Promise<string | null> {
  const answer = octokit.request("GET /repos/{owner}/{repo}/contents/{path}", {
    ...{ ...repoOf(repo), path, ...(at === null ? {} : { ref: at }) },
    headers: { accept: "application/vnd.github.raw+json" },
    request: { parseSuccessResponseBody: false },
  });
  return orNull(answer.then(async ({ data, headers }) => ({ data: await fileText(data, headers, path) })));
}

function asData<T>(data: T): { data: T } {
  return { data };
}

function toRepository(data: {
  private: boolean;
  has_issues: boolean;
  default_branch: string;
  html_url: string;
}): Repository {
  const { default_branch: defaultBranch, html_url: url } = data;
  return { private: data.private, hasIssues: data.has_issues, defaultBranch, url };
}

/**
 * In bytes. GitHub sends files of up to 100 MB, and a pull request of anybody's may hold one. GitHub itself takes no CODEOWNERS of 3 MB;
 * everything else that is read is a page, and what is cut is still too long for one.
 * https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-file-size
 */
const MOST_OF_CODEOWNERS = 3 * 1024 * 1024;
const MOST_OF_PAGE = 512 * 1024;

/** Asked for raw, GitHub sends the text itself; older hosts send JSON with base64 all the same, and of a folder all do. */
async function fileText(
  body: unknown,
  headers: { "content-type"?: string },
  path: string,
): Promise<string | null> {
  const isJson = /^application\/json\b/.test(headers["content-type"] ?? "");
  const most = /(?:^|\/)CODEOWNERS$/.test(path) ? MOST_OF_CODEOWNERS : MOST_OF_PAGE;
  const bytes = await beginning(body, isJson ? 2 * most : most);
  if (!isJson) return bytes.toString("utf8");
  const { content } = inJson(bytes.toString("utf8"));
  return typeof content === "string" ? Buffer.from(content, "base64").toString("utf8") : null;
}

/** The rest is not fetched. */
async function beginning(body: unknown, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    parts.push(part);
    size += part.length;
    if (size >= most) break;
  }
  return Buffer.concat(parts).subarray(0, most);
}

function inJson(text: string): { content?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function at({ owner, repo, number }: IssueRef) {
  return { owner, repo, issue_number: number };
}

/** 301: transferred, 404: never there or not ours to see, 410: deleted. */
async function orNull<T>(answer: Promise<{ data: T }>): Promise<T | null> {
  try {
    return (await answer).data;
  } catch (error) {
    if (hasStatus(error, 301, 404, 410)) return null;
    throw error;
  }
}
