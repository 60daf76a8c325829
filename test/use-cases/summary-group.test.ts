import { afterEach, describe, expect, it } from "vitest";
import { placeOf } from "../support/memory-github/site.ts";
import { OPS, openIncident, openSummaryStage, SHOP, type SummaryStage } from "./summary-stage.ts";

const HUB = { owner: "acme", repo: "hub" };
const CONFIG = ".github/postmortem.yml";
const hub = (repositories: string, more = {}) => ({
  ...HUB,
  files: { [CONFIG]: `summary: { repositories: [${repositories}] }\n` },
  ...more,
});

describe("one summary for several repositories", () => {
  let stage: SummaryStage;
  afterEach(() => stage.close());

  /** Each repository has a postmortem with one item; the hub has an issue, so that the app has heard of it. */
  const open = async (repos: Parameters<typeof openSummaryStage>[0]) => {
    stage = await openSummaryStage(repos);
    stage.github.people.open("ana", HUB, { title: "Hello" });
    await stage.tell();
    await openIncident(stage, ["In shop @bo due 2026-12-20"], SHOP);
    await openIncident(stage, ["In ops @cy due 2026-11-20"], OPS);
  };
  const setConfig = async (text: string) => {
    const place = placeOf(stage.github.site, HUB);
    if (place) place.files[CONFIG] = text;
  };

  it("stands in the repository that asks for it, and nowhere else", async () => {
    await open([hub("shop, acme/ops"), SHOP, OPS]);
    await stage.pass(9);
    expect(stage.summaries(SHOP)).toEqual([]);
    expect(stage.summaries(OPS)).toEqual([]);
    const texts = stage.summaries(HUB);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain("- acme/shop#3 In shop · bo · due 2026-12-20 · incident acme/shop#1 (sev2)");
    expect(texts[0]).toMatch(/### Overdue \(1\)\n- acme\/ops#3 In ops · @cy · .* · incident acme\/ops#1/);
  });

  it("keeps its ledger up to date with all of them", async () => {
    await open([hub("shop, acme/ops"), SHOP, OPS]);
    await stage.pass(2);
    stage.github.people.close("cy", { ...OPS, number: 3 });
    await stage.tell();
    await stage.settle(2 * 3_600_000);
    const ledger = stage.ledger(HUB);
    expect(ledger && stage.body(ledger)).toContain("**1 open, 0 overdue**");
  });

  it("gives them back when they are taken off the list", async () => {
    await open([hub("shop, ops"), SHOP, OPS]);
    await stage.pass(2);
    await setConfig("summary: { repositories: [shop] }\n");
    await stage.pass(7);
    expect(stage.summaries(OPS)).toHaveLength(1);
    expect(stage.summaries(SHOP)).toEqual([]);
    expect(stage.summaries(HUB).at(-1)).not.toContain("In ops");
    await setConfig("summary: { enabled: false }\n");
    await stage.pass(7);
    expect(stage.summaries(SHOP)).toHaveLength(1);
    expect(stage.summaries(HUB)).toHaveLength(2);
  });

  it("gives them back when the app leaves the repository that asked", async () => {
    await open([hub("shop"), SHOP, OPS]);
    await stage.pass(2);
    await stage.store.records.delete("repository", "acme/hub");
    await stage.pass(7);
    expect(stage.summaries(SHOP)).toHaveLength(1);
  });

  it("shows nothing of a private repository in a public one, not even its name; that one keeps its own", async () => {
    await open([hub("shop, ops"), SHOP, { ...OPS, private: true }]);
    await stage.pass(2);
    const [text = ""] = stage.summaries(HUB);
    expect(text).toContain("What not everybody here may read is left out.");
    expect(text).toContain("In shop");
    expect(text).not.toContain("ops");
    const ledger = stage.ledger(HUB);
    expect(ledger && stage.body(ledger)).not.toContain("ops");
    expect(stage.summaries(OPS)).toHaveLength(1);
  });

  it("shows private ones in a private one", async () => {
    await open([hub("shop, ops", { private: true }), SHOP, { ...OPS, private: true }]);
    await stage.pass(2);
    expect(stage.summaries(HUB)[0]).toContain("In ops");
    expect(stage.summaries(HUB)[0]).not.toContain("left out");
  });

  it("stops telling of a repository that became private", async () => {
    await open([hub("shop, ops"), SHOP, OPS]);
    await stage.pass(2);
    const place = placeOf(stage.github.site, OPS);
    if (place) place.private = true;
    await stage.pass(7);
    expect(stage.summaries(HUB).at(-1)).not.toContain("ops");
    expect(stage.summaries(OPS)).toHaveLength(1);
  });

  it("leaves out what is not there", async () => {
    await open([hub("shop, nowhere, gone"), SHOP, OPS]);
    await stage.pass(2);
    expect(stage.summaries(HUB)[0]).toContain("is left out.");
  });

  it("is told of once when two repositories want each other", async () => {
    stage = await openSummaryStage([
      hub("shop"),
      { ...SHOP, files: { [CONFIG]: "summary: { repositories: [hub] }\n" } },
    ]);
    stage.github.people.open("ana", HUB, { title: "In hub", labels: ["action-item"] });
    await stage.tell();
    await openIncident(stage, ["In shop @bo due 2026-12-20"]);
    await stage.pass(2);
    const all = [...stage.summaries(HUB), ...stage.summaries(SHOP)];
    expect(all).toHaveLength(1);
    expect(all[0]).toMatch(/In shop[\s\S]*In hub|In hub[\s\S]*In shop/);
  });

  it("has a repository that two want in one of them, not in both", async () => {
    const files = { [CONFIG]: "summary: { repositories: [shop] }\n" };
    await open([hub("shop"), SHOP, { ...OPS, files }]);
    await stage.pass(2);
    const texts = [stage.summaries(HUB), stage.summaries(OPS)].flat();
    expect(texts.filter((text) => text.includes("In shop"))).toHaveLength(1);
    expect(stage.summaries(SHOP)).toEqual([]);
  });

  it("is still posted where somebody insists", async () => {
    await open([hub("shop"), SHOP, OPS]);
    await stage.pass(2);
    const ask = (force: boolean) => stage.ask({ kind: "post-summary", repo: SHOP, period: null, force });
    await ask(false);
    expect(stage.summaries(SHOP)).toEqual([]);
    await ask(true);
    expect(stage.summaries(SHOP)).toHaveLength(1);
  });

  it("costs as much as that of one repository", async () => {
    await open([hub("shop, ops"), SHOP, OPS]);
    await stage.pass(7);
    await stage.sweep();
    stage.calls();
    stage.clock.ms = Date.parse("2026-11-30T09:00:00Z");
    await stage.settle(0);
    expect(stage.calls()).toEqual(["create-comment", "edit-issue", "minimize-comment"]);
  });
});
