import { expect, it } from "vitest";

it("tests run with the packages that the app runs with, not with their twins for developing", () => {
  expect(process.execArgv).not.toContain("development");
  expect(import.meta.resolve("mdast-util-from-markdown")).not.toContain("/dev/");
});
