import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OPS, openIncident, openSummaryStage, SHOP, type SummaryStage } from "./summary-stage.ts";

const HOUR = 3_600_000;

describe("the ledger between two summaries", () => {
  let stage: SummaryStage;
  beforeEach(async () => {
    stage = await openSummaryStage();
  });
  afterEach(() => stage.close());

  const edits = async () => {
    stage.calls();
    await stage.settle(HOUR + 60_000);
    await stage.tell();
    return stage.calls().filter((call) => call === "edit-issue");
  };

  it("follows what changed within the hour, in one edit, and asks nothing for it", async () => {
    const { people } = stage.github;
    const { items } = await openIncident(stage, ["One @bo due 2026-12-20", "Two @bo due 2026-12-20"]);
    await stage.pass(2);
    await edits();
    const ledger = stage.ledger();
    const [one, two] = items;
    if (!ledger || !one || !two) throw new Error("they were not made");
    people.edit("ana", one, { title: "One and only" });
    people.assign("ana", two, ["cy"]);
    people.open("ana", SHOP, { title: "Three", labels: ["action-item"] });
    await stage.tell();
    await stage.settle(60_000);
    await stage.tell();
    stage.calls();
    await stage.settle(HOUR);
    expect(stage.calls()).toEqual(["edit-issue"]);
    expect(stage.body(ledger)).toMatch(/One and only · bo[\s\S]*Two · cy[\s\S]*Three · nobody/);
    expect(stage.body(ledger)).toContain("**3 open, 0 overdue**");
    await stage.tell();
    expect(await edits()).toEqual([]);
  });

  it("is left as it is when it would say the same", async () => {
    const { people } = stage.github;
    const { items } = await openIncident(stage, ["One @bo due 2026-12-20"]);
    await stage.pass(2);
    await edits();
    const [one] = items;
    if (!one) throw new Error("it was not made");
    people.label("ana", one, "help wanted");
    people.comment("cy", one, "I can help.");
    await stage.tell();
    await stage.settle(60_000);
    expect(await edits()).toEqual([]);
  });

  it("is edited at most once an hour however often something changes", async () => {
    const { people } = stage.github;
    const { items } = await openIncident(stage, ["One @bo due 2026-12-20"]);
    await stage.pass(2);
    await edits();
    const [one] = items;
    if (!one) throw new Error("it was not made");
    stage.calls();
    let ledgerEdits = 0;
    const ledger = stage.ledger();
    const { apply } = stage.github.port;
    stage.github.port.apply = (change) => {
      if (change.kind === "edit-issue" && change.issue.number === ledger?.number) ledgerEdits++;
      return apply(change);
    };
    for (let minute = 0; minute < 180; minute += 5) {
      people.edit("ana", one, { title: `One, try ${minute}` });
      await stage.tell();
      stage.clock.ms += 5 * 60_000;
      await stage.settle(0);
    }
    expect(ledgerEdits).toBeGreaterThanOrEqual(2);
    expect(ledgerEdits).toBeLessThanOrEqual(3);
  });

  it("is not made for it", async () => {
    await openIncident(stage, ["One @bo due 2026-12-20"]);
    await stage.settle(2 * HOUR);
    expect(stage.ledger()).toBeNull();
  });

  it("that was deleted waits for the next summary", async () => {
    const { people } = stage.github;
    const { items } = await openIncident(stage, ["One @bo due 2026-12-20"]);
    await stage.pass(2);
    const [one] = items;
    const ledger = stage.ledger();
    if (!one || !ledger) throw new Error("they were not made");
    people.remove("ana", ledger);
    people.close("bo", one);
    await stage.tell();
    await stage.settle(2 * HOUR);
    expect(stage.ledger()).toBeNull();
    expect((await stage.store.queue.counts()).dead).toBe(0);
  });

  it("follows an issue of another repository that a postmortem here adopted", async () => {
    const theirs = stage.github.people.open("ana", OPS, { title: "Theirs" });
    await stage.tell();
    await openIncident(stage, ["acme/ops#1 Theirs @bo", "Ours @bo"]);
    await stage.pass(2);
    const ledger = stage.ledger();
    expect(ledger && stage.body(ledger)).toContain("- acme/ops#1 Theirs · bo");
    stage.github.people.close("bo", theirs);
    await stage.tell();
    await stage.settle(2 * HOUR);
    expect(ledger && stage.body(ledger)).not.toContain("Theirs");
  });

  it("follows an item in another repository that belongs to a postmortem here", async () => {
    await openIncident(stage, ["Over there @bo due 2026-12-20 repo: acme/ops"]);
    await stage.pass(2);
    stage.github.people.close("bo", { ...OPS, number: 1 });
    await stage.tell();
    await stage.settle(2 * HOUR);
    const ledger = stage.ledger();
    expect(ledger && stage.body(ledger)).toContain("Nothing is open.");
  });
});
