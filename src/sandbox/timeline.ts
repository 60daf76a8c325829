import { brief, readRepository } from "./announce.ts";
import { findPull } from "./bare-issue.ts";
import { type Call, type Handler, issueRefOf, type Routes } from "./call.ts";
import type { Caller } from "./caller.ts";
import { page } from "./paging.ts";
import { readComments } from "./read-comments.ts";
import { findIssue, readIssue } from "./read-issue.ts";
import { appCard } from "./seed.ts";
import { type Comment, fields, type IssueRef, type Json, repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";
import { type Entry, entriesOf, knownIssue } from "./timeline-log.ts";
import { maySee, placeAt } from "./visible.ts";

type Dated = { at: string; shown: Json };

/** https://docs.github.com/rest/issues/timeline: oldest first. */
const readTimeline: Handler = async (call, site) => {
  const ref = issueRefOf(call);
  await readIssue(site, ref);
  const comments = new Map((await readComments(site, ref)).map((one) => [one.id, one]));
  const entries = await Promise.all(entriesOf(site, ref).map((entry) => shown(call, site, entry, comments)));
  const all = [...(await commitsAndReviews(site, ref)), ...entries.filter((entry) => entry !== null)];
  const sorted = all.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return page(
    call,
    site.url,
    sorted.map((one) => one.shown),
  );
};

export const timelineRoutes: Routes = { "GET /repos/:owner/:repo/issues/:number/timeline": readTimeline };

/** Null: what was said is deleted; what mentions it is gone, or not for the caller to see. */
async function shown(
  call: Call,
  site: Site,
  entry: Entry,
  comments: ReadonlyMap<number, Comment>,
): Promise<Dated | null> {
  const { id, event, at, by, more } = entry;
  const actor = await actorOf(site, by);
  if (entry.comment !== undefined) {
    const comment = comments.get(entry.comment);
    return comment ? { at, shown: { ...comment, event, actor } } : null;
  }
  if (entry.source) {
    const source = await sourceOf(site, call.caller, entry.source);
    return source && { at, shown: { actor, created_at: at, updated_at: at, source, event } };
  }
  const node_id = Buffer.from(`0:IssueEvent${id}`).toString("base64");
  const url = `${site.url}${repoPath(issueRefOf(call))}/issues/events/${id}`;
  const common = { id, node_id, url, actor, event, commit_id: null, commit_url: null, created_at: at };
  const byApp = by === site.app.login ? appCard(site.app) : null;
  return { at, shown: { ...common, performed_via_github_app: byApp, ...more } };
}

/** Null where the account was deleted. */
export async function actorOf(site: Site, login: string): Promise<Json | null> {
  if (site.ghosts.has(login)) return null;
  const user = await site.upstream.read(`/users/${encodeURIComponent(login)}`);
  return user ? brief(user as Json) : null;
}

async function sourceOf(site: Site, caller: Caller, from: IssueRef): Promise<Json | null> {
  const ref = await knownIssue(site, from);
  const place = ref && placeAt(site, ref);
  if (!place || !maySee(place, caller)) return null;
  const issue = await findIssue(site, ref);
  return issue && { type: "issue", issue: { ...issue, repository: await readRepository(site, ref) } };
}

/** Of a pull request. */
async function commitsAndReviews(site: Site, ref: IssueRef): Promise<Dated[]> {
  const pull = await findPull(site, ref);
  if (!pull) return [];
  const reviews = await site.upstream.readAll(`${repoPath(ref)}/pulls/${ref.number}/reviews`);
  return [
    ...(await commitsOf(site, ref, pull)).map(committed),
    ...reviews.filter(({ submitted_at }) => submitted_at).map(reviewed),
  ];
}

/** The commits of a pull request that its base does not have, oldest first. */
export async function commitsOf(site: Site, ref: IssueRef, pull: Json): Promise<Json[]> {
  const [base, head] = [fields(pull.base).sha, fields(pull.head).sha];
  const compared = fields(await site.upstream.read(`${repoPath(ref)}/compare/${base}...${head}`));
  return (compared.commits ?? []) as Json[];
}

function committed({ sha, node_id, html_url, commit, parents }: Json): Dated {
  const { author, committer, tree, message, verification, url } = fields(commit);
  const at = String(fields(committer).date);
  const words = { sha, node_id, url, html_url, author, committer, tree, message, parents, verification };
  return { at, shown: { ...words, event: "committed" } };
}

function reviewed({ created_at: _, updated_at: __, ...review }: Json): Dated {
  const state = String(review.state).toLowerCase();
  return { at: String(review.submitted_at), shown: { ...review, state, event: "reviewed" } };
}
