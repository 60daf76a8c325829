import { Readable } from "node:stream";
import nock from "nock";
import { afterEach, describe, expect, it } from "vitest";
import { Octokit } from "../../src/github/octokit.ts";
import { createReader } from "../../src/github/read.ts";

const HOST = "https://api.github.test";
const read = createReader(new Octokit({ baseUrl: HOST, auth: { token: "x" } as never }));
const AT = { owner: "acme", repo: "shop", number: 12 };
const AT_12 = "/repos/acme/shop/issues/12";

/** An issue as GitHub answers it, at a place of its own. */
const issue = (repo: string, number: number) => ({
  ...{ id: 7, number, title: "Alert", body: "", state: "open", user: { login: "ana", type: "User" } },
  ...{ html_url: `https://github.com/${repo}/issues/${number}`, labels: [], assignees: [] },
  ...{ created_at: "2026-11-23T09:00:00Z", updated_at: "2026-11-23T09:00:00Z", closed_at: null },
  repository_url: `${HOST}/repos/${repo}`,
});

describe("who may do something", () => {
  afterEach(() => nock.cleanAll());
  const level = ["triage", "write", "admin"] as const;

  it.each([
    ["a role of GitHub's", { permission: "read", role_name: "triage" }, [true, false, false]],
    ["the maintainer's role", { permission: "write", role_name: "maintain" }, [true, true, false]],
    ["the administrator's role", { permission: "admin", role_name: "admin" }, [true, true, true]],
    ["no role", { permission: "none", role_name: "none" }, [false, false, false]],
    [
      "a role that an organization made itself, by what it allows",
      {
        ...{ permission: "read", role_name: "incident manager" },
        user: { permissions: { pull: true, triage: true, push: true, maintain: false, admin: false } },
      },
      [true, true, false],
    ],
  ])("is told by %s", async (_, answer, expected) => {
    nock(HOST).get("/repos/acme/shop/collaborators/ana/permission").times(3).reply(200, answer);
    expect(await Promise.all(level.map((one) => read.may(AT, "ana", one)))).toEqual(expected);
  });

  it("is nobody where GitHub knows no such person, or does not show the repository", async () => {
    nock(HOST).get("/repos/acme/shop/collaborators/nobody/permission").reply(404, {});
    expect(await read.may(AT, "nobody", "triage")).toBe(false);
  });
});

describe("reading an issue", () => {
  afterEach(() => nock.cleanAll());

  it("follows it to where it was transferred, and says where that is", async () => {
    nock(HOST)
      .get(AT_12)
      .times(2)
      .reply(301, {}, { location: `${HOST}/repositories/99/issues/3` });
    nock(HOST).get("/repositories/99/issues/3").reply(200, issue("acme/ops", 3));
    expect(await read.issue(AT)).toBeNull();
    expect(await read.movedIssue(AT)).toMatchObject({
      ref: { owner: "acme", repo: "ops", number: 3 },
      title: "Alert",
    });
  });

  it.each([
    "https://evil.test/repositories/99/issues/3",
    `${HOST}/repos/acme/shop`,
    `${HOST}/repositories/99/issues/3/../../../user`,
    "",
  ])("asks no other host and nothing but an issue (%j)", async (location) => {
    nock(HOST).get(AT_12).reply(301, {}, { location });
    nock(HOST).get("/repositories/99/issues/3").reply(404, {});
    const elsewhere = nock("https://evil.test").get(/.*/).reply(200, issue("evil/shop", 3));
    expect(await read.movedIssue(AT)).toBeNull();
    expect(elsewhere.isDone()).toBe(false);
  });

  it.each([404, 410])("knows nothing of one that is gone (%i)", async (status) => {
    nock(HOST).get(AT_12).times(2).reply(status, {});
    expect(await read.issue(AT)).toBeNull();
    expect(await read.movedIssue(AT)).toBeNull();
  });
});

describe("reading what mentions an issue", () => {
  afterEach(() => nock.cleanAll());

  const pull = (number: number, body: string, merged: string | null) => ({
    event: "cross-referenced",
    source: {
      type: "issue",
      issue: {
        ...issue("acme/shop", number),
        body,
        pull_request: { merged_at: merged },
        repository: { name: "shop", owner: { login: "acme" }, private: false },
      },
    },
  });

  it("finds pull requests and commits, and leaves out what it cannot read", async () => {
    const events = [
      pull(20, "fixes #12", "2026-11-24T09:00:00Z"),
      pull(21, "about #12", null),
      { event: "cross-referenced", source: { issue: issue("acme/shop", 5) } },
      { event: "closed", commit_id: "a".repeat(40), created_at: "2026-11-24T09:00:00Z" },
      { event: "closed", commit_id: null, created_at: "2026-11-24T09:00:00Z" },
      { event: "labeled" },
      null,
    ];
    nock(HOST).get(`${AT_12}/timeline?per_page=100`).reply(200, events);
    const { pulls, commits } = await read.mentions(AT);
    expect(pulls.map(({ ref, closes, mergedAt }) => [ref.number, closes, mergedAt])).toEqual([
      [20, true, "2026-11-24T09:00:00Z"],
      [21, false, null],
    ]);
    expect(commits).toEqual([{ sha: "a".repeat(40), at: "2026-11-24T09:00:00Z", closes: true }]);
  });

  it("knows nothing where the host has no timeline", async () => {
    nock(HOST).get(`${AT_12}/timeline?per_page=100`).reply(404, {});
    expect(await read.mentions(AT)).toEqual({ pulls: [], commits: [] });
    nock(HOST).get("/repos/acme/shop/pulls/12/files?per_page=100").reply(404, {});
    expect(await read.pullFiles(AT)).toEqual([]);
  });
});

describe("reading a file", () => {
  afterEach(() => nock.cleanAll());
  const file = () => nock(HOST).get("/repos/acme/shop/contents/a.md");

  it.each<[string, unknown, string | null]>([
    ["the text itself", "# Outage\n", "# Outage\n"],
    ["base64 in JSON, from older hosts", { content: "IyBPdXRhZ2U=\n", encoding: "base64" }, "# Outage"],
    ["the list of a folder's files", [{ name: "a.md" }], null],
    ["a submodule", { type: "submodule" }, null],
  ])("takes %s", async (_, answer, expected) => {
    file().reply(200, answer as never);
    expect(await read.file(AT, "a.md")).toBe(expected);
  });

  it.each([
    ["a.md", 512 * 1024],
    [".github/CODEOWNERS", 3 * 1024 * 1024],
  ])("takes no more of %s than anything looks at, and fetches no more", async (path, most) => {
    let sent = 0;
    const endless = new Readable({
      read() {
        sent += 65_536;
        this.push(sent > 64 * 1024 * 1024 ? null : "x".repeat(65_536));
      },
    });
    nock(HOST)
      .get(`/repos/acme/shop/contents/${encodeURIComponent(path)}`)
      .reply(200, () => endless, { "content-type": "application/vnd.github.raw+json; charset=utf-8" });
    expect((await read.file(AT, path))?.length).toBe(most);
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });
});

describe("reading what a pull request touches", () => {
  afterEach(() => nock.cleanAll());

  it("tells of a renamed file both names", async () => {
    nock(HOST)
      .get("/repos/acme/shop/pulls/12/files?per_page=100")
      .reply(200, [
        { filename: "a.ts", status: "modified" },
        { filename: "old/p.yml", status: "renamed", previous_filename: ".github/postmortem.yml" },
      ]);
    expect(await read.pullFiles(AT)).toEqual(["a.ts", "old/p.yml", ".github/postmortem.yml"]);
  });
});

describe("reading the timeline of an issue", () => {
  afterEach(() => nock.cleanAll());

  /** A timeline of so many pages, one event each, whose label is the page's number. */
  const timeline = (pages: number) => {
    const asked: number[] = [];
    nock(HOST)
      .persist()
      .get(`${AT_12}/timeline`)
      .query({ per_page: "100", page: /\d+/ })
      .reply((request: Request) => {
        const page = Number(new URL(request.url).searchParams.get("page"));
        asked.push(page);
        const at = { created_at: `2026-11-23T10:00:${`${page}`.padStart(2, "0")}Z`, actor: { login: "ana" } };
        const last = `<${HOST}${AT_12}/timeline?per_page=100&page=${pages}>; rel="last"`;
        return [
          200,
          [{ event: "labeled", label: { name: `${page}` }, ...at }],
          page < pages ? { link: last } : {},
        ];
      });
    return asked;
  };

  it.each([1, 3, 20])("reads every page of %i", async (pages) => {
    const asked = timeline(pages);
    const events = await read.history(AT);
    expect(asked).toEqual(Array.from({ length: pages }, (_, at) => at + 1));
    expect(events.map((one) => one.kind === "labeled" && one.label)).toEqual(asked.map(String));
  });

  it("reads the beginning and the end of one that is longer than twenty pages", async () => {
    const asked = timeline(31);
    await read.history(AT);
    expect(asked).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]);
  });

  it.each([301, 404, 410])("is empty where the issue is gone (%i)", async (status) => {
    nock(HOST).get(`${AT_12}/timeline?per_page=100&page=1`).reply(status, {});
    expect(await read.history(AT)).toEqual([]);
  });
});
