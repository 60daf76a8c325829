/** What stands behind a repository in GitHub's addresses and is nobody's name. */
const WORDS: ReadonlySet<string> = new Set([
  ...["app", "assignees", "branches", "check-runs", "check-suites", "collaborators", "comments", "commits"],
  ...["contents", "deliveries", "deployments", "events", "files", "git", "graphql", "hook", "installation"],
  ...["installations", "issues", "labels", "milestones", "permission", "pulls", "reactions", "ref", "refs"],
  ...["releases", "repositories", "statuses", "sub_issues", "timeline"],
]);

/**
 * GitHub's template of a request's address, for counting: `GET /repos/{owner}/{repo}/issues/{number}/comments`. Of lists over several
 * pages only filled-in addresses are known, and those name repositories, labels and people.
 * @param url a template, a path, or a whole address
 */
export function routeOf(method: string, url: string): string {
  // GitHub names nothing with a brace but labels and files, and those are filled in escaped.
  if (/^\/[^?#]*\{[a-z_]+\}/.test(url)) return `${method} ${url}`;
  const path = url.replace(/^https?:\/\/[^/?#]*/, "").replace(/[?#].*$/s, "");
  const [, before = "", rest = ""] = /^(\/api\/v3)?(.*)$/s.exec(path) ?? [];
  const [, repository = "", behind = ""] = /^(\/repos\/[^/]+\/[^/]+)?(.*)$/s.exec(rest) ?? [];
  const parts = behind.split("/").map((part) => (part === "" || WORDS.has(part) ? part : placeholder(part)));
  return `${method} ${before}${repository ? "/repos/{owner}/{repo}" : ""}${parts.join("/")}`;
}

function placeholder(part: string): string {
  return /^\d+$/.test(part) ? "{number}" : "{name}";
}
