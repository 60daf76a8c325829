import { describe, expect, it } from "vitest";
import { Refused } from "../../src/core/problem.ts";
import { openStore } from "../../src/store/index.ts";
import { describeGitHub, FILES, ROLES, SELF, SHOP } from "../contracts/github-contract.ts";
import { createMemoryGitHub } from "./memory-github.ts";

const MONDAY = Date.parse("2026-11-23T08:00:00Z");

async function openMemory() {
  const clock = { ms: MONDAY };
  const store = await openStore("sqlite::memory:");
  const repos = [
    { ...SHOP, roles: ROLES, files: FILES },
    { owner: "acme", repo: "elsewhere", installed: false },
  ];
  const { port, people, site } = createMemoryGitHub({
    ...{ now: () => clock.ms, self: SELF, repos },
    effects: store.effects,
  });
  return {
    ...{ github: port, people, site },
    sent: async () => site.sent,
    advance(ms: number) {
      clock.ms += ms;
    },
    close: () => store.close(),
  };
}

describeGitHub("it is in memory", openMemory);

describe("GitHub in memory", () => {
  it.each([
    [410, "deleted"],
    [301, "transferred"],
  ] as const)("answers %i for what was %s, to reads with null", async (status, how) => {
    const { github, people, close } = await openMemory();
    const issue = people.open("ana", SHOP, { title: "Gone", labels: ["incident"] });
    if (how === "deleted") people.remove("ana", issue);
    else people.transfer("ana", issue, { owner: "acme", repo: "elsewhere" });
    expect(await github.issue(issue)).toBeNull();
    expect(await github.issues(SHOP, { labels: ["incident"], state: "all" })).toEqual([]);
    const edit = github.apply({ kind: "edit-issue", issue, title: "Still here?" });
    await expect(edit).rejects.toThrow(Refused);
    await expect(edit).rejects.toMatchObject({ status });
    const comment = { kind: "create-comment", effect: "test/1", issue, body: "?" } as const;
    await expect(github.apply(comment)).rejects.toMatchObject({ status });
    await close();
  });
});
