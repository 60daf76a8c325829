import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { figures } from "../../../src/core/figures/figures.ts";
import { figuresView } from "../../../src/core/figures/figures-view.ts";
import { lastWeeks, periodBefore } from "../../../src/core/figures/period.ts";
import { parseMarkdown, walk } from "../../../src/core/markdown.ts";
import { findMarkers } from "../../../src/core/markers.ts";
import { loadTemplates } from "../../../src/templates.ts";
import { type Mermaid, openMermaid, picturesOf } from "../../support/mermaid.ts";
import { anyFollowUp, anyIncident, followUp, incident, nasty, PATIENCE, RUNS } from "./given.ts";

const render = loadTemplates();
const ZONE = "Europe/Berlin";

function shown(incidents = [incident()], followUps = [followUp()], weeks = 4, limit?: number): string {
  const period = lastWeeks("2026-03-30T07:00:00Z", weeks, ZONE);
  const all = figures(incidents, followUps, period, periodBefore(period, ZONE), ZONE);
  return render("figures", figuresView(all, "recent", limit));
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
    expect(shown([timed(12), incident()])).toContain(
      "| To detect | 12 min (the only one) | – | 1 of 2 | – |",
    );
    expect(shown([timed(12), timed(30)])).toContain(
      "| To detect | 12 min | 30 min (the highest) | 2 of 2 | – |",
    );
    const ten = Array.from({ length: 10 }, (_, index) => timed(20 + index));
    expect(shown(ten)).toContain("| To detect | 24 min | 28 min | 10 of 10 | – |");
  });

  it("point out impossible times", () => {
    const odd = incident({ started: "2026-03-10T10:00:00Z", resolved: "2026-03-10T09:00:00Z" });
    expect(shown([odd])).toContain("| To resolve | – | – | 0 of 1, 1 impossible | – |");
  });

  it("show a short period beside the one before it, a long one in steps of several weeks", () => {
    const some = [incident(), incident({ declaredAt: "2026-02-10T12:00:00Z" })];
    expect(shown(some, [])).toContain(
      'x-axis ["02-02", "02-09", "02-16", "02-23", "03-02", "03-09", "03-16", "03-23"]',
    );
    expect(shown([incident()], [])).toContain('x-axis ["03-02", "03-09", "03-16", "03-23"]');
    const year = shown(some, [], 52);
    expect(year).toContain("| 4 weeks from | Incidents |");
    expect(year.match(/x-axis .*/)?.[0].split(",")).toHaveLength(13);
  });

  it("show a week as one that belongs to both periods", () => {
    const period = { from: "2026-03-11T00:00:00Z", to: "2026-03-18T00:00:00Z" };
    const before = { from: "2026-03-04T00:00:00Z", to: period.from };
    const declared = ["2026-03-04", "2026-03-10", "2026-03-11", "2026-03-17"];
    const incidents = declared.map((day) => incident({ declaredAt: `${day}T12:00:00Z` }));
    const text = render("figures", figuresView(figures(incidents, [], period, before, "UTC"), "recent"));
    expect(text).toContain('x-axis ["03-02", "03-09", "03-16"]');
    expect(text).toContain("bar [1, 2, 1]");
  });

  it("count the names for which there is no room", () => {
    const areas = Array.from({ length: 9 }, (_, index) => `area ${index}`);
    const text = shown([incident({ areas })], []);
    expect(text).toContain("| area 5 |");
    expect(text).not.toContain("| area 6 |");
    expect(text).toContain("… and 3 more");
    expect(text).toContain('"all others" : 3');
  });

  it("leave out kinds of which nobody stated anything, and then those for which there is no room", () => {
    const stated = [incident({ severity: 2, category: "capacity", origin: "PagerDuty" }), incident()];
    expect(shown(stated)).toContain(
      "<summary>Incidents by severity, category, origin of the alert</summary>",
    );
    expect(shown(stated, [], 4, 2_500)).toContain("<summary>Incidents by severity");
    expect(shown(stated, [], 4, 1_000)).not.toContain("<details>");
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
          expect(text.match(/^<\/?details>/gm)?.length ?? 0).toBe(text.includes("<details>") ? 2 : 0);
          for (const row of text.split("\n").filter((line) => line.startsWith("| ")))
            expect([4, 5, 6]).toContain(row.split(/(?<!\\)\|/).length - 1);
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
          [incident({ areas: names, category: names[0] ?? "", origin: names[0] ?? "" })],
          [],
        );
        expect(text).not.toMatch(/@(?=[A-Za-z0-9])/);
        const kinds = [...walk(parseMarkdown(text))].map((node) => node.type);
        expect(kinds).not.toContain("image");
        const html = [...walk(parseMarkdown(text))].filter((node) => node.type === "html");
        expect(html.length).toBeLessThanOrEqual(2);
      }),
      { numRuns: RUNS },
    );
  });
});
