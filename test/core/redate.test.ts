import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actionItemView } from "../../src/core/action-item-issue.ts";
import { DEFAULT_CONFIG } from "../../src/core/config.ts";
import { addDays } from "../../src/core/due.ts";
import type { Commitment } from "../../src/core/follow-up.ts";
import type { Severity } from "../../src/core/incident.ts";
import type { Issue } from "../../src/core/issue.ts";
import { type Item, issueFacts, type LineFacts } from "../../src/core/item.ts";
import { isLeftBehind, type Redating, redated } from "../../src/core/redate.ts";
import { INCIDENT } from "../support/incident.ts";
import { english } from "../support/words.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 80);

const SELF = "postmortem[bot]";
const HOME = { owner: "acme", repo: "shop" };

/** Committed to on the 1st: 14 days when it is bad, 30 when it is not. */
const HOW: Redating = {
  severity: 1,
  rules: { ...DEFAULT_CONFIG.due, severe: 14, default: 30 },
  today: "2026-12-03",
  timeZone: "UTC",
  self: SELF,
};

type Change = {
  /** Of its incident when it was committed to. */
  was?: number | null;
  commitment?: Partial<Commitment>;
  /** What somebody did to the issue and to the line since. */
  issue?: Partial<Issue>;
  line?: Partial<LineFacts>;
  how?: Partial<Redating>;
};

function given({ was = 3, commitment, issue, line, how }: Change = {}) {
  const committed: Commitment = {
    postmortem: { ...HOME, number: 2 },
    incident: { ...HOME, number: 1 },
    severity: was,
    due: "2026-12-31",
    dueIsDefault: true,
    priority: null,
    type: null,
    ...commitment,
  };
  const told = {
    title: "Alert",
    commitment: committed,
    owners: [],
    notes: "",
    incidentTitle: "",
    suggested: [],
  };
  const before: Issue = {
    ...INCIDENT,
    body: english.render("action-item", actionItemView(told, HOME, english.say)),
    author: { login: SELF, isBot: true },
    labels: ["action-item", ...(committed.priority ? [committed.priority] : [])],
    createdAt: "2026-12-01T09:00:00Z",
  };
  const known = issueFacts(before, SELF);
  const { milestone: _, reason: __, ...facts } = known;
  const said: LineFacts = { ...facts, place: "action-items", dueText: null, evidence: null };
  const item: Item = {
    ...{ ref: INCIDENT.ref, id: 1, placed: true, key: "Alert", made: true, linked: true },
    ...{ line: said, issue: known },
  };
  const now = { ...before, ...issue };
  return { item, line: { ...said, ...line }, now, how: { ...HOW, ...how } };
}

function next(change?: Change): string | null {
  const { item, line, now, how } = given(change);
  return redated(item, line, now, how);
}

describe("a default due date when the severity changed", () => {
  it.each<[string, Change, string | null]>([
    ["comes nearer, counted from the day it was committed to", {}, "2026-12-15"],
    ["moves away", { was: 1, commitment: { due: "2026-12-15" }, how: { severity: 3 } }, "2026-12-31"],
    [
      "follows a severity that was taken back",
      { was: 0, commitment: { due: "2026-12-15" }, how: { severity: null } },
      "2026-12-31",
    ],
    ["follows one that nobody had stated", { was: null }, "2026-12-15"],
    ["stays between two that are alike", { how: { severity: 2 } }, null],
    [
      "is counted in the team's time zone",
      { issue: { createdAt: "2026-11-30T23:30:00Z" }, how: { timeZone: "Asia/Tokyo" } },
      "2026-12-15",
    ],
    ["is not before tomorrow", { how: { today: "2026-12-20" } }, "2026-12-21"],
    ["is not later than it was", { how: { today: "2026-12-30" } }, null],
    ["stays when it is past", { how: { today: "2027-02-01" } }, null],
    [
      "moves away even when that is past, too",
      { was: 1, commitment: { due: "2026-12-15" }, how: { severity: 3, today: "2027-02-01" } },
      "2026-12-31",
    ],
    [
      "does not move for rules that changed",
      { how: { severity: 3, rules: { ...HOW.rules, default: 60 } } },
      null,
    ],
  ])("%s", (_, change, due) => {
    expect(next(change)).toBe(due);
  });

  it.each<[string, Change]>([
    ["a person promised it", { commitment: { dueIsDefault: false } }],
    ["somebody has just written another on the line", { line: { due: "2026-12-24", dueIsDefault: false } }],
    ["somebody changed the day and left our word behind it", { line: { due: "2026-12-24" } }],
    ["it has a priority", { commitment: { priority: "P1" } }],
    ["it has just been given one, on the line", { line: { priority: "P1" } }],
    ["it has just been given one, as a label", { issue: { labels: ["action-item", "P1"] } }],
    [
      "somebody chose a milestone",
      { issue: { milestone: { number: 4, title: "Launch", dueOn: "2026-12-24" } } },
    ],
    ["it is done", { issue: { state: "closed" } }],
    ["its line was ticked", { line: { done: true } }],
    ["it went to the ideas", { line: { place: "ideas" } }],
    ["somebody else wrote the issue", { issue: { author: { login: "eve", isBot: false } } }],
  ])("stays when %s", (_, change) => {
    expect(next(change)).toBeNull();
  });

  it("stays when somebody changed it in the issue's table", () => {
    const { now } = given();
    const body = now.body.replace(/\| 2026-12-31(?=[^|\n]*\|)/, "| 2026-12-24");
    expect(body).not.toBe(now.body);
    expect(next({ issue: { body } })).toBeNull();
  });
});

it("comes to rest at once, comes back with its severity, and is never made late", () => {
  const severity = fc.constantFrom(null, 0, 1, 2, 3, 4);
  const day = fc.integer({ min: 0, max: 90 }).map((days) => addDays("2026-12-01", days));
  fc.assert(
    fc.property(severity, severity, day, (was, is, today) => {
      const how = { ...HOW, severity: is as Severity | null, today };
      const first = addDays("2026-12-01", was !== null && was <= 1 ? 14 : 30);
      const due = next({ was, commitment: { due: first }, how });
      expect(next({ was: is, commitment: { due: due ?? first }, how })).toBeNull();
      if (due === null) return;
      expect(due > today || due > first).toBe(true);
      const back = { ...how, severity: was as Severity | null };
      if (due > first)
        expect(next({ was: is, commitment: { due }, how: { ...back, today: "2026-12-01" } })).toBe(first);
      else expect(next({ was: is, commitment: { due }, how: back })).toBe(first);
    }),
    { numRuns: RUNS },
  );
});

describe("a default that did not reach the document", () => {
  const { item, line } = given();
  const later = { ...item.issue, due: "2026-12-15" };
  const told = { ...item, issue: later };

  it("is news to the line once more", () => {
    expect(isLeftBehind(told, line, later)).toBe(true);
  });

  it.each<[string, boolean]>([
    ["both say the same", isLeftBehind(item, line, item.issue)],
    ["the line is the side that changed", isLeftBehind(told, { ...line, due: "2026-12-24" }, later)],
    ["the issue is the side that changed", isLeftBehind(item, line, later)],
    ["somebody promised the day", isLeftBehind(told, line, { ...later, dueIsDefault: false })],
  ])("is none when %s", (_, isBehind) => {
    expect(isBehind).toBe(false);
  });
});
