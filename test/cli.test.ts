import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../src/sandbox/index.ts";

const ROOT = resolve(import.meta.dirname, "..");

describe("the command line", () => {
  let github: Sandbox;
  let folder: string;

  beforeAll(async () => {
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
  });

  type Run = { code: number; out: string; err: string };

  function run(args: string[], changed: Record<string, string | undefined> = {}): Promise<Run> {
    const env = {
      PATH: process.env.PATH,
      ...github.variables,
      DATABASE_URL: `sqlite:${join(folder, "postmortem.db")}`,
      ...changed,
    };
    return new Promise((done) => {
      execFile(process.execPath, ["src/cli.ts", ...args], { cwd: ROOT, env }, (error, out, err) =>
        done({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
      );
    });
  }

  it.each([
    [["help"], 0],
    [["summary", "--help"], 0],
    [[], 2],
    [["sumary"], 2],
    [["summary"], 2],
    [["summary", "--repo", "shop"], 2],
    [["open", "twelve", "--repo", "acme/shop"], 2],
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
});
