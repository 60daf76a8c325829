import { z } from "zod";
import type { Account, Comment, Issue } from "../issue.ts";
import { readHistory } from "../payload-history.ts";
import type { IncidentEvidence } from "./evidence.ts";
import { instantOf, isoOf } from "./instants.ts";

/** What an export holds of one incident, and what of it could not be read, in words for people. */
export type ReadExport = { evidence: IncidentEvidence; problems: string[] };

const text = z
  .string()
  .transform((value) => value.replaceAll("\0", "\ufffd").toWellFormed())
  .nullish()
  .catch(null);
const account = z
  .union([z.string(), z.object({ login: z.string(), type: z.string().nullish().catch(null) })])
  .nullish()
  .catch(null)
  .transform((value): Account => {
    const login = typeof value === "string" ? value : (value?.login ?? "");
    const isBot = (typeof value === "object" && value?.type === "Bot") || /\[bot\]$/.test(login);
    return { login: login.replace(/^@/, "") || "ghost", isBot };
  });
const label = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
const number = z.number().int().positive().nullish().catch(null);
const list = z.array(z.unknown()).nullish().catch(null);

const comment = z.object({
  id: number,
  author: account.optional(),
  user: account.optional(),
  created_at: text,
  body: text,
  html_url: text,
  url: text,
});
const incident = z.object({
  title: text,
  body: text,
  author: account.optional(),
  user: account.optional(),
  labels: list,
  comments: list,
  events: list,
  created_at: text,
  closed_at: text,
  state: text,
  state_reason: text,
  number,
  owner: text,
  repo: text,
  html_url: text,
  source: text,
  pull_request: z.unknown().optional(),
});
const commented = z.object({ event: z.literal("commented") });
type Exported = z.infer<typeof incident>;

const NOBODY: Account = { login: "ghost", isBot: false };
const NAME = /^[\w.-]{1,100}$/;

/**
 * Reads an incident as scripts export it: `{title, body, author, created_at, labels, comments: [{author, created_at, body}],
 * events?}`, authors as logins or as GitHub's accounts, dates with or without a time. What is missing is empty; a comment without
 * a date that can be read is left out, and said. Null: it is no incident at all.
 * @param json any parsed JSON
 */
export function readExport(json: unknown): ReadExport | null {
  const data = incident.safeParse(json).data;
  if (!data) return null;
  const problems: string[] = [];
  const events = data.events ?? [];
  // GitHub's own timeline holds the comments, too.
  const written = data.comments ?? events.filter((each) => commented.safeParse(each).success);
  const read = written.map((each, at) => commentFrom(each, at, problems));
  const comments = read.filter((each): each is Comment => each !== null);
  const createdAt = momentOf(data.created_at) ?? comments[0]?.createdAt ?? null;
  if (createdAt === null) return null;
  if (momentOf(data.created_at) === null)
    problems.push("created_at is missing or no date: the first comment's is taken");
  const opened = incidentFrom(data, createdAt);
  return {
    evidence: {
      incident: opened,
      declared: null,
      comments,
      notes: comments,
      history: readHistory(events, opened.ref),
      pulls: [],
      changes: [],
    },
    problems,
  };
}

function incidentFrom(data: Exported, createdAt: string): Issue {
  const { owner, repo } = data;
  const ref = { owner: name(owner), repo: name(repo), number: data.number ?? 1 };
  const closedAt = momentOf(data.closed_at);
  const labels = (data.labels ?? []).flatMap((each) => label.safeParse(each).data ?? []);
  return {
    ref,
    id: ref.number,
    url:
      data.html_url ??
      data.source ??
      (owner && repo ? `https://github.com/${ref.owner}/${ref.repo}/issues/${ref.number}` : ""),
    title: data.title ?? "",
    body: data.body ?? "",
    state: data.state === "closed" || closedAt !== null ? "closed" : "open",
    stateReason: data.state_reason ?? null,
    author: data.author ?? data.user ?? NOBODY,
    labels,
    assignees: [],
    milestone: null,
    isPullRequest: Boolean(data.pull_request),
    createdAt,
    updatedAt: closedAt ?? createdAt,
    closedAt,
  };
}

/** A comment without an id is known by its place. */
function commentFrom(json: unknown, at: number, problems: string[]): Comment | null {
  const data = comment.safeParse(json).data;
  const createdAt = momentOf(data?.created_at);
  if (!data || createdAt === null) {
    problems.push(`comment ${at + 1} has no created_at that is a date: it is left out`);
    return null;
  }
  return {
    id: data.id ?? at + 1,
    url: data.html_url ?? data.url ?? "",
    author: data.author ?? data.user ?? NOBODY,
    body: data.body ?? "",
    createdAt,
  };
}

/** ISO 8601 in UTC. */
function momentOf(written: string | null | undefined): string | null {
  const at = written && /^\d{4}-\d{2}-\d{2}/.test(written) ? instantOf(written) : null;
  return at === null ? null : isoOf(at);
}

function name(written: string | null | undefined): string {
  return written && NAME.test(written) ? written : "unknown";
}
