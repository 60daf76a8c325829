import type { ChangePart, PullCourse, RecentChange, RecentChanges, Unread } from "../core/history.ts";
import {
  readDeployment,
  readMergedPull,
  readPage,
  readPullCourse,
  readRelease,
} from "../core/payload-changes.ts";
import { formatRepo, type IssueRef, type RepoRef } from "../core/reference.ts";
import { changeKey } from "../core/suspects/change-key.ts";
import { CHANGE_PARTS, changesQuery } from "./change-queries.ts";
import { hasStatus, pauseOf } from "./errors.ts";
import type { Octokit } from "./octokit.ts";

const MOST_PULLS = 20;
const MOST_REPOS = 10;
const MOST_REQUESTS = 3;
/** Pull requests of a page; so many when GitHub took too long over the first, since their files and reviews are what takes time. */
const PULLS = { usual: 50, afterTimeout: 15 };

/** One list of one repository, from a cursor on. */
type Part = { repo: RepoRef; part: ChangePart; after: string | null };

/**
 * What was merged, deployed and released in a window of time, ends included, oldest first, and with the same request the courses of
 * the first twenty pull requests; and what could not be read of it. A host without GraphQL knows none.
 */
export async function readRecentChanges(
  octokit: Octokit,
  repos: RepoRef[],
  window: { since: string; until: string },
  linked: IssueRef[] = [],
): Promise<RecentChanges> {
  const found = new Map<string, RecentChange>();
  const courses: PullCourse[] = [];
  const missing = new Map<string, Unread>();
  const note = (unread: Unread) => missing.set(keyOf(unread), unread);
  let unanswered = false;
  let size = PULLS.usual;
  let pulls = linked.slice(0, MOST_PULLS);
  let asked = repos
    .slice(0, MOST_REPOS)
    .flatMap((repo) => CHANGE_PARTS.map((part): Part => ({ repo, part, after: null })));
  for (let request = 1; asked.length + pulls.length > 0; request++) {
    if (request > MOST_REQUESTS) {
      for (const { part, repo } of asked) note({ what: `older-${part}`, repo, why: "too-many" });
      break;
    }
    const query = changesQuery(
      asked.map(({ part }) => part),
      pulls.length,
    );
    const answer = await ask(octokit, query, variablesOf(asked, size, pulls));
    if (answer === "too-long" && size === PULLS.usual && asked.some(({ part }) => part === "pulls")) {
      size = PULLS.afterTimeout;
      continue;
    }
    if (typeof answer === "string") {
      for (const one of asked) note(unreadOf(one, answer));
      if (pulls.length > 0) note({ what: "linked-pulls", repo: null, why: answer });
      unanswered = PASSING.has(answer);
      break;
    }
    courses.push(
      ...pulls.flatMap((ref, at) => readPullCourse(answer.data[`pull${at}`]?.pullRequest, ref) ?? []),
    );
    for (const what of deniedOf(answer)) note({ what, repo: null, why: "not-readable" });
    pulls = [];
    asked = asked.flatMap((one, at) => {
      const page = readPage(answer.data[`part${at}`]?.list);
      if (!page) {
        const why = reasonOf(answer.errors.find(({ path }) => path?.[0] === `part${at}`)?.type);
        note(unreadOf(one, why));
        unanswered ||= PASSING.has(why);
      }
      for (const change of (page?.nodes ?? []).flatMap((node) => READ[one.part](node, one.repo) ?? []))
        if (isWithin(change.at, window)) found.set(changeKey(change), change);
      return page?.next && !reachesBack(page.nodes, window.since) ? [{ ...one, after: page.next }] : [];
    });
  }
  const changes = [...found.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return { changes, courses, missing: [...missing.values()], unanswered };
}

const READ: Record<ChangePart, (json: unknown, repo: RepoRef) => RecentChange | null> = {
  pulls: readMergedPull,
  deployments: readDeployment,
  releases: readRelease,
};

/** By the type of GraphQL's error. */
function reasonOf(type: string | undefined): NoAnswer {
  if (type === "NOT_FOUND") return "not-seen";
  return type === "FORBIDDEN" ? "not-readable" : "no-answer";
}

/** What the app may not read of the linked pull requests: them, or only which of their checks failed. */
function deniedOf({ data, errors }: Answer): ("linked-pulls" | "failed-checks")[] {
  const denied = errors.flatMap(({ path, type }) => {
    const name = `${path?.[0]}`;
    if (type !== "FORBIDDEN" || !name.startsWith("pull")) return [];
    return data[name]?.pullRequest ? ("failed-checks" as const) : ("linked-pulls" as const);
  });
  return [...new Set(denied)];
}

/** Where the repository is hidden, so are all of its lists. */
function unreadOf({ part, repo }: Part, why: NoAnswer): Unread {
  return { what: why === "not-seen" ? "everything" : part, repo, why };
}

function keyOf({ what, repo, why }: Unread): string {
  return `${what} ${repo ? formatRepo(repo) : ""} ${why}`;
}

function isWithin(at: string, { since, until }: { since: string; until: string }): boolean {
  return Date.parse(at) >= Date.parse(since) && Date.parse(at) <= Date.parse(until);
}

/** Lists come newest first: pull requests by their last update, the others by their creation. */
function reachesBack(nodes: unknown[], since: string): boolean {
  const last = nodes.at(-1) as { updatedAt?: unknown; createdAt?: unknown } | null | undefined;
  return !(Date.parse(`${last?.updatedAt ?? last?.createdAt}`) >= Date.parse(since));
}

function variablesOf(asked: Part[], size: number, pulls: IssueRef[]): Record<string, unknown> {
  const lists = asked.map(({ repo: { owner, repo }, after }, at) => ({
    ...{ [`owner${at}`]: owner, [`name${at}`]: repo, [`after${at}`]: after },
  }));
  const courses = pulls.map(({ owner, repo, number }, at) => ({
    ...{ [`pullOwner${at}`]: owner, [`pullName${at}`]: repo, [`number${at}`]: number },
  }));
  return Object.assign(asked.some(({ part }) => part === "pulls") ? { size } : {}, ...lists, ...courses);
}

type Answer = {
  data: Record<string, Record<string, unknown> | null>;
  errors: { path?: unknown[]; type?: string }[];
};
type NoAnswer = Exclude<Unread["why"], "too-many">;

/** Of these the next time may be another. */
const PASSING: ReadonlySet<NoAnswer> = new Set(["too-long", "no-answer"] as const);

/** One request. What it answers in part counts in part; without any data, or on a host that lacks GraphQL, why. */
async function ask(
  octokit: Octokit,
  query: string,
  variables: Record<string, unknown>,
): Promise<Answer | NoAnswer> {
  try {
    const data = await octokit.graphql<Answer["data"] | undefined>(query, variables);
    return data ? { data, errors: [] } : "no-answer";
  } catch (error) {
    if (hasStatus(error, 404, 405, 410)) return "no-graphql";
    if (hasStatus(error, 502, 504)) return "too-long";
    // A refused token and a limit stay errors, a policy against this one request does not.
    if (hasStatus(error, 403) && pauseOf(error, 0) === null) return "not-allowed";
    if (!isPartial(error)) throw error;
    const timedOut = error.errors.some(({ message }) => /timeout|timed out/i.test(`${message}`));
    if (!error.data) return timedOut ? "too-long" : "no-answer";
    return { data: error.data, errors: error.errors };
  }
}

/** As `octokit.graphql` throws when an answer has errors, whatever else it has. */
type Partial = Error & {
  data?: Answer["data"] | null;
  errors: (Answer["errors"][number] & { message?: unknown })[];
};

function isPartial(error: unknown): error is Partial {
  return (
    error instanceof Error &&
    error.name === "GraphqlResponseError" &&
    "errors" in error &&
    Array.isArray(error.errors)
  );
}
