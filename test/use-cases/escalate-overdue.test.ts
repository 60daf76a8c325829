import { afterEach, describe, expect, it } from "vitest";
import { OPS, openIncident, openSummaryStage, SHOP, type SummaryStage } from "./summary-stage.ts";

const CONFIG = ".github/postmortem.yml";
const PEOPLE = "escalation: { people: ['@ana', acme/leads] }\n";

describe("what stays overdue", () => {
  let stage: SummaryStage;
  afterEach(() => stage.close());
  const open = async (text: string | null) => {
    stage = await openSummaryStage([
      text === null ? SHOP : { ...SHOP, files: { [CONFIG]: text } },
      text === null ? OPS : { ...OPS, files: { [CONFIG]: text } },
    ]);
  };
  const escalations = (ref: Parameters<SummaryStage["said"]>[0]) =>
    stage.said(ref).filter((text) => text.includes("overdue"));

  it("is brought to the attention of the people named, once for ever, more than so many days after its date", async () => {
    await open(PEOPLE);
    const { items } = await openIncident(stage, ["Late @bo due 2026-11-20", "In time @bo due 2027-01-20"]);
    const [late, fine] = items;
    if (!late || !fine) throw new Error("they were not made");
    await stage.pass(13);
    expect(escalations(late)).toEqual([]);
    await stage.pass(1);
    await expect(escalations(late)[0]).toMatchFileSnapshot("golden/escalated.md");
    expect(stage.labels(late)).toContain("escalated");
    stage.github.people.unlabel("ana", late, "escalated");
    await stage.tell();
    await stage.pass(20);
    expect(escalations(late)).toHaveLength(1);
    expect(escalations(fine)).toEqual([]);
  });

  it("is not repeated after the store was lost, with or without its label", async () => {
    await open(PEOPLE);
    const { items } = await openIncident(stage, ["Late @bo due 2026-11-01", "Later @bo due 2026-11-02"]);
    await stage.pass(1);
    const [first] = items;
    if (!first) throw new Error("it was not made");
    stage.github.people.unlabel("ana", first, "escalated");
    await stage.forgetKind();
    const { effects } = stage.store;
    const find = effects.find;
    effects.find = async (id) => (id.startsWith("escalated/") ? null : find(id));
    await stage.store.records.put("repository", "acme/shop", {
      ...SHOP,
      installation: 7,
      firstSeen: "2026-11-01T00:00:00Z",
    });
    await stage.pass(2);
    expect(items.map((ref) => escalations(ref).length)).toEqual([1, 1]);
  });

  it.each<[string, string | null]>([
    ["nothing is configured", null],
    ["nobody is named", "escalation: { after_days: 1 }\n"],
  ])("stays as it is when %s", async (_, text) => {
    await open(text);
    const { items } = await openIncident(stage, ["Late @bo due 2026-10-01"]);
    await stage.pass(3);
    expect(items.flatMap((ref) => [...escalations(ref), ...stage.labels(ref)])).not.toContain("escalated");
    expect(items.flatMap(escalations)).toEqual([]);
  });

  it("is not escalated when it was closed, got a later date, or lost its label", async () => {
    await open(PEOPLE);
    const { items, document } = await openIncident(stage, [
      "Closed @bo due 2026-11-20",
      "Moved @bo due 2026-11-20",
      "Dropped @bo due 2026-11-20",
    ]);
    const [closed, , dropped] = items;
    if (!closed || !dropped) throw new Error("they were not made");
    stage.github.people.close("bo", closed);
    stage.github.people.unlabel("bo", dropped, "action-item");
    stage.clock.ms += 5_000;
    stage.github.people.edit("ana", document, {
      body: stage.body(document).replace(/(Moved.*)2026-11-20/, "$12027-01-20"),
    });
    await stage.tell();
    await stage.settle(60_000);
    await stage.tell();
    await stage.pass(20);
    expect(items.flatMap(escalations)).toEqual([]);
  });

  it("is escalated ten a day, the longest overdue first", async () => {
    await open(PEOPLE);
    const lines = Array.from(
      { length: 25 },
      (_, n) => `Item ${n} @bo due 2026-10-${`${28 - n}`.padStart(2, "0")}`,
    );
    const { items } = await openIncident(stage, lines);
    const done = () => items.map((ref, n) => (escalations(ref).length > 0 ? n : -1)).filter((n) => n >= 0);
    await stage.sweep();
    await stage.sweep();
    expect(done()).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
    await stage.pass(1);
    await stage.sweep();
    expect(done()).toHaveLength(20);
    await stage.pass(2);
    expect(done()).toHaveLength(25);
  });

  it("in a locked issue is tried once and holds up no other", async () => {
    await open(PEOPLE);
    const { items } = await openIncident(stage, ["Locked @bo due 2026-11-01", "Open @bo due 2026-11-02"]);
    const [locked, other] = items;
    if (!locked || !other) throw new Error("they were not made");
    stage.github.people.lock("ana", locked);
    await stage.tell();
    let tries = 0;
    const { apply } = stage.github.port;
    stage.github.port.apply = (change) => {
      if (change.kind === "create-comment" && change.issue.number === locked.number) tries++;
      return apply(change);
    };
    await stage.pass(1);
    expect(escalations(other)).toHaveLength(1);
    expect(tries).toBe(1);
    await stage.pass(3);
    expect(tries).toBe(1);
    expect((await stage.store.queue.counts()).dead).toBe(0);
  });

  it("in another repository is escalated by the rules of its postmortem's, once", async () => {
    await open(PEOPLE);
    await openIncident(stage, ["Over there @bo due 2026-11-01 repo: acme/ops"]);
    await stage.pass(3);
    const there = { ...OPS, number: 1 };
    expect(escalations(there)).toHaveLength(1);
    expect(escalations(there)[0]).toContain("incident acme/shop#1");
  });
});
