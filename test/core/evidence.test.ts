import { describe, expect, it } from "vitest";
import { findEvidence } from "../../src/core/evidence.ts";
import type { Issue, LinkedPull } from "../../src/core/issue.ts";

const CLOSED = "2026-11-24T10:00:00Z";
const issue = { ref: { owner: "acme", repo: "shop", number: 12 }, closedAt: CLOSED } as Issue;
const pull = (number: number, more: Partial<LinkedPull> & { in?: string } = {}): LinkedPull => ({
  ...{ title: "", url: "", author: { login: "bo", isBot: false }, state: "closed", closes: false },
  ref: { owner: more.in?.split("/")[0] ?? "acme", repo: more.in?.split("/")[1] ?? "shop", number },
  mergedAt: "2026-11-24T09:00:00Z",
  ...more,
});
const commit = (sha: string, closes = false) => ({ sha: sha.repeat(40), at: CLOSED, closes });

describe("what closed an issue", () => {
  it.each<[string, LinkedPull[], ReturnType<typeof commit>[], ReturnType<typeof findEvidence>]>([
    ["nothing", [], [], null],
    [
      "the merged pull request that closes it",
      [pull(1), pull(2, { closes: true }), pull(3)],
      [],
      { kind: "pull", ref: "#2" },
    ],
    ["else the last merged one that mentions it", [pull(1), pull(2)], [], { kind: "pull", ref: "#2" }],
    [
      "one of another repository of the owner",
      [pull(4, { in: "acme/web" })],
      [],
      { kind: "pull", ref: "acme/web#4" },
    ],
    ["none of a stranger's", [pull(4, { in: "evil/shop", closes: true })], [], null],
    ["none that was not merged", [pull(1, { mergedAt: null, closes: true })], [], null],
    ["none that only mentions it days later", [pull(1, { mergedAt: "2026-11-27T10:00:00Z" })], [], null],
    [
      "the commit that closed it",
      [],
      [commit("b"), commit("a", true), commit("c")],
      { kind: "commit", sha: "aaaaaaaaaaaa" },
    ],
    ["a pull request before a commit", [pull(1)], [commit("a", true)], { kind: "pull", ref: "#1" }],
  ])("is %s", (_, pulls, commits, expected) => {
    expect(findEvidence({ pulls, commits }, issue)).toEqual(expected);
  });
});
