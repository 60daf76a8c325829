import { describe, expect, it } from "vitest";
import { Refused, RetryLater } from "../../src/core/problem.ts";
import { explainError } from "../../src/github/errors.ts";

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

  it("names what is invalid", () => {
    const data = {
      errors: [{ resource: "Issue", field: "assignees", code: "invalid", value: "ghost" }, "odd", null],
    };
    expect(explainError(apiError(422, "Validation Failed", {}, data), NOW)).toMatchObject({
      errors: [{ field: "assignees", code: "invalid", value: "ghost" }],
    });
  });

  it.each([apiError(500), apiError(502), apiError(401), new TypeError("fetch failed"), "a string"])(
    "leaves an unknown outcome as it is: %s",
    (error) => {
      expect(explainError(error, NOW)).toBe(error);
    },
  );
});
