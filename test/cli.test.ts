import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createSandbox, type Sandbox } from "../src/sandbox/index.ts";
import { openStore } from "../src/store/index.ts";
import { jobNamed } from "./contracts/jobs.ts";
import { type Run, runCli, spawnCli } from "./support/run-cli.ts";

describe("the command line", () => {
  let github: Sandbox;
  let folder: string;

  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    github = await createSandbox({
      repos: [{ owner: "acme", name: "shop", roles: { ana: "admin", bo: "write" } }],
    });
    folder = mkdtempSync(join(tmpdir(), "postmortem-"));
    await github
      .as("ana")
      .request("POST", "/repos/acme/shop/issues", { title: "Down", labels: ["incident", "sev1"] });
  });
  afterAll(async () => {
    await github.close();
    rmSync(folder, { recursive: true, force: true });
    vi.useRealTimers();
  });

  const given = (changed: Record<string, string | undefined> = {}) => ({
    ...github.variables,
    DATABASE_URL: `sqlite:${join(folder, "postmortem.db")}`,
    ...changed,
  });
  /** People take their time between commands, so that GitHub's limits are none of theirs. */
  function run(args: string[], changed?: Record<string, string | undefined>): Promise<Run> {
    vi.setSystemTime(Date.now() + 10_000);
    return runCli(args, { variables: given(changed) });
  }

  it.each([
    [["jobs"], 0],
    [["sync", "--repo", "acme/none"], 1],
    [["summary"], 2],
  ])("as a process of its own says the same of %j, and exits with %i", async (args, code) => {
    const alone = await spawnCli(args, { variables: given() }).ended;
    expect(alone).toEqual(await run(args));
    expect(alone.code).toBe(code);
  });

  it.each([
    [["help"], 0],
    [["summary", "--help"], 0],
    [[], 2],
    [["sumary"], 2],
    [["summary"], 2],
    [["summary", "--repo", "shop"], 2],
    [["open", "twelve", "--repo", "acme/shop"], 2],
    [["jobs", "retry"], 2],
    [["jobs", "list", "--state", "done"], 2],
    [["summary", "--repo", "acme/shop", "--now", "soon"], 2],
  ])("answers %j with %i", async (args, code) => {
    expect(await run(args)).toMatchObject({ code });
  });

  it("says in one line what is missing", async () => {
    const { code, err } = await run(["summary", "--repo", "acme/shop"], { APP_ID: undefined });
    expect(code).toBe(1);
    expect(err).toMatch(/^APP_ID is missing[^\n]*\n$/);
  });

  it("shows what opening would do, then does it, once", async () => {
    const dry = await run(["open", "1", "--repo", "acme/shop", "--dry-run"]);
    expect(dry.out).toContain('would create issue "Postmortem: Down" in acme/shop');
    expect(await github.issues("acme", "shop")).toHaveLength(1);
    const wet = await run(["open", "acme/shop#1"]);
    expect(wet).toMatchObject({ code: 0, err: "" });
    expect(wet.out).toContain('create issue "Postmortem: Down" in acme/shop\ncomment on acme/shop#1\n');
    expect((await run(["open", "acme/shop#1"])).out).toBe("nothing to do\n");
    expect(await github.issues("acme", "shop")).toHaveLength(2);
  });

  it.each([
    ["acme/shop#2", "none of its labels is among incident.labels"],
    ["acme/shop#99", "there is no such issue"],
  ])("says why %s gets no postmortem", async (issue, why) => {
    const { out, err } = await run(["open", issue]);
    expect(out).toBe("nothing to do\n");
    expect(err).toMatch(new RegExp(`^${issue}: no postmortem: ${why}.*\\n$`));
  });

  it("brings documents and issues into step without any webhook", async () => {
    const { body } = await github.issue("acme", "shop", 2);
    const ana = github.as("ana");
    await ana.request("PATCH", "/repos/acme/shop/issues/2", {
      body: body?.replace("## Ideas", "- [ ] Alert on lag @bo due 2030-12-01\n\n## Ideas"),
    });
    expect(await run(["sync", "--repo", "acme/shop"])).toMatchObject({ code: 0, err: "" });
    await ana.request("PATCH", "/repos/acme/shop/issues/3", { state: "closed" });
    await run(["sync", "--repo", "acme/shop"]);
    expect((await github.issue("acme", "shop", 2)).body).toContain(
      "- [x] #3 Alert on lag · @bo · due 2030-12-01",
    );
    await ana.request("PATCH", "/repos/acme/shop/issues/3", { state: "open" });
    await run(["sync", "--repo", "acme/shop"]);
    expect((await run(["sync", "--repo", "acme/shop"])).out).toBe("nothing to do\n");
  });

  it("prints the summary that it would post, then posts it once a period", async () => {
    const dry = await run(["summary", "--repo", "acme/shop", "--dry-run", "--now", "2026-11-25T10:00:00Z"]);
    expect(dry.out).toContain("## Follow-ups, week of 2026-11-23");
    expect(dry.out).toContain("- #3 Alert on lag · bo · due 2030-12-01 · incident #1 (sev1)");
    expect((await github.issues("acme", "shop")).map(({ title }) => title)).not.toContain("Follow-up ledger");
    const wet = await run(["summary", "--repo", "acme/shop", "--json"]);
    const { changes } = JSON.parse(wet.out) as { changes: { kind: string }[] };
    expect(changes.map(({ kind }) => kind)).toEqual(["create-label", "create-issue", "create-comment"]);
    expect((await run(["summary", "--repo", "acme/shop"])).out).toBe("nothing to do\n");
    expect((await run(["summary", "--repo", "acme/shop", "--force"])).out).toContain(
      "comment on acme/shop#4",
    );
    expect(await github.commentsOf("acme", "shop", 4)).toHaveLength(2);
  });

  it("works with a token alone, as whoever it belongs to", async () => {
    const token = {
      APP_ID: undefined,
      PRIVATE_KEY: undefined,
      WEBHOOK_SECRET: undefined,
      GITHUB_TOKEN: github.as("ana").token,
      DATABASE_URL: "sqlite::memory:",
    };
    const dry = await run(["summary", "--repo", "acme/shop", "--dry-run"], token);
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.out).toContain("#3 Alert on lag");
    const wrong = await run(["summary", "--repo", "acme/shop"], { ...token, GITHUB_TOKEN: "nobody's" });
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining("does not accept GITHUB_TOKEN") });
  });

  it("learns everything anew after the database was lost, without making anything twice", async () => {
    const lost = { DATABASE_URL: `sqlite:${join(folder, "after-the-loss.db")}` };
    const before = (await github.issues("acme", "shop")).map(({ title, body }) => ({ title, body }));
    expect(await run(["resync"], lost)).toMatchObject({ code: 0, out: "nothing to do\n" });
    expect(await run(["open", "acme/shop#1"], lost)).toMatchObject({ code: 0, out: "nothing to do\n" });
    expect((await run(["summary", "--repo", "acme/shop"], lost)).out).toBe("nothing to do\n");
    expect((await github.issues("acme", "shop")).map(({ title, body }) => ({ title, body }))).toEqual(before);
    const { body } = await github.issue("acme", "shop", 2);
    const ticked = body?.replace("- [ ] #3", "- [x] #3");
    await github.as("ana").request("PATCH", "/repos/acme/shop/issues/2", { body: ticked });
    await run(["sync", "--repo", "acme/shop"], lost);
    expect((await github.issue("acme", "shop", 3)).state).toBe("closed");
  });

  it("leaves nothing in the store after a dry run", async () => {
    const dry = `sqlite:${join(folder, "dry.db")}`;
    expect(await run(["resync", "--dry-run"], { DATABASE_URL: dry })).toMatchObject({ code: 0 });
    const { records, close } = await openStore(dry);
    expect(await records.list("repository")).toEqual([]);
    expect(await records.list("postmortem")).toEqual([]);
    await close();
  });

  describe("beside a server", () => {
    const url = () => `sqlite:${join(folder, "beside.db")}`;

    it("asks the server, which keeps the order of things", async () => {
      const store = await openStore(url());
      await store.queue.takeOver(Date.now());
      const { code, out, err } = await run(["sync", "--repo", "acme/shop"], { DATABASE_URL: url() });
      expect({ code, out }).toEqual({ code: 0, out: "nothing to do\n" });
      expect(err).toContain("The server that runs on this database has been asked to do it.");
      expect((await store.queue.list("ready", 9)).map(({ kind }) => kind)).toEqual(["sync-repository"]);
      await store.close();
    });

    it("lists dead letters with their reason, runs them again or throws them away", async () => {
      const letters = `sqlite:${join(folder, "letters.db")}`;
      const store = await openStore(letters);
      const lanes = ["incident:acme/shop#1", "incident:acme/shop#2"];
      await store.queue.enqueue(
        lanes.map((lane) => jobNamed("g", { lane, background: false })),
        1,
      );
      for (const job of await store.queue.claim(Date.now(), 9))
        await store.queue.bury(job, "the repository is archived", Date.now());
      await store.close();
      const asked = (...args: string[]) =>
        run(["jobs", ...args], { DATABASE_URL: letters, APP_ID: undefined });
      const { out } = await asked();
      expect(out).toMatch(
        /^\S+ {2}delivery {2}incident:acme\/shop#1 .*attempt 1\n {4}the repository is archived\n/,
      );
      expect(out).toContain("2 dead, 0 waiting, 0 running");
      const { jobs } = JSON.parse((await asked("list", "--json")).out) as { jobs: { id: string }[] };
      expect(jobs).toHaveLength(2);
      expect((await asked("retry", jobs[0]?.id ?? "")).out).toContain("will be run again");
      expect((await asked("drop", "all")).out).toContain("is thrown away");
      expect((await asked("list", "--state", "ready")).out).toContain("incident:acme/shop#1");
      expect((await asked()).out).toBe("0 dead, 1 waiting, 0 running\n");
      expect(await asked("retry", "4711")).toMatchObject({ code: 1, err: expect.stringContaining("4711") });
    });
  });
});
