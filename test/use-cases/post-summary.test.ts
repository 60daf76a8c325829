import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RetryLater } from "../../src/core/problem.ts";
import type { IssueRef } from "../../src/core/reference.ts";
import { keptAt, placeOf } from "../support/memory-github/site.ts";
import { OPS, openIncident, openSummaryStage, SHOP, type SummaryStage } from "./summary-stage.ts";

/** Another repository of the owner, in which the app is not installed. */
const AWAY = { owner: "acme", repo: "away" };

/** What the daily sweep asks. */
const READS = /^(?:issues|issue|labelled|mentions|comments)$/;

const LINES = [
  "Late one @bo due 2026-11-20 P1",
  "Soon @cy due 2026-12-02",
  "Nobody's",
  "Far off @ana due 2027-03-01",
];

describe("the weekly summary", () => {
  let stage: SummaryStage;
  beforeEach(async () => {
    stage = await openSummaryStage();
  });
  afterEach(() => stage.close());
  const folded = () => {
    const ledger = stage.ledger();
    const comments = ledger ? (keptAt(stage.github.site, ledger)?.comments ?? []) : [];
    return comments.map(({ id }) => stage.github.site.minimized.has(Number(id)));
  };

  it("costs a comment, an edit of the ledger and the folding of last week's, and no list", async () => {
    await openIncident(stage, LINES);
    await stage.pass(7);
    expect(stage.summaries()).toHaveLength(1);
    await stage.sweep();
    stage.calls();
    stage.clock.ms = Date.parse("2026-11-30T09:00:00Z");
    await stage.settle(0);
    expect(stage.calls()).toEqual(["create-comment", "edit-issue", "minimize-comment"]);
    expect(stage.summaries()).toHaveLength(2);
  });

  it("folds away last week's, and only that", async () => {
    await openIncident(stage, LINES);
    await stage.pass(23);
    expect(folded()).toEqual([true, true, true, false]);
  });

  it("comes also when last week's cannot be folded", async () => {
    await openIncident(stage, LINES);
    await stage.pass(7);
    const { port } = stage.github;
    const { apply } = port;
    port.apply = (change) =>
      change.kind === "minimize-comment" ? Promise.reject(new Error("no GraphQL here")) : apply(change);
    await stage.pass(9);
    expect(stage.summaries()).toHaveLength(3);
    expect(await stage.store.queue.counts()).toMatchObject({ dead: 0, running: 0 });
  });

  it("folds a week later what could not be folded", async () => {
    await openIncident(stage, LINES);
    await stage.pass(7);
    const { port } = stage.github;
    const { apply } = port;
    port.apply = (change) =>
      change.kind === "minimize-comment" ? Promise.reject(new Error("no answer")) : apply(change);
    await stage.pass(2);
    expect(stage.summaries()).toHaveLength(2);
    expect(folded()).toEqual([false, false]);
    port.apply = apply;
    await stage.pass(7);
    expect(folded()).toEqual([true, true, false]);
  });

  it.each(
    (["create-comment", "edit-issue", "minimize-comment"] as const).flatMap((kind) => [
      ["before", kind] as const,
      ["after", kind] as const,
    ]),
  )("comes once when the app dies %s its %s", async (when, kind) => {
    await openIncident(stage, LINES);
    await stage.pass(7);
    const { port } = stage.github;
    const { apply } = port;
    let deaths = 0;
    port.apply = async (change) => {
      const dies = change.kind === kind && deaths === 0;
      if (dies) deaths++;
      const done = dies && when === "before" ? null : await apply(change);
      // What is put off ends a run at this very call, as a death does.
      if (dies) throw new RetryLater("died", stage.clock.ms + 60_000);
      return done ?? {};
    };
    await stage.pass(2);
    expect(deaths).toBe(1);
    expect(stage.summaries()).toHaveLength(2);
    expect(folded()).toEqual([true, false]);
    expect(await stage.store.queue.counts()).toMatchObject({ dead: 0 });
  });

  it("tells what people labelled by hand, what was retitled, closed, reopened or unlabelled, without asking", async () => {
    const { people } = stage.github;
    await openIncident(stage, ["Keep @bo due 2026-12-20"]);
    const [kept, other, third] = ["By hand", "Old words", "No more"].map((title) =>
      people.open("ana", SHOP, { title, labels: ["action-item"] }),
    );
    await stage.tell();
    stage.clock.ms += 5_000;
    if (!kept || !other || !third) throw new Error("they were not made");
    people.edit("ana", other, { title: "New words" });
    people.unlabel("ana", third, "action-item");
    people.close("bo", kept);
    await stage.tell();
    stage.clock.ms += 5_000;
    people.reopen("bo", kept);
    await stage.tell();
    await stage.pass(1);
    const [text] = stage.summaries();
    expect(text).toContain("By hand · nobody");
    expect(text).toContain("New words · nobody");
    expect(text).not.toMatch(/Old words|No more/);
    expect(text).toContain("**3 open");
  });

  it("finds in the daily sweep what webhooks failed to tell", async () => {
    const { people } = stage.github;
    const { items } = await openIncident(stage, ["Close me @bo", "Keep @bo"]);
    await stage.pass(2);
    const [first] = items;
    if (!first) throw new Error("there is none");
    people.close("bo", first);
    people.open("ana", SHOP, { title: "Unheard of", labels: ["action-item"] });
    // Nobody hears of it.
    stage.github.site.sent.splice(-3);
    await stage.pass(6);
    const text = stage.summaries().at(-1);
    expect(text).toMatch(/### Closed last week \(1\)\n- #3 Close me/);
    expect(text).toContain("Unheard of");
  });

  it.each<[string, (stage: SummaryStage, ref: IssueRef) => unknown]>([
    ["deleted", ({ github }, ref) => github.people.remove("ana", ref)],
    ["transferred to where the app is not", ({ github }, ref) => github.people.transfer("ana", ref, AWAY)],
  ])("tells no more of what people labelled and somebody %s", async (_, act) => {
    await stage.close();
    stage = await openSummaryStage([SHOP, { ...AWAY, installed: false }]);
    const { people } = stage.github;
    const gone = people.open("ana", SHOP, { title: "Gone", labels: ["action-item"] });
    people.open("ana", SHOP, { title: "Here", labels: ["action-item"] });
    await stage.tell();
    stage.clock.ms += 5_000;
    act(stage, gone);
    await stage.tell();
    await stage.pass(1);
    expect(stage.summaries()[0]).toContain("**1 open");
    expect(stage.summaries()[0]).toContain("Here");
  });

  it("forgets, when everything is read anew, what lost its label unheard", async () => {
    const { people, site } = stage.github;
    const lost = people.open("ana", SHOP, { title: "No more", labels: ["action-item"] });
    people.open("ana", SHOP, { title: "Here", labels: ["action-item"] });
    await stage.tell();
    stage.clock.ms += 600_000;
    people.unlabel("ana", lost, "action-item");
    site.sent.pop();
    stage.clock.ms += 600_000;
    await stage.ask({ kind: "sync-repository", repo: SHOP, full: true });
    await stage.pass(1);
    expect(stage.summaries()[0]).not.toContain("No more");
  });

  it.each<[string, (stage: SummaryStage, ref: IssueRef) => unknown]>([
    ["deleted", ({ github }, ref) => github.people.remove("ana", ref)],
    ["transferred away", ({ github }, ref) => github.people.transfer("ana", ref, OPS)],
    ["unlabelled", ({ github }, ref) => github.people.unlabel("ana", ref, "action-item")],
  ])("finds within a week what was %s unheard", async (_, act) => {
    const { people, site } = stage.github;
    await openIncident(stage, ["Keep @bo due 2026-12-20"]);
    const gone = people.open("ana", SHOP, { title: "Gone", labels: ["action-item"] });
    await stage.tell();
    await stage.pass(2);
    expect(stage.summaries().at(-1)).toContain("Gone");
    const heard = site.sent.length;
    act(stage, gone);
    site.sent.splice(heard);
    await stage.pass(7);
    expect(stage.summaries()).toHaveLength(2);
    expect(stage.summaries().at(-1)).toContain("Keep");
    expect(stage.summaries().at(-1)).not.toContain("Gone");
  });

  it("lists after a long downtime only what changed since", async () => {
    await openIncident(stage, LINES);
    await stage.pass(2);
    const asked: (string | undefined)[] = [];
    const { issues } = stage.github.port;
    stage.github.port.issues = (repo, filter) => {
      if (filter.labels[0] === "action-item") asked.push(filter.since);
      return issues(repo, filter);
    };
    stage.clock.ms = Date.parse("2027-03-01T10:00:00Z");
    await stage.settle(0);
    expect(stage.summaries()).toHaveLength(2);
    expect(asked).toEqual([expect.stringMatching(/^2026-11-2[34]/)]);
  });

  it("says nothing in public of an item that is in a private repository by now", async () => {
    const { people, site } = stage.github;
    await openIncident(stage, ["Secret by now @bo due 2026-12-20 repo: acme/ops", "Open @bo due 2026-12-20"]);
    const ops = placeOf(site, OPS);
    if (ops) ops.private = true;
    people.label("ana", { ...OPS, number: 1 }, "quiet");
    await stage.pass(1);
    expect(stage.summaries()[0]).toContain("What not everybody here may read is left out.");
    expect(stage.summaries()[0]).not.toMatch(/Secret|acme\/ops/);
  });

  it("does not fold itself away when it is asked for twice at once", async () => {
    await openIncident(stage, LINES);
    for (let n = 0; n < 2; n++)
      await stage.ask({ kind: "post-summary", repo: SHOP, period: null, force: true });
    expect(stage.summaries()).toHaveLength(1);
    expect(stage.github.site.minimized.size).toBe(0);
  });

  it("says what closed an item: the pull request, the reason, or nothing", async () => {
    const { people } = stage.github;
    const { items, document } = await openIncident(stage, [
      "By pull @bo",
      "By reason @bo",
      "By nothing @bo",
      "Open @bo",
    ]);
    const [pulled, reasoned, unproven] = items;
    if (!pulled || !reasoned || !unproven) throw new Error("there are none");
    await stage.pass(1);
    const pull = people.propose("bo", SHOP, {
      title: "Fix",
      body: `closes #${pulled.number}`,
      files: ["a.ts"],
    });
    people.merge("bo", pull);
    people.comment("bo", reasoned, "/done the service is gone");
    people.close("bo", unproven);
    await stage.tell();
    await stage.pass(7);
    const text = stage.summaries().at(-1) ?? "";
    const lines = text.split("\n").filter((line) => /^- #\d+ By /.test(line));
    expect(lines.map((line) => line.replace(/^- #\d+ | · incident.*| \d{4}-\d\d-\d\d/g, "")).sort()).toEqual([
      "By nothing · bo · closed without evidence",
      `By pull · bo · done by #${pull.number}`,
      "By reason · bo · done: the service is gone",
    ]);
    expect(stage.body(document)).toContain("closed without evidence");
  });

  it("shows the team that has an item, and mentions it when it is late", async () => {
    await openIncident(stage, ["Page them @acme/ops due 2026-11-20", "Later @acme/db due 2027-01-20"]);
    await stage.pass(1);
    const [text] = stage.summaries();
    expect(text).toContain("Page them · @acme/ops · due 2026-11-20");
    expect(text).toContain("Later · acme/db · due 2027-01-20");
    expect(text).not.toContain("nobody");
  });

  it("tells of an item in another repository once, where its postmortem is", async () => {
    await openIncident(stage, ["Over there @bo due 2026-12-20 repo: acme/ops", "Here @bo due 2026-12-20"]);
    const theirs = stage.github.people.open("ana", OPS, { title: "Their own", labels: ["action-item"] });
    await stage.tell();
    await stage.pass(1);
    expect(theirs.number).toBe(2);
    expect(stage.summaries()).toHaveLength(1);
    expect(stage.summaries()[0]).toContain(
      "- acme/ops#1 Over there · bo · due 2026-12-20 · incident #1 (sev2)",
    );
    const [ops] = stage.summaries(OPS);
    expect(ops).toContain("Their own");
    expect(ops).not.toContain("Over there");
  });

  it("tells which postmortems wait, for what and since when", async () => {
    const { people } = stage.github;
    const { document } = await openIncident(stage, []);
    await stage.pass(4);
    people.label("ana", document, "in-review");
    await stage.tell();
    await stage.pass(4);
    expect(stage.summaries().at(-1)).toContain(
      "### Postmortems waiting (1)\n- #2 Disk full · ana · in review since 2026-11-26",
    );
    await stage.pass(7);
    expect(stage.summaries().at(-1)).toContain("in review since 2026-11-26 · due 2026-12-06, **1 day late**");
    people.close("ana", document);
    await stage.tell();
    await stage.pass(7);
    expect(stage.summaries()).toHaveLength(2);
  });
});

describe("a summary that knows nothing", () => {
  it.each([
    [99, 1],
    [250, 3],
  ])("of %d follow-ups lists them once, %d pages", async (count, pages) => {
    const stage = await openSummaryStage();
    for (let n = 0; n < count; n++)
      stage.github.people.open("ana", SHOP, { title: `Item ${n}`, labels: ["action-item"] });
    stage.github.site.sent.length = 0;
    const { port } = stage.github;
    const { issues } = port;
    let listed = 0;
    port.issues = async (repo, filter) => {
      const found = await issues(repo, filter);
      if (filter.labels[0] === "action-item") listed += Math.max(1, Math.ceil(found.length / 100));
      return found;
    };
    await stage.store.records.put("repository", "acme/shop", {
      ...SHOP,
      installation: 7,
      firstSeen: "2026-11-01T00:00:00Z",
    });
    const ask = () => stage.ask({ kind: "post-summary", repo: SHOP, period: null, force: true });
    await ask();
    expect(stage.summaries()[0]).toContain(`**${count} open`);
    expect(listed).toBe(pages);
    stage.clock.ms += 60_000;
    await ask();
    expect(listed).toBe(pages);
    expect(stage.summaries()).toHaveLength(2);
    await stage.close();
  });

  it("goes on as before after the store was lost: one ledger, and last week's is folded", async () => {
    const stage = await openSummaryStage();
    await openIncident(stage, LINES);
    await stage.pass(2);
    await stage.forgetKind();
    await stage.ask({ kind: "sync-repository", repo: SHOP, full: true });
    await stage.tell();
    await stage.store.records.put("repository", "acme/shop", {
      ...SHOP,
      installation: 7,
      firstSeen: "2026-11-01T00:00:00Z",
    });
    await stage.pass(7);
    expect(stage.summaries()).toHaveLength(2);
    const ledger = stage.ledger();
    const comments = ledger ? (keptAt(stage.github.site, ledger)?.comments ?? []) : [];
    expect(comments.map(({ id }) => stage.github.site.minimized.has(Number(id)))).toEqual([true, false]);
    await stage.close();
  });
});

describe("a ledger that people took away", () => {
  let stage: SummaryStage;
  beforeEach(async () => {
    const files = { ".github/postmortem.yml": "postmortem: { reminders: [] }\n" };
    stage = await openSummaryStage([{ ...SHOP, files }, OPS]);
    await openIncident(stage, LINES);
    await stage.pass(7);
    expect(stage.summaries()).toHaveLength(1);
  });
  afterEach(() => stage.close());
  const ledger = () => {
    const found = stage.ledger();
    if (!found) throw new Error("there is no ledger");
    return found;
  };
  const dead = async () => (await stage.store.queue.counts()).dead;

  it.each<[string, (stage: SummaryStage) => unknown]>([
    ["deleted", ({ github }) => github.people.remove("ana", ledger())],
    ["transferred", ({ github }) => github.people.transfer("ana", ledger(), OPS)],
  ])("%s is followed by a new one, once", async (_, act) => {
    const old = ledger();
    act(stage);
    await stage.tell();
    await stage.pass(14);
    expect(ledger().number).not.toBe(old.number);
    expect(stage.summaries()).toHaveLength(2);
    expect(await dead()).toBe(0);
  });

  it("by taking its label off it stays the one", async () => {
    const old = ledger();
    stage.github.people.unlabel("ana", old, "follow-up-ledger");
    expect(stage.labels(old)).toEqual([]);
    await stage.tell();
    await stage.pass(7);
    expect(ledger()).toEqual(old);
    expect(stage.summaries()).toHaveLength(2);
  });

  it("right after its comment costs no second one, and the week after has a new one", async () => {
    const old = ledger();
    const { port } = stage.github;
    const { apply } = port;
    port.apply = async (change) => {
      const done = await apply(change);
      if (change.kind === "create-comment") stage.github.people.remove("ana", old);
      return done;
    };
    await stage.pass(1);
    port.apply = apply;
    expect(stage.ledger()).toBeNull();
    await stage.tell();
    await stage.pass(7);
    expect(ledger().number).not.toBe(old.number);
    expect(stage.summaries()).toHaveLength(1);
    expect(await dead()).toBe(0);
  });

  it("and took away again in the same week is followed once more when somebody asks", async () => {
    for (let n = 0; n < 3; n++) {
      stage.github.people.remove("ana", ledger());
      stage.clock.ms += 60_000;
      await stage.ask({ kind: "post-summary", repo: SHOP, period: null, force: true });
      expect(stage.summaries()).toHaveLength(1);
    }
    expect(await dead()).toBe(0);
  });

  it("by closing it goes on closed: whoever closes it wants it out of their list, not silent", async () => {
    const old = ledger();
    stage.github.people.close("ana", old);
    await stage.tell();
    await stage.pass(7);
    expect(stage.summaries()).toHaveLength(2);
    expect(ledger()).toEqual(old);
    expect(keptAt(stage.github.site, old)?.issue.state).toBe("closed");
    await stage.forgetKind();
    await stage.store.records.put("repository", "acme/shop", {
      ...SHOP,
      installation: 7,
      firstSeen: "2026-11-01T00:00:00Z",
    });
    await stage.ask({ kind: "sync-repository", repo: SHOP, full: true });
    await stage.pass(7);
    expect(ledger()).toEqual(old);
    expect(stage.summaries()).toHaveLength(3);
  });

  it("by locking it says so itself, tries again next week, and asks no more often", async () => {
    stage.github.people.lock("ana", ledger());
    await stage.tell();
    await stage.sweep();
    stage.calls();
    await stage.pass(1);
    expect(stage.calls().filter((call) => !READS.test(call))).toEqual(["edit-issue"]);
    await stage.pass(5);
    expect(stage.calls().filter((call) => !READS.test(call))).toEqual([]);
    expect(stage.summaries()).toHaveLength(1);
    expect(stage.body(ledger())).toContain("**The summary of 2026-11-30 could not be posted below.**");
    expect(await dead()).toBe(0);
    stage.github.people.unlock("ana", ledger());
    await stage.tell();
    await stage.pass(2);
    expect(stage.summaries()).toHaveLength(2);
    expect(stage.body(ledger())).not.toContain("could not be posted");
    stage.github.people.open("ana", SHOP, { title: "News", labels: ["action-item"] });
    await stage.tell();
    await stage.settle(2 * 3_600_000);
    expect(stage.body(ledger())).toContain("News");
    expect(stage.body(ledger())).not.toContain("could not be posted");
  });
});
