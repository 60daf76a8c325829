import { describe, expect, it } from "vitest";
import type { Evidence } from "../../../src/core/evidence-mark.ts";
import {
  closedLine,
  followUpLine,
  mentioning,
  overdueLine,
  quietly,
  waitingLine,
} from "../../../src/core/summary/lines.ts";
import { english } from "../../support/words.ts";
import { followUp, SHOP, WEEK } from "./given.ts";

const { say } = english;

const OPS = { owner: "acme", repo: "ops" };

describe("a line of the summary", () => {
  it.each<[string, Parameters<typeof followUp>[0], string]>([
    ["all that is known", {}, "#20 Alert on lag · bo · due 2026-12-24 · incident #1 (sev2)"],
    [
      "a date that nobody promised",
      { isDefault: true },
      "#20 Alert on lag · bo · due 2026-12-24 (default) · incident #1 (sev2)",
    ],
    ["no severity", { severity: null }, "#20 Alert on lag · bo · due 2026-12-24 · incident #1"],
    [
      "neither owner nor date",
      { owners: [], due: null },
      "#20 Alert on lag · nobody · no due date · incident #1 (sev2)",
    ],
    [
      "a team",
      { owners: ["bo", "acme/ops"] },
      "#20 Alert on lag · bo, acme/ops · due 2026-12-24 · incident #1 (sev2)",
    ],
    [
      "another repository",
      { ref: { ...OPS, number: 3 } },
      "acme/ops#3 Alert on lag · bo · due 2026-12-24 · incident #1 (sev2)",
    ],
    [
      "people's text made safe",
      { title: "Ask @all\n| <!-- x" },
      "#20 Ask @\u200ball \\| &lt;\u200b!-- x · bo · due 2026-12-24 · incident #1 (sev2)",
    ],
    [
      "no title that turns the line around",
      { title: "\u202eReversed\u2066 עברית" },
      "#20 Reversed עברית · bo · due 2026-12-24 · incident #1 (sev2)",
    ],
  ])("tells %s", (_, given, line) => {
    expect(followUpLine(followUp(given), SHOP, say)).toBe(line);
  });

  it("tells what was looked back on, which was no incident", () => {
    const item = followUp({ severity: null });
    const commitment = item.commitment && { ...item.commitment, isRetrospective: true as const };
    expect(followUpLine({ ...item, commitment }, SHOP, say)).toBe(
      "#20 Alert on lag · bo · due 2026-12-24 · retrospective of #1",
    );
  });

  it("is short also when a title is not", () => {
    const line = followUpLine(followUp({ title: "word ".repeat(60) }), SHOP, say);
    expect(line).toMatch(/^#20 (?:word )+word… · bo/);
    expect(line.length).toBeLessThan(190);
  });

  it.each([
    ["2026-11-29", "1 day late"],
    ["2026-11-20", "10 days late"],
    ["2025-11-30", "365 days late"],
  ])("due %s says **%s**", (due, words) => {
    expect(overdueLine(followUp({ due }), WEEK, SHOP, quietly(say), say)).toBe(
      `#20 Alert on lag · bo · due ${due}, **${words}** · incident #1 (sev2)`,
    );
  });

  it.each<[Evidence | null, string | null, string]>([
    [{ kind: "pull", ref: "#45" }, "completed", "done 2026-11-26 by #45"],
    [{ kind: "pull", ref: "acme/ops#45" }, "completed", "done 2026-11-26 by acme/ops#45"],
    [{ kind: "commit", sha: "0a1b2c3d" }, "completed", "done 2026-11-26 in acme/shop@0a1b2c3d"],
    [
      { kind: "reason", reason: "no @longer | needed" },
      "completed",
      "done 2026-11-26: no @\u200blonger \\| needed",
    ],
    [{ kind: "not-planned", reason: null }, "not_planned", "closed as not planned 2026-11-26"],
    [
      { kind: "not-planned", reason: "too dear" },
      "not_planned",
      "closed as not planned 2026-11-26: too dear",
    ],
    [{ kind: "duplicate" }, "duplicate", "closed as a duplicate 2026-11-26"],
    [{ kind: "none" }, "completed", "closed 2026-11-26 without evidence"],
    [null, "completed", "done 2026-11-26"],
    [null, "not_planned", "closed as not planned 2026-11-26"],
  ])("of what ended with %j says how", (evidence, stateReason, words) => {
    const item = followUp({ state: "closed", closedAt: "2026-11-26T12:00:00Z", stateReason, evidence });
    expect(closedLine(item, SHOP, "UTC", say)).toBe(`#20 Alert on lag · bo · ${words} · incident #1 (sev2)`);
  });

  it("names a pull request of another repository with it", () => {
    const item = followUp({ ref: { ...OPS, number: 3 }, evidence: { kind: "pull", ref: "#45" } });
    expect(
      closedLine({ ...item, issue: { ...item.issue, closedAt: "2026-11-26T12:00:00Z" } }, SHOP, "UTC", say),
    ).toContain("by acme/ops#45");
  });

  it("has the day on which it was closed where its readers are", () => {
    const item = followUp({ closedAt: "2026-11-26T23:30:00Z" });
    expect(closedLine(item, SHOP, "Europe/Berlin", say)).toContain("done 2026-11-27");
  });

  const draft = { ref: { ...SHOP, number: 2 }, title: "Disk full", owners: ["ana"], late: null };
  it.each([
    [{ late: { due: "2026-11-29", days: 1 } }, "#2 Disk full · ana · due 2026-11-29, **1 day late**"],
    [{ inReview: { since: "2026-11-28" } }, "#2 Disk full · ana · in review since 2026-11-28"],
    [{ inReview: { since: null }, owners: [] }, "#2 Disk full · nobody · in review"],
    [
      { inReview: { since: null }, late: { due: "2026-11-20", days: 10 } },
      "#2 Disk full · ana · in review · due 2026-11-20, **10 days late**",
    ],
  ])("of a postmortem that waits says for what: %j", (given, line) => {
    expect(waitingLine({ ...draft, ...given }, SHOP, say)).toBe(line);
  });
});

describe("mentioning", () => {
  it("notifies each once, teams too, and whatever the case of their letters", () => {
    const naming = mentioning(say);
    expect(naming(["bo", "acme/ops"])).toBe("@bo, @acme/ops");
    expect(naming(["Bo", "ana", "acme/ops"])).toBe("Bo, @ana, acme/ops");
    expect(naming([])).toBe("nobody");
  });

  it("notifies no more than fifty in one comment", () => {
    const naming = mentioning(say);
    const named = Array.from({ length: 80 }, (_, n) => naming([`user-${n}`])).filter((name) =>
      name.startsWith("@"),
    );
    expect(named).toHaveLength(50);
  });

  it("mentions nothing that is no login", () => {
    expect(mentioning(say)(["some bot[bot]", "a b"])).toBe("some bot\\[bot\\], a b");
  });
});
