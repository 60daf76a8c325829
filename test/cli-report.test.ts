import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { report } from "../src/cli/report.ts";
import { reportPeriod } from "../src/cli/report-period.ts";
import { createSandbox, type Sandbox } from "../src/sandbox/index.ts";
import { openStore } from "../src/store/index.ts";
import { followUp, incident } from "./core/figures/given.ts";
import { type Run, runCli } from "./support/run-cli.ts";
import { english } from "./support/words.ts";

const MARCH = { from: "2026-02-28T23:00:00Z", to: "2026-03-31T22:00:00Z" };
const FACTS = {
  timeZone: "Europe/Berlin",
  incidents: [
    incident({ title: "Late | <b>", declaredAt: "2026-03-20T12:00:00Z", severity: 1 }),
    incident({ title: "Early @ana", declaredAt: "2026-02-28T23:30:00Z" }),
    incident({ title: "February's", declaredAt: "2026-02-28T22:30:00Z" }),
  ],
  followUps: [
    followUp({ title: "Still open", due: "2026-03-31" }),
    followUp({
      title: "Done since",
      due: "2026-03-20",
      closedAt: "2026-04-02T10:00:00Z",
      closedWith: "evidence",
    }),
    followUp({ title: "Done", due: "2026-03-12", closedAt: "2026-03-11T23:30:00Z", closedWith: "evidence" }),
    followUp({ title: "Before", openedAt: "2026-01-01T00:00:00Z", closedAt: "2026-02-01T00:00:00Z" }),
    followUp({ title: "After", openedAt: "2026-04-01T00:00:00Z" }),
  ],
};

describe("a report", () => {
  it("has as Markdown the figures, then every incident and follow-up of the period", () => {
    const text = report(FACTS, MARCH, "md", english);
    expect(text).toContain("## Report, 2026-03-01 to 2026-03-31");
    expect(text).toContain(
      "2 incidents from 2026-03-01 to 2026-03-31 (1 in the 31 days before), 1 of them sev1.",
    );
    const rows = text
      .slice(text.indexOf("### Every incident"))
      .split("\n")
      .filter((line) => line.startsWith("| ["));
    const link = "[acme/shop#1](https://github.com/acme/shop/issues/1)";
    const other = "[acme/shop#2](https://github.com/acme/shop/issues/2)";
    expect(rows).toEqual([
      `| ${link} | Early @\u200bana | not stated | 2026-03-01 | not stated | not stated |`,
      `| ${link} | Late \\| &lt;b> | sev1 | 2026-03-20 | not stated | not stated |`,
      `| ${other} | Done | nobody | 2026-03-12 | closed 2026-03-12, with evidence |`,
      `| ${other} | Done since | nobody | 2026-03-20 | **overdue** |`,
      `| ${other} | Still open | nobody | 2026-03-31 | **overdue** |`,
    ]);
  });

  it("has as CSV a table of incidents, an empty line and a table of follow-ups", () => {
    const text = report(FACTS, MARCH, "csv", english);
    const [incidents = "", followUps = ""] = text.split("\r\n\r\n");
    expect(incidents.split("\r\n")).toHaveLength(3);
    expect(followUps.trimEnd().split("\r\n")).toHaveLength(4);
    expect(text.endsWith("\r\n")).toBe(true);
  });

  it("has as JSON the figures and the facts", () => {
    const { period, previous, now, change, incidents, followUps } = JSON.parse(
      report(FACTS, MARCH, "json", english),
    );
    expect(period).toEqual(MARCH);
    expect(previous).toEqual({ from: "2026-01-28T23:00:00Z", to: MARCH.from });
    expect([now.incidents.total, change.incidents.total]).toEqual([2, 1]);
    expect([incidents.length, followUps.length]).toEqual([2, 3]);
  });

  it("says that there is nothing to say", () => {
    expect(report({ ...FACTS, incidents: [], followUps: [] }, MARCH, "md", english)).toContain(
      "Nothing happened, and nothing is open.",
    );
  });
});

describe("the days of a report", () => {
  const NOON = "2026-11-23T11:00:00Z";
  it.each<[from: string | undefined, to: string | undefined, zone: string, begins: string, ends: string]>([
    [undefined, undefined, "UTC", "2026-08-26T00:00:00Z", NOON],
    [undefined, "2026-03-31", "UTC", "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z"],
    ["2026-11-01", undefined, "Europe/Berlin", "2026-10-31T23:00:00Z", NOON],
    ["2026-03-01", "2026-03-31", "Europe/Berlin", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z"],
    ["2026-11-23", "2026-11-23", "UTC", "2026-11-23T00:00:00Z", NOON],
    ["2026-11-01", "2027-01-01", "UTC", "2026-11-01T00:00:00Z", NOON],
  ])("from %s to %s in %s", (from, to, timeZone, begins, ends) => {
    const days = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
    expect(reportPeriod(days, new Date(NOON), timeZone)).toEqual({ from: begins, to: ends });
  });

  it.each([
    [{ from: "2026-03-02", to: "2026-03-01" }, "--from 2026-03-02 is after --to 2026-03-01"],
    [{ from: "2026-11-24" }, "--from 2026-11-24 is after --to 2026-11-23"],
    [{ from: "2026-11-24", to: "2026-12-01" }, "--from 2026-11-24 is in the future"],
  ])("are not %j", (days, words) => {
    expect(() => reportPeriod(days, new Date(NOON), "UTC")).toThrow(words);
  });
});

describe("`postmortem report`", () => {
  let github: Sandbox;
  let folder: string;

  function run(args: string[], changed: Record<string, string | undefined> = {}): Promise<Run> {
    vi.setSystemTime(Date.now() + 10_000);
    const database = { DATABASE_URL: `sqlite:${join(folder, "postmortem.db")}` };
    return runCli(args, { variables: { ...github.variables, ...database, ...changed } });
  }

  const REPORT = ["report", "--repo", "acme/shop"];
  const bo = "/repos/acme/shop/issues";

  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    github = await createSandbox({
      repos: [{ owner: "acme", name: "shop", roles: { ana: "admin", bo: "write" } }],
    });
    folder = mkdtempSync(join(tmpdir(), "postmortem-"));
    const ana = github.as("ana");
    await ana.request("POST", bo, { title: "Disk full", labels: ["incident", "sev1"] });
    expect(await run(["open", "1", "--repo", "acme/shop"])).toMatchObject({ code: 0 });
    const { body } = await github.issue("acme", "shop", 2);
    const answers: [prompt: string, answer: string][] = [
      [
        "_unplanned change, non-compliance with security policy, backup failure, other – keep one_",
        "Backup failure",
      ],
      ["_from first harm to full recovery_", "2 h 15 min"],
      ["_how many, for how long_", "~1,200 users"],
      [
        "## Ideas",
        "- [ ] Alert on a full disk @bo due 2030-12-01\n- [ ] Rotate logs @ana due 2030-12-01\n\n## Ideas",
      ],
    ];
    const written = answers.reduce((text, [prompt, answer]) => text.replace(prompt, answer), body ?? "");
    await ana.request("PATCH", `${bo}/2`, { body: written });
    await run(["sync", "--repo", "acme/shop"]);
    await ana.request("PATCH", `${bo}/4`, { state: "closed", state_reason: "not_planned" });
    await run(["sync", "--repo", "acme/shop"]);
    // As a webhook would have told: from then on the store is the one that knows.
    const store = await openStore(`sqlite:${join(folder, "postmortem.db")}`);
    const known = { owner: "acme", repo: "shop", installation: 1, firstSeen: "2026-01-01T00:00:00Z" };
    await store.records.put("repository", "acme/shop", known);
    await store.close();
    // What the store does not know of its action items yet is listed once.
    await run(REPORT);
  }, 60_000);
  afterAll(async () => {
    await github.close();
    rmSync(folder, { recursive: true, force: true });
    vi.useRealTimers();
  });

  const token = () => ({
    ...{ APP_ID: undefined, PRIVATE_KEY: undefined, WEBHOOK_SECRET: undefined },
    ...{ GITHUB_TOKEN: github.as("ana").token, DATABASE_URL: "sqlite::memory:" },
  });

  it.each([
    ["from the store", () => ({})],
    ["with a token alone, from GitHub", token],
  ])("tells %s what the document says", async (_, given) => {
    const { code, out, err } = await run([...REPORT, "--format", "json"], given());
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { incidents, followUps, now } = JSON.parse(out);
    expect(incidents).toMatchObject([
      {
        ref: { owner: "acme", repo: "shop", number: 1 },
        ...{ title: "Disk full", severity: 1, category: "backup failure", durationMinutes: 135 },
        ...{ usersAffected: 1200, url: `${github.url}/acme/shop/issues/1` },
      },
    ]);
    const told = followUps.map(({ title, owner, due, closedAt }: Record<string, unknown>) => [
      ...[title, owner, due, closedAt !== null],
    ]);
    expect(told).toEqual([
      ["Alert on a full disk", "bo", "2030-12-01", false],
      ["Rotate logs", "ana", "2030-12-01", true],
    ]);
    expect(now.incidents.byCategory).toMatchObject([{ name: "backup failure", count: 1, minutes: 135 }]);
  });

  it("is Markdown where nothing else is asked for, and a table where CSV is", async () => {
    const page = await run(REPORT);
    expect(page.out).toContain("1 incident from");
    expect(page.out).toContain("### Every follow-up");
    const table = await run([...REPORT, "--format", "csv"]);
    expect(table.out.split("\r\n")[1]).toContain("acme/shop,1,Disk full,sev1,backup failure");
    const json = await run([...REPORT, "--json"]);
    expect(JSON.parse(json.out).followUps).toHaveLength(2);
  });

  it("asks GitHub for no list, and changes nothing there, where the store knows", async () => {
    const asked = async (given: Record<string, string | undefined>) => {
      github.clearRequests();
      await run(REPORT, given);
      return github
        .requests()
        .filter(({ kind, path }) => kind !== "token" && path.startsWith("/repos/acme/shop/"))
        .map(({ method, path }) => `${method} ${path.slice("/repos/acme/shop/".length).replace(/\?.*/, "")}`);
    };
    expect(await asked({})).not.toContain("GET issues");
    expect(
      (await asked({ DATABASE_URL: "sqlite::memory:" })).filter((path) => path === "GET issues"),
    ).toHaveLength(2);
    expect((await asked({})).filter((path) => !path.startsWith("GET"))).toEqual([]);
  });

  it("takes the days that it is given", async () => {
    const { out } = await run([...REPORT, "--from", "2026-01-01", "--to", "2026-01-31", "--format", "json"]);
    expect(JSON.parse(out)).toMatchObject({
      period: { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" },
      ...{ incidents: [], followUps: [] },
    });
    const past = await run([...REPORT, "--now", "2020-06-01T12:00:00Z"]);
    expect(past.out).toContain("## Report, 2020-03-04 to 2020-06-01");
    expect(past.out).toContain("Nothing happened, and nothing is open.");
  });

  it.each([
    [["report"]],
    [["report", "--repo", "shop"]],
    [[...REPORT, "--format", "html"]],
    [[...REPORT, "--from", "yesterday"]],
    [[...REPORT, "--from", "2026-02-30"]],
    [[...REPORT, "--from", "2026-03-02", "--to", "2026-03-01"]],
  ])("answers %j with 2, in a word to the person", async (args) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^error: /);
  });
});
