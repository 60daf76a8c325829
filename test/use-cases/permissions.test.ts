import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IssueRef } from "../../src/core/reference.ts";
import type { Delivery, Log } from "../../src/ports.ts";
import { GRANTED, placeOf } from "../support/memory-github/site.ts";
import { INSTALLATION } from "../support/memory-github.ts";
import { commenting } from "./commands-stage.ts";
import { type MemoryStage, OPS, openIncident, openMemoryStage, SHOP } from "./memory-stage.ts";

const HOUR = 3_600_000;
const CONFIG = ".github/postmortem.yml";

/** What the app does in a repository, and how it is seen on GitHub that it did. */
type Deed = "opens" | "syncs" | "refreshes" | "answers" | "sums up";
const ALL: Deed[] = ["opens", "syncs", "refreshes", "answers", "sums up"];

describe("without a permission", () => {
  let stage: MemoryStage;
  let warned: { why?: unknown; message: string }[];
  let document: IssueRef;
  let incident: IssueRef;

  beforeEach(async () => {
    warned = [];
    const warn = (facts: object, message: string) => void warned.push({ ...facts, message });
    const log: Log = { debug() {}, info() {}, warn, error: warn };
    stage = await openMemoryStage({ log });
    ({ incident, document } = await openIncident(stage, ["First @bo due 2026-11-25"]));
    const place = placeOf(stage.github.site, SHOP);
    Object.assign(place?.files ?? {}, {
      [CONFIG]: "incident: { labels: [incident, outage] }\n",
      ".github/CODEOWNERS": "* @cy\n",
    });
    warned.length = 0;
  });
  afterEach(() => stage.close());

  const withhold = (...parts: string[]) => {
    for (const part of parts) delete stage.github.site.grants[part];
  };
  const missing = () => warned.filter(({ message }) => message.includes("a permission is missing"));
  const dead = async () =>
    (await stage.store.queue.list("dead", 99)).map(({ kind, error }) => `${kind}: ${error}`);

  /** People do a little of everything, a week passes, and the jobs end. */
  async function aWeek(): Promise<{ deeds: Deed[]; asked: number }> {
    const { people } = stage.github;
    const { say, reactions } = commenting(stage);
    people.open("ana", SHOP, { title: "Second", labels: ["incident"] });
    stage.write(document, "- [ ] Later @bo due 2026-11-26");
    await stage.tell();
    people.edit("ana", incident, { title: "Down for good" });
    await stage.tell();
    const command = say("ana", incident, "/postmortem severity 2");
    await stage.tell();
    stage.github.clearCalls();
    await stage.settle(8 * 24 * HOUR);
    const asked = stage.github.calls().length;
    return { deeds: deedsOf(reactions(command)), asked };
  }

  function deedsOf(reactions: string[]): Deed[] {
    const made = stage.made();
    const done: Record<Deed, boolean> = {
      opens: made.includes("Postmortem: Second"),
      syncs: made.includes("Later"),
      refreshes: stage.body(document).includes("Down for good"),
      answers: reactions.includes("+1"),
      "sums up": made.some((title) => /follow-up/i.test(title)),
    };
    return ALL.filter((deed) => done[deed]);
  }

  /** GitHub tells of it without being subscribed. */
  async function grant(): Promise<void> {
    Object.assign(stage.github.site.grants, GRANTED);
    const body = JSON.stringify({
      action: "new_permissions_accepted",
      installation: { id: INSTALLATION },
      sender: { login: "ana", type: "User" },
    });
    const delivery: Delivery = { guid: "00000000-0000-0000-0000-0000000000aa", name: "installation", body };
    await stage.tell([delivery]);
    await stage.tell();
    await stage.tell();
  }

  it("that is not needed for it, everything goes on", async () => {
    expect((await aWeek()).deeds).toEqual(ALL);
    expect(missing()).toEqual([]);
    expect(await dead()).toEqual([]);
  });

  it.each([
    ["contents", "releases of acme/shop: the app may not read them", ["`contents: read`"]],
    [
      "pull_requests",
      "merged pull requests of acme/shop: the app may not read them",
      ["`pull_requests: read`"],
    ],
    ["pull_requests", "linked pull requests: the app may not read them", ["`pull_requests: read`"]],
    ["deployments", "deployments of acme/shop: the app may not read them", []],
    ["statuses", "failed checks of linked pull requests: the app may not read them", []],
    ["checks", "failed checks of linked pull requests: the app may not read them", []],
  ] as const)(
    "%s, the rest goes on, nothing is a dead letter, and the document says: %s",
    async (part, said, lacks) => {
      withhold(part);
      const { people } = stage.github;
      const pull = { title: "Mend it", body: `Fixes #${incident.number}`, files: { "src/a.ts": "1" } };
      people.merge("ana", people.propose("bo", SHOP, pull));
      expect((await aWeek()).deeds).toEqual(ALL);
      expect(await dead()).toEqual([]);
      expect([...new Set(missing().map(({ why }) => /`.*`/.exec(String(why))?.[0]))]).toEqual(lacks);
      expect(stage.body(document)).toContain(said);
      await grant();
      expect(stage.body(document)).not.toContain("the app may not read them");
    },
  );

  it("pull_requests, an incident that is one waits for it", async () => {
    withhold("pull_requests");
    const { people } = stage.github;
    const pull = people.propose("bo", SHOP, { title: "Broke it", files: { "src/a.ts": "1" } });
    people.label("ana", pull, "incident");
    await stage.tell();
    expect(stage.made()).not.toContain("Postmortem: Broke it");
    expect(await dead()).toEqual([]);
    await grant();
    expect(stage.made()).toContain("Postmortem: Broke it");
  });

  it("to read the configuration, the last good one stays in force", async () => {
    const { people } = stage.github;
    people.push("ana", SHOP, { [CONFIG]: "incident: { labels: [outage] }\n" });
    await stage.tell();
    withhold("contents");
    people.push("ana", SHOP, { [CONFIG]: "incident: { labels: [fire] }\n" });
    await stage.tell();
    for (const label of ["incident", "outage", "fire"])
      people.open("ana", SHOP, { title: `By ${label}`, labels: [label] });
    await stage.tell();
    expect(stage.made().filter((title) => title.startsWith("Postmortem: By"))).toEqual([
      "Postmortem: By outage",
    ]);
    await grant();
    people.open("ana", SHOP, { title: "By fire at last", labels: ["fire"] });
    await stage.tell();
    expect(stage.made()).toContain("Postmortem: By fire at last");
  });

  it("issues, nothing can be done: the log says so once a day, and only what a person asked for once stays", async () => {
    withhold("issues");
    const { deeds, asked } = await aWeek();
    expect(deeds).toEqual([]);
    expect(asked).toBeLessThan(20);
    expect(missing()).toHaveLength(1);
    const left = await dead();
    expect(left.map((one) => one.split(":")[0])).toEqual(["run-commands"]);
    expect(left[0]).toMatch(/The app lacks the permission `issues: (read|write)` for this repository/);
    stage.write(document, "- [ ] A day later @bo");
    await stage.tell();
    expect(missing()).toHaveLength(2);
  });

  it("a command waits as a dead letter, and is answered when it is tried again with it", async () => {
    withhold("issues");
    await aWeek();
    await grant();
    const { queue } = stage.store;
    for (const { id } of await queue.list("dead", 9)) await queue.revive(id, stage.clock.ms);
    await stage.settle();
    const { site } = stage.github;
    expect(site.reactions.map(({ content }) => content)).toEqual(["+1"]);
    expect(stage.made().filter((title) => /follow-up/i.test(title))).toHaveLength(1);
    expect(await dead()).toEqual([]);
  });

  it("issues, a pull request of a repository that is new to the app is no dead letter", async () => {
    withhold("issues");
    stage.github.people.propose("bo", OPS, { title: "Change", files: { "a.ts": "1" } });
    stage.github.people.push("bo", OPS, { "b.ts": "2" });
    await stage.tell();
    expect(await dead()).toEqual([]);
    expect(missing()).toHaveLength(1);
  });

  it("issues: write, the same", async () => {
    stage.github.site.grants.issues = "read";
    expect((await aWeek()).deeds).toEqual([]);
    expect(missing().length).toBeLessThanOrEqual(2);
    expect((await dead())[0]).toContain("The app lacks the permission `issues: write` for this repository");
  });

  it.each([["issues"], ["contents"], ["pull_requests"]])(
    "%s, what was missing is done once it is granted",
    async (part) => {
      withhold(part);
      await aWeek();
      await grant();
      expect(deedsOf([])).toEqual(expect.arrayContaining(["opens", "syncs", "refreshes", "sums up"]));
      expect(stage.lines(document).map((line) => line.replace(/ · .*/, ""))).toEqual(
        expect.arrayContaining([expect.stringMatching(/^- \[ \] #\d+ Later/)]),
      );
      expect((await dead()).filter((one) => !one.startsWith("run-commands"))).toEqual([]);
    },
  );
});
