import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Comment, Issue, LinkedPull, Mentions } from "./issue.ts";
import { mentionsIn } from "./mentions.ts";
import { type IssueRef, type RepoRef, sameIssue } from "./reference.ts";
import type { Attempt } from "./task.ts";

/** Text as any database can keep it: NUL and halves of characters, which JSON can name, are no text to PostgreSQL. */
export const text = z.string().transform((value) => value.replaceAll("\0", "\ufffd").toWellFormed());

/**
 * The parts of GitHub's JSON that the app reads, of webhooks and of API answers alike. Anything else may be missing or
 * new: https://docs.github.com/webhooks/webhook-events-and-payloads
 */
export const account = z.object({ login: text, type: text.optional() });
/** Deleted accounts come as null: https://github.com/ghost */
export const author = account.nullish().transform((user) => ({
  login: user?.login ?? "ghost",
  isBot: user?.type === "Bot" || (user?.login.endsWith("[bot]") ?? false),
}));
const label = z.union([text, z.object({ name: text.nullish() }).transform((value) => value.name ?? "")]);

/** Milestones lose their time of day: GitHub floors `due_on` to midnight in California. */
const milestoneDay = z.iso
  .datetime({ offset: true })
  // Temporal reads no more digits behind the second, and throws.
  .refine((at) => !/\.\d{10}/.test(at))
  .nullish()
  .transform((at) =>
    at ? Temporal.Instant.from(at).toZonedDateTimeISO("America/Los_Angeles").toPlainDate().toString() : null,
  );

const issue = z.object({
  id: z.number(),
  number: z.number(),
  html_url: text,
  title: text,
  body: text.nullish(),
  /** Missing in some webhooks, such as `issues.pinned`. */
  state: z.enum(["open", "closed"]).optional(),
  state_reason: text.nullish(),
  user: author,
  labels: z.array(label).default([]),
  assignees: z.array(account).nullish(),
  milestone: z.object({ number: z.number(), title: text, due_on: milestoneDay }).nullish(),
  pull_request: z.unknown().optional(),
  comments: z.number().optional().catch(undefined),
  created_at: text,
  updated_at: text,
  closed_at: text.nullish(),
});

const comment = z.object({
  id: z.number(),
  node_id: text.optional().catch(undefined),
  html_url: text,
  user: author,
  body: text.nullish(),
  created_at: text,
});

/** As GitHub lets owners and repositories be called, and databases take it for a part of a key: of no great length, all printable. */
const NAME = /[\w.-]{1,100}/.source;
const name = z.string().regex(new RegExp(`^${NAME}$`));

const repository = z.object({
  name,
  owner: z.object({ login: name }),
  private: z.boolean().default(false),
  default_branch: z.string().optional(),
});

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
    })
    .partial()
    .optional()
    .catch(undefined),
  issue: issue.optional(),
  pull_request: issue
    .extend({ merged_at: text.nullish(), head: z.object({ sha: sha }).optional().catch(undefined) })
    .optional(),
  comment: comment.extend({ updated_at: text.optional().catch(undefined) }).optional(),
  deployment_status: z.object({ state: text }).optional().catch(undefined),
  ref: z.string().optional(),
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
  /** The commit that a pull request's branch is at. */
  head?: string;
  /** Of a deployment's status, e.g. `success`. */
  state: string | null;
  /** Files that a push to the default branch touched. */
  pushed: string[];
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
    ...(data.pull_request?.head ? { head: data.pull_request.head.sha } : {}),
    state: data.deployment_status?.state ?? null,
    pushed: onDefault
      ? (data.commits ?? []).flatMap(({ added = [], modified = [], removed = [] }) => [
          ...added,
          ...modified,
          ...removed,
        ])
      : [],
    landed: landed(data, repo, onDefault),
  };
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

/** An issue of the API's as ours. Throws a ZodError when GitHub answers something else than it documents. */
export function readIssue(json: unknown, repo: RepoRef): Issue {
  return toIssue(issue.parse(json), repo, false);
}

const withRepositoryUrl = z.object({ repository_url: z.string() });

/** The repository that an issue of the API's belongs to, by its own word. */
export function repositoryOf(json: unknown): RepoRef | null {
  const url = withRepositoryUrl.safeParse(json).data?.repository_url ?? "";
  const [, owner, repo] = new RegExp(`/repos/(${NAME})/(${NAME})$`).exec(url) ?? [];
  return owner && repo ? { owner, repo } : null;
}

/** A comment of the API's as ours. */
export function readComment(json: unknown): Comment {
  return toComment(comment.parse(json));
}

function toIssue(data: z.infer<typeof issue>, repo: RepoRef, isPullRequest: boolean): Issue {
  return {
    ref: { ...repo, number: data.number },
    id: data.id,
    url: data.html_url,
    title: data.title,
    body: data.body ?? "",
    state: data.state ?? (data.closed_at ? "closed" : "open"),
    stateReason: data.state_reason ?? null,
    author: data.user,
    labels: data.labels.filter((name) => name !== ""),
    assignees: (data.assignees ?? []).map(({ login }) => login),
    milestone: data.milestone
      ? { number: data.milestone.number, title: data.milestone.title, dueOn: data.milestone.due_on }
      : null,
    isPullRequest: isPullRequest || Boolean(data.pull_request),
    ...(data.comments === undefined ? {} : { commentCount: data.comments }),
    createdAt: data.created_at,
    updatedAt: data.updated_at,
    closedAt: data.closed_at ?? null,
  };
}

function toComment(data: z.infer<typeof comment>): Comment {
  return {
    id: data.id,
    ...(data.node_id ? { nodeId: data.node_id } : {}),
    url: data.html_url,
    author: data.user,
    body: data.body ?? "",
    createdAt: data.created_at,
  };
}

const labelled = z.object({
  event: z.literal("labeled"),
  actor: author,
  created_at: z.string(),
  label: z.object({ name: z.string() }),
});

/** Of an issue's timeline: who put one of these labels on it last, and when. Null: nobody, as far as it tells. */
export function lastLabelled(
  events: unknown[],
  labels: string[],
): { by: Comment["author"]; at: string } | null {
  const wanted = new Set(labels.map((name) => name.toLowerCase()));
  const found = events
    .map((one) => labelled.safeParse(one).data)
    .filter((one) => one && wanted.has(one.label.name.toLowerCase()))
    .at(-1);
  return found ? { by: found.actor, at: found.created_at } : null;
}

const crossReference = z.object({
  event: z.literal("cross-referenced"),
  source: z.object({
    issue: issue.extend({
      pull_request: z.object({ merged_at: text.nullish() }),
      repository: repository.optional(),
    }),
  }),
});

const commitEvent = z.object({
  event: z.enum(["closed", "referenced"]),
  commit_id: z.string().regex(/^[0-9a-f]{7,64}$/),
  created_at: text,
});

/** How many of a kind are kept of a long timeline. */
const MOST_MENTIONS = 20;

/** An event of an issue's timeline: the pull request that names it. Null: the event is another, or not as GitHub documents. */
export function readLinkedPull(event: unknown, ref: IssueRef): LinkedPull | null {
  const found = crossReference.safeParse(event).data?.source.issue;
  if (!found) return null;
  const { repository: at } = found;
  const repo = at ? { owner: at.owner.login, repo: at.name } : { owner: ref.owner, repo: ref.repo };
  const pull = toIssue(found, repo, true);
  const closes = mentionsIn(`${pull.title}\n${pull.body}`, repo).some(
    (mention) => mention.closes && sameIssue(mention.ref, ref),
  );
  const { url, title, author, state } = pull;
  return { ref: pull.ref, url, title, author, state, mergedAt: found.pull_request.merged_at ?? null, closes };
}

/** Of an issue's timeline: what else names it. Anything that is not as GitHub documents is left out. */
export function readMentions(events: unknown[], ref: IssueRef): Mentions {
  const pulls = events.flatMap((one) => readLinkedPull(one, ref) ?? []);
  const commits = events.flatMap((one) => {
    const found = commitEvent.safeParse(one).data;
    return found ? [{ sha: found.commit_id, at: found.created_at, closes: found.event === "closed" }] : [];
  });
  return { pulls: pulls.slice(-MOST_MENTIONS), commits: commits.slice(-MOST_MENTIONS) };
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
