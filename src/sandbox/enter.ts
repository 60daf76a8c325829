import type { Caller } from "./caller.ts";
import { demandInstalled } from "./installations.ts";
import { CONVERSION } from "./manifests.ts";
import { demandThere, named } from "./moved.ts";
import type { RepoOptions } from "./options.ts";
import { notFound, refuse } from "./refusal.ts";
import { fields } from "./shapes.ts";
import type { Site } from "./site.ts";
import { maySee, placeAt } from "./visible.ts";

const REPO_PATH = /^\/repos\/([^/]+)\/([^/]+)/;
const APP_PATH = /^\/app(?:\/|$)|\/installation$/;
const ISSUES_PATH = /^\/repos\/[^/]+\/[^/]+\/(?:issues|milestones)(?:\/|$)/;
const READING = /^(?:GET|HEAD|OPTIONS)$/;

/**
 * Finds the repository a path is about and lets the caller in, or not: what may not be seen does not exist (404), writing
 * needs a valid token (401), archived repositories are read-only (403), switched-off issues and deleted ones
 * are gone (410), transferred ones are elsewhere (301). Names of owners and repositories ignore case.
 */
export async function enter(site: Site, caller: Caller, method: string, asked: string) {
  const path = await named(site, asked);
  if (caller.kind === "app" && !APP_PATH.test(path)) throw refuse(401, "Requires authentication");
  if (hasExpired(caller)) throw refuse(401, "Bad credentials");
  if (caller.kind === "installation") demandInstalled(site, caller.id, "call");
  const [prefix, owner, name] = REPO_PATH.exec(path) ?? [];
  if (caller.kind === "nobody" && method !== "GET" && !CONVERSION.test(path))
    throw refuse(401, "Requires authentication");
  if (!prefix || !owner || !name) return { repo: null, path };
  const repo = placeAt(site, { owner, repo: name });
  if (!repo || !maySee(repo, caller)) throw notFound();
  const entered = `/repos/${repo.owner}/${repo.name}${path.slice(prefix.length)}`;
  if (!READING.test(method)) await demandWritable(site, repo);
  if (ISSUES_PATH.test(entered)) await demandIssues(site, repo);
  await demandThere(site, caller, entered);
  return { repo, path: entered };
}

function hasExpired(caller: Caller): boolean {
  return caller.kind === "installation" && Date.parse(caller.until) <= Date.now();
}

async function demandWritable(site: Site, repo: RepoOptions): Promise<void> {
  const { archived } = fields(await site.upstream.read(`/repos/${repo.owner}/${repo.name}`));
  if (archived === true) throw refuse(403, "Repository was archived so is read-only.");
}

async function demandIssues(site: Site, repo: RepoOptions): Promise<void> {
  const { has_issues } = fields(await site.upstream.read(`/repos/${repo.owner}/${repo.name}`));
  if (has_issues === false) throw refuse(410, "Issues has been disabled in this repository.");
}
