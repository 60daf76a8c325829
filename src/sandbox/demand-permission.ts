import type { Caller } from "./caller.ts";
import { mayUse, type Part } from "./may-use.ts";
import type { RepoOptions } from "./options.ts";
import { Refusal } from "./refusal.ts";
import type { Site } from "./site.ts";

/** Which part of a repository a path below it is about; the first that fits. Everything else goes with every installation. */
const PARTS: [RegExp, Part][] = [
  [/^\/commits\/[^/]+\/check-(?:runs|suites)$/, "checks"],
  [/^\/commits\/[^/]+\/status(?:es)?$/, "statuses"],
  [/^\/(?:issues|labels|milestones|assignees)(?:\/|$)/, "issues"],
  [/^\/pulls(?:\/|$)/, "pull_requests"],
  [/^\/(?:contents|branches|commits|git|releases)(?:\/|$)/, "contents"],
  [/^\/check-(?:runs|suites)(?:\/|$)/, "checks"],
  [/^\/deployments(?:\/|$)/, "deployments"],
  [/^\/statuses\//, "statuses"],
];
const REPO = /^\/repos\/[^/]+\/[^/]+/;

/**
 * Refuses an installation that lacks the permission for a request about a repository of its own, and says which it would need.
 * https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#resource-not-accessible
 */
export function demandPermission(
  site: Site,
  caller: Caller,
  { method, path, repo }: { method: string; path: string; repo: RepoOptions | null },
): void {
  if (caller.kind !== "installation" || !repo || caller.owner !== repo.owner) return;
  const [, part] = PARTS.find(([pattern]) => pattern.test(path.replace(REPO, ""))) ?? [];
  const level = method === "GET" ? "read" : "write";
  if (!part || mayUse(site, caller, repo, part, level)) return;
  const message = "Resource not accessible by integration";
  const documentation_url = "https://docs.github.com/rest";
  const headers = { "x-accepted-github-permissions": `${part}=${level}` };
  throw new Refusal(403, { message, documentation_url, status: "403" }, headers);
}
