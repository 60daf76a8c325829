import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { report } from "../../src/cli/report.ts";
import { addDays, isoDateIn } from "../../src/core/due.ts";
import type { FollowUpFacts } from "../../src/core/figures/facts.ts";
import { type Figures, figures } from "../../src/core/figures/figures.ts";
import { figuresView } from "../../src/core/figures/figures-view.ts";
import { lastWeeks, periodBefore } from "../../src/core/figures/period.ts";
import type { FollowUp } from "../../src/core/follow-up.ts";
import { nextSummaryMoment, previousSummaryMoment, type Schedule } from "../../src/core/schedule.ts";
import { type Standing, standing, type Week } from "../../src/core/summary/standing.ts";
import { summaryView } from "../../src/core/summary/summary-view.ts";
import { WEEKS_BACK } from "../../src/use-cases/steps/figures.ts";
import { type Mermaid, openMermaid, picturesOf } from "../support/mermaid.ts";
import { english } from "../support/words.ts";
import { openFacts } from "./by-sql.ts";
import { BERLIN, generateYear, HOUSES, type House, NEW_YORK } from "./generate.ts";

/** Seeds of a made-up year; the first is the one whose weeks are kept as pages to read, the others are for long runs. */
const SEEDS = process.env.LAW_RUNS ? [2026, 1, 2] : [2026];
const YEARS = new Map(SEEDS.map((seed) => [seed, generateYear(seed)]));
const [GOLDEN = 0] = SEEDS;

const scheduleOf = ({ timeZone }: House): Schedule => ({ timeZone, day: "monday", time: "09:00" });

/** The moments of the 52 summaries of 2026, ISO 8601. */
function summaries(house: House): string[] {
  const moments = [nextSummaryMoment(new Date("2026-01-01T00:00:00Z"), scheduleOf(house))];
  while (moments.length < 52)
    moments.push(nextSummaryMoment(new Date(moments.at(-1) ?? ""), scheduleOf(house)));
  return moments;
}

/** What the summary of a moment is made of. */
function weekAt(seed: number, house: House, moment: string) {
  const facts = YEARS.get(seed)?.at(moment, house) ?? { incidents: [], followUps: [] };
  const previous = previousSummaryMoment(moment, scheduleOf(house));
  const monday = isoDateIn(new Date(moment), house.timeZone);
  const week = { period: moment, starts: monday, today: monday, isFirst: false };
  const all = facts.followUps.map(asFollowUp);
  const closed = all.filter(({ issue }) => (issue.closedAt ?? "") >= previous);
  const stand = standing(
    all.filter(({ issue }) => issue.state === "open"),
    closed,
    week,
    previous,
  );
  const figuresOf = (weeks: number) => {
    const period = lastWeeks(moment, weeks, house.timeZone);
    const before = periodBefore(period, house.timeZone);
    return figures(facts.incidents, facts.followUps, period, before, house.timeZone);
  };
  return { facts, monday, week, stand, figuresOf };
}

function asFollowUp(facts: FollowUpFacts): FollowUp {
  const { ref, title, owner, openedAt, closedAt, due, dueIsDefault, incident, severity, url } = facts;
  return {
    due,
    commitment: incident && {
      ...{ postmortem: incident, incident, severity, due, dueIsDefault },
      ...{ priority: null, type: null },
    },
    owners: owner ? [owner] : [],
    evidence: evidenceOf(facts),
    issue: {
      ref,
      url,
      title,
      state: closedAt ? "closed" : "open",
      stateReason: closedAt ? "completed" : null,
      labels: ["action-item"],
      assignees: owner ? [owner] : [],
      createdAt: openedAt,
      updatedAt: closedAt ?? openedAt,
      closedAt,
    },
  };
}

function evidenceOf({ closedWith, ref }: FollowUpFacts): FollowUp["evidence"] {
  if (closedWith === "evidence") return { kind: "pull", ref: `#${ref.number + 1000}` };
  if (closedWith === "reason") return { kind: "reason", reason: "the service was shut down" };
  return closedWith && { kind: "none" };
}

const counts = ({ overdue, dueThisWeek, incomplete, others, closed, change }: Standing) => {
  const open = [...overdue, ...dueThisWeek, ...incomplete, ...others];
  return {
    open: open.length,
    overdue: overdue.length,
    dueThisWeek: dueThisWeek.length,
    incomplete: incomplete.length,
    unassigned: open.filter(({ issue }) => issue.assignees.length === 0).length,
    closed: closed.length,
    change,
  };
};

const ALL = SEEDS.flatMap((seed) => HOUSES.map((house) => ({ seed, house, name: house.repo.repo })));

describe("a year of a company, week by week", () => {
  it("is a year worth checking", () => {
    const whole = HOUSES.map((house) => generateYear(GOLDEN).at("2028-01-01T00:00:00Z", house));
    const known = whole.flatMap(({ incidents }) => incidents);
    const items = whole.flatMap(({ followUps }) => followUps);
    expect([known.length, items.length]).toEqual([120, 400]);
    const year = { from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" };
    const { incidents, followUps } = figures(known, items, year, periodBefore(year, "UTC"), "UTC").now;
    expect(
      Math.min(incidents.ttd.impossible, incidents.ttr.impossible, incidents.ttm.notStated),
    ).toBeGreaterThan(3);
    const { closedInTime, closedLate, closedUndated, overdue, withNothing } = followUps;
    expect(Math.min(closedInTime, closedLate, closedUndated, overdue, withNothing)).toBeGreaterThan(9);
  });

  it.each(ALL)("has in $name (seed $seed) the figures that SQL finds", ({ seed, house }) => {
    for (const moment of summaries(house)) {
      const { facts, monday, figuresOf } = weekAt(seed, house, moment);
      const sql = openFacts(facts, house.timeZone);
      for (const weeks of [1, WEEKS_BACK]) {
        const { now, before }: Figures = figuresOf(weeks);
        const asked = { monday, weeks };
        expect({ asked, ...now }).toEqual({ asked, ...sql.period(asked) });
        const earlier = { weeks, monday: addDays(monday, -7 * weeks) };
        expect({ earlier, ...before }).toEqual({ earlier, ...sql.period(earlier) });
      }
      sql.close();
    }
  });

  it.each(ALL)("has in $name (seed $seed) the summaries that SQL counts", ({ seed, house }) => {
    for (const moment of summaries(house)) {
      const { facts, monday, stand } = weekAt(seed, house, moment);
      const sql = openFacts(facts, house.timeZone);
      expect({ moment, ...counts(stand) }).toEqual({ moment, ...sql.standing({ monday }) });
      sql.close();
    }
  });

  it("counts every closing in exactly one summary, in weeks of 167 and of 169 hours too", () => {
    const closings = HOUSES.flatMap((house) =>
      summaries(house)
        .slice(1)
        .flatMap((moment) => {
          const { stand } = weekAt(GOLDEN, house, moment);
          return stand.closed.map(({ issue }) => `${issue.ref.repo}#${issue.ref.number} ${issue.closedAt}`);
        }),
    );
    expect(closings.length).toBeGreaterThan(200);
    expect(new Set(closings).size).toBe(closings.length);
  });
});

/** Weeks that tell something: what, where, and on which Monday. */
const TELLING: [name: string, house: House, monday: string][] = [
  ["the-first-week", BERLIN, "2026-01-05"],
  ["few-incidents", NEW_YORK, "2026-01-19"],
  ["clocks-forward-in-new-york", NEW_YORK, "2026-03-09"],
  ["clocks-forward-in-berlin", BERLIN, "2026-03-30"],
  ["an-ordinary-week", BERLIN, "2026-05-18"],
  ["half-of-the-year", NEW_YORK, "2026-06-29"],
  ["after-two-quiet-weeks", BERLIN, "2026-08-17"],
  ["quiet-elsewhere", NEW_YORK, "2026-08-17"],
  ["clocks-back-in-berlin", BERLIN, "2026-10-26"],
  ["clocks-back-in-new-york", NEW_YORK, "2026-11-02"],
  ["a-crowded-week", BERLIN, "2026-11-30"],
  ["a-crowded-week-elsewhere", NEW_YORK, "2026-11-30"],
  ["the-last-week", NEW_YORK, "2026-12-28"],
];

describe("what people read of it", () => {
  const { render, say } = english;
  let mermaid: Mermaid;
  beforeAll(async () => {
    mermaid = await openMermaid();
  });
  afterAll(() => mermaid.close());

  const shown = (house: House, stand: Standing, week: Week & { isFirst: boolean }, part: string) => {
    const base = `https://github.com/${house.repo.owner}/${house.repo.repo}/issues?q=`;
    const links = { open: `${base}is%3Aopen`, closed: `${base}is%3Aclosed`, postmortems: base };
    return render(
      "summary",
      summaryView(
        {
          ...{ standing: stand, waiting: [], week, home: house.repo, timeZone: house.timeZone },
          ...{ mention: "overdue", links, leftOut: 0, figures: part.trimEnd() },
        },
        say,
      ),
    );
  };

  const page = (house: House, moment: string) => {
    const { week, stand, figuresOf } = weekAt(GOLDEN, house, moment);
    return shown(
      house,
      stand,
      week,
      render("figures", figuresView(figuresOf(WEEKS_BACK), "recent", english)),
    );
  };

  it.each(TELLING)("%s", async (name, house, monday) => {
    const moment = summaries(house).find((one) => isoDateIn(new Date(one), house.timeZone) === monday) ?? "";
    const text = page(house, moment);
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, "weeks", `${monday}-${name}.md`));
    for (const picture of picturesOf(text)) await mermaid.read(picture);
  });

  it("has pictures that Mermaid reads in every week", async () => {
    const texts = HOUSES.flatMap((house) => summaries(house).map((moment) => page(house, moment)));
    const pictures = texts.flatMap(picturesOf);
    expect(pictures.length).toBeGreaterThan(200);
    for (const picture of pictures) await mermaid.read(picture);
  });

  it.each(["md", "csv", "json"] as const)("is a report of a quarter as %s", async (format) => {
    const facts = YEARS.get(GOLDEN)?.at("2026-04-01T00:00:00Z", BERLIN) ?? { incidents: [], followUps: [] };
    const quarter = { from: "2025-12-31T23:00:00Z", to: "2026-03-31T22:00:00Z" };
    const text = report({ ...facts, timeZone: BERLIN.timeZone }, quarter, format, english);
    if (format !== "json")
      await expect(text).toMatchFileSnapshot(join(import.meta.dirname, "weeks", `first-quarter.${format}`));
    for (const picture of picturesOf(text)) await mermaid.read(picture);
    if (format === "json")
      expect(JSON.parse(text).now.incidents.total).toBe(JSON.parse(text).incidents.length);
  });

  it("fits a comment together with ten thousand follow-ups", () => {
    const { facts, week, figuresOf } = weekAt(GOLDEN, BERLIN, "2026-11-30T08:00:00Z");
    const [one] = facts.followUps;
    const open = Array.from({ length: 10_000 }, (_, index) =>
      asFollowUp({ ...(one as FollowUpFacts), title: `Alert on the backup ${index}`, closedAt: null }),
    );
    const now = standing(open, [], week, "2026-11-23T08:00:00Z");
    const part = render("figures", figuresView(figuresOf(WEEKS_BACK), "recent", english));
    const text = shown(BERLIN, now, week, part);
    expect([...text].length).toBeLessThan(65_536);
    expect([...text].length).toBeGreaterThan(58_000);
    expect(text).toMatch(/… and \d+ more: https:\/\/github.com\/\S+\/issues\?q=is%3Aopen/);
    expect(text.endsWith(`${part.trimEnd()}\n`)).toBe(true);
    expect(part).toContain("Incidents by severity, category, area, origin of the alert, type of impact");
  });
});
