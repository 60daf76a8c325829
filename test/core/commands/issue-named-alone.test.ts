import { describe, expect, it } from "vitest";
import { issueNamedAlone } from "../../../src/core/commands/issue-named-alone.ts";
import { formatIssue } from "../../../src/core/reference.ts";
import { ENGLISH_LINES } from "../../support/own-words.ts";

const HERE = { owner: "acme", repo: "shop" };
const named = (text: string) => {
  const found = issueNamedAlone(text, HERE, ENGLISH_LINES);
  return found && [formatIssue(found.ref), found.rest];
};

describe("an action item that is an issue", () => {
  it.each([
    ["#88", "acme/shop#88", ""],
    ["acme/ops#5", "acme/ops#5", ""],
    ["https://github.com/acme/ops/issues/5", "acme/ops#5", ""],
    ["https://ghe.example/acme/ops/issues/5", "acme/ops#5", ""],
    ["#88 @ana due 2026-12-01 P1 prevent", "acme/shop#88", "@ana due 2026-12-01 P1 prevent"],
  ])("%s", (text, ref, rest) => {
    expect(named(text)).toEqual([ref, rest]);
  });

  it.each([
    "",
    "Alert on lag",
    "#88 was about DNS",
    "See #88",
    "#0",
    "#",
    "88",
    "#99999999999",
    "https://github.com/acme/ops/pull/5",
    "https://github.com/acme/ops/issues/5 again",
    "../..#1",
    `#1 ${"@a ".repeat(20_000)}x`,
  ])("has words of its own: %.40s", (text) => {
    expect(named(text)).toBeNull();
  });
});
