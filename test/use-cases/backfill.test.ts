import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { perform } from "../../src/cli/perform.ts";
import { CONFIG_PATH } from "../../src/core/config.ts";
import { incidentFacts } from "../../src/core/figures/facts-of.ts";
import { Refused } from "../../src/core/problem.ts";
import type { PostmortemRecord } from "../../src/core/record.ts";
import { type IssueRef, issueKey } from "../../src/core/reference.ts";
import type { Records, World } from "../../src/ports.ts";
import { openStore } from "../../src/store/index.ts";
import { scratchRecords } from "../../src/store/scratch-records.ts";
import { backfillIncident, findBacklog } from "../../src/use-cases/index.ts";
import { placeOf } from "../support/memory-github/site.ts";
import { createMemoryGitHub } from "../support/memory-github.ts";
import { languages } from "../support/words.ts";
import { type MemoryStage, OPS, openMemoryStage, SHOP } from "./memory-stage.ts";

const TODAY = Date.parse("2026-11-23T08:00:00Z");
const SELF = "postmortem[bot]";
/** Of the writes at which a run could be killed, every so many-th is tried; all of them when laws are tried at length. */
const STEP = process.env.LAW_RUNS ? 1 : 5;

type Asked = { since?: string; limit?: number; quiet?: boolean };

function worldOf(stage: MemoryStage, changed: Partial<World> = {}): World {
  return {
    ...{ github: stage.github.port, records: stage.store.records, words: languages.in },
    ...{ locales: languages.locales, now: new Date(stage.clock.ms), self: SELF, onTwin() {} },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    ...changed,
  };
}

async function backfill(world: World, { since, limit = 20, quiet = false }: Asked = {}): Promise<IssueRef[]> {
  const { next } = await findBacklog({ repo: SHOP, since, limit }, world);
  const made: IssueRef[] = [];
  const patience = { tell() {}, wait: async () => {} };
  for (const old of next)
    made.push(
      await backfillIncident(old, { quiet }, world, (intent, present) => perform(intent, present, patience)),
    );
  return made;
}

/** An incident of another day, closed two hours later; nobody listened. */
function happened(
  stage: MemoryStage,
  day: string,
  title: string,
  labels = ["incident"],
  by = "bo",
): IssueRef {
  const { people } = stage.github;
  stage.clock.ms = Date.parse(`${day}T10:00:00Z`);
  const incident = people.open("cy", SHOP, { title });
  stage.clock.ms += 30 * 60_000;
  for (const label of labels) people.label(by, incident, label);
  stage.clock.ms += 90 * 60_000;
  people.close("ana", incident);
  stage.clock.ms = TODAY;
  stage.held();
  return incident;
}

const recordOf = (stage: MemoryStage, incident: IssueRef) =>
  stage.store.records.get<PostmortemRecord>("postmortem", issueKey(incident));

describe("backfilling", () => {
  let stage: MemoryStage;
  beforeEach(async () => {
    stage = await openMemoryStage();
  });
  afterEach(() => stage.close());

  it("opens one of last year, due in ten business days, that counts in last year's figures", async () => {
    const incident = happened(stage, "2025-03-03", "Down");
    const [document] = await backfill(worldOf(stage));
    const body = stage.body(document as IssueRef);
    expect(body).toContain("| Declared | 2025-03-03 10:30 UTC | by bo |");
    expect(body).toContain("| Postmortem due | 2026-12-07 | 10 business days after it was asked for |");
    expect(body).toContain("2025-03-03 12:00 UTC");
    expect(stage.said(incident)[0]).toContain("2026-12-07");
    const record = await recordOf(stage, incident);
    expect(record && incidentFacts(record, null, languages.in("en").say)).toMatchObject({
      declaredAt: "2025-03-03T10:30:00Z",
    });
  });

  it("keeps those dates when the document is refreshed later, and follows the incident's severity", async () => {
    const incident = happened(stage, "2025-03-03", "Down");
    const [document] = await backfill(worldOf(stage));
    stage.clock.ms += 3 * 24 * 3_600_000;
    stage.github.people.label("ana", incident, "sev1");
    await stage.tell();
    expect(stage.body(document as IssueRef)).toContain("| Postmortem due | 2026-11-26 |");
  });

  it("gives one that is still open as long as one that was declared today", async () => {
    stage.clock.ms = Date.parse("2025-03-03T10:00:00Z");
    stage.github.people.open("ana", SHOP, { title: "Never closed", labels: ["incident"] });
    stage.clock.ms = TODAY;
    const [document] = await backfill(worldOf(stage));
    expect(stage.body(document as IssueRef)).toContain("| Postmortem due | 2026-12-07 at the latest |");
  });

  it("takes the youngest first, at most so many, and goes on the next time", async () => {
    for (const year of [2021, 2022, 2023, 2024, 2025]) happened(stage, `${year}-03-03`, `Down in ${year}`);
    expect((await findBacklog({ repo: SHOP, limit: 2 }, worldOf(stage))).left).toBe(3);
    await backfill(worldOf(stage), { limit: 2 });
    expect(stage.made()).toEqual(["Postmortem: Down in 2025", "Postmortem: Down in 2024"]);
    await backfill(worldOf(stage), { limit: 2, since: "2022-03-03" });
    expect(stage.made().slice(2)).toEqual(["Postmortem: Down in 2023", "Postmortem: Down in 2022"]);
    expect(await backfill(worldOf(stage), { since: "2022-01-01" })).toEqual([]);
  });

  it("does not care that whoever labelled it may not, or has left", async () => {
    happened(stage, "2025-03-03", "Down", ["incident"], "gone");
    await backfill(worldOf(stage));
    expect(stage.made()).toEqual(["Postmortem: Down"]);
  });

  it("says nothing on the incidents when told so, also later", async () => {
    const incident = happened(stage, "2025-03-03", "Down");
    await backfill(worldOf(stage), { quiet: true });
    await backfill(worldOf(stage));
    stage.github.people.assign("ana", { ...SHOP, number: 2 }, ["cy"]);
    await stage.tell();
    expect(stage.made()).toEqual(["Postmortem: Down"]);
    expect(stage.said(incident)).toEqual([]);
  });

  it("leaves out what the app made, looks back, or was opened before, also by a store that is lost", async () => {
    happened(stage, "2025-03-03", "Down");
    happened(stage, "2025-03-04", "Project", ["retrospective"]);
    await backfill(worldOf(stage));
    stage.github.people.label("ana", { ...SHOP, number: 3 }, "incident");
    stage.held();
    const before = structuredClone(stage.github.site.kept);
    const lost = await openStore("sqlite::memory:");
    // Days later: a postmortem this young may still lack its comment.
    stage.clock.ms += 4 * 24 * 3_600_000;
    expect(await backfill(worldOf(stage, { records: lost.records }))).toEqual([]);
    expect(stage.github.site.kept).toEqual(before);
    await lost.close();
  });

  it("hears what was commanded on the incident at the time", async () => {
    const incident = happened(stage, "2025-03-03", "Down");
    stage.github.people.comment("bo", incident, "/action Page somebody @bo");
    stage.held();
    await backfill(worldOf(stage));
    expect(stage.made()).toEqual(["Postmortem: Down", "Page somebody"]);
  });

  it("shows a backlog without leaving a trace", async () => {
    const incident = happened(stage, "2025-03-03", "Down", ["incident", "sev1"]);
    const world = worldOf(stage);
    stage.github.clearCalls();
    const dry = { ...world, records: scratchRecords(world.records) };
    const { next } = await findBacklog({ repo: SHOP, limit: 20 }, dry);
    expect(next).toMatchObject([{ incident, title: "Down", state: "closed", severity: 1, isBegun: false }]);
    expect(stage.github.calls().filter((call) => /^(create|edit|add)/.test(call))).toEqual([]);
    expect(await stage.store.records.list("documents-found")).toEqual([]);
  });

  it.each([
    [{ owner: "acme", repo: "nowhere" }, /There is no acme\/nowhere, or the app may not see it/],
    [OPS, /acme\/ops has no label "incident"/],
  ])("says what is wrong with %j", async (repo, words) => {
    await expect(findBacklog({ repo, limit: 20 }, worldOf(stage))).rejects.toThrow(words);
  });

  describe("of sensitive incidents", () => {
    const VAULT = { owner: "acme", repo: "vault" };

    it("names those that cannot open, and why", async () => {
      const secret = happened(stage, "2025-03-03", "Keys leaked", ["incident", "security"]);
      const other = happened(stage, "2025-03-04", "Down");
      const { next, refused } = await findBacklog({ repo: SHOP, limit: 20 }, worldOf(stage));
      expect(next.map(({ incident }) => issueKey(incident))).toEqual([issueKey(other)]);
      expect(refused).toMatchObject([
        { incident: secret, obstacle: expect.stringMatching(/private repository/) },
      ]);
    });

    it("opens them where nobody else reads, once, also with a store that is lost", async () => {
      await stage.close();
      stage = await openMemoryStage({ more: [{ ...VAULT, private: true }] });
      const place = placeOf(stage.github.site, SHOP);
      if (place) place.files[CONFIG_PATH] = "sensitive: { repository: vault }";
      happened(stage, "2025-03-03", "Keys leaked", ["incident", "security"]);
      expect(await backfill(worldOf(stage))).toEqual([{ ...VAULT, number: 1 }]);
      const lost = await openStore("sqlite::memory:");
      stage.clock.ms += 4 * 24 * 3_600_000;
      expect(await backfill(worldOf(stage, { records: lost.records }))).toEqual([]);
      await lost.close();
    });
  });

  it("tells whoever runs it when GitHub refuses a document, not the incident", async () => {
    const incident = happened(stage, "2025-03-03", "Down");
    const { port } = stage.github;
    const github: World["github"] = {
      ...port,
      apply: (change) =>
        change.kind === "create-issue"
          ? Promise.reject(new Refused("Issues are off", "Switch them on.", 410, []))
          : port.apply(change),
    };
    await expect(backfill(worldOf(stage, { github }))).rejects.toThrow("Issues are off");
    expect(stage.said(incident)).toEqual([]);
    await backfill(worldOf(stage));
    expect(stage.made()).toEqual(["Postmortem: Down"]);
  });
});

/** A run that is killed before its n-th write, to GitHub or to the store. */
function killedAt(world: World, nth: number): World {
  let writes = 0;
  const dying =
    <A extends unknown[], T>(write: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      writes++;
      if (writes >= nth) throw new Error("killed");
      return write(...args);
    };
  const { records, github } = world;
  return {
    ...world,
    github: { ...github, apply: dying(github.apply) },
    records: {
      ...records,
      put: dying(records.put),
      delete: dying(records.delete),
      update: dying(records.update as (...args: unknown[]) => Promise<unknown>) as Records["update"],
    },
  };
}

describe("a backfill that is killed and run again", () => {
  async function staged(): Promise<MemoryStage> {
    const stage = await openMemoryStage();
    const slow = happened(stage, "2024-03-03", "Slow", ["incident", "sev2"]);
    stage.github.people.comment("bo", slow, "/action Page somebody @bo");
    happened(stage, "2025-03-03", "Down");
    return stage;
  }

  /** Runs it, killed before each of its writes in turn, on a GitHub of its own each time. Returns about how many there are. */
  async function everyTime(then: (stage: MemoryStage, nth: number) => Promise<void>): Promise<number> {
    for (let nth = 1; ; nth += STEP) {
      const stage = await staged();
      const isOver = await backfill(killedAt(worldOf(stage), nth)).then(
        () => true,
        () => false,
      );
      await then(stage, nth);
      await stage.close();
      if (isOver) return nth;
    }
  }

  const shown = (stage: MemoryStage) =>
    stage.github.site.kept.map(({ ref, issue, comments }) => ({
      ...{
        number: ref.number,
        title: issue.title,
        body: issue.body,
        labels: issue.labels.map((l) => l.name),
      },
      comments: comments.map(({ body }) => body),
    }));

  it("comes to the same end, wherever it was", async () => {
    const calm = await staged();
    await backfill(worldOf(calm));
    const end = shown(calm);
    await calm.close();
    expect(end).toHaveLength(5);
    const writes = await everyTime(async (stage, nth) => {
      await backfill(worldOf(stage));
      expect(shown(stage), `killed before write ${nth}`).toEqual(end);
      expect(await stage.store.records.list("backfill")).toEqual([]);
      expect(await backfill(worldOf(stage))).toEqual([]);
    });
    expect(writes).toBeGreaterThan(20);
  });

  it("makes nothing twice and leaves nothing out when its store is lost with it", async () => {
    const writes = await everyTime(async (stage, nth) => {
      const lost = await openStore("sqlite::memory:");
      const { site, port } = createMemoryGitHub({
        ...{ now: () => stage.clock.ms, self: SELF, repos: [], effects: lost.effects },
      });
      Object.assign(site, stage.github.site);
      await backfill(worldOf(stage, { records: lost.records, github: port }));
      const told = stage.github.site.kept.slice(0, 2).map(({ ref }) => stage.said(ref).length);
      expect([stage.made().sort(), told], `killed before write ${nth}`).toEqual([
        ["Page somebody", "Postmortem: Down", "Postmortem: Slow"],
        [1, 1],
      ]);
      await lost.close();
    });
    expect(writes).toBeGreaterThan(20);
  });
});
