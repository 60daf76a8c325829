import { findPull } from "./bare-issue.ts";
import { loginOf } from "./call.ts";
import type { Caller } from "./caller.ts";
import { isInstalled } from "./installations.ts";
import { issueEvents } from "./issue-events.ts";
import { readIssue } from "./read-issue.ts";
import { type Issue, type IssueRef, type Json, type RepoRef, repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";
import { noteChanges, noteReferences } from "./timeline-log.ts";

export type News = { event: string; action: string | null; payload: Json };

/** Sends webhooks about a repository, each with what every payload carries: repository, organization, sender, installation. */
export async function announce(
  site: Site,
  caller: Caller,
  repo: RepoRef,
  news: readonly News[],
): Promise<void> {
  if (news.length === 0 || !isInstalled(site, repo.owner)) return;
  const common = await commonFields(site, caller, repo);
  for (const { event, action, payload } of news) {
    const named = action === null ? {} : { action };
    site.relay.push({ event, action, payload: { ...named, ...payload, ...common } });
  }
}

/**
 * Compares an issue with how it was, keeps what happened in its timeline and sends the `issues` (or `pull_request`) webhooks;
 * gives the issue as it is. `commit`: the fields that name the commit which closed it.
 */
export async function announceIssue(
  site: Site,
  caller: Caller,
  ref: IssueRef,
  before: Issue | null,
  commit: Json = {},
): Promise<Issue> {
  const after = await readIssue(site, ref);
  const by = loginOf(caller, site);
  noteChanges(site, ref, by, { before, after, commit });
  if (before?.body !== after.body) await noteReferences(site, by, ref, after.body ?? "");
  const pull = after.pull_request ? await findPull(site, ref) : null;
  const subject = pull ? { number: ref.number, pull_request: pull } : { issue: after };
  const event = pull ? "pull_request" : "issues";
  const news = issueEvents(before, after).map(({ action, more }) => ({
    event,
    action,
    payload: { ...subject, ...more },
  }));
  await announce(site, caller, ref, news);
  return after;
}

export async function readRepository(site: Site, repo: RepoRef): Promise<Json> {
  const { permissions: _theKeepers, ...repository } = (await site.upstream.read(repoPath(repo))) as Json;
  return repository;
}

async function commonFields(site: Site, caller: Caller, repo: RepoRef): Promise<Json> {
  const user = site.upstream.read(`/users/${loginOf(caller, site)}`);
  const repository = await readRepository(site, repo);
  const id = site.installationIds[repo.owner];
  const node_id = Buffer.from(`0:IntegrationInstallation${id}`).toString("base64");
  const organization = organizationOf(repository.owner as Json);
  const sender = brief((await user) as Json);
  return { repository, ...organization, sender, installation: { id, node_id } };
}

function organizationOf(owner: Json): Json {
  if (owner.type !== "Organization") return {};
  const { type: _type, site_admin: _admin, html_url: _page, user_view_type: _view, ...organization } = owner;
  return { organization };
}

/** A user as payloads have it: without the profile. */
export function brief(user: Json): Json {
  const kept = Object.entries(user).filter(
    ([key]) =>
      /^(login|id|node_id|gravatar_id|type|site_admin|user_view_type)$/.test(key) || key.endsWith("url"),
  );
  return Object.fromEntries(kept);
}
