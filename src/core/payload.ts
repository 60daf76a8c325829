import { z } from "zod";
import type { Comment, Issue } from "./issue.ts";
import { author, comment, issue, NAME, repository, text, toComment, toIssue } from "./payload-issue.ts";
import type { IssueRef, RepoRef } from "./reference.ts";
import type { Attempt } from "./task.ts";

/** Also of a later, longer hash. */
const sha = z.string().regex(/^[0-9a-f]{40,64}$/);

const event = z.object({
  action: z.string().optional(),
  repository: repository.optional(),
  installation: z.object({ id: z.number() }).optional(),
  sender: author,
  label: z.object({ name: z.string() }).partial().optional(),
  changes: z
    .object({
      /** Of a transfer: where the issue was. */
      old_issue: z.object({ number: z.number() }),
      old_repository: repository,
      /** Of an edit: what the text was before. */
      body: z.object({ from: text }),
      /** Of a pull request: it is to go into another branch than before. */
      base: z.unknown(),
    })
    .partial()
    .optional()
    .catch(undefined),
  issue: issue.optional(),
  pull_request: issue
    .extend({
      merged_at: text.nullish(),
      head: z.object({ sha: sha }).optional().catch(undefined),
      base: z.object({ ref: text }).optional().catch(undefined),
    })
    .optional(),
  check_run: z.object({ id: z.number(), head_sha: sha, external_id: text }).optional().catch(undefined),
  comment: comment.extend({ updated_at: text.optional().catch(undefined) }).optional(),
  deployment_status: z.object({ state: text }).optional().catch(undefined),
  ref: z.string().optional(),
  forced: z.boolean().optional().catch(undefined),
  commits: z
    .array(
      z
        .object({
          id: text,
          message: text,
          timestamp: text,
          added: z.array(z.string()),
          modified: z.array(z.string()),
          removed: z.array(z.string()),
        })
        .partial(),
    )
    .optional(),
});

/** A pull request that was merged or a commit that was pushed. `at` is ISO 8601. */
export type Landed = { pull: IssueRef | null; sha: string | null; words: string; at: string };

/** A webhook, reduced to what the app acts on. */
export type Event = {
  name: string;
  action: string | null;
  repo: RepoRef | null;
  installation: number | null;
  sender: { login: string; isBot: boolean };
  label: string | null;
  issue: Issue | null;
  /** Where the issue was before it was transferred here. */
  movedFrom: IssueRef | null;
  comment: Comment | null;
  /** Of a comment whose text was edited: what it said before, and when that was (ISO 8601). */
  edit: { before: string; at: string } | null;
  /** The commit that a pull request's branch is at, when it is to go into the default branch. */
  head?: string;
  /** Of an edited pull request: it is to go into another branch than before. */
  isRebased?: true;
  /** A check run of ours; `effect` is what it was made as. */
  check?: { id: number; sha: string; effect: string };
  /** Of a deployment's status, e.g. `success`. */
  state: string | null;
  /** Files that a push to the default branch touched. */
  pushed: string[];
  /** That push touched more than GitHub tells. */
  isCut?: true;
  /** What reached a default branch with this event, with the words that say what it is for. */
  landed: Landed[];
};

function movedFrom({ changes }: z.infer<typeof event>): IssueRef | null {
  const { old_issue, old_repository } = changes ?? {};
  if (!old_issue || !old_repository) return null;
  return { owner: old_repository.owner.login, repo: old_repository.name, number: old_issue.number };
}

function editOf({ comment, changes }: z.infer<typeof event>): Event["edit"] {
  if (!comment || !changes?.body) return null;
  return { before: changes.body.from, at: comment.updated_at ?? comment.created_at };
}

/** Reads a webhook's parsed body. Null when it is not shaped as GitHub documents: there is nothing to act on then. */
export function readEvent(name: string, payload: unknown): Event | null {
  const parsed = event.safeParse(payload);
  if (!parsed.success) return null;
  const data = parsed.data;
  const repo = data.repository ? { owner: data.repository.owner.login, repo: data.repository.name } : null;
  const found = name === "pull_request" ? data.pull_request : data.issue;
  const onDefault = data.ref === `refs/heads/${data.repository?.default_branch}`;
  return {
    name,
    action: data.action ?? null,
    repo,
    installation: data.installation?.id ?? null,
    sender: data.sender,
    label: data.label?.name ?? null,
    issue: repo && found ? toIssue(found, repo, name === "pull_request") : null,
    movedFrom: movedFrom(data),
    comment: data.comment ? toComment(data.comment) : null,
    edit: editOf(data),
    ...headOf(data),
    ...(data.changes?.base === undefined ? {} : { isRebased: true }),
    ...checkOf(data),
    state: data.deployment_status?.state ?? null,
    pushed: onDefault
      ? (data.commits ?? []).flatMap(({ added = [], modified = [], removed = [] }) => [
          ...added,
          ...modified,
          ...removed,
        ])
      : [],
    ...(onDefault && isCut(data) ? { isCut: true } : {}),
    landed: landed(data, repo, onDefault),
  };
}

function headOf({ pull_request, repository }: z.infer<typeof event>): Pick<Event, "head"> {
  const { head, base } = pull_request ?? {};
  return head && base?.ref === repository?.default_branch ? { head: head.sha } : {};
}

function checkOf({ check_run }: z.infer<typeof event>): Pick<Event, "check"> {
  return check_run
    ? { check: { id: check_run.id, sha: check_run.head_sha, effect: check_run.external_id } }
    : {};
}

/** So many commits of a push, and files of a commit, GitHub tells of at most: https://docs.github.com/webhooks/webhook-events-and-payloads#push */
const MOST_COMMITS = 2048;
const MOST_OF_A_COMMIT = 3000;

/** A branch that was moved back, or to what was pushed elsewhere before, has no new commits, and other files all the same. */
function isCut({ forced, commits = [] }: z.infer<typeof event>): boolean {
  const isLong = ({ added = [], modified = [], removed = [] }: (typeof commits)[number]) =>
    added.length + modified.length + removed.length >= MOST_OF_A_COMMIT;
  return forced === true || commits.length === 0 || commits.length >= MOST_COMMITS || commits.some(isLong);
}

function landed(
  { pull_request, commits }: z.infer<typeof event>,
  repo: RepoRef | null,
  onDefault: boolean,
): Landed[] {
  if (repo && pull_request?.merged_at) {
    const { number, title, body, merged_at: at } = pull_request;
    return [{ pull: { ...repo, number }, sha: null, words: `${title}\n${body ?? ""}`, at }];
  }
  return (onDefault ? (commits ?? []) : []).map(({ id, message = "", timestamp = "" }) => ({
    pull: null,
    sha: id ?? null,
    words: message,
    at: timestamp,
  }));
}

const attempt = z.object({
  id: z.number(),
  guid: z.string(),
  event: z.string(),
  delivered_at: z.string(),
  status: z.string(),
  status_code: z.number(),
});

/** An attempt to deliver a webhook, as the App's list of deliveries tells it. */
export function readAttempt(json: unknown): Attempt {
  const { id, guid, event, delivered_at: at, status_code: code } = attempt.parse(json);
  return { id, guid, event, at, ok: code >= 200 && code < 300 };
}

const fullName = z.string().regex(new RegExp(`^${NAME}/${NAME}$`));
const withRepository = z.object({ repository: z.object({ full_name: fullName }) });

/** The full name of the repository that a webhook's body is about. Null: about none, or unreadable. */
export function eventRepo(body: string): string | null {
  try {
    return withRepository.safeParse(JSON.parse(body)).data?.repository.full_name ?? null;
  } catch {
    return null;
  }
}
