import { expect, it } from "vitest";
import { routeOf } from "../../src/github/route.ts";

it.each([
  ["/repos/{owner}/{repo}/issues/{issue_number}", "/repos/{owner}/{repo}/issues/{issue_number}"],
  [
    "https://api.github.com/repos/acme/vault/issues?labels=postmortem&state=all",
    "/repos/{owner}/{repo}/issues",
  ],
  [
    "https://api.github.com/repos/acme/issues/issues/12/comments?page=2",
    "/repos/{owner}/{repo}/issues/{number}/comments",
  ],
  ["https://ghe.acme.test/api/v3/repos/acme/vault/labels", "/api/v3/repos/{owner}/{repo}/labels"],
  ["/repositories/901/issues/7", "/repositories/{number}/issues/{number}"],
  ["/repos/acme/vault/collaborators/ana/permission", "/repos/{owner}/{repo}/collaborators/{name}/permission"],
  ["/graphql", "/graphql"],
  ["https://api.github.com/installation/repositories?per_page=100", "/installation/repositories"],
  ["", ""],
])("%j is counted as %j", (url, route) => {
  expect(routeOf("GET", url)).toBe(`GET ${route}`);
});
