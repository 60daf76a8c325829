import { describe, expect, it } from "vitest";
import { type ApiRequest, documentedStatuses, requestProblems } from "./openapi.ts";

function problems(method: string, path: string, body?: unknown, query: ApiRequest["query"] = {}) {
  return requestProblems({ method, path, query, body });
}

const ISSUES = "/repos/acme/shop/issues";

describe("a request held against GitHub's description", () => {
  it("accepts a right creation", () => {
    const body = {
      title: "Add an alert",
      body: "…",
      labels: ["action-item"],
      assignees: ["mona"],
      milestone: 3,
    };
    expect(problems("POST", ISSUES, body)).toEqual([]);
  });

  it("accepts an empty list of labels and a milestone taken away", () => {
    expect(problems("PATCH", `${ISSUES}/5`, { labels: [], milestone: null, state: "closed" })).toEqual([]);
  });

  it("reads numbers and booleans from the text of a query", () => {
    const query = new URLSearchParams({ state: "all", labels: "a,b", per_page: "100", page: "2" });
    expect(problems("GET", ISSUES, undefined, query)).toEqual([]);
  });

  it("names an unknown path, and a method that the path does not have", () => {
    expect(problems("GET", "/repos/acme/shop/isues")).toEqual([
      "GET /repos/acme/shop/isues is not among the documented operations",
    ]);
    expect(problems("DELETE", `${ISSUES}/5`)).toHaveLength(1);
    expect(problems("GET", `${ISSUES}/5/`)).toHaveLength(1);
  });

  it("takes a word of a path for the word before it takes it for a parameter", () => {
    expect(problems("GET", `${ISSUES}/comments`, undefined, { since: "2026-01-01T00:00:00Z" })).toEqual([]);
    expect(problems("PATCH", `${ISSUES}/comments`, { body: "…" })).toHaveLength(1);
    expect(problems("PATCH", `${ISSUES}/comments/77`, { body: "…" })).toEqual([]);
    const commit = "/repos/acme/shop/commits/feature/one";
    expect(problems("GET", `${commit}/check-runs`, undefined, { check_name: "Notes" })).toEqual([]);
    expect(problems("GET", commit, undefined, { check_name: "Notes" })).toHaveLength(1);
  });

  it("names a wrong type in path, query and body", () => {
    expect(problems("GET", `${ISSUES}/five`)).toEqual([
      'GET /repos/{owner}/{repo}/issues/{issue_number}: path parameter "issue_number" must be integer, is "five"',
    ]);
    expect(problems("GET", ISSUES, undefined, { page: "two" })[0]).toMatch(
      /"page" must be integer, is "two"$/,
    );
    expect(problems("POST", ISSUES, { title: "A", assignees: "mona" })[0]).toMatch(
      /body \/assignees must be array$/,
    );
  });

  it("names a value outside the documented ones, and more per page than GitHub gives", () => {
    expect(problems("GET", ISSUES, undefined, { state: "merged" })[0]).toMatch(
      /: open, closed, all, is "merged"$/,
    );
    expect(problems("GET", ISSUES, undefined, { per_page: "200" })[0]).toMatch(/must be <= 100, is "200"$/);
  });

  it("names a missing required field, and a missing body", () => {
    expect(problems("POST", ISSUES, { body: "…" })[0]).toMatch(/body must have required property 'title'$/);
    expect(problems("POST", ISSUES)[0]).toMatch(/needs a body$/);
  });

  it("names fields and query parameters that GitHub would silently ignore", () => {
    expect(problems("POST", ISSUES, { title: "A", asignees: ["mona"] })[0]).toMatch(
      /unknown body field "asignees"$/,
    );
    expect(problems("GET", `${ISSUES}/5/comments`, undefined, { sort: "updated" })[0]).toMatch(
      /unknown query parameter "sort"$/,
    );
  });

  it("names a body where GitHub takes none", () => {
    expect(problems("GET", `${ISSUES}/5`, { title: "A" })[0]).toMatch(/takes no body$/);
  });

  it("wants the child's id in the body when a sub-issue is linked or unlinked", () => {
    expect(problems("POST", `${ISSUES}/5/sub_issues`, { sub_issue_id: 9001 })).toEqual([]);
    expect(problems("DELETE", `${ISSUES}/5/sub_issue`, { sub_issue_id: 9001 })).toEqual([]);
    expect(problems("DELETE", `${ISSUES}/5/sub_issue`)[0]).toMatch(/needs a body$/);
    expect(problems("DELETE", `${ISSUES}/5/sub_issues`, { sub_issue_id: 9001 })).toHaveLength(1);
  });

  it("lets the path of a file have slashes, encoded or not", () => {
    expect(problems("GET", "/repos/acme/shop/contents/.github%2Fpostmortem.yml")).toEqual([]);
    expect(problems("GET", "/repos/acme/shop/contents/.github/postmortem.yml")).toEqual([]);
  });

  it("tells the documented status codes", () => {
    expect(documentedStatuses("POST", ISSUES)).toContain(422);
    expect(documentedStatuses("POST", "/repos/acme/shop/isues")).toEqual([]);
  });
});
