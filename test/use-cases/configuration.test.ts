import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONFIG_PATH } from "../../src/core/config.ts";
import type { IssueRef, RepoRef } from "../../src/core/reference.ts";
import { openMemoryApp, SELF } from "../support/memory-app.ts";
import { type MemoryStage, openMemoryStage, SHOP } from "./memory-stage.ts";

const OWNERS = { owner: "acme", repo: ".github" };
const DAY_MS = 24 * 3_600_000;

const GOOD = "incident:\n  labels: [outage]\n";
const TYPO = "incident:\n  labels: [outage]\nsummary:\n  day: sun\n";

describe("the configuration of a repository", () => {
  let stage: MemoryStage;
  beforeEach(async () => {
    stage = await openMemoryStage({ more: [{ ...OWNERS, roles: { ana: "admin" } }] });
  });
  afterEach(() => stage.close());

  const push = async (text: string | null, repo: RepoRef = SHOP, path = CONFIG_PATH) => {
    stage.clock.ms += 60_000;
    stage.github.people.push("ana", repo, { [path]: text });
    await stage.tell();
  };
  const propose = async (files: Record<string, string>, by = "ana") => {
    const pull = stage.github.people.propose(by, SHOP, { title: "Friday", files });
    await stage.tell();
    return pull;
  };
  const runs = () => stage.github.site.checkRuns;
  const issues = (repo: RepoRef = SHOP) =>
    stage.github.site.kept
      .filter(({ ref, issue }) => ref.repo === repo.repo && issue.user.login === SELF)
      .filter(({ issue }) => issue.title.includes("configuration"))
      .map(({ ref, issue }) => ({ number: ref.number, state: issue.state, body: issue.body ?? "" }));
  const opens = async (label: string) => {
    const before = stage.made().length;
    stage.github.people.open("ana", SHOP, { title: `Down: ${label}`, labels: [label] });
    await stage.tell();
    return stage.made().length > before;
  };

  it("is checked where it changes, told in one issue while it is broken, and stays as it was meanwhile", async () => {
    await push(GOOD);
    expect(issues()).toEqual([]);
    const pull = await propose({ [CONFIG_PATH]: TYPO });
    expect(runs()).toMatchObject([
      {
        name: "Postmortem configuration",
        conclusion: "failure",
        title: "1 problem",
        annotations: [
          {
            path: CONFIG_PATH,
            startLine: 4,
            endLine: 4,
            startColumn: 8,
            title: "summary.day",
            message:
              'expected monday, tuesday, wednesday, thursday, friday, saturday or sunday, got "sun": did you mean `sunday`?',
          },
        ],
      },
    ]);
    stage.github.people.merge("ana", pull);
    await stage.tell();
    expect(issues()).toMatchObject([{ state: "open" }]);
    expect(issues()[0]?.body).toContain("#L4) · `summary.day` · expected monday");
    expect(issues()[0]?.body).toContain("last good configuration stays in force");
    expect(await opens("outage")).toBe(true);
    expect(await opens("incident")).toBe(false);
    await push(TYPO.replace("sun", "sunday"));
    expect(issues()).toMatchObject([{ state: "closed" }]);
    await push(TYPO.replace("sun", "mondya"));
    expect(issues()).toMatchObject([{ state: "open", body: expect.stringContaining("`monday`") }]);
  });

  it("is told of once, however often the same deliveries come", async () => {
    await push(GOOD);
    const pull = await propose({ [CONFIG_PATH]: TYPO });
    stage.github.people.merge("ana", pull);
    await stage.tell();
    const sent = [...stage.github.site.sent];
    await stage.tell(sent.map((delivery) => ({ ...delivery, guid: `again-${delivery.guid}` })));
    expect(runs()).toHaveLength(1);
    expect(issues()).toHaveLength(1);
    expect(stage.said({ ...SHOP, number: issues()[0]?.number ?? 0 })).toEqual([]);
  });

  it("costs a pull request that does not touch it one read, and it hears nothing", async () => {
    await push(GOOD);
    await stage.tell();
    stage.github.people.open("ana", SHOP, { title: "warm" });
    await stage.tell();
    stage.github.clearCalls();
    await propose({ "src/a.ts": "x" });
    expect(stage.github.calls().filter((call) => call !== "file" && call !== "repository")).toEqual([
      "pullFiles",
    ]);
    expect(runs()).toEqual([]);
  });

  it("is checked at each new head, also from a fork and by anybody", async () => {
    await push(GOOD);
    const pull = stage.github.people.propose("eve", SHOP, {
      title: "Mine",
      files: { [CONFIG_PATH]: "lables: {}\n@all: <!-- x -->\n" },
      fork: true,
    });
    await stage.tell();
    stage.github.people.pushMore("eve", pull, { [CONFIG_PATH]: "time_zone: Europe/Berln\n" });
    await stage.tell();
    stage.github.people.pushMore("eve", pull, { [CONFIG_PATH]: "time_zone: Europe/Berlin\n" });
    await stage.tell();
    expect(runs().map(({ conclusion, annotations }) => [conclusion, annotations.length])).toEqual([
      ["failure", 1],
      ["failure", 1],
      ["success", 0],
    ]);
    expect(runs()[1]?.annotations[0]?.message).toContain("did you mean `Europe/Berlin`?");
    expect(runs()[2]?.summary).toBe(
      "Incidents are labelled `incident`. The weekly summary comes on Monday at 09:00, time zone Europe/Berlin.",
    );
  });

  it("goes on where the app may not write checks", async () => {
    const place = stage.github.site.places.find(({ repo }) => repo === "shop");
    place?.refused.push("checks");
    await push(GOOD);
    await propose({ [CONFIG_PATH]: TYPO });
    expect(runs()).toEqual([]);
    expect((await stage.store.queue.counts()).dead).toBe(0);
  });

  it("leaves an issue alone that a person closed, until the file changes", async () => {
    await push(TYPO);
    const [issue] = issues();
    const ref: IssueRef = { ...SHOP, number: issue?.number ?? 0 };
    expect(issue?.body).toContain("the defaults are in force");
    stage.github.people.close("ana", ref);
    await stage.tell();
    await push("# x\n", SHOP, "README.md");
    const pushes = stage.github.site.sent.filter(({ name }) => name === "push");
    await stage.tell(pushes.map((delivery) => ({ ...delivery, guid: `again-${delivery.guid}` })));
    expect(issues()).toMatchObject([{ state: "closed" }]);
    await push(`# still\n${TYPO}`);
    expect(issues()).toMatchObject([{ state: "open" }]);
    expect(issues()[0]?.body).toContain("Line 5");
  });

  it("knows its issue again after the store was lost, and installing says nothing of an old file", async () => {
    await push(TYPO);
    const repos = [{ ...SHOP, roles: { ana: "admin" } }];
    const app = await openMemoryApp({ repos, start: stage.clock.ms });
    const { now: _, ...data } = stage.github.site;
    Object.assign(app.github.site, structuredClone(data));
    const known = app.github.site.sent.length;
    app.github.people.open("ana", SHOP, { title: "first sight" });
    for (const delivery of app.github.site.sent.slice(known)) await app.accept(delivery);
    await app.settle();
    const ours = () => app.github.site.kept.filter(({ issue }) => issue.title.includes("configuration"));
    expect(ours()).toMatchObject([{ issue: { state: "open" } }]);
    const before = app.github.site.sent.length;
    app.github.people.push("ana", SHOP, { [CONFIG_PATH]: GOOD });
    for (const delivery of app.github.site.sent.slice(before)) await app.accept(delivery);
    await app.settle();
    expect(ours()).toMatchObject([{ issue: { state: "closed" } }]);
    await app.close();
  });

  it("writes nothing when it comes to a repository with a broken file", async () => {
    const place = stage.github.site.places.find(({ repo }) => repo === "shop");
    if (place) place.files = { [CONFIG_PATH]: TYPO };
    stage.github.people.open("ana", SHOP, { title: "hello" });
    await stage.tell();
    await stage.settle(2 * DAY_MS);
    expect(issues()).toEqual([]);
    expect(stage.github.calls().filter((call) => call.startsWith("create"))).toEqual([]);
  });

  it("is the owner's where a repository has none, and mistakes there are told there", async () => {
    await push(GOOD, OWNERS);
    expect(await opens("outage")).toBe(true);
    await push(TYPO, OWNERS);
    expect(issues(OWNERS)).toMatchObject([{ state: "open" }]);
    expect(issues(SHOP)).toEqual([]);
    expect(await opens("outage")).toBe(true);
    await push(null, OWNERS);
    expect(issues(OWNERS)).toMatchObject([{ state: "closed" }]);
  });

  it("moves the summary of those who take the owner's, and asks no template of them that the owner has", async () => {
    await opens("incident");
    await push("summary: { day: friday }\ntemplates: { default: own.md }\n", OWNERS);
    await push("# {{title}}\n\n## Action items\n\n## Ideas\n", OWNERS, "own.md");
    const dates = (await stage.store.queue.list("ready", 100))
      .filter(({ kind, lane }) => kind === "post-summary" && lane === "ledger:acme/shop")
      .map(({ runAt }) => new Date(runAt).toISOString());
    expect(dates).toContain("2026-11-27T09:00:00.000Z");
    expect(issues(OWNERS)).toMatchObject([{ state: "closed" }]);
    expect(issues(SHOP)).toEqual([]);
  });

  it("goes on from another file, own words first", async () => {
    await push(
      "incident: { labels: [outage, fire] }\nseverity: { labels: { fire: 0 } }\n",
      OWNERS,
      "base.yml",
    );
    await push("_extends: .github:base.yml\nseverity: { labels: { smoke: 2 } }\n");
    expect(await opens("fire")).toBe(true);
    await push("incident: { labels: 1 }\n", OWNERS, "base.yml");
    expect(issues(OWNERS)).toMatchObject([{ state: "open", body: expect.stringContaining("base.yml") }]);
    expect(issues(SHOP)).toEqual([]);
    expect(await opens("outage")).toBe(true);
    await push("incident: { labels: [water] }\n", OWNERS, "base.yml");
    expect(issues(OWNERS)).toMatchObject([{ state: "closed" }]);
    expect(await opens("water")).toBe(true);
  });

  it("tells nobody who proposes a change what stands in a private file, or whether there is one", async () => {
    const place = stage.github.site.places.find(({ repo }) => repo === ".github");
    if (place)
      Object.assign(place, {
        private: true,
        files: { "base.yml": "incident: { labels: [secret-word] }\nx: 1" },
      });
    await push(GOOD);
    await propose({ [CONFIG_PATH]: "_extends: .github:base.yml\n" }, "eve");
    await propose({ [CONFIG_PATH]: "_extends: .github:none.yml\n" }, "eve");
    const [there, missing] = runs().map(({ conclusion, title, summary, annotations }) =>
      JSON.stringify({ conclusion, title, summary, annotations }),
    );
    expect(there).not.toContain("secret-word");
    expect(there?.replace("base.yml", "none.yml")).toBe(missing);
  });

  it("says of a broken file elsewhere only where it is, and how much is wrong there", async () => {
    await push("summary: { day: hidden-word }\nx: 1\n", OWNERS, "base.yml");
    await propose({ [CONFIG_PATH]: "_extends: .github:base.yml\n" });
    const [run] = runs();
    expect(run).toMatchObject({ conclusion: "neutral", annotations: [] });
    expect(run?.summary).toContain(
      "the file `base.yml` in `acme/.github`, which counts here, has 2 problems: see there",
    );
    expect(JSON.stringify(run)).not.toContain("hidden-word");
  });

  it("no longer heeds a file that it does not go on from any more", async () => {
    await push("{}", OWNERS, "base.yml");
    await push("_extends: .github:base.yml\n");
    await opens("incident");
    await push("incident: { labels: 1 }\n", OWNERS, "base.yml");
    expect(issues(OWNERS)).toMatchObject([{ state: "open" }]);
    await push(GOOD);
    await opens("incident");
    await push("incident: { labels: 2 }\n# more\n", OWNERS, "base.yml");
    expect(issues(OWNERS)[0]?.body).not.toContain("got 2");
  });

  it("finds mistakes in a template that it names, at the template's lines", async () => {
    await push("templates: { default: .github/outage.md }\n");
    expect(issues()).toMatchObject([
      { state: "open", body: expect.stringContaining("there is no file `.github/outage.md`") },
    ]);
    await propose({ ".github/outage.md": "# {{titel}}\n\n## Action items\n\n## Ideas\n" });
    expect(runs()).toMatchObject([
      { conclusion: "failure", annotations: [{ path: ".github/outage.md", startLine: 1 }] },
    ]);
  });

  it("is looked at once a day, should a push have gone unheard of", async () => {
    await push(GOOD);
    const place = stage.github.site.places.find(({ repo }) => repo === "shop");
    if (place) place.files = { [CONFIG_PATH]: TYPO };
    await stage.store.queue.enqueue(
      [
        {
          lane: "ledger:acme/shop",
          task: { kind: "intent", installation: 1, intent: { kind: "plan-summary", repo: SHOP } },
        },
      ],
      stage.clock.ms,
    );
    await stage.settle();
    expect(issues()).toMatchObject([{ state: "open" }]);
  });
});
