import { z } from "zod";
import type { HistoryEvent } from "./history.ts";
import { account, author, text } from "./payload-issue.ts";
import { readLinkedPull } from "./payload-mentions.ts";
import { formatRepo, type IssueRef, type RepoRef } from "./reference.ts";

/** An instant that any reader of dates takes; Temporal reads no more digits behind the second. */
export const moment = z.iso.datetime({ offset: true }).refine((at) => !/\.\d{10}/.test(at));

/** Null: GitHub does not tell, or the account was deleted. */
const person = account
  .nullish()
  .transform((user) => (user ? author.parse(user) : null))
  .catch(null);

const sha = z.string().regex(/^[0-9a-f]{7,64}$/);
const apiUrl = z.string().nullish().catch(null);

function plain<N extends string, S extends z.ZodRawShape>(name: N, more: S) {
  return z.object({
    event: z.literal(name),
    id: z.number().optional().catch(undefined),
    url: apiUrl,
    actor: person,
    created_at: moment,
    ...more,
  });
}

const label = { label: z.object({ name: text }) };
const assignee = { assignee: z.object({ login: text }), assigner: person };

/** https://docs.github.com/rest/using-the-rest-api/issue-event-types; what is not listed here tells nothing of an incident's course. */
const event = z.discriminatedUnion("event", [
  plain("labeled", label),
  plain("unlabeled", label),
  plain("assigned", assignee),
  plain("unassigned", assignee),
  plain("closed", { commit_id: sha.nullish().catch(null), state_reason: text.nullish().catch(null) }),
  plain("reopened", {}),
  plain("locked", {}),
  plain("unlocked", {}),
  plain("transferred", {}),
  plain("renamed", { rename: z.object({ from: text, to: text }) }),
  plain("referenced", { commit_id: sha, commit_url: apiUrl }),
  plain("cross-referenced", {}),
  plain("merged", { commit_id: sha.nullish().catch(null) }),
  z.object({
    event: z.literal("committed"),
    sha,
    message: text,
    committer: z.object({ date: moment }),
    html_url: text.nullish(),
  }),
  z.object({
    event: z.literal("reviewed"),
    user: person,
    submitted_at: moment,
    state: z
      .string()
      .toLowerCase()
      .pipe(z.enum(["approved", "changes_requested", "commented", "dismissed"])),
    html_url: text.nullish(),
  }),
]);

/**
 * GitHub's timeline of an issue or pull request in our words, oldest first. What is not as GitHub documents is left out.
 * @param events as the REST API answers them, in whatever order
 * @param ref whose timeline it is
 */
export function readHistory(events: unknown[], ref: IssueRef): HistoryEvent[] {
  return events.flatMap((one) => readOne(one, ref) ?? []).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function readOne(json: unknown, ref: IssueRef): HistoryEvent | null {
  const data = event.safeParse(json).data;
  if (!data) return null;
  if (data.event === "committed") {
    // Names in commits are no logins.
    const { sha, message, committer, html_url } = data;
    return { kind: "committed", at: committer.date, by: null, url: html_url ?? "", sha, message };
  }
  if (data.event === "reviewed") {
    const { user: by, submitted_at: at, state, html_url } = data;
    return { kind: "reviewed", at, by, url: html_url ?? "", state };
  }
  const what = { at: data.created_at, by: data.actor, url: placeOf(data, ref) };
  switch (data.event) {
    case "labeled":
    case "unlabeled":
      return { ...what, kind: data.event, label: data.label.name };
    case "assigned":
    case "unassigned":
      return { ...what, by: data.assigner ?? what.by, kind: data.event, login: data.assignee.login };
    case "closed":
      return { ...what, kind: "closed", reason: data.state_reason ?? null, sha: data.commit_id ?? null };
    case "renamed":
      return { ...what, kind: "renamed", ...data.rename };
    case "referenced":
      return { ...what, ...commitPlace(data.commit_url), kind: "referenced", sha: data.commit_id };
    case "cross-referenced": {
      const pull = readLinkedPull(json, ref);
      return pull && { ...what, url: pull.url, kind: "mentioned", pull };
    }
    case "merged":
      return { ...what, kind: "merged", sha: data.commit_id ?? null };
    default:
      return { ...what, kind: data.event };
  }
}

/** Where people see an event: its address in the API tells the host, `api.github.com` or `https://host/api/v3`. */
function placeOf({ id, url }: { id?: number; url?: string | null }, ref: IssueRef): string {
  const host = hostOf(url);
  return host && id ? `${host}/${formatRepo(ref)}/issues/${ref.number}#event-${id}` : "";
}

function commitPlace(url: string | null | undefined): { url: string; repo?: RepoRef } {
  const host = hostOf(url);
  const [, owner = "", repo = "", sha] =
    /\/repos\/([\w.-]{1,100})\/([\w.-]{1,100})\/commits\/([0-9a-f]{7,64})$/.exec(url ?? "") ?? [];
  return host && repo
    ? { url: `${host}/${owner}/${repo}/commit/${sha}`, repo: { owner, repo } }
    : { url: "" };
}

function hostOf(url: string | null | undefined): string | null {
  const [, scheme, host] = /^(https?:\/\/)([\w.:-]{1,255})(?:\/api\/v3)?\/repos\//.exec(url ?? "") ?? [];
  return scheme && host ? scheme + host.replace(/^api\./, "") : null;
}
