import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Change } from "../../src/core/change.ts";
import { RetryLater } from "../../src/core/problem.ts";
import { createGitHub, Octokit } from "../../src/github/index.ts";
import type { GitHub, Store } from "../../src/ports.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { openStore } from "../../src/store/index.ts";
import { connectApp } from "../sandbox/app-client.ts";

const REPO = { owner: "acme", repo: "shop" };
const CREATE: Change = {
  kind: "create-issue",
  effect: "postmortem/acme/shop#1",
  repo: REPO,
  title: "Postmortem: Down",
  body: "What happened",
  labels: ["postmortem"],
  assignees: [],
  milestone: null,
};

describe("a creation", () => {
  let sandbox: Sandbox;
  let store: Store;
  let token: string;
  let now: number;

  beforeEach(async () => {
    sandbox = await createSandbox({
      repos: [{ owner: "acme", name: "shop", labels: ["postmortem"], roles: { ana: "write" } }],
    });
    ({ token } = await connectApp(sandbox, "acme"));
    store = await openStore("sqlite::memory:");
    now = Date.now();
  });
  afterEach(async () => {
    await store.close();
    await sandbox.close();
  });

  /** One more process that works on the same store. */
  const github = (of = store): GitHub =>
    createGitHub({
      octokit: new Octokit({ auth: { token }, baseUrl: sandbox.url }),
      records: of.records,
      effects: of.effects,
      self: "postmortem[bot]",
      installation: "1",
      background: false,
      willWrite: false,
      guard() {},
      now: () => now,
      onCall() {},
    });
  const made = async () => (await sandbox.issues("acme", "shop")).map(({ number }) => number);
  const outcome = (creation: Promise<unknown>) =>
    creation.then(
      () => "made",
      (error: unknown) => (error instanceof RetryLater ? "later" : "failed"),
    );

  it("is made by one of many processes that try at once; the others come back and find it", async () => {
    const tried = await Promise.all(Array.from({ length: 5 }, () => outcome(github().apply(CREATE))));
    expect(tried.filter((one) => one === "made").length).toBeGreaterThanOrEqual(1);
    expect(tried).not.toContain("failed");
    now += 10_000;
    expect((await github().apply(CREATE)).number).toBe(1);
    expect(await made()).toEqual([1]);
  });

  it("whose answer was lost is found again, and not asked for a second time", async () => {
    sandbox.faults.fail({ method: "POST", path: /\/issues$/ }, "lose-answer");
    expect(await outcome(github().apply(CREATE))).toBe("failed");
    expect(await github().apply(CREATE)).toMatchObject({ number: 1 });
    expect(await made()).toEqual([1]);
  });

  it("of which nothing is seen is asked for again only after two looks that agree, some seconds apart", async () => {
    sandbox.faults.fail({ method: "POST", path: /\/issues$/ }, "reset");
    expect(await outcome(github().apply(CREATE))).toBe("failed");
    for (const wait of [0, 1_000, 3_000]) {
      now += wait;
      expect(await outcome(github().apply(CREATE))).toBe("later");
    }
    now += 1_000;
    expect(await made()).toEqual([]);
    const both = await Promise.all([outcome(github().apply(CREATE)), outcome(github().apply(CREATE))]);
    expect(both.sort()).toEqual(["later", "made"]);
    expect(await made()).toEqual([1]);
  });

  it("that GitHub shows late is still found by the second look", async () => {
    sandbox.faults.fail({ method: "POST", path: /\/issues$/ }, "lose-answer");
    sandbox.faults.fail({ method: "GET", path: /\/issues$/ }, { status: 200, body: [] });
    expect(await outcome(github().apply(CREATE))).toBe("failed");
    expect(await outcome(github().apply(CREATE))).toBe("later");
    now += 5_000;
    expect(await github().apply(CREATE)).toMatchObject({ number: 1 });
    expect(await made()).toEqual([1]);
  });

  it("that GitHub refused, or that the budget did not let go, leaves no trace", async () => {
    sandbox.faults.fail({ method: "POST", path: /\/issues$/ }, { status: 422, body: { message: "no" } });
    expect(await outcome(github().apply(CREATE))).toBe("failed");
    expect(await store.effects.find(CREATE.effect)).toBeNull();
    sandbox.faults.fail(
      { method: "POST", path: /\/issues$/ },
      { status: 429, headers: { "retry-after": "9" } },
    );
    expect(await outcome(github().apply(CREATE))).toBe("later");
    sandbox.clearRequests();
    expect(await outcome(github().apply(CREATE))).toBe("later");
    expect(sandbox.requests()).toEqual([]);
    now += 9_000;
    expect(await github().apply(CREATE)).toMatchObject({ number: 1 });
  });

  it("of a check run whose answer was lost is found again by what it is, whoever else has one of that name", async () => {
    const sha = await sandbox.as("ana").push("acme", "shop", { "a.md": "a\n" });
    const check: Change = {
      ...{
        kind: "create-check-run",
        effect: "check/a",
        repo: REPO,
        sha,
        name: "Notes",
        conclusion: "success",
      },
      ...{ title: "All well", summary: "", annotations: [] },
    };
    sandbox.faults.fail({ method: "POST", path: /\/check-runs$/ }, "lose-answer");
    expect(await outcome(github().apply(check))).toBe("failed");
    const run = { name: "Notes", head_sha: sha, external_id: "check/a" };
    await sandbox.as("ana").request("POST", "/repos/acme/shop/check-runs", run);
    const { id } = await github().apply(check);
    expect(await github().apply({ ...check, effect: "check/b" })).not.toMatchObject({ id });
    const ours = (await sandbox.checkRunsOf("acme", "shop", sha)).filter((one) => one.ours);
    expect(ours.map((one) => one.id)).toEqual([expect.any(Number), id]);
    const lost = await openStore("sqlite::memory:");
    expect(await github(lost).apply({ ...check, mayExist: true })).toEqual({ id, already: true });
    await lost.close();
  });

  it("that may exist is looked for first, when the store knows nothing of it", async () => {
    await github().apply(CREATE);
    const lost = await openStore("sqlite::memory:");
    expect(await github(lost).apply({ ...CREATE, mayExist: true })).toMatchObject({
      number: 1,
      already: true,
    });
    expect(await made()).toEqual([1]);
    await lost.close();
  });
});
