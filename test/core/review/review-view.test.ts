import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Digest } from "../../../src/core/digest/digest.ts";
import type { Evidence } from "../../../src/core/evidence-mark.ts";
import type { FollowUpFacts, IncidentFacts } from "../../../src/core/figures/facts.ts";
import { figures } from "../../../src/core/figures/figures.ts";
import { figuresView } from "../../../src/core/figures/figures-view.ts";
import { isWithin } from "../../../src/core/figures/period.ts";
import type { FollowUp } from "../../../src/core/follow-up.ts";
import { reviewedAt } from "../../../src/core/review/review-period.ts";
import {
  type FinishedReport,
  isWorthReviewing,
  type Review,
  reviewView,
} from "../../../src/core/review/review-view.ts";
import { BERLIN, generateYear } from "../../golden-year/generate.ts";
import { type Mermaid, openMermaid, picturesOf } from "../../support/mermaid.ts";
import { english } from "../../support/words.ts";
import { followUp, incident, nasty, RUNS } from "../figures/given.ts";

const { render } = english;
const page = (review: Review, limit?: number) => render("summary", reviewView(review, english.say, limit));

const reviewed = reviewedAt("2027-01-04T08:00:00Z", "quarterly", BERLIN.timeZone, english);

const SAYS_NOTHING: Digest = {
  declaredAt: null,
  closedAt: null,
  summary: null,
  category: null,
  areas: [],
  origin: null,
  impactTypes: [],
  severity: null,
  durationMinutes: null,
  usersAffected: null,
  trigger: null,
  primaryCause: null,
  treatment: null,
  lessons: { incident: [], response: [], prevention: [] },
  wentWell: [],
  wentBadly: [],
  furtherActions: null,
};

/** What some of the made-up reports say, by turns. */
const STORIES: Partial<Digest>[] = [
  {
    summary: "The log volume of the order database filled up in the night and orders could not be written.",
    lessons: {
      incident: ["Log rotation had been off since the move to the new volume"],
      response: ["The alert went to a channel that nobody reads at night"],
      prevention: ["Alert at 80 %, by page, and rotate by size"],
    },
  },
  { primaryCause: "A retry without a limit" },
  {
    summary: "Every payment was asked for twice.",
    lessons: {
      incident: [
        "A timeout of ours is no answer of theirs",
        "Idempotency keys were made anew on every retry",
      ],
      response: [],
      prevention: ["One key per order, made before the first call"],
    },
  },
  {},
  {
    lessons: {
      incident: [],
      response: [
        "Say who leads before looking at graphs: for twenty minutes three people rolled back against each other",
      ],
      prevention: [],
    },
  },
];

function report(facts: IncidentFacts, at: number): FinishedReport {
  return {
    document: { ...facts.ref, number: facts.ref.number + 300 },
    incident: facts,
    digest: { ...SAYS_NOTHING, ...STORIES[at % STORIES.length] },
  };
}

const EVIDENCE: Record<string, Evidence> = {
  evidence: { kind: "pull", ref: "#812" },
  reason: { kind: "reason", reason: "the new provider does it" },
  nothing: { kind: "none" },
};

function item(facts: FollowUpFacts): FollowUp {
  const { ref, url, title, owner, openedAt, closedAt, closedWith, due, dueIsDefault, severity } = facts;
  const of = facts.incident ?? ref;
  return {
    due,
    commitment: { postmortem: of, incident: of, severity, due, dueIsDefault, priority: null, type: null },
    owners: owner ? [owner] : [],
    evidence: EVIDENCE[closedWith ?? ""] ?? null,
    issue: {
      ...{ ref, url, title, createdAt: openedAt, updatedAt: closedAt ?? openedAt, closedAt },
      ...{ labels: ["action-item"], assignees: owner ? [owner] : [] },
      state: closedAt ? "closed" : "open",
      stateReason: closedAt ? (closedWith === null ? "not_planned" : "completed") : null,
    },
  };
}

const LINKS = {
  open: "https://github.com/lakeside/kasse/issues?q=is:open",
  closed: "https://github.com/lakeside/kasse/issues?q=is:closed",
  postmortems: "https://github.com/lakeside/kasse/issues?q=label:postmortem",
};

/** The last quarter of the made-up company's year, as it looks back on it on the first Monday of January. */
function fourthQuarter(): Review {
  const facts = generateYear(2026).at("2027-01-04T08:00:00Z", BERLIN);
  const { period, previous } = reviewed;
  const all = figures(facts.incidents, facts.followUps, period, previous, BERLIN.timeZone);
  const items = facts.followUps.map(item);
  return {
    cadence: "quarterly",
    reviewed,
    today: "2027-01-04",
    home: BERLIN.repo,
    timeZone: BERLIN.timeZone,
    finished: facts.incidents.filter(({ closedAt }) => isWithin(closedAt, period)).map(report),
    unfinished: facts.incidents.filter(({ closedAt }) => closedAt === null).length,
    ended: [],
    closed: items.filter(({ issue }) => isWithin(issue.closedAt, period)),
    pending: items.filter(({ issue }) => issue.state === "open"),
    links: LINKS,
    leftOut: 0,
    figures: render("figures", figuresView(all, "dated", english)).trim(),
  };
}

const NOTHING: Review = {
  ...{ cadence: "monthly", reviewed, today: "2026-07-06", home: BERLIN.repo, timeZone: "UTC", links: LINKS },
  ...{ finished: [], unfinished: 0, ended: [], closed: [], pending: [], leftOut: 0, figures: "" },
};

describe("a review", () => {
  let mermaid: Mermaid;
  beforeAll(async () => {
    mermaid = await openMermaid();
  });
  afterAll(() => mermaid.close());

  it("is a page that a lead reads in two minutes", async () => {
    const text = page(fourthQuarter());
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, "fourth-quarter.md"));
    for (const picture of picturesOf(text)) await mermaid.read(picture);
  });

  it("names the month that a monthly one is of", () => {
    const month = reviewedAt("2026-07-06T07:00:00Z", "monthly", "UTC", english);
    const text = page({ ...NOTHING, reviewed: month, unfinished: 1 });
    expect(text).toContain("## Monthly review: June 2026");
    expect(text).toContain("**0 postmortems finished · 1 still open · 0 follow-ups done · 0 pending now**");
  });

  it.each<[ended: Review["ended"], said: string]>([
    [[], "**0 postmortems finished · 1 still open · 0 follow-ups done"],
    [["cancelled"], "1 still open · 1 ended without being written (1 cancelled) · 0 follow-ups"],
    [
      ["cancelled", "duplicate", "duplicate"],
      "3 ended without being written (2 duplicates, 1 cancelled) · 0 follow-ups",
    ],
    [["skipped", "external", "superseded"], "(1 superseded, 1 written elsewhere, 1 skipped)"],
  ])("counts %j, which nobody wrote, in a few words", (ended, said) => {
    expect(page({ ...NOTHING, unfinished: 1, ended })).toContain(said);
  });

  it.each<[what: string, review: Partial<Review>, isWorth: boolean]>([
    ["nothing", {}, false],
    ["one that nobody wrote", { ended: ["duplicate"] }, false],
    ["figures alone", { figures: "| a |" }, false],
    ["a finished report", { finished: [report(incident(), 0)] }, true],
    ["a report that is open", { unfinished: 1 }, true],
    ["a follow-up that was done", { closed: [item(followUp({ closedAt: "2026-06-01T00:00:00Z" }))] }, true],
    ["a follow-up", { pending: [item(followUp())] }, true],
  ])("of %s: worth posting? %#", (_, review, isWorth) => {
    expect(isWorthReviewing({ ...NOTHING, ...review })).toBe(isWorth);
  });

  it("puts the most severe report first and each lesson beside its report", () => {
    const ref = (number: number) => ({ ...BERLIN.repo, number });
    const text = page({
      ...NOTHING,
      finished: [
        report(incident({ ref: ref(1), title: "Unknown", severity: null }), 3),
        report(incident({ ref: ref(2), title: "Small", severity: 3, durationMinutes: 135 }), 0),
        report(incident({ ref: ref(3), title: "Great", severity: 0 }), 1),
      ],
    });
    expect(text.split("\n").filter((line) => line.startsWith("- #"))).toEqual([
      "- #303 Great · sev0 · A retry without a limit",
      "- #302 Small · sev3 · lasted 2 h 15 min · The log volume of the order database filled up in the night and orders could not be written.",
      "- #301 Unknown",
    ]);
    expect(text).toContain("- Alert at 80 %, by page, and rotate by size (#302)");
  });

  it("collates what several reports teach, the most frequent first", () => {
    const taught = (number: number, words: string[]) => {
      const facts = incident({ ref: { ...BERLIN.repo, number }, severity: 2 });
      const lessons = { ...SAYS_NOTHING.lessons, response: words };
      return { document: facts.ref, incident: facts, digest: { ...SAYS_NOTHING, lessons } };
    };
    const finished = [
      taught(1, ["Once"]),
      taught(2, ["Say who leads."]),
      taught(3, ["say who leads", "Page"]),
    ];
    expect(page({ ...NOTHING, finished })).toContain(
      "### Learned from how we responded (3)\n- Say who leads. (#2, #3)\n- Once (#1)\n- Page (#3)\n",
    );
  });

  it("tells what is late by how much, what was done by what, and what was given up apart", () => {
    const closedAt = "2026-06-01T00:00:00Z";
    const text = page({
      ...NOTHING,
      pending: [
        item(followUp({ title: "Late", owner: "bo", due: "2026-07-01" })),
        item(followUp({ title: "Not yet", due: "2026-08-01", dueIsDefault: true })),
      ],
      closed: [
        item(followUp({ title: "Merged", closedAt, closedWith: "evidence" })),
        item(followUp({ title: "Dropped", closedAt, closedWith: null })),
      ],
    });
    expect(text).toContain("1 follow-up done (1 with a merged change) · 2 pending now (1 late)");
    expect(text).toMatch(
      /### Follow-ups pending \(2\)\n- \S+ Late · bo · due 2026-07-01, \*\*5 days late\*\*/,
    );
    expect(text).toMatch(/### Follow-ups done \(1\)\n- \S+ Merged · nobody · done 2026-06-01 by \S*#812/);
    expect(text).toMatch(/### Given up \(1\)\n- \S+ Dropped · nobody · closed as not planned 2026-06-01/);
    expect(text).not.toMatch(/@\w/);
  });

  it("fits a comment with 500 reports and 10,000 action items, and still tells of each kind", () => {
    const review = fourthQuarter();
    const long = "A very long sentence about what happened here. ".repeat(4);
    const finished = Array.from({ length: 500 }, (_, at) => {
      const facts = report(incident({ ref: { ...BERLIN.repo, number: at + 1 }, title: "x".repeat(200) }), 0);
      const lessons = { incident: [long, long], response: [long], prevention: [long] };
      return { ...facts, digest: { ...SAYS_NOTHING, summary: long, lessons } };
    });
    const pending = Array.from({ length: 10_000 }, (_, at) =>
      item(followUp({ ref: { ...BERLIN.repo, number: at + 1000 }, title: `Alert ${at}`, due: "2026-07-01" })),
    );
    const text = page({ ...review, finished, pending });
    expect([...text].length).toBeLessThan(65_536 - 1_000);
    expect([...text].length).toBeGreaterThan(50_000);
    for (const title of ["Finished postmortems (500)", "Follow-ups pending (10000)", "Follow-ups done"])
      expect(text).toContain(`### ${title}`);
    expect(text).toContain(`more: ${LINKS.postmortems}`);
    expect(text).toContain(`more: ${LINKS.open}`);
    expect(text).toContain("### Incidents and follow-through");
    expect(text).toContain("<details><summary>");
  });

  it("neither mentions nor hides anything, whatever people wrote", () => {
    fc.assert(
      fc.property(nasty, nasty, (words, more) => {
        const digest = {
          ...SAYS_NOTHING,
          summary: words,
          lessons: { incident: [words], response: [more], prevention: [`${more} ${words}`] },
        };
        const facts = incident({ title: words });
        const text = page({ ...NOTHING, finished: [{ document: facts.ref, incident: facts, digest }] });
        expect(text).not.toMatch(/@[A-Za-z0-9]/);
        expect(text.match(/<!--/g)).toHaveLength(1);
        expect(text).not.toMatch(/<(?!!-- postmortem|\/?details>|\/?summary>)[a-z/!]/i);
      }),
      { numRuns: RUNS },
    );
  });
});
