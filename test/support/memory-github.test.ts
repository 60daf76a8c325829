import { describe, expect, it } from "vitest";
import { Refused } from "../../src/core/problem.ts";
import type { RepoRef } from "../../src/core/reference.ts";
import { openStore } from "../../src/store/index.ts";
import { describeChanges } from "../contracts/changes-contract.ts";
import { describeFiles } from "../contracts/files-contract.ts";
import { describeGitHub, FILES, ROLES, SELF, SHOP } from "../contracts/github-contract.ts";
import { createMemoryGitHub } from "./memory-github.ts";

const MONDAY = Date.parse("2026-11-23T08:00:00Z");

async function openMemory(web = false) {
  const clock = { ms: MONDAY };
  const store = await openStore("sqlite::memory:");
  const repos = [
    { ...SHOP, roles: ROLES, files: FILES },
    { ...SHOP, repo: "web", roles: ROLES, installed: web },
    { owner: "acme", repo: "elsewhere", installed: false },
  ];
  const { port, people, site, calls, clearCalls } = createMemoryGitHub({
    ...{ now: () => clock.ms, self: SELF, repos },
    effects: store.effects,
  });
  Object.assign(site.grants, { contents: "write", pull_requests: "write" });
  return {
    ...{ github: port, people, site, calls, clearCalls },
    now: () => new Date(clock.ms).toISOString().replace(".000Z", "Z"),
    sent: async () => site.sent,
    advance(ms: number) {
      clock.ms += ms;
    },
    checkRuns: async (_: RepoRef, sha: string) =>
      site.checkRuns
        .filter((run) => run.sha === sha)
        .map(({ name, conclusion, annotations }) => ({
          ...{ name, conclusion, lines: annotations.map(({ startLine }) => startLine) },
        })),
    reactions: async (id: number) =>
      site.reactions.filter(({ comment }) => comment === id).map(({ by, content }) => `${by} ${content}`),
    close: () => store.close(),
  };
}

describeGitHub("it is in memory", () => openMemory());
describeChanges("it is in memory", () => openMemory(true));
describeFiles("they are in memory", () => openMemory(true));

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

  it("counts what the App asks for, by name", async () => {
    const { github, people, calls, clearCalls, close } = await openMemory();
    const issue = people.open("ana", SHOP, { title: "Counted" });
    await github.issues(SHOP, { labels: [], state: "open" });
    await github.apply({ kind: "edit-issue", issue, title: "Counted twice" });
    expect(calls()).toEqual(["issues", "edit-issue"]);
    clearCalls();
    expect(calls()).toEqual([]);
    await close();
  });

  it("says what of a repository the App may not read, and gives the rest", async () => {
    const { github, people, site, close } = await openMemory();
    people.deploy("ana", SHOP);
    people.release("ana", SHOP, { tag: "v1" });
    site.places[0]?.hidden.push("deployments");
    const window = { since: "2026-01-01T00:00:00Z", until: "2027-01-01T00:00:00Z" };
    const { changes, missing } = await github.recentChanges([SHOP], window);
    expect(changes).toMatchObject([{ kind: "release", tag: "v1" }]);
    expect(missing).toEqual([{ what: "deployments", repo: SHOP, why: "not-readable" }]);
    await close();
  });

  it("tells of deployments, releases and comments that changed by webhook", async () => {
    const { github, people, site, close } = await openMemory();
    const issue = people.open("ana", SHOP, { title: "Talk" });
    people.comment("bo", issue, "Old");
    const [said] = await github.comments(issue);
    site.sent.length = 0;
    people.editComment("bo", issue, said?.id ?? 0, "New");
    people.deleteComment("bo", issue, said?.id ?? 0);
    people.deploy("ana", SHOP, { state: "failure" });
    people.release("ana", SHOP, { tag: "v2" });
    const told = site.sent.map(({ name, body }) => `${name}.${JSON.parse(body).action}`);
    expect(told).toEqual([
      ...["issue_comment.edited", "issue_comment.deleted", "deployment.created", "deployment_status.created"],
      ...["release.created", "release.published", "release.released"],
    ]);
    expect(await github.comments(issue)).toEqual([]);
    await close();
  });

  it("tells of mentions in other repositories, but of none where the App is not installed", async () => {
    const { github, people, close } = await openMemory(true);
    const target = people.open("ana", SHOP, { title: "Down" });
    const mend = { title: "Mend", body: `Fixes acme/shop#${target.number}`, files: [] };
    people.propose("bo", { ...SHOP, repo: "elsewhere" }, mend);
    expect(await github.mentions(target)).toEqual({ pulls: [], commits: [] });
    const pull = people.propose("bo", { ...SHOP, repo: "web" }, mend);
    expect((await github.mentions(target)).pulls).toMatchObject([{ ref: pull, closes: true }]);
    await close();
  });
});
