import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONFIG_PATH } from "../../src/core/config.ts";
import { type Intent, timingOf } from "../../src/core/intent.ts";
import { formatRepo, type IssueRef, type RepoRef, sameRepo } from "../../src/core/reference.ts";
import { openMemoryApp, SELF } from "../support/memory-app.ts";
import { announce } from "../support/memory-github/announce.ts";
import { keptAt, placeOf } from "../support/memory-github/site.ts";
import { type MemoryStage, OPS, openMemoryStage, SHOP } from "./memory-stage.ts";

const OWNERS = { owner: "acme", repo: ".github" };
const GOOD = "incident:\n  labels: [outage]\n";
const TYPO = "summary:\n  day: sun\n";
const TEMPLATE = "# {{title}}\n\n## Action items\n\n## Ideas\n";

describe("the configuration in trouble", () => {
  let stage: MemoryStage;
  beforeEach(async () => {
    stage = await openMemoryStage({ more: [{ ...OWNERS, roles: { ana: "admin" } }] });
  });
  afterEach(() => stage.close());

  const site = () => stage.github.site;
  const place = (repo: RepoRef) => {
    const found = placeOf(site(), repo);
    if (!found) throw new Error(`there is no ${formatRepo(repo)}`);
    return found;
  };
  const push = async (text: string | null, repo: RepoRef = SHOP, path = CONFIG_PATH) => {
    stage.clock.ms += 60_000;
    stage.github.people.push("ana", repo, { [path]: text });
    await stage.tell();
  };
  const propose = async (files: Record<string, string>, fork = false) => {
    const pull = stage.github.people.propose("eve", SHOP, { title: "Mine", files, fork });
    await stage.tell();
    return pull;
  };
  /** The app's own issues about a configuration: state and number. */
  const issues = (repo: RepoRef = SHOP, at = site()) =>
    at.kept
      .filter(({ ref, issue, gone }) => gone === null && sameRepo(ref, repo) && issue.user.login === SELF)
      .filter(({ issue }) => issue.title.includes("configuration"))
      .map(({ ref, issue }) => ({ ref, state: issue.state, body: issue.body ?? "" }));
  const states = (repo: RepoRef = SHOP) => issues(repo).map(({ state }) => state);
  const theIssue = (): IssueRef => issues()[0]?.ref ?? { ...SHOP, number: 0 };
  const runs = () => site().checkRuns;
  const ask = async (...intents: Intent[]) => {
    for (const intent of intents)
      await stage.store.queue.enqueue(
        [{ lane: "configuration:x", task: { kind: "intent", installation: 7, intent } }],
        stage.clock.ms,
      );
    await stage.settle();
  };
  const changes = () => stage.github.calls().filter((call) => /^(create|edit)-/.test(call));
  /** The process dies before it has noted what it made. */
  const dieBeforeNoting = () => {
    const { records } = stage.store;
    const { put } = records;
    records.put = async (kind, id, value) => {
      if (kind !== "config-checked") return put(kind, id, value);
      records.put = put;
      throw new Error("killed");
    };
  };
  const again = () => {
    const pushes = site().sent.filter(({ name }) => name === "push");
    return pushes.map((delivery) => ({ ...delivery, guid: `again-${delivery.guid}` }));
  };

  describe("its issue", () => {
    it("is closed when the process died right after making it and the file was mended meanwhile", async () => {
      await push(GOOD);
      dieBeforeNoting();
      stage.github.people.push("ana", SHOP, { [CONFIG_PATH]: TYPO });
      for (const delivery of stage.held()) await stage.accept(delivery);
      await stage.settle(6_000);
      expect(states()).toEqual(["open"]);
      place(SHOP).files = { [CONFIG_PATH]: GOOD };
      await stage.settle();
      expect(states()).toEqual(["closed"]);
    });

    it("says what is so when the process died right after making it and the file is wrong in another way", async () => {
      dieBeforeNoting();
      stage.github.people.push("ana", SHOP, { [CONFIG_PATH]: TYPO });
      for (const delivery of stage.held()) await stage.accept(delivery);
      await stage.settle(6_000);
      place(SHOP).files = { [CONFIG_PATH]: "lables: {}\n" };
      await stage.settle();
      expect(issues()).toMatchObject([{ state: "open", body: expect.stringContaining("lables") }]);
    });

    it("is renewed, and not taken for told, when only the effect of making it is remembered", async () => {
      await push(TYPO);
      await stage.store.records.put("config-checked", "acme/shop", { print: "x", issue: null });
      await push("lables: {}\n");
      expect(issues()).toMatchObject([{ state: "open", body: expect.stringContaining("lables") }]);
    });

    it("is made for a push, though a look that tells nothing new came first", async () => {
      place(SHOP).files = { [CONFIG_PATH]: TYPO };
      await ask({ kind: "check-configuration", repo: SHOP, quiet: true });
      expect(states()).toEqual([]);
      await ask({ kind: "check-configuration", repo: SHOP });
      expect(states()).toEqual(["open"]);
    });

    it("is closed by the daily look of a new store, also when the file is gone", async () => {
      await push(TYPO);
      const app = await openMemoryApp({
        repos: [{ ...SHOP, roles: { ana: "admin" } }],
        start: stage.clock.ms,
      });
      const { now: _, ...data } = site();
      Object.assign(app.github.site, structuredClone(data));
      Object.assign(placeOf(app.github.site, SHOP) ?? {}, { files: {} });
      const known = app.github.site.sent.length;
      app.github.people.open("ana", SHOP, { title: "first sight" });
      for (const delivery of app.github.site.sent.slice(known)) await app.accept(delivery);
      await app.settle();
      expect(issues(SHOP, app.github.site)).toMatchObject([{ state: "closed" }]);
      await app.close();
    });

    it("stays closed when an old push is delivered after a newer one, and nothing is written", async () => {
      await push(GOOD);
      await push(TYPO);
      await push(GOOD);
      stage.github.clearCalls();
      await stage.tell(again().reverse());
      expect(states()).toEqual(["closed"]);
      expect(changes()).toEqual([]);
    });

    it("is one, whatever people do to it, and goes on with the next change", async () => {
      await push(TYPO);
      const first = theIssue();
      stage.github.people.unlabel("ana", first, "postmortem-configuration");
      stage.github.people.edit("ana", first, { title: "Oh no", body: "I know" });
      stage.github.people.lock("ana", first);
      await stage.tell();
      await push(`# 1\n${TYPO}`);
      expect(keptAt(site(), first)?.issue).toMatchObject({
        state: "open",
        body: expect.stringContaining("Line 3"),
      });
      stage.github.people.edit("ana", first, { body: "gone" });
      await push(GOOD);
      stage.github.clearCalls();
      await push(`# 2\n${GOOD}`);
      expect(changes()).toEqual([]);
      expect(keptAt(site(), first)?.issue.state).toBe("closed");
    });

    it.each<[string, (stage: MemoryStage, ref: IssueRef) => void]>([
      ["deleted", ({ github }, ref) => github.people.remove("ana", ref)],
      ["moved", ({ github }, ref) => github.people.transfer("ana", ref, OPS)],
    ])("is not made again when it was %s, until something changes", async (_, take) => {
      await push(TYPO);
      take(stage, theIssue());
      await stage.tell();
      await stage.tell(again());
      expect(states()).toEqual([]);
      await push(`# again\n${TYPO}`);
      expect(states()).toEqual(["open"]);
      await push(GOOD);
      expect(states()).toEqual(["closed"]);
    });

    it("is neither an incident nor a follow-up, whatever is put on it", async () => {
      await push(TYPO);
      for (const label of ["incident", "action-item"]) stage.github.people.label("ana", theIssue(), label);
      await stage.tell();
      await ask({ kind: "sync-repository", repo: SHOP, full: true });
      expect(stage.made()).toEqual(["The postmortem configuration needs mending"]);
      await push(
        "labels: { action_item: postmortem-configuration }\nincident: { labels: [postmortem-configuration] }\n",
      );
      expect(issues()[0]?.body.match(/is one that the app gives itself/g)).toHaveLength(2);
      expect(await stage.store.records.list("follow-up")).toEqual([]);
    });

    it("has room for the mistakes of many templates", async () => {
      const files = Object.fromEntries(
        Array.from({ length: 20 }, (_, n) => [
          `${"long name/".repeat(18)}t${n}.md`,
          "{{titel}}\n".repeat(200),
        ]),
      );
      place(SHOP).files = files;
      const rules = Object.keys(files).map((template) => ({ labels: ["x"], template }));
      await push(JSON.stringify({ templates: { rules } }));
      expect(states()).toEqual(["open"]);
      expect(issues()[0]?.body.length).toBeLessThan(65_536);
      await propose({ [CONFIG_PATH]: JSON.stringify({ templates: { rules, default: "rit" } }) });
      expect(runs()).toMatchObject([{ conclusion: "failure", title: "2000 problems" }]);
      expect(runs()[0]?.summary.length).toBeLessThan(65_536);
    });
  });

  describe("a push", () => {
    it("that GitHub does not tell whole is looked behind", async () => {
      await push(GOOD);
      place(SHOP).files = { [CONFIG_PATH]: TYPO };
      announce(site(), place(SHOP), "ana", "push", { ref: "refs/heads/main", forced: true, commits: [] });
      await stage.tell();
      expect(states()).toEqual(["open"]);
      stage.github.clearCalls();
      announce(site(), place(SHOP), "ana", "push", { ref: "refs/heads/main", forced: true, commits: [] });
      await stage.tell();
      expect(changes()).toEqual([]);
    });

    it("of a file elsewhere that GitHub does not tell whole, too", async () => {
      await push("{}", OWNERS, "base.yml");
      await push("_extends: .github:base.yml\n");
      place(OWNERS).files = { "base.yml": TYPO };
      announce(site(), place(OWNERS), "ana", "push", { ref: "refs/heads/main", commits: [] });
      await stage.tell();
      expect(states(OWNERS)).toEqual(["open"]);
      expect(states()).toEqual([]);
    });

    it("makes the app read anew at the check: what was read just before may have been the old file", async () => {
      await push(GOOD);
      stage.github.clearCalls();
      await ask({ kind: "check-configuration", repo: SHOP });
      expect(stage.github.calls()[0]).toBe("forget");
    });
  });

  describe("a base", () => {
    it("that is right alone and does not go with a file is told where that file is", async () => {
      await push("incident: { labels: [fire] }\n", OWNERS, "base.yml");
      await push("_extends: .github:base.yml\nlabels: { ledger: fire }\n");
      expect(issues()).toMatchObject([{ state: "open", body: expect.stringContaining("`labels.ledger`") }]);
      expect(states(OWNERS)).toEqual([]);
      await push("incident: { labels: [smoke] }\n", OWNERS, "base.yml");
      expect(states()).toEqual(["closed"]);
    });

    it("that goes away is missed in each repository that goes on from it, and what was good last stays", async () => {
      await push(GOOD, OWNERS, "base.yml");
      for (const repo of [SHOP, OPS]) await push("_extends: .github:base.yml\n", repo);
      await push(null, OWNERS, "base.yml");
      expect([states(), states(OPS), states(OWNERS)]).toEqual([["open"], ["open"], []]);
      stage.github.people.open("ana", SHOP, { title: "Down", labels: ["outage"] });
      await stage.tell();
      expect(stage.made()).toContain("Postmortem: Down");
      await push(GOOD, OWNERS, "base.yml");
      expect([states(), states(OPS)]).toEqual([["closed"], ["closed"]]);
    });
  });

  describe("the owner's file", () => {
    const opens = async (label: string) => {
      const before = stage.made().length;
      stage.github.people.open("ana", SHOP, { title: `Down: ${label}`, labels: [label] });
      await stage.tell();
      return stage.made().length > before;
    };

    it("stays in force when nobody lets the app look there any more, and not when it is gone", async () => {
      await push(GOOD, OWNERS);
      expect(await opens("outage")).toBe(true);
      place(OWNERS).installed = false;
      await ask({ kind: "plan-summary", repo: SHOP });
      expect(await opens("outage")).toBe(true);
      expect(await opens("incident")).toBe(false);
      place(OWNERS).installed = true;
      await push(null, OWNERS);
      expect(await opens("outage")).toBe(false);
      expect(await opens("incident")).toBe(true);
    });

    it("is told in one issue when it breaks, however many go by it, and costs them nothing", async () => {
      await push(GOOD, OWNERS);
      for (const repo of [SHOP, OPS]) {
        stage.github.people.open("ana", repo, { title: "hello" });
        await stage.tell();
      }
      stage.github.clearCalls();
      await push(TYPO, OWNERS);
      expect([states(OWNERS), states(), states(OPS)]).toEqual([["open"], [], []]);
      expect(changes()).toEqual(["create-label", "create-issue"]);
      expect(await opens("outage")).toBe(true);
    });
  });

  describe("a template", () => {
    it("is taken from the owner's repository where the repository has none, by the check, too", async () => {
      await push(TEMPLATE, OWNERS, "own.md");
      await push("templates: { default: own.md }\n");
      expect(states()).toEqual([]);
      await push("# {{titel}}\n\n## Action items\n\n## Ideas\n", OWNERS, "own.md");
      expect([states(), states(OWNERS)]).toEqual([[], ["open"]]);
      await propose({ [CONFIG_PATH]: "templates: { default: own.md }\n# x\n" });
      expect(runs()).toMatchObject([{ conclusion: "neutral", annotations: [] }]);
      expect(runs()[0]?.summary).toContain(
        "the file `own.md` in `acme/.github`, which counts here, has 1 problem",
      );
      await push(TEMPLATE, OWNERS, "own.md");
      expect([states(), states(OWNERS)]).toEqual([[], ["closed"]]);
      await push(null, OWNERS, "own.md");
      expect(states()).toEqual(["open"]);
    });

    it("that is named twice is missed once, where it is named first", async () => {
      await push("templates:\n  default: none.md\nretrospective:\n  template: none.md\n");
      expect(issues()[0]?.body.match(/there is no file/g)).toHaveLength(1);
      expect(issues()[0]?.body).toContain("`templates.default`");
    });

    it("of a private repository is none for a public one, whether it is there or not", async () => {
      place(OWNERS).private = true;
      place(OWNERS).files = { "own.md": TEMPLATE };
      await push("templates: { default: own.md }\n");
      const [there] = issues();
      expect(there?.body).toContain("there is no file `own.md`");
      place(OWNERS).files = {};
      await push("templates: { default: own.md }\n# x\n");
      const plain = (body = "") => body.replace(/state=\w+|\n<!-- postmortem:effect .*\n/g, "").trim();
      expect(plain(issues()[0]?.body)).toBe(plain(there?.body));
    });
  });

  describe("a pull request", () => {
    it("into another branch is not checked, until it is turned to the default branch", async () => {
      const pull = stage.github.people.propose("ana", SHOP, { title: "x", files: { [CONFIG_PATH]: TYPO } });
      const turned = stage.held().map((delivery) => {
        const body = JSON.parse(delivery.body);
        body.pull_request.base.ref = "release";
        return { ...delivery, body: JSON.stringify(body) };
      });
      await stage.tell(turned);
      expect(runs()).toEqual([]);
      const [opened] = site().sent.filter(({ name }) => name === "pull_request");
      const body = {
        ...JSON.parse(opened?.body ?? ""),
        action: "edited",
        changes: { base: { ref: { from: "release" } } },
      };
      announce(site(), place(SHOP), "ana", "pull_request", body);
      await stage.tell();
      expect(runs()).toMatchObject([{ effect: expect.stringContaining(`#${pull.number}/`) }]);
    });

    it("costs one read, also when two hundred come at once, and nobody waits for that", async () => {
      await push(GOOD);
      await propose({ "warm.ts": "x" });
      stage.github.clearCalls();
      for (let nth = 0; nth < 200; nth++)
        stage.github.people.propose("eve", SHOP, { title: `${nth}`, files: [`${nth}.ts`] });
      await stage.tell();
      const asked = stage.github.calls().filter((call) => call !== "file");
      expect(new Set(asked)).toEqual(new Set(["pullFiles"]));
      expect(asked).toHaveLength(200);
      expect(timingOf({ kind: "check-pull", pull: { ...SHOP, number: 1 }, sha: "" }).background).toBe(true);
    });

    it("of more files than are read is checked where the file differs, and else not", async () => {
      await push(GOOD);
      const many = Array.from({ length: 300 }, (_, nth) => [`${nth}.ts`, "x"]);
      for (const text of [GOOD, TYPO]) {
        const texts = { ...Object.fromEntries(many), [CONFIG_PATH]: text };
        const pull = stage.github.people.propose("eve", SHOP, { title: "all", files: texts });
        const kept = keptAt(site(), pull);
        if (kept) kept.files = kept.files.slice(0, 300);
        await stage.tell();
      }
      expect(runs().map(({ conclusion }) => conclusion)).toEqual(["failure"]);
    });

    it("whose commit is gone costs no dead letter", async () => {
      const pull = await propose({ [CONFIG_PATH]: TYPO });
      await ask({ kind: "check-pull", pull, sha: "b".repeat(40) });
      expect((await stage.store.queue.counts()).dead).toBe(0);
      expect(runs()).toHaveLength(1);
    });

    it("is checked again when somebody asks for it, once each time, also from a fork", async () => {
      await propose({ [CONFIG_PATH]: TYPO }, true);
      const rerun = async (nth: number) => {
        const { id, sha, effect } = runs()[nth] ?? { id: 0, sha: "", effect: "" };
        const check_run = { id, head_sha: sha, external_id: effect, pull_requests: [] };
        announce(site(), place(SHOP), "ana", "check_run", { action: "rerequested", check_run });
        const asked = stage.held();
        await stage.tell(asked);
        await stage.tell(asked.map((delivery) => ({ ...delivery, guid: `again-${delivery.guid}` })));
      };
      await rerun(0);
      expect(runs().map(({ conclusion }) => conclusion)).toEqual(["failure", "failure"]);
      await rerun(1);
      expect(runs()).toHaveLength(3);
    });
  });
});
