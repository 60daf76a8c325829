import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Uninstalled } from "../../src/core/problem.ts";
import type { IssueRef } from "../../src/core/reference.ts";
import { explainError } from "../../src/github/errors.ts";
import type { Log } from "../../src/ports.ts";
import { jobFor } from "../../src/run-job.ts";
import { sweepRepositories } from "../../src/use-cases/sweep-repositories.ts";
import { keptAt, placeOf } from "../support/memory-github/site.ts";
import { INSTALLATION } from "../support/memory-github.ts";
import { type MemoryStage, OPS, openIncident, openMemoryStage, SHOP } from "./memory-stage.ts";

const DAY = 24 * 3_600_000;
const ITEM = { ...SHOP, number: 3 };

/** What happened behind the app's back, and where it is seen that something could not be done. */
type Told = {
  /** A comment that people find on the document, in part. */
  comment?: string;
  /** The reason of a dead letter, in part. */
  dead?: string;
  /** A line of the log, in part. */
  log?: string;
};
type Row = [name: string, happen: (stage: MemoryStage, document: IssueRef) => void, told: Told];

/** Every answer about this repository from now on; what reads as nothing there goes on doing so. */
function answer(stage: MemoryStage, of: "all" | "changes", refusal: () => unknown): void {
  const port = stage.github.port as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  const isHere = (about: unknown) => JSON.stringify(about ?? null).includes('"repo":"shop"');
  for (const [name, ask] of Object.entries({ ...port })) {
    if (name === "forget" || name === "renew" || (of === "changes" && name !== "apply")) continue;
    port[name] = async (...args) => {
      if (isHere(args[0])) throw refusal();
      return ask(...args);
    };
  }
}

const refused = (status: number, message: string) => () =>
  explainError(Object.assign(new Error(message), { status, response: { headers: {} } }), 0);

function milestonesOf(stage: MemoryStage) {
  const place = placeOf(stage.github.site, SHOP);
  if (!place) throw new Error("there is no such place");
  return place.milestones;
}

/** Nobody of that name has access to the repository any more. */
function boLeaves(stage: MemoryStage): void {
  Object.assign(placeOf(stage.github.site, SHOP) ?? {}, { roles: { ana: "admin", cy: "triage" } });
}

const ROWS: Row[] = [
  ["an owner who left cannot be assigned", boLeaves, { comment: "is not assigned to `bo`" }],
  [
    "the milestone was closed",
    (stage) => void milestonesOf(stage).push({ number: 99, title: "2026-12", state: "closed", due_on: null }),
    { comment: "which is closed" },
  ],
  ["an item was deleted (410)", ({ github }) => github.people.remove("ana", ITEM), {}],
  [
    "an item was moved to a repository of others",
    ({ github }) => void github.people.transfer("ana", ITEM, OPS),
    {},
  ],
  ["an item's conversation is locked", ({ github }) => github.people.lock("ana", ITEM), {}],
  ["the incident was deleted (410)", ({ github }) => github.people.remove("ana", { ...SHOP, number: 1 }), {}],
  [
    "the incident's conversation is locked",
    ({ github }) => github.people.lock("ana", { ...SHOP, number: 1 }),
    {},
  ],
  ["the document was deleted (410)", ({ github }, document) => github.people.remove("ana", document), {}],
  [
    "the document's conversation is locked",
    (stage, document) => {
      boLeaves(stage);
      stage.github.people.lock("ana", document);
    },
    { log: "could not be told" },
  ],
  [
    "issues are switched off (410)",
    (stage) => answer(stage, "changes", refused(410, "Issues has been disabled in this repository.")),
    { log: "GitHub answered 410", dead: "post-summary: GitHub answered 410: Issues has been disabled" },
  ],
  [
    "the repository is archived (403)",
    (stage) => answer(stage, "changes", refused(403, "Repository was archived so is read-only.")),
    { log: "Repository was archived", dead: "post-summary: GitHub answered 403: Repository was archived" },
  ],
  [
    "the repository was taken out of the installation (404)",
    ({ github }) => Object.assign(placeOf(github.site, SHOP) ?? {}, { installed: false }),
    {},
  ],
  [
    "the installation is gone or suspended",
    (stage) => answer(stage, "all", () => new Uninstalled()),
    { dead: "not installed there any more" },
  ],
];

describe("people and places that are gone", () => {
  let stage: MemoryStage;
  let logged: string[];
  beforeEach(async () => {
    logged = [];
    const note = (facts: object, message: string) =>
      void logged.push(`${message} ${JSON.stringify({ ...facts, err: undefined })}`);
    const log: Log = { debug() {}, info() {}, warn: note, error: note };
    stage = await openMemoryStage({ log });
  });
  afterEach(() => stage.close());

  /** People go on, and the app does its daily rounds. */
  async function aDay(document: IssueRef, incident: IssueRef, day: number): Promise<void> {
    const { people, site } = stage.github;
    const isThere = (ref: IssueRef) => keptAt(site, ref)?.gone === null;
    stage.clock.ms += DAY;
    if (isThere(document)) stage.write(document, `- [ ] On day ${day} @bo due 2026-12-0${day}`);
    if (isThere(ITEM)) people.edit("ana", ITEM, { title: `First, as of day ${day}` });
    if (isThere(incident)) people.edit("ana", incident, { title: `Down on day ${day}` });
    await stage.tell();
    for (const { intent } of await sweepRepositories(stage.store as never))
      await stage.store.queue.enqueue([jobFor(intent, INSTALLATION, stage.clock.ms)], stage.clock.ms);
    await stage.settle();
    await stage.tell();
  }

  it.each(ROWS)("%s: all work ends, visibly, and holds up nobody", async (_, happen, told) => {
    const { incident, document } = await openIncident(stage, ["First @bo due 2026-11-25"]);
    await stage.tell();
    happen(stage, document);
    logged = [];
    for (const day of [1, 2, 3]) await aDay(document, incident, day);
    const { queue } = stage.store;
    const dead = (await queue.list("dead", 99)).map(({ kind, error }) => `${kind}: ${error}`);
    if (told.comment) expect(stage.said(document).join("\n")).toContain(told.comment);
    if (told.dead) expect(dead.join("\n")).toContain(told.dead);
    else expect(dead).toEqual([]);
    if (told.log) expect(logged.join("\n")).toContain(told.log);
    // Whatever waits, waits for a date of its own, and was not tried before.
    const { ready, running } = await queue.counts();
    expect(running).toBe(0);
    const waiting = await queue.list("ready", 99);
    expect(waiting).toHaveLength(ready);
    expect(waiting.filter(({ error }) => error !== null)).toEqual([]);
    // The next day costs no more than this one: nothing is tried over and over.
    const asked = (): number => stage.github.calls().length;
    stage.github.clearCalls();
    await aDay(document, incident, 4);
    const fourth = asked();
    stage.github.clearCalls();
    await aDay(document, incident, 5);
    expect(asked()).toBeLessThanOrEqual(fourth + 12);
    // And elsewhere all goes on.
    stage.github.people.open("ana", OPS, { title: "Elsewhere", labels: ["incident"] });
    await stage.tell();
    expect(stage.made()).toContain("Postmortem: Elsewhere");
  });

  it("people who left are told of once, however often somebody names them", async () => {
    const { document, incident } = await openIncident(stage, ["First @bo due 2026-11-25"]);
    boLeaves(stage);
    for (const day of [1, 2, 3]) await aDay(document, incident, day);
    const told =
      stage
        .said(document)
        .join("\n")
        .match(/#\d+ is not assigned to `bo`/g) ?? [];
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(told).toEqual([...new Set(told)]);
  });
});
