import { describe, expect, it } from "vitest";
import { isLacking, isRefusedForGood, Refused, RetryLater, Uninstalled } from "../../src/core/problem.ts";
import { explainError, hasStatus } from "../../src/github/errors.ts";

const NOW = Date.parse("2026-11-23T09:00:00Z");

function apiError(status: number, message = "Something", headers = {}, data: unknown = {}): Error {
  return Object.assign(new Error(message), { status, response: { headers, data } });
}

describe("what an answer of GitHub's means", () => {
  it.each([
    ["retry-after, in seconds", apiError(403, "abuse", { "retry-after": "30" }), 30_000],
    [
      "an exhausted limit, until its reset",
      apiError(403, "limit", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW / 1000 + 600) }),
      600_000,
    ],
    [
      "a secondary limit without a date: a minute",
      apiError(403, "You have exceeded a secondary rate limit"),
      60_000,
    ],
    ["429 alone: a minute", apiError(429), 60_000],
  ])("waits for %s", (_, error, wait) => {
    const explained = explainError(error, NOW);
    expect(explained).toBeInstanceOf(RetryLater);
    expect((explained as RetryLater).at).toBe(NOW + wait);
  });

  it.each([301, 403, 404, 410, 422])("takes %i for final and says what to do", (status) => {
    const explained = explainError(apiError(status, "Nope - https://docs.github.com/x"), NOW);
    expect(explained).toBeInstanceOf(Refused);
    expect(explained).toMatchObject({
      status,
      message: `GitHub answered ${status}: Nope`,
      remedy: expect.stringMatching(/\w/),
    });
  });

  const LACK = "Resource not accessible by integration";
  const needs = (header: string) => ({ "x-accepted-github-permissions": header });

  it("says which permission is missing, and who can grant it", () => {
    const error = explainError(apiError(403, LACK, needs("issues=write; pull_requests=write")), NOW);
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({
      status: 403,
      lacks: [["issues: write"], ["pull_requests: write"]],
      message: "The app lacks the permission `issues: write` / `pull_requests: write` for this repository",
      remedy: expect.stringContaining("GitHub Apps"),
    });
    expect([isLacking(error), isRefusedForGood(error)]).toEqual([true, false]);
  });

  it.each([
    ["an older host's lack, which it does not name", 403, LACK, {}, true],
    ["an archived repository", 403, "Repository was archived so is read-only.", needs("issues=write"), false],
    ["what is not there", 404, "Not Found", needs("issues=read"), false],
  ])("knows no permission of %s", (_, status, message, headers, isLack) => {
    const error = explainError(apiError(status, message, headers), NOW);
    expect(error).toMatchObject({ lacks: [], message: `GitHub answered ${status}: ${message}` });
    expect(isLacking(error)).toBe(isLack);
    expect(isRefusedForGood(error)).toBe(!isLack);
  });

  it("names what is invalid", () => {
    const data = {
      errors: [{ resource: "Issue", field: "assignees", code: "invalid", value: "ghost" }, "odd", null],
    };
    expect(explainError(apiError(422, "Validation Failed", {}, data), NOW)).toMatchObject({
      errors: [{ field: "assignees", code: "invalid", value: "ghost" }],
    });
  });

  it.each([new TypeError("fetch failed"), "a string"])("leaves an unknown outcome as it is: %s", (error) => {
    expect(explainError(error, NOW)).toBe(error);
  });

  it.each([500, 502, 401])("repeats nothing of what a broken GitHub says (%i)", (status) => {
    const error = explainError(apiError(status, "cannot parse: the password was hunter2"), NOW);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toBe(`GitHub answered ${status}`);
  });

  it("repeats nothing of the text that GitHub refused", () => {
    const message = 'Validation Failed: {"field":"title","value":"the password was hunter2"} - https://docs';
    expect(explainError(apiError(422, message), NOW)).toMatchObject({
      message: "GitHub answered 422: Validation Failed",
    });
  });

  it.each([403, 404])(
    "takes a refused token (%i) for the end of the installation, not of the issue",
    (status) => {
      const url = "https://api.github.com/app/installations/7/access_tokens";
      const error = Object.assign(apiError(status, "Not Found"), { request: { url } });
      expect(explainError(error, NOW)).toBeInstanceOf(Uninstalled);
      expect(hasStatus(error, status)).toBe(false);
    },
  );
});
