import nock from "nock";
import { afterEach, describe, expect, it } from "vitest";
import { RetryLater } from "../../src/core/problem.ts";
import { explainError } from "../../src/github/errors.ts";
import { Octokit } from "../../src/github/octokit.ts";
import { createReader } from "../../src/github/read.ts";
import { answerOf, Denied } from "../support/github-graphql.ts";

const HOST = "https://api.github.test";
const read = createReader(new Octokit({ baseUrl: HOST, auth: { token: "x" } as never }));
const SHOP = { owner: "acme", repo: "shop" };
const WINDOW = { since: "2026-11-20T14:00:00Z", until: "2026-11-21T14:00:00Z" };
const SHA = "a".repeat(40);

const ana = { __typename: "User", login: "ana" };
const bot = { __typename: "Bot", login: "dependabot" };
const list = (nodes: unknown[], next: string | null = null) => ({
  nodes,
  pageInfo: { hasNextPage: next !== null, endCursor: next },
});
const pull = (number: number, mergedAt: string | null, more: object = {}) => ({
  ...{ number, title: `Change ${number}`, url: `https://github.com/acme/shop/pull/${number}`, body: "" },
  ...{
    createdAt: "2026-11-20T10:00:00Z",
    closedAt: mergedAt,
    mergedAt,
    updatedAt: mergedAt ?? "2026-11-21T10:00:00Z",
  },
  ...{ state: mergedAt ? "MERGED" : "OPEN", author: ana, mergedBy: mergedAt ? ana : null },
  ...{ mergeCommit: mergedAt ? { oid: SHA } : null, files: list([{ path: "src/pool.ts" }]) },
  ...{ reviews: list([]), labels: list([]), commits: list([]), ...more },
});
const deployment = (databaseId: number, createdAt: string, more: object = {}) => ({
  ...{ databaseId, createdAt, environment: "production", description: null, commitOid: SHA, creator: bot },
  ...{ ref: null, repository: { url: "https://github.com/acme/shop" }, statuses: list([]), ...more },
});
const release = (tagName: string, publishedAt: string | null) => ({
  ...{ tagName, name: null, createdAt: publishedAt ?? WINDOW.since, publishedAt, isPrerelease: false },
  ...{
    isDraft: publishedAt === null,
    url: `https://github.com/acme/shop/releases/tag/${tagName}`,
    author: null,
    tagCommit: { oid: SHA },
  },
});

type Parts = { pulls?: unknown; deployments?: unknown; releases?: unknown };
const repository = ({ pulls = list([]), deployments = list([]), releases = list([]) }: Parts) => ({
  pullRequests: pulls,
  deployments,
  releases,
});

type Sent = { query: string; variables: Record<string, unknown> };

/** What GitHub's schema makes of these things. */
const answer = async (root: object, sent: Sent) =>
  [200, JSON.stringify(await answerOf(root, sent)), { "content-type": "application/json" }] as const;

/** GitHub answers every query from these; returns what was asked. */
function github(root: object): Sent[] {
  const asked: Sent[] = [];
  nock(HOST)
    .persist()
    .post("/graphql")
    .reply(async (request: Request) => {
      const sent = (await request.json()) as Sent;
      asked.push(sent);
      return answer(root, sent);
    });
  return asked;
}

afterEach(() => nock.cleanAll());

describe("reading what changed recently", () => {
  it("reads merged pull requests, deployments and releases of a window, oldest first, in one request", async () => {
    const asked = github({
      repository: repository({
        pulls: list([
          pull(43, "2026-11-21T14:00:01Z"),
          pull(42, "2026-11-21T13:00:00Z", {
            author: bot,
            reviews: list([{ author: ana }]),
            labels: list([{ name: "checkout" }, null]),
            body: "Reverts acme/shop#41",
          }),
          pull(41, "2026-11-20T13:59:59Z"),
        ]),
        deployments: list([
          deployment(7, "2026-11-21T13:10:00Z", {
            ref: { name: "main" },
            statuses: list([
              { state: "SUCCESS", createdAt: "2026-11-21T13:12:00Z" },
              { state: "WAITING", createdAt: "2026-11-21T13:11:30Z" },
              { state: "IN_PROGRESS", createdAt: "2026-11-21T13:11:00Z" },
            ]),
          }),
        ]),
        releases: list([release("v3", null), release("v2.3.1", "2026-11-21T12:00:00Z")]),
      }),
    });
    const { changes, missing } = await read.recentChanges([SHOP], WINDOW);
    expect(asked).toHaveLength(1);
    expect(missing).toEqual([]);
    expect(changes).toEqual([
      {
        ...{
          kind: "release",
          repo: SHOP,
          tag: "v2.3.1",
          name: "v2.3.1",
          at: "2026-11-21T12:00:00Z",
          by: null,
        },
        ...{ prerelease: false, url: "https://github.com/acme/shop/releases/tag/v2.3.1", sha: SHA },
      },
      {
        ...{
          kind: "pull",
          ref: { ...SHOP, number: 42 },
          title: "Change 42",
          url: "https://github.com/acme/shop/pull/42",
        },
        ...{ author: { login: "dependabot[bot]", isBot: true }, at: "2026-11-21T13:00:00Z" },
        ...{
          mergedBy: { login: "ana", isBot: false },
          sha: SHA,
          files: ["src/pool.ts"],
          labels: ["checkout"],
        },
        ...{ approved: true, reverts: { ...SHOP, number: 41 } },
      },
      {
        ...{
          kind: "deployment",
          id: "7",
          repo: SHOP,
          at: "2026-11-21T13:10:00Z",
          environment: "production",
          ref: "main",
        },
        ...{ by: { login: "dependabot[bot]", isBot: true }, sha: SHA, description: "" },
        url: "https://github.com/acme/shop/deployments/production",
        statuses: [
          { state: "in_progress", at: "2026-11-21T13:11:00Z" },
          { state: "success", at: "2026-11-21T13:12:00Z" },
        ],
      },
    ]);
  });

  it("counts no approval of one's own", async () => {
    github({
      repository: repository({
        pulls: list([pull(42, WINDOW.until, { reviews: list([{ author: ana }]) }), pull(41, WINDOW.since)]),
      }),
    });
    const { changes } = await read.recentChanges([SHOP], WINDOW);
    expect(changes.map((one) => one.kind === "pull" && [one.ref.number, one.approved])).toEqual([
      [41, false],
      [42, false],
    ]);
  });

  it("asks once for all repositories", async () => {
    const asked = github({
      repository: ({ name }: { name: string }) =>
        repository({ releases: list([release(`${name}-1.0`, "2026-11-21T12:00:00Z")]) }),
    });
    const repos = Array.from({ length: 12 }, (_, at) => ({ owner: "acme", repo: `r${at}` }));
    const { changes } = await read.recentChanges(repos, WINDOW);
    expect(asked).toHaveLength(1);
    expect(changes.map((one) => one.kind === "release" && one.tag)).toEqual(
      repos.slice(0, 10).map(({ repo }) => `${repo}-1.0`),
    );
  });

  it.each([
    ["does not reach back to the beginning", "2026-11-20T14:00:00Z", 2],
    ["reaches back", "2026-11-20T13:59:59Z", 1],
  ])("asks for a second page only of what there is more of, when the first %s", async (_, last, requests) => {
    const asked = github({
      repository: repository({
        deployments: ({ after }: { after: string | null }) =>
          after ? list([deployment(1, "2026-11-20T15:00:00Z")], "more") : list([deployment(2, last)], "next"),
        pulls: list([], null),
      }),
    });
    await read.recentChanges([SHOP], { ...WINDOW, since: "2026-11-20T14:00:00Z" });
    expect(asked.length).toBe(requests === 1 ? 1 : 3);
    if (requests > 1) expect(asked[1]?.variables).toEqual({ owner0: "acme", name0: "shop", after0: "next" });
  });

  it("asks three times at most, and says that there is more", async () => {
    let made = 0;
    const asked = github({
      repository: repository({
        deployments: () => list([deployment(++made, "2026-11-21T13:00:00Z")], `${made}`),
      }),
    });
    const { changes, missing } = await read.recentChanges([SHOP], WINDOW);
    expect([asked.length, changes.length]).toEqual([3, 3]);
    expect(missing).toEqual([{ what: "older-deployments", repo: SHOP, why: "too-many" }]);
  });

  it("counts a change once that slid to the next page meanwhile", async () => {
    github({
      repository: repository({
        deployments: ({ after }: { after: string | null }) =>
          list([deployment(1, "2026-11-21T13:00:00Z")], after ? null : "next"),
      }),
    });
    expect((await read.recentChanges([SHOP], WINDOW)).changes).toHaveLength(1);
  });

  it("gives the rest when it may not read a part, and says which", async () => {
    github({
      repository: ({ name }: { name: string }) => {
        if (name === "secret") throw new Denied("NOT_FOUND");
        return repository({
          deployments: () => {
            throw new Denied("FORBIDDEN");
          },
          releases: list([release("v1.0", "2026-11-21T12:00:00Z")]),
        });
      },
    });
    const secret = { owner: "acme", repo: "secret" };
    const { changes, missing, unanswered } = await read.recentChanges([SHOP, secret], WINDOW);
    expect(unanswered).toBe(false);
    expect(changes.map(({ kind }) => kind)).toEqual(["release"]);
    expect(missing).toEqual([
      { what: "deployments", repo: SHOP, why: "not-readable" },
      { what: "everything", repo: secret, why: "not-seen" },
    ]);
  });

  it.each([
    ["linked-pulls", null, ["pull0", "pullRequest"]],
    ["failed-checks", { number: 5, title: "Mend" }, ["pull0", "pullRequest", "commits", "nodes", 0]],
  ])("says what it may not read of linked pull requests: %s", async (what, pullRequest, path) => {
    const data = { pull0: { pullRequest } };
    const errors = [{ type: "FORBIDDEN", path, message: "Resource not accessible by integration" }];
    nock(HOST)
      .post("/graphql")
      .reply(200, { data, errors: [errors, errors].flat() });
    const { missing, unanswered } = await read.recentChanges([], WINDOW, [{ ...SHOP, number: 5 }]);
    expect(missing).toEqual([{ what, repo: null, why: "not-readable" }]);
    expect(unanswered).toBe(false);
  });

  it.each([
    [404, {}, "no-graphql", false],
    [403, { message: "Not allowed by a policy" }, "not-allowed", false],
    [200, { errors: [{ message: "Field 'tagCommit' doesn't exist on type 'Release'" }] }, "no-answer", true],
    [200, "surprise", "no-answer", true],
  ])("does not fail where it gets no answer (%i %j)", async (status, body, why, mayLater) => {
    nock(HOST).post("/graphql").reply(status, body);
    const { changes, missing, unanswered } = await read.recentChanges([SHOP], WINDOW);
    expect(changes).toEqual([]);
    expect(missing).toEqual(["pulls", "deployments", "releases"].map((what) => ({ what, repo: SHOP, why })));
    expect(unanswered).toBe(mayLater);
  });

  it.each([
    [502, {}],
    [200, { data: null, errors: [{ message: "Something went wrong. This may be the result of a timeout" }] }],
  ])("asks for less when it took GitHub too long (%i)", async (status, body) => {
    nock(HOST)
      .post("/graphql", ({ variables }) => variables.size === 50)
      .reply(status, body);
    nock(HOST)
      .post("/graphql", ({ variables }) => variables.size === 15)
      .reply(async (request: Request) => {
        const root = { repository: repository({ pulls: list([pull(42, WINDOW.until)]) }) };
        return answer(root, (await request.json()) as Sent);
      });
    const { changes, missing } = await read.recentChanges([SHOP], WINDOW);
    expect([changes.length, missing]).toEqual([1, []]);
  });

  it("gives up for now when that took too long as well", async () => {
    nock(HOST).post("/graphql").times(2).reply(504, {});
    const { missing, unanswered } = await read.recentChanges([SHOP], WINDOW);
    expect(unanswered).toBe(true);
    expect(missing).toHaveLength(3);
    expect(missing[0]).toEqual({ what: "pulls", repo: SHOP, why: "too-long" });
  });

  it("leaves out what is not as documented", async () => {
    nock(HOST)
      .post("/graphql")
      .reply(200, {
        data: {
          part0: {
            list: {
              nodes: [null, 5, {}, { ...pull(42, WINDOW.until), title: 7 }, { number: 1, mergedAt: "soon" }],
            },
          },
          part1: { list: { nodes: "none" } },
          part2: null,
        },
      });
    expect((await read.recentChanges([SHOP], WINDOW)).changes).toEqual([]);
  });
});

describe("reading the course of pull requests", () => {
  const checks = (...nodes: object[]) => list([{ commit: { statusCheckRollup: { contexts: list(nodes) } } }]);

  it("reads reviews, failed checks, files and what is reverted, across repositories, in one request", async () => {
    const pulls: Record<string, object> = {
      "shop 42": pull(42, "2026-11-21T13:00:00Z", {
        body: "This reverts https://github.com/acme/api/pull/7\n\nFixes #12",
        reviews: list([
          {
            author: null,
            submittedAt: "2026-11-21T12:00:00Z",
            state: "CHANGES_REQUESTED",
            url: "https://x/1",
          },
          { author: ana, submittedAt: "2026-11-21T12:30:00Z", state: "APPROVED", url: "https://x/2" },
        ]),
        commits: checks(
          {
            __typename: "CheckRun",
            name: "test",
            conclusion: "FAILURE",
            completedAt: "2026-11-21T12:10:00Z",
            url: "https://x/3",
          },
          {
            __typename: "CheckRun",
            name: "lint",
            conclusion: "SUCCESS",
            completedAt: "2026-11-21T12:10:00Z",
            url: "https://x/4",
          },
          { __typename: "CheckRun", name: "slow", conclusion: null, completedAt: null, url: "https://x/5" },
          {
            __typename: "StatusContext",
            context: "ci/old",
            state: "ERROR",
            createdAt: "2026-11-21T12:11:00Z",
            targetUrl: "javascript:alert(1)",
          },
        ),
      }),
      "api 7": pull(7, null, { author: null }),
    };
    const asked = github({
      repository: ({ name }: { name: string }) => ({
        pullRequest: ({ number }: { number: number }) => {
          const found = pulls[`${name} ${number}`];
          if (!found) throw new Denied("NOT_FOUND");
          return found;
        },
      }),
    });
    const refs = [42, 99].map((number) => ({ ...SHOP, number }));
    const api = { owner: "acme", repo: "api", number: 7 };
    const { courses } = await read.recentChanges([], WINDOW, [...refs, api]);
    expect(asked).toHaveLength(1);
    expect(courses).toEqual([
      {
        ...{ ref: { ...SHOP, number: 42 }, title: "Change 42", url: "https://github.com/acme/shop/pull/42" },
        ...{
          author: { login: "ana", isBot: false },
          state: "closed",
          mergedAt: "2026-11-21T13:00:00Z",
          closes: true,
        },
        ...{
          createdAt: "2026-11-20T10:00:00Z",
          closedAt: "2026-11-21T13:00:00Z",
          sha: SHA,
          files: ["src/pool.ts"],
        },
        mergedBy: { login: "ana", isBot: false },
        reviews: [
          { by: null, at: "2026-11-21T12:00:00Z", state: "changes_requested", url: "https://x/1" },
          {
            by: { login: "ana", isBot: false },
            at: "2026-11-21T12:30:00Z",
            state: "approved",
            url: "https://x/2",
          },
        ],
        failedChecks: [
          { name: "test", at: "2026-11-21T12:10:00Z", url: "https://x/3" },
          { name: "ci/old", at: "2026-11-21T12:11:00Z", url: "" },
        ],
        reverts: { owner: "acme", repo: "api", number: 7 },
      },
      {
        ...{
          ref: { owner: "acme", repo: "api", number: 7 },
          title: "Change 7",
          url: "https://github.com/acme/shop/pull/7",
        },
        ...{ author: { login: "ghost", isBot: false }, state: "open", mergedAt: null, closes: false },
        ...{
          createdAt: "2026-11-20T10:00:00Z",
          closedAt: null,
          mergedBy: null,
          sha: null,
          files: ["src/pool.ts"],
        },
        ...{ reviews: [], failedChecks: [], reverts: null },
      },
    ]);
  });

  it("comes with the changes around it in one request", async () => {
    const pullRequest = pull(42, "2026-11-21T13:00:00Z");
    const asked = github({
      repository: { ...repository({ releases: list([release("v2", "2026-11-21T12:00:00Z")]) }), pullRequest },
    });
    const found = await read.recentChanges([SHOP], WINDOW, [{ ...SHOP, number: 42 }]);
    expect(asked).toHaveLength(1);
    expect(found).toMatchObject({ changes: [{ tag: "v2" }], courses: [{ title: "Change 42" }], missing: [] });
  });

  it("asks nothing for none, and for the first twenty of many", async () => {
    expect((await read.recentChanges([], WINDOW, [])).courses).toEqual([]);
    const asked = github({ repository: { pullRequest: pull(1, null) } });
    const many = Array.from({ length: 25 }, (_, at) => ({ ...SHOP, number: at + 1 }));
    expect((await read.recentChanges([], WINDOW, many)).courses).toHaveLength(20);
    expect(asked).toHaveLength(1);
  });

  it("knows none where the host has no GraphQL", async () => {
    nock(HOST).post("/graphql").reply(404, {});
    expect(await read.recentChanges([], WINDOW, [{ ...SHOP, number: 1 }])).toEqual({
      ...{ changes: [], courses: [] },
      missing: [{ what: "linked-pulls", repo: null, why: "no-graphql" }],
      unanswered: false,
    });
  });
});

describe("a spent limit of GraphQL's", () => {
  it("is a pause until its reset, although GitHub answers 200", async () => {
    const reset = Date.parse("2026-11-21T15:00:00Z");
    nock(HOST)
      .post("/graphql")
      .reply(
        200,
        { errors: [{ type: "RATE_LIMITED", message: "API rate limit exceeded" }] },
        { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${reset / 1000}` },
      );
    const error = await read.recentChanges([SHOP], WINDOW).catch((thrown: unknown) => thrown);
    const explained = explainError(error, Date.parse("2026-11-21T14:00:00Z"));
    expect(explained).toBeInstanceOf(RetryLater);
    expect((explained as RetryLater).at).toBe(reset);
  });

  it("stays an error where REST's is spent, too", async () => {
    nock(HOST).post("/graphql").reply(403, { message: "secondary rate limit" }, { "retry-after": "30" });
    await expect(read.recentChanges([SHOP], WINDOW)).rejects.toMatchObject({ status: 403 });
  });
});
