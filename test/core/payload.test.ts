import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventRepo, readEvent } from "../../src/core/payload.ts";
import { readComment, readIssue } from "../../src/core/payload-issue.ts";
import { formatIssue } from "../../src/core/reference.ts";

type Json = Record<string, unknown>;
type Example = { release: string; name: string; payload: Json };

/** GitHub's own examples: of github.com, and of the releases of its Enterprise Server. */
const RELEASES = ["api.github.com", "ghes-31", "ghes-32", "ghes-33", "ghes-34", "ghes-35"];
const examples: Example[] = RELEASES.flatMap((release) => {
  const path = createRequire(import.meta.url).resolve(`@octokit/webhooks-examples/${release}/index.json`);
  const events = JSON.parse(readFileSync(path, "utf8")) as { name: string; examples: Json[] }[];
  return events.flatMap(({ name, examples }) => examples.map((payload) => ({ release, name, payload })));
});
const OURS = ["issues", "issue_comment", "pull_request", "push", "label", "milestone"];
const examplesOf = (name: string) => examples.filter((example) => example.name === name);

const issue = {
  id: 7,
  number: 12,
  html_url: "https://github.com/acme/shop/issues/12",
  title: "Checkout is down",
  body: null,
  state: "open",
  user: { login: "ana", type: "User" },
  labels: [{ name: "incident" }, "sev1", { name: null }],
  assignees: [{ login: "ben" }],
  milestone: { number: 1, title: "2026-12", due_on: "2026-12-31T08:00:00Z" },
  created_at: "2026-11-21T09:00:00Z",
  updated_at: "2026-11-21T09:05:00Z",
};
const repository = { name: "shop", owner: { login: "acme" }, default_branch: "main" };
const opened = {
  action: "opened",
  issue,
  repository,
  installation: { id: 99 },
  sender: { login: "ana", type: "User" },
};
const ours = {
  ref: { owner: "acme", repo: "shop", number: 12 },
  id: 7,
  url: "https://github.com/acme/shop/issues/12",
  title: "Checkout is down",
  body: "",
  state: "open",
  stateReason: null,
  author: { login: "ana", isBot: false },
  labels: ["incident", "sev1"],
  assignees: ["ben"],
  milestone: { number: 1, title: "2026-12", dueOn: "2026-12-31" },
  isPullRequest: false,
  createdAt: "2026-11-21T09:00:00Z",
  updatedAt: "2026-11-21T09:05:00Z",
  closedAt: null,
};

describe("a webhook", () => {
  it.each(OURS)("is read in all of GitHub's examples: %s", (name) => {
    expect(examplesOf(name).length).toBeGreaterThan(5);
    for (const { payload, release } of examplesOf(name)) {
      const event = readEvent(name, payload);
      expect(event, `${release} ${payload.action ?? ""}`).toMatchObject({
        name,
        action: payload.action ?? null,
      });
      expect(event?.repo).not.toBeNull();
      expect(event?.issue === null).toBe(!["issues", "issue_comment", "pull_request"].includes(name));
      expect(event?.comment === null).toBe(name !== "issue_comment");
      const onPull = (payload.issue as Json | undefined)?.pull_request !== undefined;
      expect(event?.issue?.isPullRequest ?? false).toBe(name === "pull_request" || onPull);
      expect(eventRepo(JSON.stringify(payload))).toBe((payload.repository as Json).full_name);
    }
  });

  it("breaks nothing in any other of GitHub's examples", () => {
    for (const { name, payload } of examples) readEvent(name, payload);
  });

  it("is reduced to what the app acts on", () => {
    expect(readEvent("issues", opened)).toEqual({
      name: "issues",
      action: "opened",
      repo: { owner: "acme", repo: "shop" },
      installation: 99,
      sender: { login: "ana", isBot: false },
      label: null,
      issue: ours,
      movedFrom: null,
      edit: null,
      comment: null,
      state: null,
      pushed: [],
      landed: [],
    });
  });

  it("says what an edited comment said before, and when it was edited", () => {
    const edits = examplesOf("issue_comment").filter(
      ({ payload: { action, changes } }) => action === "edited" && (changes as Json)?.body,
    );
    expect(edits.length).toBeGreaterThan(0);
    for (const { payload } of edits) {
      const { from } = (payload.changes as Record<string, Json>).body ?? {};
      const at = (payload.comment as Json).updated_at;
      expect(readEvent("issue_comment", payload)?.edit).toEqual({ before: from, at });
      expect(readEvent("issue_comment", { ...payload, changes: {} })?.edit).toBeNull();
    }
  });

  it("says where an issue was before it was transferred", () => {
    const transfers = examplesOf("issues").filter(
      ({ payload: { action, changes } }) => action === "opened" && changes,
    );
    expect(transfers.length).toBeGreaterThan(0);
    for (const { payload } of transfers) {
      const { old_issue, old_repository } = payload.changes as Record<string, Json>;
      const from = `${old_repository?.full_name}#${old_issue?.number}`;
      const { movedFrom } = readEvent("issues", payload) ?? {};
      expect(movedFrom && formatIssue(movedFrom)).toBe(from);
    }
    const edited = { ...opened, action: "edited", changes: { title: { from: "Up" } } };
    expect(readEvent("issues", edited)?.movedFrom).toBeNull();
  });

  it.each([
    ["a bot by its type", { login: "renovate", type: "Bot" }, { login: "renovate", isBot: true }],
    ["a bot by its name", { login: "postmortem[bot]" }, { login: "postmortem[bot]", isBot: true }],
    ["a person", { login: "robot" }, { login: "robot", isBot: false }],
    ["a deleted account", null, { login: "ghost", isBot: false }],
    ["nobody", undefined, { login: "ghost", isBot: false }],
  ])("was sent by %s", (_, sender, expected) => {
    expect(readEvent("issues", { ...opened, sender })?.sender).toEqual(expected);
    expect(readEvent("issues", { ...opened, issue: { ...issue, user: sender } })?.issue?.author).toEqual(
      expected,
    );
  });

  it.each([
    [null, "open"],
    ["2026-11-22T12:00:00Z", "closed"],
  ])("that leaves out the state of an issue closed at %s means that it is %s", (closed_at, state) => {
    const pinned = { ...opened, action: "pinned", issue: { ...issue, state: undefined, closed_at } };
    expect(readEvent("issues", pinned)?.issue?.state).toBe(state);
  });

  it("of a comment on a pull request says that it is one", () => {
    const payload = { ...opened, issue: { ...issue, pull_request: { url: "https://x.test" } } };
    expect(readEvent("issue_comment", payload)?.issue?.isPullRequest).toBe(true);
  });

  it.each([
    ["all of it", { commits: [{ added: ["a"] }] }, false],
    ["no commits: the branch was moved", { commits: [] }, true],
    ["none at all", {}, true],
    ["a branch that was moved by force", { forced: true, commits: [{ added: ["a"] }] }, true],
    ["so many commits that some are left out", { commits: Array(2_048).fill({ added: ["a"] }) }, true],
    [
      "a commit of so many files that some are left out",
      { commits: [{ added: Array(3_000).fill("a") }] },
      true,
    ],
  ])("says whether GitHub tells all that a push touched: %s", (_, push, isCut) => {
    const event = { ...opened, issue: undefined, ref: "refs/heads/main", ...push };
    expect(readEvent("push", event)?.isCut ?? false).toBe(isCut);
    expect(readEvent("push", { ...event, ref: "refs/heads/x" })?.isCut).toBeUndefined();
  });

  it("knows the head of a pull request into the default branch only", () => {
    const sha = "a".repeat(40);
    const pull = (base: object) => ({
      ...{ ...opened, issue: undefined, action: "edited", changes: { base: { ref: { from: "x" } } } },
      pull_request: { ...opened.issue, head: { sha }, ...base },
    });
    expect(readEvent("pull_request", pull({ base: { ref: "main" } }))).toMatchObject({
      head: sha,
      isRebased: true,
    });
    expect(readEvent("pull_request", pull({ base: { ref: "release" } }))?.head).toBeUndefined();
    expect(readEvent("pull_request", pull({}))?.head).toBeUndefined();
  });

  it("names the files that a push to the default branch touched, and of no other", () => {
    const commits = [{ added: ["a"], modified: ["b"], removed: [] }, { removed: ["c"] }];
    const push = { ...opened, issue: undefined, ref: "refs/heads/main", commits };
    expect(readEvent("push", push)?.pushed).toEqual(["a", "b", "c"]);
    expect(readEvent("push", { ...push, ref: "refs/heads/other" })?.pushed).toEqual([]);
    expect(readEvent("push", { ...push, ref: "refs/tags/main" })?.pushed).toEqual([]);
    expect(readEvent("push", { ...push, commits: undefined })?.pushed).toEqual([]);
    expect(readEvent("push", { ...push, ref: undefined, repository: undefined })?.pushed).toEqual([]);
  });

  it.each<[string, unknown]>([
    ["null", null],
    ["a list", []],
    ["a text", "opened"],
    ["an issue without number", { ...opened, issue: { ...issue, number: undefined } }],
    ["an issue in a third state", { ...opened, issue: { ...issue, state: "merged" } }],
    ["a title that is none", { ...opened, issue: { ...issue, title: 5 } }],
    ["a repository without owner", { ...opened, repository: { name: "shop" } }],
    [
      "a date that is none",
      { ...opened, issue: { ...issue, milestone: { ...issue.milestone, due_on: "soon" } } },
    ],
    [
      "a date beyond time",
      { ...opened, issue: { ...issue, milestone: { ...issue.milestone, due_on: "2026-13-45T99:00:00Z" } } },
    ],
  ])("is nothing to act on when it is %s", (_, payload) => {
    expect(readEvent("issues", payload)).toBeNull();
  });

  it("is read or not, whatever is wrong in it, and never breaks anything", () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom("", "2026-99-99", "+999999-01-01T00:00Z", -1, 1e300),
    );
    const payload = fc
      .tuple(fc.constantFrom(...examples), fc.array(fc.tuple(fc.nat(), odd), { maxLength: 4 }))
      .map(([{ name, payload }, changes]) => ({ name, payload: changes.reduce(withChange, payload) }));
    fc.assert(
      fc.property(payload, fc.jsonValue(), ({ name, payload }, anything) => {
        readEvent(name, payload);
        readEvent(name, anything);
        eventRepo(JSON.stringify(payload));
        eventRepo(JSON.stringify(anything));
      }),
      { numRuns: 300 },
    );
  });
});

/** Puts another value in one place of the JSON: the n-th, around and around. */
function withChange(json: Json, [n, value]: [number, unknown]): Json {
  const copy = structuredClone(json);
  const places: [Json, string][] = [];
  const collect = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const key of Object.keys(node)) {
      places.push([node as Json, key]);
      collect((node as Json)[key]);
    }
  };
  collect(copy);
  const [parent, key] = places[n % Math.max(1, places.length)] ?? [];
  if (parent && key !== undefined) parent[key] = value;
  return copy;
}

describe("an answer of the API", () => {
  const repo = { owner: "acme", repo: "shop" };

  it("is read as an issue", () => {
    expect(readIssue(issue, repo)).toEqual(ours);
    expect(readIssue({ ...issue, labels: undefined, assignees: null, milestone: null }, repo)).toEqual({
      ...ours,
      labels: [],
      assignees: [],
      milestone: null,
    });
    expect(readIssue({ ...issue, pull_request: {} }, repo).isPullRequest).toBe(true);
  });

  it.each([
    ["2026-12-31T08:00:00Z", "2026-12-31"],
    ["2026-12-31T07:59:59Z", "2026-12-30"],
    ["2026-07-01T07:00:00Z", "2026-07-01"],
    ["2026-07-01T12:00:00Z", "2026-07-01"],
    ["2026-12-31T00:00:00-08:00", "2026-12-31"],
    [null, null],
  ])("with a milestone due on %s means the day that GitHub shows: %s", (due_on, dueOn) => {
    const milestone = { ...issue.milestone, due_on };
    expect(readIssue({ ...issue, milestone }, repo).milestone?.dueOn).toBe(dueOn);
  });

  it("is read as a comment", () => {
    const json = {
      id: 5,
      html_url: "https://x.test/5",
      user: null,
      body: null,
      created_at: "2026-11-21T09:00:00Z",
    };
    expect(readComment(json)).toEqual({
      id: 5,
      url: "https://x.test/5",
      author: { login: "ghost", isBot: false },
      body: "",
      createdAt: "2026-11-21T09:00:00Z",
    });
  });

  it("that is neither is an error", () => {
    expect(() => readIssue({ message: "Not Found" }, repo)).toThrow();
    expect(() => readComment({})).toThrow();
  });
});

describe("the repository of a body", () => {
  it.each([
    ["", null],
    ["{", null],
    ["null", null],
    ["[]", null],
    ['{"repository":{"name":"shop"}}', null],
    ['{"repository":{"full_name":"acme/shop"}}', "acme/shop"],
  ])("of %j is %j", (body, expected) => {
    expect(eventRepo(body)).toBe(expected);
  });
});
