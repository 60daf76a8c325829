import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../../src/core/config.ts";
import { ENDINGS } from "../../src/core/life/ending.ts";
import type { Ending, PostmortemRecord } from "../../src/core/record.ts";
import { type IssueRef, issueKey } from "../../src/core/reference.ts";
import type { World } from "../../src/ports.ts";
import { gatherFacts } from "../../src/use-cases/gather-facts.ts";
import { howThingsStand, waitingFor } from "../../src/use-cases/steps/how-things-stand.ts";
import { SELF } from "../support/memory-app.ts";
import { languages } from "../support/words.ts";
import { openIncident, openSummaryStage, SHOP, type SummaryStage } from "./summary-stage.ts";

/** Every kind of ending, each by command and, where GitHub knows it, by hand; and one that is written on. */
const BY_HAND = { cancelled: "not_planned", duplicate: "duplicate" } as const;

describe("postmortems that nobody writes", () => {
  let stage: SummaryStage;
  let ended: Map<string, IssueRef>;
  const world = (): World => ({
    ...{ github: stage.github.port, records: stage.store.records, locales: languages.locales },
    ...{ words: languages.in, now: new Date(stage.clock.ms), self: SELF, onTwin() {} },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  const close = (issue: IssueRef, stateReason: "not_planned" | "duplicate") =>
    stage.github.port.apply({ kind: "edit-issue", issue, state: "closed", stateReason });
  const name = (number: number) => [...ended].find(([, { number: of }]) => of === number)?.[0];

  beforeEach(async () => {
    stage = await openSummaryStage();
    ended = new Map();
    for (const how of [...ENDINGS, "cancelled by hand", "duplicate by hand", "none"]) {
      const { incident, document } = await openIncident(stage, [`After ${how} @bo due 2026-12-01`]);
      ended.set(how, incident);
      const [hand = ""] = how.split(" by hand");
      if (how === "none") continue;
      if (how.endsWith("by hand")) await close(document, BY_HAND[hand as keyof typeof BY_HAND]);
      else {
        const at = new Date(stage.clock.ms).toISOString();
        const ending = { how: how as Ending["how"], reason: "", of: null, by: "ana", url: "", at };
        await stage.store.records.update<PostmortemRecord>("postmortem", issueKey(incident), (now) => ({
          ...(now as PostmortemRecord),
          ending,
        }));
        await close(document, how === "duplicate" ? "duplicate" : "not_planned");
      }
    }
    await stage.pass(1);
  });
  afterEach(() => stage.close());

  it("count as incidents when they were any, and all their action items stay follow-ups", async () => {
    const { incidents, followUps } = await gatherFacts(SHOP, world());
    expect(incidents.map(({ ref }) => name(ref.number)).sort()).toEqual(["external", "none", "skipped"]);
    expect(followUps.filter(({ closedAt }) => closedAt === null)).toHaveLength(ended.size);
  });

  it("count, where the store was lost, as far as GitHub tells", async () => {
    await stage.forgetKind();
    const { incidents, followUps } = await gatherFacts(SHOP, world());
    expect(incidents.map(({ ref }) => name(ref.number))).toEqual(["none"]);
    expect(followUps).toHaveLength(ended.size);
  });

  it("wait for nobody, not even in review", async () => {
    for (const incident of ended.values())
      stage.github.people.label("ana", { ...incident, number: incident.number + 1 }, "in-review");
    await stage.tell();
    const { postmortems } = await howThingsStand(world(), SHOP, DEFAULT_CONFIG);
    expect(postmortems).toHaveLength(ended.size);
    const waiting = await waitingFor(world(), postmortems, DEFAULT_CONFIG, "2027-02-01");
    expect(waiting.map(({ ref }) => name(ref.number - 1))).toEqual(["none"]);
  });

  it("are not open for the review, also where GitHub did not let them be closed", async () => {
    const skipped = ended.get("skipped");
    if (!skipped) throw new Error("it was not made");
    const document = { ...skipped, number: skipped.number + 1 };
    await stage.github.port.apply({ kind: "edit-issue", issue: document, state: "open" });
    const issue = await stage.github.port.issue(document);
    await stage.store.records.put("mirror", issueKey(document), { issue, doubtful: false });
    await stage.ask({ kind: "post-review", repo: SHOP, period: "2027-01-04T09:00:00Z" });
    stage.clock.ms = Date.parse("2027-01-04T09:00:00Z");
    await stage.settle(0);
    const ledger = stage.ledger();
    const review = ledger && stage.said(ledger).find((text) => text.includes("Quarterly review"));
    expect(review).toContain("**0 postmortems finished · 1 still open · 6 ended without being written");
  });

  it("are counted in a line of the review, and are neither finished nor open", async () => {
    await stage.ask({ kind: "post-review", repo: SHOP, period: "2027-01-04T09:00:00Z" });
    stage.clock.ms = Date.parse("2027-01-04T09:00:00Z");
    await stage.settle(0);
    const ledger = stage.ledger();
    const review = ledger && stage.said(ledger).find((text) => text.includes("Quarterly review"));
    expect(review).toContain(
      "**0 postmortems finished · 1 still open · 7 ended without being written (2 duplicates, 1 superseded, 2 cancelled, 1 written elsewhere, 1 skipped) · ",
    );
    expect(review).toContain("3 incidents from");
  });

  it("are reminded of by nobody", async () => {
    await stage.pass(20);
    const told = [...ended].filter(([, incident]) =>
      stage
        .said({ ...incident, number: incident.number + 1 })
        .some((text) => text.includes("postmortem:reminder")),
    );
    expect(told.map(([how]) => how)).toEqual(["none"]);
  });
});
