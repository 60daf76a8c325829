import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../../src/core/config.ts";
import type { Intent } from "../../src/core/intent.ts";
import { type IssueRef, issueKey } from "../../src/core/reference.ts";
import type { GitHub, World } from "../../src/ports.ts";
import { postReview } from "../../src/use-cases/post-review.ts";
import { learnRepository } from "../../src/use-cases/steps/learn-repository.ts";
import { type MemoryApp, openMemoryApp, SELF } from "../support/memory-app.ts";
import { keptAt } from "../support/memory-github/site.ts";
import { languages } from "../support/words.ts";
import { SHOP } from "./memory-stage.ts";
import { type StoreOfReports, storeOfReports } from "./store-of-reports.ts";

const SPEECH = { words: languages.in, locales: languages.locales };
const OCTOBER = "2026-10-05T09:00:00Z";

describe("a review", () => {
  let app: MemoryApp;
  let calls: string[];
  let store: StoreOfReports;

  const open = async (file?: string) => {
    const files: Record<string, string> = file ? { ".github/postmortem.yml": file } : {};
    app = await openMemoryApp({
      repos: [{ ...SHOP, roles: { ana: "admin" }, files }],
      start: Date.parse(OCTOBER),
    });
    calls = [];
    store = await storeOfReports(app.store.records, SHOP, "2026-10-05T04:00:00Z");
  };
  beforeEach(() => open());
  afterEach(() => app.close());

  /** The world at a moment; what is asked of GitHub is noted. */
  const world = (now: string): World => {
    app.clock.ms = Date.parse(now);
    const github = new Proxy(app.github.port, {
      get:
        (port, name: keyof GitHub) =>
        (...given: never[]) => {
          const [change] = given as { kind?: string }[];
          calls.push(name === "apply" ? `${change?.kind}` : name);
          return (port[name] as (...all: never[]) => unknown)(...given);
        },
    });
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    return {
      github,
      records: app.store.records,
      ...SPEECH,
      now: new Date(now),
      log,
      self: SELF,
      onTwin() {},
    };
  };
  const post = (now = OCTOBER, period = OCTOBER): Promise<Intent[]> =>
    postReview({ kind: "post-review", repo: SHOP, period }, world(now));
  const ledgers = () => app.github.site.kept.filter(({ issue }) => issue.title === "Follow-up ledger");
  const said = () => ledgers().flatMap(({ comments }) => comments.map(({ body }) => String(body)));
  const ref = (number: number): IssueRef => ({ ...SHOP, number });

  /** A quarter with two finished reports, one given up, one still open, and their action items. */
  const quarter = async () => {
    const disk = await store.report(12, {
      title: "Disk full",
      severity: 2,
      declaredAt: "2026-07-10T10:00:00Z",
      closedAt: "2026-07-20T10:00:00Z",
      keyTimes: {
        started: "2026-07-10T08:00:00Z",
        detected: "2026-07-10T08:12:00Z",
        acknowledged: "2026-07-10T08:20:00Z",
        mitigated: null,
        resolved: "2026-07-10T10:15:00Z",
      },
      digest: {
        summary: "The log volume of the order database filled up.",
        category: "unplanned change",
        lessons: {
          incident: ["Rotation was off since the move"],
          response: ["The alert went to a channel that nobody reads"],
          prevention: ["Rotate by size"],
        },
      },
    });
    await store.report(22, {
      title: "Payments | twice",
      severity: 0,
      declaredAt: "2026-08-02T10:00:00Z",
      closedAt: "2026-08-30T10:00:00Z",
      digest: { primaryCause: "A retry without a limit, says @bo", durationMinutes: 95, usersAffected: 1200 },
    });
    await store.report(32, {
      title: "False alarm",
      closedAt: "2026-08-04T10:00:00Z",
      stateReason: "not_planned",
    });
    await store.report(42, { title: "Search is slow", severity: 3, declaredAt: "2026-09-20T10:00:00Z" });
    await store.report(52, {
      title: "Long ago",
      declaredAt: "2026-05-01T10:00:00Z",
      closedAt: "2026-05-04T10:00:00Z",
    });
    await store.item(13, ref(12), {
      title: "Rotate logs by size",
      owner: "bo",
      due: "2026-08-01",
      closedAt: "2026-07-30T10:00:00Z",
    });
    await store.item(14, ref(12), { title: "Page on a full disk", owner: "ana", due: "2026-09-01" });
    await store.item(23, ref(22), { title: "Key per order", due: "2026-12-01" });
    await store.item(24, ref(22), {
      title: "Other provider",
      closedAt: "2026-09-01T10:00:00Z",
      stateReason: "not_planned",
    });
    await app.store.records.put("evidence", issueKey(ref(13)), { evidence: { kind: "pull", ref: "#77" } });
    return disk;
  };

  it("looks back on the quarter, on the ledger, and asks GitHub for nothing else", async () => {
    await quarter();
    const next = await post();
    const [comment = ""] = said();
    expect(said()).toHaveLength(1);
    await expect(comment).toMatchFileSnapshot(join(import.meta.dirname, "golden", "review.md"));
    expect(next).toEqual([{ kind: "post-review", repo: SHOP, period: "2027-01-04T09:00:00Z" }]);
    // The first comment finds no ledger yet, and makes one.
    expect(calls.filter((call) => call !== "file")).toEqual([
      ...["issues", "labels", "create-label", "create-issue", "create-comment"],
    ]);
    calls = [];
    await post("2027-01-04T09:00:00Z", "2027-01-04T09:00:00Z");
    expect(calls).not.toContain("create-issue");
  });

  it("costs one comment where the ledger is known", async () => {
    await quarter();
    await post();
    await app.store.records.put("follow-ups-found", "acme/shop", {
      at: "2027-01-04T04:00:00Z",
      label: "action-item",
    });
    calls = [];
    await post("2027-01-04T09:00:00Z", "2027-01-04T09:00:00Z");
    expect(calls.filter((call) => call !== "file")).toEqual(["create-comment"]);
    expect(said()).toHaveLength(2);
    expect(said()[1]).toContain("## Quarterly review: October to December 2026");
  });

  it("comes once, whoever asks again, and whatever was forgotten", async () => {
    await quarter();
    await post();
    await post("2026-10-05T09:00:30Z");
    await post("2026-12-24T09:00:00Z");
    // Killed between the comment and its note.
    await app.store.records.delete("review", "acme/shop");
    await post();
    // The clock is set back behind the moment for which it was planned.
    await post("2026-09-01T09:00:00Z");
    expect(said()).toHaveLength(1);
    expect(ledgers()).toHaveLength(1);
  });

  it("looks back on no earlier quarter when the clock is set back behind its moment", async () => {
    await quarter();
    await post("2026-09-30T09:00:00Z");
    expect(said()[0]).toContain("July to September 2026");
  });

  it("comes once after a long downtime, for the latest quarter", async () => {
    await quarter();
    const next = await post("2027-05-02T12:00:00Z");
    expect(said()).toHaveLength(1);
    expect(said()[0]).toContain("## Quarterly review: January to March 2027");
    expect(next).toMatchObject([{ period: "2027-07-05T09:00:00Z" }]);
    await post("2027-05-02T12:01:00Z");
    expect(said()).toHaveLength(1);
  });

  it.each<[why: string, file: string, period: string, next: object[]]>([
    ["nobody wants any", "review: none\n", OCTOBER, []],
    ["summaries are off", "summary: { enabled: false }\n", OCTOBER, []],
    [
      "they come monthly now",
      "review: monthly\n",
      "2026-10-12T09:00:00Z",
      [{ period: "2026-11-02T09:00:00Z" }],
    ],
    ["they come on Fridays now", "summary: { day: friday }\n", OCTOBER, [{ period: "2027-01-01T09:00:00Z" }]],
  ])("stays away when %s", async (_, file, period, next) => {
    await app.close();
    await open(file);
    await quarter();
    expect(await post("2026-10-12T09:00:00Z", period)).toMatchObject(next);
    expect(said()).toEqual([]);
  });

  it("looks back on a month where that is wanted", async () => {
    await app.close();
    await open("review: monthly\ntime_zone: Europe/Berlin\n");
    await quarter();
    await post("2026-09-07T07:00:00Z", "2026-09-07T07:00:00Z");
    expect(said()[0]).toContain("## Monthly review: August 2026\n\n**1 postmortem finished · 1 still open");
  });

  it("is not posted where another repository's summary tells of this one, nor where the app was removed", async () => {
    await quarter();
    const { records } = app.store;
    const ops = { owner: "acme", repo: "ops" };
    await records.put("repository", "acme/ops", { ...ops, installation: 1, firstSeen: OCTOBER });
    await records.put("summarised-by", "acme/shop", { host: ops });
    expect(await post()).toHaveLength(1);
    await records.delete("summarised-by", "acme/shop");
    await records.delete("repository", "acme/shop");
    expect(await post()).toEqual([]);
    expect(said()).toEqual([]);
  });

  it("says nothing when nothing was finished and nothing is open", async () => {
    await store.report(52, { title: "Long ago", closedAt: "2026-05-04T10:00:00Z" });
    await store.report(32, {
      title: "False alarm",
      closedAt: "2026-08-04T10:00:00Z",
      stateReason: "duplicate",
    });
    expect(await post()).toHaveLength(1);
    expect(ledgers()).toEqual([]);
  });

  it("makes another ledger, once, when people deleted the one it knew", async () => {
    await quarter();
    await post();
    const [first] = ledgers();
    app.github.people.remove("ana", first?.ref as IssueRef);
    await post("2027-01-04T09:00:00Z", "2027-01-04T09:00:00Z");
    await post("2027-01-04T09:01:00Z", "2027-01-04T09:00:00Z");
    const there = ledgers().filter(({ gone }) => gone === null);
    expect(there.map(({ comments }) => comments.length)).toEqual([1]);
  });

  it("gives up on a ledger that people locked", async () => {
    await quarter();
    await post();
    const kept = keptAt(app.github.site, ledgers()[0]?.ref as IssueRef);
    if (kept) kept.locked = true;
    expect(await post("2027-01-04T09:00:00Z", "2027-01-04T09:00:00Z")).toHaveLength(1);
    expect(said()).toHaveLength(1);
  });

  it("does not come again when the database is lost", async () => {
    await quarter();
    const body = "<!-- postmortem:document of=acme/shop#99 -->";
    app.github.people.open(SELF, SHOP, { title: "Postmortem: Down", body, labels: ["postmortem"] });
    await post();
    const before = app;
    await open();
    const { now: _, ...data } = before.github.site;
    Object.assign(app.github.site, structuredClone(data));
    await before.close();
    await learnRepository(world(OCTOBER), SHOP, DEFAULT_CONFIG);
    await quarter();
    await post();
    expect(said()).toHaveLength(1);
    expect(ledgers()).toHaveLength(1);
  });

  it("knows an incident that was rebuilt from GitHub by its document alone", async () => {
    const record = await quarter();
    const { declared: _, severity: __, digest: ___, keyTimes: ____, ...rest } = record;
    await app.store.records.put("postmortem", issueKey(record.incident), {
      ...rest,
      declared: null,
      severity: null,
    });
    await post();
    expect(said()[0]).toContain("\n- #12 Disk full\n");
  });
});
