import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStage, SHOP, type Stage } from "./stage.ts";

const CONFIG = ".github/postmortem.yml";
const GOOD = "time_zone: Europe/Berlin\nincident:\n  labels: [outage]\n";
const TYPO = `${GOOD}summary:\n  dya: friday\n  time: 9:00\n`;
const MENDED = `${GOOD}summary:\n  day: friday\n  time: "09:00"\n`;
const CHECK = "Postmortem configuration";

describe("a typo in the configuration", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage({
      repos: [
        { owner: "acme", name: "shop", roles: { ana: "admin", bo: "write" } },
        { owner: "acme", name: ".github", roles: { ana: "admin" } },
      ],
    });
  });
  afterEach(() => stage.close());

  const push = async (text: string | null, repo = SHOP.repo) => {
    stage.advance(60_000);
    await stage.github.as("ana").push(SHOP.owner, repo, { [CONFIG]: text });
    await stage.settle();
  };
  const propose = async (text: string) => {
    const number = await stage.github
      .as("bo")
      .propose(SHOP.owner, SHOP.repo, { title: "On Friday", files: { [CONFIG]: text } });
    await stage.settle();
    return number;
  };
  const checks = async (pull: number) => {
    const runs = await stage.github.checkRunsOf(SHOP.owner, SHOP.repo, `refs/pull/${pull}/head`);
    return runs.filter(({ name }) => name === CHECK);
  };
  const complaints = async (repo = SHOP.repo) => {
    const all = await stage.github.issues(SHOP.owner, repo);
    return all.filter(({ labels }) => labels.some(({ name }) => name === "postmortem-configuration"));
  };
  /** Whether an issue with the label gets a postmortem: what is in force shows by what it does. */
  const opens = async (label: string) => {
    const before = (await stage.titles("postmortem")).length;
    await stage.incident("ana", { title: `Down, says ${label}`, labels: [label] });
    return (await stage.titles("postmortem")).length > before;
  };

  it.each<[string, (stage: Stage) => void]>([
    ["", () => {}],
    [
      ", though webhooks come twice and answers of GitHub's are lost",
      ({ github: { faults } }) => {
        faults.webhooks.duplicate(2);
        for (const path of [/\/check-runs$/, /\/issues$/, /\/issues\/\d+$/])
          faults.fail({ method: path.source.includes("d+") ? "PATCH" : "POST", path }, "lose-answer");
      },
    ],
  ])(
    "is noted at its lines, told in one issue once it is merged anyway, and the last good one stays in force until it is mended%s",
    async (_, trouble) => {
      await push(GOOD);
      expect(await opens("outage")).toBe(true);
      trouble(stage);

      const pull = await propose(TYPO);
      const [check, ...others] = await checks(pull);
      expect(others).toEqual([]);
      expect(check).toMatchObject({ conclusion: "failure", title: "2 problems" });
      expect(check?.annotations.map(({ path, startLine, message }) => [path, startLine, message])).toEqual([
        [CONFIG, 5, "there is no `dya` here: did you mean `day`?"],
        [CONFIG, 6, 'expected a time of day as "HH:MM", in quotes, got "9:00": did you mean `"09:00"`?'],
      ]);
      expect(await complaints()).toEqual([]);

      stage.advance(60_000);
      await stage.github.as("ana").merge(SHOP.owner, SHOP.repo, pull);
      await stage.settle();
      const [issue, ...more] = await complaints();
      expect(more).toEqual([]);
      expect(issue).toMatchObject({ state: "open", title: "The postmortem configuration needs mending" });
      expect(issue?.body).toContain(`/acme/shop/blob/main/${CONFIG}#L5) · \`summary.dya\` · there is no`);

      expect(await opens("outage")).toBe(true);
      await stage.restart();
      expect(await opens("outage")).toBe(true);
      expect(await opens("incident")).toBe(false);
      stage.advance(24 * 3_600_000);
      await stage.keepHouse();
      expect(await complaints()).toMatchObject([{ state: "open" }]);

      await push(MENDED);
      expect(await complaints()).toMatchObject([{ state: "closed" }]);
      expect(await stage.said(issue?.number ?? 0)).toEqual([]);
      await push(TYPO);
      await stage.restart();
      expect(await complaints()).toMatchObject([{ number: issue?.number, state: "open" }]);
      await push(null);
      expect(await complaints()).toMatchObject([{ state: "closed" }]);
      expect(await opens("incident")).toBe(true);
    },
  );

  it("is found again after the database was lost, and its issue closed", async () => {
    await push(TYPO);
    await stage.loseDatabase();
    await stage.incident("ana", { title: "Down" });
    expect(await complaints()).toMatchObject([{ state: "open" }]);
    await push(GOOD);
    expect(await complaints()).toMatchObject([{ state: "closed" }]);
  });

  it("is healed by the daily look when the push went unheard of", async () => {
    await push(GOOD);
    stage.github.faults.webhooks.drop(({ event }) => event === "push");
    await push(TYPO);
    expect(await complaints()).toEqual([]);
    stage.advance(25 * 3_600_000);
    await stage.keepHouse();
    expect(await complaints()).toMatchObject([{ state: "open" }]);
  });

  it("is told in the owner's repository when it is in the owner's file, and nowhere else", async () => {
    await push(GOOD, ".github");
    expect(await opens("outage")).toBe(true);
    await push(TYPO, ".github");
    expect(await complaints(".github")).toMatchObject([{ state: "open" }]);
    expect(await complaints()).toEqual([]);
    expect(await opens("outage")).toBe(true);
    await push(MENDED, ".github");
    expect(await complaints(".github")).toMatchObject([{ state: "closed" }]);
  });

  it("is looked at again when somebody asks for it, once each time", async () => {
    const pull = await propose(TYPO);
    const rerun = async () => {
      const [last] = (await checks(pull)).sort((a, b) => b.id - a.id);
      stage.github.faults.webhooks.duplicate(2);
      await stage.github.as("bo").rerun(SHOP.owner, SHOP.repo, last?.id ?? 0);
      await stage.settle();
    };
    await rerun();
    expect((await checks(pull)).map(({ conclusion }) => conclusion)).toEqual(["failure", "failure"]);
    await rerun();
    expect(await checks(pull)).toHaveLength(3);
  });

  it("is checked where it is moved away, too", async () => {
    await push(GOOD);
    const number = await stage.github.as("bo").propose(SHOP.owner, SHOP.repo, {
      title: "Tidy up",
      files: { [CONFIG]: null, "old/postmortem.yml": GOOD },
    });
    await stage.settle();
    expect(await checks(number)).toMatchObject([
      { conclusion: "success", summary: expect.stringContaining("Incidents are labelled `incident`.") },
    ]);
  });

  it("costs a pull request without it one read, and one with it two and the check", async () => {
    await push(GOOD);
    await stage.incident("ana", { title: "warm", labels: ["x"] });
    stage.github.clearRequests();
    await stage.github.as("bo").propose(SHOP.owner, SHOP.repo, { title: "Else", files: { "a.txt": "a" } });
    await stage.settle();
    expect(stage.calls().map((call) => call.replace(/\d+/, "N"))).toEqual([
      "GET /repos/acme/shop/pulls/N/files",
    ]);
    stage.github.clearRequests();
    await propose(MENDED);
    expect(stage.calls().map((call) => decodeURIComponent(call).replace(/pulls\/\d+/, "pulls/N"))).toEqual([
      "GET /repos/acme/shop/pulls/N/files",
      `GET /repos/acme/shop/contents/${CONFIG}`,
      "POST /repos/acme/shop/check-runs",
    ]);
  });
});
