import { describe, expect, it } from "vitest";
import { report } from "../src/cli/report.ts";
import { followUp, incident } from "./core/figures/given.ts";

const MARCH = { from: "2026-02-28T23:00:00Z", to: "2026-03-31T22:00:00Z" };
const FACTS = {
  timeZone: "Europe/Berlin",
  incidents: [
    incident({ title: "Late | <b>", declaredAt: "2026-03-20T12:00:00Z", severity: 1 }),
    incident({ title: "Early @ana", declaredAt: "2026-02-28T23:30:00Z" }),
    incident({ title: "February's", declaredAt: "2026-02-28T22:30:00Z" }),
  ],
  followUps: [
    followUp({ title: "Still open", due: "2026-03-31" }),
    followUp({
      title: "Done since",
      due: "2026-03-20",
      closedAt: "2026-04-02T10:00:00Z",
      closedWith: "evidence",
    }),
    followUp({ title: "Done", due: "2026-03-12", closedAt: "2026-03-11T23:30:00Z", closedWith: "evidence" }),
    followUp({ title: "Before", openedAt: "2026-01-01T00:00:00Z", closedAt: "2026-02-01T00:00:00Z" }),
    followUp({ title: "After", openedAt: "2026-04-01T00:00:00Z" }),
  ],
};

describe("a report", () => {
  it("has as Markdown the figures, then every incident and follow-up of the period", () => {
    const text = report(FACTS, MARCH, "md");
    expect(text).toContain("## Report, 2026-03-01 to 2026-03-31");
    expect(text).toContain(
      "2 incidents from 2026-03-01 to 2026-03-31 (1 in the 31 days before), 1 of them sev1.",
    );
    const rows = text
      .slice(text.indexOf("### Every incident"))
      .split("\n")
      .filter((line) => line.startsWith("| ["));
    const link = "[acme/shop#1](https://github.com/acme/shop/issues/1)";
    const other = "[acme/shop#2](https://github.com/acme/shop/issues/2)";
    expect(rows).toEqual([
      `| ${link} | Early @\u200bana | – | 2026-03-01 | – | – |`,
      `| ${link} | Late \\| &lt;b> | sev1 | 2026-03-20 | – | – |`,
      `| ${other} | Done | nobody | 2026-03-12 | closed 2026-03-12, with evidence |`,
      `| ${other} | Done since | nobody | 2026-03-20 | **overdue** |`,
      `| ${other} | Still open | nobody | 2026-03-31 | **overdue** |`,
    ]);
  });

  it("has as CSV a table of incidents, an empty line and a table of follow-ups", () => {
    const text = report(FACTS, MARCH, "csv");
    const [incidents = "", followUps = ""] = text.split("\r\n\r\n");
    expect(incidents.split("\r\n")).toHaveLength(3);
    expect(followUps.trimEnd().split("\r\n")).toHaveLength(4);
    expect(text.endsWith("\r\n")).toBe(true);
  });

  it("has as JSON the figures and the facts", () => {
    const { period, previous, now, change, incidents, followUps } = JSON.parse(report(FACTS, MARCH, "json"));
    expect(period).toEqual(MARCH);
    expect(previous).toEqual({ from: "2026-01-28T23:00:00Z", to: MARCH.from });
    expect([now.incidents.total, change.incidents.total]).toEqual([2, 1]);
    expect([incidents.length, followUps.length]).toEqual([2, 3]);
  });

  it("says that there is nothing to say", () => {
    expect(report({ ...FACTS, incidents: [], followUps: [] }, MARCH, "md")).toContain(
      "Nothing happened, and nothing is open.",
    );
  });
});
