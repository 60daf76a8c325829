import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isLacking, type Refused } from "../../src/core/problem.ts";
import { lackingError } from "../../src/github/errors.ts";
import { createGitHub, Octokit } from "../../src/github/index.ts";
import { completed } from "../../src/github/lacking.ts";
import type { GitHub, Store } from "../../src/ports.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { openStore } from "../../src/store/index.ts";
import { connectApp } from "../sandbox/app-client.ts";

const REPO = { owner: "acme", repo: "shop" };
const PAGE = "https://github.com/organizations/acme/settings/installations/7";
const LABEL = {
  kind: "create-label",
  repo: REPO,
  name: "incident",
  color: "ededed",
  description: "",
} as const;

describe("a permission that is missing", () => {
  let sandbox: Sandbox;
  let store: Store;
  let github: GitHub;

  beforeEach(async () => {
    sandbox = await createSandbox({
      repos: [{ owner: "acme", name: "shop", roles: { ana: "write" }, files: { "a.md": "Hello" } }],
    });
    store = await openStore("sqlite::memory:");
    const { token } = await connectApp(sandbox, "acme");
    github = createGitHub({
      octokit: new Octokit({ auth: { token } as never, baseUrl: sandbox.url }),
      ...{ records: store.records, effects: store.effects, self: "postmortem[bot]", installation: "7" },
      ...{ background: false, willWrite: false, guard() {}, now: Date.now, onCall() {} },
    });
  });
  afterEach(async () => {
    await store.close();
    await sandbox.close();
  });

  const refusal = (asked: Promise<unknown>) =>
    asked.then(
      () => null,
      (error: unknown) => error as Refused,
    );

  it.each([
    ["issues", () => github.issue({ ...REPO, number: 1 }), "issues: read"],
    ["issues", () => github.labels(REPO), "issues: read"],
    ["issues", () => github.apply(LABEL), "issues: write"],
    ["contents", () => github.file(REPO, "a.md"), "contents: read"],
    ["contents", () => github.fileAt(REPO, "a.md", "main"), "contents: read"],
    ["pull_requests", () => github.pullFiles({ ...REPO, number: 1 }), "pull_requests: read"],
  ] as const)("is named (%s)", async (part, ask, named) => {
    sandbox.withhold(part);
    const error = await refusal(ask());
    expect(isLacking(error)).toBe(true);
    expect(error).toMatchObject({ lacks: [[named]], page: null });
  });

  it("is told with the page where it is granted, once that is known", async () => {
    sandbox.withhold("issues");
    await store.records.put("installation", "7", { page: PAGE });
    expect(await refusal(github.apply(LABEL))).toMatchObject({ page: PAGE });
  });

  it("for files is asked for once, until something changes", async () => {
    sandbox.withhold("contents");
    sandbox.clearRequests();
    for (let n = 0; n < 3; n++)
      expect(await refusal(github.file(REPO, "a.md"))).toMatchObject({ lacks: [["contents: read"]] });
    expect(sandbox.requests()).toHaveLength(1);
    await sandbox.grant("acme", { contents: "read" });
    await github.forget(REPO);
    expect(await github.file(REPO, "a.md")).toBe("Hello");
  });
});

describe("a permission that came after the token", () => {
  const records = { get: async () => null };
  const complete = (permissions: object | undefined, lacks: string[][]) => {
    const octokit = { auth: async () => ({ type: "token", permissions }) };
    const error = lackingError(lacks, { said: "Resource not accessible by integration" });
    return completed(error, { octokit: octokit as never, records, installation: "7" });
  };

  it.each([
    [{ issues: "write" }, [["issues: write"]], false],
    [{ issues: "admin" }, [["contents: read"], ["issues: write"]], false],
    [{ issues: "read" }, [["issues: write"]], true],
    [{ issues: "write" }, [["issues: write", "contents: read"]], true],
    [undefined, [["issues: write"]], true],
    [{ issues: "write" }, [], true],
  ])("is no refusal, but tried again: %j of %j", async (permissions, lacks, isFinal) => {
    expect(isLacking(await complete(permissions, lacks))).toBe(isFinal);
  });

  it("stays a refusal when GitHub gives no token to ask with", async () => {
    const octokit = { auth: () => Promise.reject(new Error("suspended")) };
    const error = lackingError([["issues: write"]], { said: "Resource not accessible by integration" });
    expect(await completed(error, { octokit: octokit as never, records, installation: "7" })).toBe(error);
  });
});
