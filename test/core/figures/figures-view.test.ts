import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FollowUpFacts } from "../../../src/core/figures/facts.ts";
import { figures } from "../../../src/core/figures/figures.ts";
import { figuresView } from "../../../src/core/figures/figures-view.ts";
import { lastWeeks, periodBefore } from "../../../src/core/figures/period.ts";
import { parseMarkdown, walk } from "../../../src/core/markdown.ts";
import { findMarkers } from "../../../src/core/markers.ts";
import { type Mermaid, openMermaid, picturesOf } from "../../support/mermaid.ts";
import { english } from "../../support/words.ts";
import { anyFollowUp, anyIncident, followUp, incident, nasty, PATIENCE, RUNS } from "./given.ts";

const { render } = english;
const ZONE = "Europe/Berlin";

function figuresNow(incidents = [incident()], followUps: FollowUpFacts[] = [], weeks = 4) {
  const period = lastWeeks("2026-03-30T07:00:00Z", weeks, ZONE);
  return figures(incidents, followUps, period, periodBefore(period, ZONE), ZONE);
}

function shown(incidents = [incident()], followUps = [followUp()], weeks = 4, limit?: number): string {
  return render("figures", figuresView(figuresNow(incidents, followUps, weeks), "recent", english, limit));
}

/** The lines of each table. */
function tablesOf(text: string): string[][] {
  return (text.match(/(?:^\|.*\n)+/gm) ?? []).map((table) => table.trimEnd().split("\n"));
}

function cellsOf(row: string): number {
  return row.split(/(?<!\\)\|/).length - 2;
}

describe("the figures as people read them", () => {
  let mermaid: Mermaid;
  beforeAll(async () => {
    mermaid = await openMermaid();
  });
  afterAll(() => mermaid.close());

  it("are nothing when there is nothing to say", () => {
    expect(shown([], [])).toBe("");
    expect(shown([incident({ declaredAt: "2025-01-01T00:00:00Z" })], [])).toBe("");
    expect(shown([], [followUp({ openedAt: "2025-01-01T00:00:00Z" })])).toBe("");
  });

  it("call one value alone no percentile, and the highest of a few by its name", () => {
    const timed = (minutes: number) =>
      incident({ started: "2026-03-10T10:00:00Z", detected: `2026-03-10T10:${minutes}:00Z` });
    expect(shown([timed(12), incident(), incident()])).toContain(
      "| To detect | 12 min (the only one) | – | 1 of 3 |\n",
    );
    expect(shown([timed(12), timed(30), incident()])).toContain(
      "| To detect | 12 min | 30 min (the highest) | 2 of 3 |\n",
    );
    const ten = Array.from({ length: 10 }, (_, index) => timed(20 + index));
    expect(shown(ten)).toContain("| To detect | 24 min | 28 min | 10 of 10 |\n");
    expect(shown([...ten, incident({ declaredAt: "2026-02-10T12:00:00Z" })])).toContain(
      "| To detect | 24 min | 28 min | 10 of 10 | – |\n",
    );
  });

  it("point out impossible times", () => {
    const odd = incident({ started: "2026-03-10T10:00:00Z", resolved: "2026-03-10T09:00:00Z" });
    expect(shown([odd, odd, odd])).toContain("| To resolve | – | – | 0 of 3, 3 impossible |\n");
  });

  it("show a short period beside the one before it, a long one in steps of several weeks", () => {
    const now = ["2026-03-03", "2026-03-10", "2026-03-17"].map((day) =>
      incident({ declaredAt: `${day}T12:00:00Z` }),
    );
    const some = [...now, incident({ declaredAt: "2026-02-10T12:00:00Z" })];
    expect(shown(some, [])).toContain(
      'x-axis ["02-02", "02-09", "02-16", "02-23", "03-02", "03-09", "03-16", "03-23"]',
    );
    const year = shown([...some, incident({ declaredAt: "2025-04-10T12:00:00Z" })], [], 52);
    expect(year).toContain("| 4 weeks from | Incidents |");
    expect(year.match(/x-axis .*/)?.[0].split(",")).toHaveLength(13);
  });

  it("of a young repository begin with the first week in which anything happened, and leave out what is not compared", () => {
    const first = followUp({ openedAt: "2026-03-10T12:00:00Z" });
    const text = shown([incident(), incident({ declaredAt: "2026-03-17T12:00:00Z" })], [first], 12);
    expect(text).toContain(
      "closed |\n| --- | --: | --: | --: |\n| 2026-03-09 | 1 | 1 | 0 |\n| 2026-03-16 | 1 |",
    );
    expect(text).toContain("| Follow-ups | Now |\n| --- | --: |\n| Opened | 1 |\n");
    const known = followUp({ openedAt: "2025-12-01T12:00:00Z" });
    const older = shown([incident(), incident({ declaredAt: "2026-03-17T12:00:00Z" })], [known], 12);
    expect(older).toContain("closed |\n| --- | --: | --: | --: |\n| 2026-01-05 | 0 | 0 | 0 |");
    expect(older).toContain("| Follow-ups | Now | Before | Change |");
  });

  it("say little where little happened: no weeks when one alone tells everything, no picture of two incidents", () => {
    const one = incident({ severity: 1, category: "capacity", started: "2026-03-10T10:00:00Z" });
    expect(shown([one], [])).toBe(
      "### Incidents and follow-through\n\n1 incident in the last 4 weeks, a sev1.\n",
    );
    const two = shown([one, incident({ declaredAt: "2026-03-17T12:00:00Z" })]);
    expect(two).not.toContain("mermaid");
    expect(two).not.toContain("Incidents by");
    const asked = render(
      "figures",
      figuresView(figuresNow([{ ...one, detected: "2026-03-10T10:05:00Z" }]), "dated", english),
    );
    expect(asked).toContain("| To detect | 5 min (the only one) | – | 1 of 1 |");
    expect(asked).toContain("| sev1 | 1 |\n");
    expect(asked).not.toContain("mermaid");
  });

  it("name of incidents only what somebody stated, great numbers in groups of three", () => {
    const stated = incident({ severity: 2, usersAffected: 12_500 });
    const text = shown([stated, incident(), incident()]);
    expect(text).toContain(
      "| Severity | Incidents | Stated users, in all |\n| --- | --: | --: |\n| sev2 | 1 | 12,500 |",
    );
    expect(text).not.toContain("pie");
    const alike = ["a", "b", "c", "d", "e"].map((category) => incident({ category, severity: 2 }));
    expect(shown(alike).match(/pie showData\n.*/g)).toBeNull();
    expect(shown([stated, stated, incident(), incident(), incident()])).toContain('"sev2" : 2');
  });

  it("show a week as one that belongs to both periods", () => {
    const period = { from: "2026-03-11T00:00:00Z", to: "2026-03-18T00:00:00Z" };
    const before = { from: "2026-03-04T00:00:00Z", to: period.from };
    const declared = ["2026-03-04", "2026-03-10", "2026-03-11", "2026-03-17"];
    const incidents = declared.map((day) => incident({ declaredAt: `${day}T12:00:00Z` }));
    const text = render(
      "figures",
      figuresView(figures(incidents, [], period, before, "UTC"), "recent", english),
    );
    expect(text).toContain('x-axis ["03-02", "03-09", "03-16"]');
    expect(text).toContain("bar [1, 2, 1]");
  });

  it("count the names for which there is no room", () => {
    const areas = Array.from({ length: 9 }, (_, index) => `area ${index}`);
    const text = shown(
      [incident({ areas }), ...[["area 1"], ["area 1"], [], []].map((areas) => incident({ areas }))],
      [],
    );
    expect(text).toContain("| area 5 |");
    expect(text).not.toContain("| area 6 |");
    expect(text).toContain("… and 4 more");
    expect(text).toContain('"all others" : 5');
  });

  it("leave out kinds of which nobody stated anything, and then those for which there is no room", () => {
    const stated = [
      incident({ severity: 2, category: "capacity", origin: "PagerDuty" }),
      incident(),
      incident(),
    ];
    expect(shown(stated)).toContain(
      "<summary>Incidents by severity, category, origin of the alert</summary>",
    );
    expect(shown(stated, [], 4, 2_500)).toContain("<summary>Incidents by severity");
    expect(shown(stated, [], 4, 1_000)).not.toContain("<summary>Incidents by");
  });

  it(
    "stay within their limit, as pictures that Mermaid reads and tables that nobody's words break",
    async () => {
      const given = fc.tuple(
        fc.array(anyIncident, { maxLength: 25 }),
        fc.array(anyFollowUp, { maxLength: 10 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 3_000, max: 9_000 }),
      );
      await fc.assert(
        fc.asyncProperty(given, async ([incidents, followUps, weeks, limit]) => {
          const text = shown(incidents, followUps, weeks, limit);
          expect(text.length).toBeLessThanOrEqual(limit);
          expect(findMarkers(text)).toEqual([]);
          for (const picture of picturesOf(text)) await mermaid.read(picture);
          expect(text.match(/^<details>/gm)?.length).toBe(text.match(/^<\/details>/gm)?.length);
          expect(new Set(tablesOf(text).map((rows) => new Set(rows.map(cellsOf)).size))).toEqual(
            new Set(tablesOf(text).length > 0 ? [1] : []),
          );
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );

  it("mention nobody and make no links of people's words", () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 6 }), (names) => {
        const text = shown(
          Array.from({ length: 5 }, () =>
            incident({ areas: names, category: names[0] ?? "", origin: names[0] ?? "" }),
          ),
          [],
        );
        expect(text).not.toMatch(/@(?=[A-Za-z0-9])/);
        const kinds = [...walk(parseMarkdown(text))].map((node) => node.type);
        expect(kinds).not.toContain("image");
        const html = [...walk(parseMarkdown(text))].filter((node) => node.type === "html");
        // A fold's two lines.
        expect(html.length).toBeLessThanOrEqual(2 * (text.match(/^<details>/gm)?.length ?? 0));
      }),
      { numRuns: RUNS },
    );
  });
});
