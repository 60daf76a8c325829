import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Comment, Issue } from "./issue.ts";
import type { RepoRef } from "./reference.ts";

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

export const issue = z.object({
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

export const comment = z.object({
  id: z.number(),
  node_id: text.optional().catch(undefined),
  html_url: text,
  user: author,
  body: text.nullish(),
  created_at: text,
});

/** As GitHub lets owners and repositories be called, and databases take it for a part of a key: of no great length, all printable. */
export const NAME = /[\w.-]{1,100}/.source;
export const name = z.string().regex(new RegExp(`^${NAME}$`));

export const repository = z.object({
  name,
  owner: z.object({ login: name }),
  private: z.boolean().default(false),
  default_branch: z.string().optional(),
});

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

export function toIssue(data: z.infer<typeof issue>, repo: RepoRef, isPullRequest: boolean): Issue {
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

export function toComment(data: z.infer<typeof comment>): Comment {
  return {
    id: data.id,
    ...(data.node_id ? { nodeId: data.node_id } : {}),
    url: data.html_url,
    author: data.user,
    body: data.body ?? "",
    createdAt: data.created_at,
  };
}
