import { describe, expect, it } from "vitest";
import { Problem, Refused, RetryLater } from "../../src/core/problem.ts";

describe("errors", () => {
  const cause = new Error("behind it");

  it("that a person can mend say how, and keep what is behind them", () => {
    const problem = new Problem("expected a file, got a folder", "Name a file.", { cause });
    expect(problem).toMatchObject({ name: "Problem", message: "expected a file, got a folder", cause });
    expect(problem.remedy).toBe("Name a file.");
    expect(problem).toBeInstanceOf(Error);
  });

  it("that GitHub will always answer the same are problems too", () => {
    const errors = [{ field: "assignees", code: "invalid", value: "ghost" }];
    const refused = new Refused("Validation Failed", "Name somebody else.", 422, errors, { cause });
    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({
      name: "Refused",
      status: 422,
      errors,
      remedy: "Name somebody else.",
      cause,
    });
  });

  it("that pass with time are no problems, and say until when", () => {
    const later = new RetryLater("rate limit", 1_000, { cause });
    expect(later).toMatchObject({ name: "RetryLater", message: "rate limit", at: 1_000, cause });
    expect(later).not.toBeInstanceOf(Problem);
  });
});
