import { describe, expect, it } from "vitest";
import type { Refused } from "../../src/core/problem.ts";
import { refusalWords } from "../../src/core/refusal.ts";
import { explainError, lackingError } from "../../src/github/errors.ts";
import { artificial, english } from "../support/words.ts";

function refused(status: number, message: string): Refused {
  const error = Object.assign(new Error(message), { status, response: { headers: {}, data: {} } });
  return explainError(error, 0) as Refused;
}

describe("why GitHub refused, as people are told", () => {
  it.each([
    [301, "moved to another place"],
    [403, "Resource not accessible by integration"],
    [404, "Not Found"],
    [410, "Issues are disabled for this repo"],
    [422, "Validation Failed"],
  ])("says the same as the terminal, in English: %i", (status, message) => {
    const error = refused(status, message);
    expect(refusalWords(error, english.say)).toBe(`${error.message}. ${error.remedy}`);
  });

  it.each([
    [[["issues: write"]], "`issues: write`"],
    [[["issues: write"], ["pull_requests: write"]], "`issues: write` / `pull_requests: write`"],
    [[["contents: read", "issues: write"]], "`contents: read` + `issues: write`"],
  ])("says which permission is missing: %j", (lacks, words) => {
    const error = lackingError(lacks, { said: "Resource not accessible by integration" });
    expect(refusalWords(error, english.say)).toBe(`${error.message}. ${error.remedy}`);
    expect(refusalWords(error, english.say)).toBe(
      `The app lacks the permission ${words} for this repository. Whoever administers the organisation can grant it under Settings → GitHub Apps.`,
    );
  });

  it("leads to the page where it can be granted, where that is known", () => {
    const error = lackingError([["issues: write"]], { said: "" });
    error.page = "https://github.com/organizations/acme/settings/installations/7";
    expect(refusalWords(error, english.say)).toContain(
      "can grant it [in its settings](https://github.com/organizations/acme/settings/installations/7).",
    );
  });

  it("quotes GitHub's own words in any language", () => {
    expect(refusalWords(refused(422, "Validation Failed"), artificial.say)).toMatch(
      /^§GitHub answered 422: Validation Failed\. .+§$/,
    );
  });
});
