import type { Change, CreateCheckRun, CreateIssue, CreatePull, EditIssue } from "../core/change.ts";
import { findMarkers } from "../core/markers.ts";
import { Refused, RetryLater } from "../core/problem.ts";
import type { Applied, Effects, GitHub } from "../ports.ts";
import { findCheckRun } from "./check-runs.ts";
import { explainError, hasStatus } from "./errors.ts";
import type { Octokit } from "./octokit.ts";
import { created, requestChange, withEffect } from "./request-change.ts";

/** Clocks differ, and `since` looks at whole seconds. */
const SKEW_MS = 5 * 60_000;

/** So far apart, in ms, two looks must agree that GitHub made nothing. */
const SETTLE_MS = 5_000;

export type Writing = {
  octokit: Octokit;
  effects: Effects;
  /** For reading back whether a creation with unknown outcome happened. */
  read: Pick<GitHub, "issues" | "comments" | "pullsFrom">;
  /** Our own App's bot login: only what it authored can be our creation. */
  self: string;
  now: () => number;
};

type Creation = Extract<Change, { effect: string }>;

/** The one place that changes anything on GitHub. One request per change, never sent twice on an unknown outcome. */
export async function write(change: Change, writing: Writing): Promise<Applied> {
  switch (change.kind) {
    case "create-issue":
    case "create-comment":
    case "create-check-run":
    case "create-pull":
      return once(change, writing);
    case "create-branch":
      return unlessSaid(/already exists/i, send(change, writing));
    case "create-file":
      // Who replaces a file says which text it replaces; we said none.
      return unlessSaid(/"?sha"? wasn't supplied/i, sendFile(change, writing));
    case "create-label":
      return unlessThere(send(change, writing));
    case "create-milestone":
      return unlessThere(send(change, writing));
    case "edit-issue":
      return withAssignable(change, (assignees) =>
        send({ ...change, ...(assignees ? { assignees } : {}) }, writing),
      );
    default:
      return send(change, writing);
  }
}

/**
 * Exactly one effect: the intention is committed, then one call is made, then its result is committed. An intention
 * found without a result means that somebody is at it, died over it, or never heard GitHub's answer.
 */
async function once(change: Creation, writing: Writing): Promise<Applied> {
  const { effects, now } = writing;
  const known = await effects.find(change.effect);
  if (known?.result) return { ...known.result, already: true };
  const found = change.mayExist && !known ? await readBack(change, null, writing) : null;
  if (found) {
    await effects.intend(change.effect, new Date(now()).toISOString());
    return { ...(await finish(change, found, writing)), already: true };
  }
  const isFirst = !known && (await effects.intend(change.effect, new Date(now()).toISOString()));
  const before = isFirst ? null : await settleUnknown(change, writing);
  if (before) return before;
  try {
    return await finish(change, await create(change, writing), writing);
  } catch (error) {
    if (error instanceof Refused || error instanceof RetryLater) await effects.drop(change.effect);
    throw error;
  }
}

/**
 * Looks for what an earlier call may have made. Its absence counts only when two looks some seconds apart agree, since
 * GitHub may show a creation late, and whoever is at it now may be about to ask. Null: we may create it, and nobody else.
 */
async function settleUnknown(change: Creation, writing: Writing): Promise<Applied | null> {
  const { effects, now } = writing;
  const known = await effects.find(change.effect);
  if (known?.result) return { ...known.result, already: true };
  const made = await readBack(change, known?.intendedAt ?? null, writing);
  if (made) return finish(change, made, writing);
  const lookedAt = known?.lookedAt ?? null;
  if (lookedAt === null) await effects.looked(change.effect, new Date(now()).toISOString());
  const again = Date.parse(lookedAt ?? new Date(now()).toISOString()) + SETTLE_MS;
  if (lookedAt !== null && now() >= again && (await effects.retake(change.effect, lookedAt))) return null;
  throw new RetryLater(
    "It is not known yet whether GitHub made what was asked",
    Math.max(again, now() + 1_000),
  );
}

async function finish(change: Creation, result: Applied, { effects }: Writing): Promise<Applied> {
  const { issue: _, ...kept } = result;
  await effects.finish(change.effect, kept);
  return result;
}

function create(change: Creation, writing: Writing): Promise<Applied> {
  if (change.kind === "create-check-run") return send(change, writing);
  const body = withEffect(change.body, change.effect);
  if (change.kind === "create-comment" || change.kind === "create-pull")
    return send({ ...change, body }, writing);
  return withAssignable(change, (assignees, milestone) =>
    send(
      {
        ...change,
        body,
        assignees: assignees ?? change.assignees,
        milestone: milestone ? change.milestone : null,
      },
      writing,
    ),
  );
}

async function readBack(
  change: Creation,
  intendedAt: string | null,
  writing: Writing,
): Promise<Applied | null> {
  if (change.kind === "create-check-run") return readBackCheckRun(change, writing);
  const since = intendedAt ? new Date(Date.parse(intendedAt) - SKEW_MS).toISOString() : undefined;
  const isOurs = ({ body, author }: { body: string; author: { login: string } }) =>
    author.login === writing.self &&
    findMarkers(body).some(({ kind, attributes }) => kind === "effect" && attributes.id === change.effect);
  if (change.kind === "create-comment") {
    const comment = (await writing.read.comments(change.issue, since)).find(isOurs);
    return comment ? { id: comment.id, ...(comment.nodeId ? { nodeId: comment.nodeId } : {}) } : null;
  }
  if (change.kind === "create-pull") return readBackPull(change, isOurs, writing);
  const filter = { labels: [change.labels[0]], state: "all" as const, ...(since ? { since } : {}) };
  const issue = (await writing.read.issues(change.repo, filter)).find(isOurs);
  return issue ? created(issue) : null;
}

async function readBackPull(
  { repo, head }: CreatePull,
  isOurs: (pull: { body: string; author: { login: string } }) => boolean,
  { read }: Writing,
): Promise<Applied | null> {
  const pull = (await read.pullsFrom(repo, head)).find(isOurs);
  return pull ? { number: pull.ref.number } : null;
}

async function readBackCheckRun(change: CreateCheckRun, writing: Writing): Promise<Applied | null> {
  try {
    const id = await findCheckRun(change, writing);
    return id === null ? null : { id };
  } catch (error) {
    throw explainError(error, writing.now());
  }
}

/**
 * An owner whom GitHub does not assign fails the whole request (422), so does a milestone that is gone: then the rest
 * is done without them, and the result says so. Asking first would cost a read for every owner.
 */
async function withAssignable(
  change: CreateIssue | EditIssue,
  attempt: (assignees: string[] | undefined, milestone: boolean) => Promise<Applied>,
): Promise<Applied> {
  let assignees = change.assignees;
  let milestone = true;
  const refused = { assignees: [] as string[], milestone: false };
  for (;;) {
    try {
      const applied = await attempt(assignees, milestone);
      return refused.assignees.length > 0 || refused.milestone ? { ...applied, refused } : applied;
    } catch (error) {
      const fields = error instanceof Refused && error.status === 422 ? error.errors : [];
      const named = fields
        .filter(({ field }) => field === "assignees")
        .map(({ value }) => value.toLowerCase());
      if (named.length > 0 && assignees && assignees.length > 0) {
        const left = assignees.filter((login) => !named.includes(login.toLowerCase()));
        const keep = left.length < assignees.length ? left : [];
        refused.assignees.push(...assignees.filter((login) => !keep.includes(login)));
        assignees = keep;
      } else if (fields.some(({ field }) => field === "milestone") && milestone) {
        refused.milestone = true;
        milestone = false;
      } else throw error;
    }
  }
}

/** Labels and milestones of a name exist once: that it is there already is what was wanted. */
async function unlessThere(sent: Promise<Applied>): Promise<Applied> {
  try {
    return await sent;
  } catch (error) {
    if (error instanceof Refused && error.errors.some(({ code }) => code === "already_exists")) return {};
    throw error;
  }
}

/** The same of what GitHub names in words alone, not always in their first line; without them the refusal is told. */
async function unlessSaid(words: RegExp, sent: Promise<Applied>): Promise<Applied> {
  try {
    return await sent;
  } catch (error) {
    const isRefused = error instanceof Refused && error.status === 422;
    if (isRefused && words.test(`${error.said} ${error.cause}`)) return {};
    throw error;
  }
}

/** A rule for branches refuses a file with 409, which otherwise means that another commit came between: that is worth another try. */
async function sendFile(change: Change, { octokit, now }: Writing): Promise<Applied> {
  try {
    return await requestChange(change, octokit);
  } catch (error) {
    const isRule = hasStatus(error, 409) && /rule violations/i.test(String(error));
    throw explainError(isRule ? Object.assign(error as Error, { status: 422 }) : error, now());
  }
}

async function send(change: Change, writing: Writing): Promise<Applied> {
  try {
    return await requestChange(change, writing.octokit);
  } catch (error) {
    throw explainError(error, writing.now());
  }
}
