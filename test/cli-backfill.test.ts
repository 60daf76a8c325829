import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../src/sandbox/index.ts";
import { openStore } from "../src/store/index.ts";
import { type Run, runCli, spawnCli } from "./support/run-cli.ts";

describe("backfill on the command line", () => {
  let github: Sandbox;
  let folder: string;

  beforeEach(async () => {
    github = await createSandbox({
      repos: [
        { owner: "acme", name: "shop", roles: { ana: "admin" } },
        { owner: "acme", name: "empty", roles: { ana: "admin" } },
      ],
    });
    folder = mkdtempSync(join(tmpdir(), "postmortem-"));
    for (const title of ["Slow\u202e", "Down", "Gone"])
      await github
        .as("ana")
        .request("POST", "/repos/acme/shop/issues", { title, labels: ["incident", "sev1"] });
  });
  afterEach(async () => {
    await github.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const url = () => `sqlite:${join(folder, "postmortem.db")}`;

  const given = (changed: Record<string, string | undefined> = {}) => ({
    variables: { ...github.variables, DATABASE_URL: url(), ...changed },
  });
  const run = (args: string[], changed?: Record<string, string | undefined>): Promise<Run> =>
    runCli(["backfill", ...args], given(changed));
  /** In a process of its own, which a signal can end. */
  const start = (args: string[], changed?: Record<string, string | undefined>) =>
    spawnCli(["backfill", ...args], given(changed));

  /** Ends a run as soon as it is at the second incident. */
  async function endedAtTheSecond(signal: "SIGINT" | "SIGKILL"): Promise<Run> {
    const { child, ended } = start(["--repo", "acme/shop"]);
    child.stderr?.on("data", (text: string) => {
      if (text.includes("2/3 ")) child.kill(signal);
    });
    return ended;
  }

  const titles = async () => (await github.issues("acme", "shop")).map(({ title }) => title).sort();
  const ALL = ["Down", "Gone", "Postmortem: Down", "Postmortem: Gone", "Postmortem: Slow", "Slow"];
  const plain = (names: string[]) => names.map((name) => name.replace("\u202e", ""));
  const commentsOn = async (number: number) => (await github.commentsOf("acme", "shop", number)).length;

  it.each([
    [[]],
    [["--repo", "acme/shop", "--limit", "201"]],
    [["--repo", "acme/shop", "--since", "2026-02-30"]],
  ])("calls %j wrong usage", async (args) => {
    expect((await run(args)).code).toBe(2);
  });

  it("shows what it would open and how many people would hear of it, opens it, and goes on the next time", async () => {
    const dry = await run(["--repo", "acme/shop", "--limit", "2", "--dry-run"]);
    expect(dry).toMatchObject({ code: 0, err: "" });
    expect(dry.out.split("\n")).toEqual([
      expect.stringMatching(/^acme\/shop#3 {2}\d{4}-\d\d-\d\d {2}open {4}sev1 {2}Gone$/),
      expect.stringMatching(/^acme\/shop#2 {2}\d{4}-\d\d-\d\d {2}open {4}sev1 {2}Down$/),
      "Would open 2 postmortems, with a comment on 2 incidents: whoever follows one is notified (--no-comment: nobody).",
      "1 more incident left: run it again, or raise --limit.",
      "",
    ]);
    expect(await titles()).toHaveLength(3);
    const wet = await run(["--repo", "acme/shop", "--limit", "2"]);
    expect(wet).toMatchObject({ code: 0, err: "1/2 acme/shop#3\n2/2 acme/shop#2\n" });
    expect(wet.out).toBe(
      "acme/shop#3 -> acme/shop#4\nacme/shop#2 -> acme/shop#5\n1 more incident left: run it again, or raise --limit.\n",
    );
    const rest = await run(["--repo", "acme/shop", "--json", "--no-comment"]);
    expect(JSON.parse(rest.out)).toEqual({
      opened: [{ incident: "acme/shop#1", postmortem: "acme/shop#6" }],
      ...{ failed: [], queued: [], left: 0, stopped: false },
    });
    expect([await commentsOn(1), await commentsOn(2), await commentsOn(3)]).toEqual([0, 1, 1]);
    const nothing = await run(["--repo", "acme/shop"]);
    expect(nothing).toMatchObject({ code: 0, out: "No incident of acme/shop waits for a postmortem.\n" });
  });

  it.each([
    ["acme/empty", /^acme\/empty has no label "incident"\. Put it on the old incidents/],
    ["acme/nowhere", /^The app is not installed in acme\/nowhere\. /],
  ])("says in one line what is wrong with %s", async (repo, words) => {
    const { code, out, err } = await run(["--repo", repo]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(words);
    expect(err.trim().split("\n")).toHaveLength(1);
  });

  it("leaves the openings to the server that runs on the same database", async () => {
    const store = await openStore(url());
    await store.queue.takeOver(Date.now());
    const { code, out } = await run(["--repo", "acme/shop", "--limit", "2"]);
    expect({ code, out }).toEqual({
      code: 0,
      out: "acme/shop#3 is queued\nacme/shop#2 is queued\n1 more incident left: run it again, or raise --limit.\n",
    });
    expect((await store.queue.list("ready", 9)).map(({ kind }) => kind)).toEqual([
      "open-postmortem",
      "open-postmortem",
    ]);
    await store.close();
  });

  it("ends after the one at hand when interrupted, says how to go on, and goes on", async () => {
    const { code, out, err } = await endedAtTheSecond("SIGINT");
    expect(err).toContain("Ends after this one.");
    expect(code).toBe(1);
    expect(out).toContain("left: run it again");
    expect(await run(["--repo", "acme/shop"])).toMatchObject({ code: 0 });
    expect(plain(await titles())).toEqual(ALL);
  });

  it("makes nothing twice after it was killed", async () => {
    expect((await endedAtTheSecond("SIGKILL")).code).toBe(-1);
    expect(await run(["--repo", "acme/shop"])).toMatchObject({ code: 0 });
    expect(plain(await titles())).toEqual(ALL);
    expect([await commentsOn(1), await commentsOn(2), await commentsOn(3)]).toEqual([1, 1, 1]);
  });

  it("makes nothing twice when two run at once, with a token alone", async () => {
    const token = {
      ...{ APP_ID: undefined, PRIVATE_KEY: undefined, WEBHOOK_SECRET: undefined },
      GITHUB_TOKEN: github.as("ana").token,
    };
    const both = await Promise.all([1, 2].map(() => start(["--repo", "acme/shop"], token).ended));
    expect(
      both.map(({ code }) => code),
      JSON.stringify(both),
    ).toEqual([0, 0]);
    expect(plain(await titles())).toEqual(ALL);
    expect([await commentsOn(1), await commentsOn(2), await commentsOn(3)]).toEqual([1, 1, 1]);
  });
});
