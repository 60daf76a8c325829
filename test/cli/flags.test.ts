import { describe, expect, it } from "vitest";
import { toLimit } from "../../src/cli/flags.ts";

describe("a limit", () => {
  it.each([
    ["1", 1],
    ["020", 20],
    ["200", 200],
  ])("%j is %i", (text, limit) => {
    expect(toLimit(text)).toBe(limit);
  });

  it.each(["0", "201", "-1", "1.5", "all", "", "1e2"])("%j is none", (text) => {
    expect(() => toLimit(text)).toThrow("expected a number from 1 to 200");
  });
});
