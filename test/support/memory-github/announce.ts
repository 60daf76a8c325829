import { issueEvents } from "../../../src/sandbox/issue-events.ts";
import type { Issue } from "../../../src/sandbox/shapes.ts";
import { headOf } from "./files.ts";
import { keptAt, type Place, type Site, userNamed } from "./site.ts";

/** The installation that sees every repository in which the App is installed. */
export const INSTALLATION = 7;

/** Sends a webhook, if the App is told of this repository: its body is fixed at this moment. */
export function announce(
  site: Site,
  place: Place,
  by: string,
  name: string,
  payload: { action?: string } & Record<string, unknown>,
): void {
  if (!place.installed) return;
  const common = {
    repository: repositoryOf(place),
    sender: userNamed(by),
    installation: { id: INSTALLATION },
  };
  const guid = `00000000-0000-0000-0000-${`${site.sent.length + 1}`.padStart(12, "0")}`;
  site.sent.push({ guid, name, body: JSON.stringify({ ...payload, ...common }) });
}

/** The `issues` (or `pull_request`) webhooks for everything that became different; `before` is null for a new issue. */
export function announceIssue(
  site: Site,
  place: Place,
  by: string,
  before: Issue | null,
  after: Issue,
): void {
  const pull = keptAt(site, { owner: place.owner, repo: place.repo, number: after.number })?.pull ?? null;
  const branches = headOf(site, place, { pull });
  const [name, subject] = after.pull_request
    ? [
        "pull_request",
        { number: after.number, pull_request: { ...after, ...after.pull_request, ...branches } },
      ]
    : ["issues", { issue: after }];
  for (const { action, more } of issueEvents(before, after))
    announce(site, place, by, String(name), { action, ...(subject as object), ...more });
}

export function repositoryOf({ owner, repo }: Place) {
  return {
    name: repo,
    full_name: `${owner}/${repo}`,
    owner: { login: owner, type: "Organization" },
    private: false,
    default_branch: "main",
  };
}
