import { describe, expect, it } from "vitest";
import { renderEntry, renderTimeline, timelineLines, timelineOf } from "../../src/core/timeline.ts";
import { INCIDENT } from "../support/incident.ts";

const incident = { ...INCIDENT, createdAt: "2026-11-21T09:00:00Z" };
const source = "[#12](https://github.com/acme/shop/issues/12)";
const told = (...args: Parameters<typeof timelineOf>) =>
  renderTimeline(timelineLines(timelineOf(...args), "UTC"));

describe("the timeline of an incident", () => {
  it("begins with who opened it, and who declared it when that was somebody else or later", () => {
    const by = (login: string, at: string) => told(incident, { declared: { by: login, at }, before: [] });
    const opened = `- 2026-11-21 09:00 UTC – Incident opened by ana (${source})`;
    expect(by("ana", "2026-11-21T09:00:00Z")).toBe(opened);
    expect(by("bo", "2026-11-21T09:00:30Z")).toBe(
      `${opened}\n- 2026-11-21 09:00 UTC – Declared an incident by bo (${source})`,
    );
    expect(by("ana", "2026-11-21T10:30:00Z")).toBe(
      `${opened}\n- 2026-11-21 10:30 UTC – Declared an incident by ana (${source})`,
    );
  });

  it("is in order, also when what broke something was declared after it was closed", () => {
    const pull = {
      ...incident,
      isPullRequest: true,
      state: "closed" as const,
      closedAt: "2026-11-21T09:30:00Z",
    };
    const declared = { by: "bo", at: "2026-11-21T11:00:00Z" };
    expect(told(pull, { declared, before: [] }).split("\n")).toEqual([
      `- 2026-11-21 09:00 UTC – Pull request opened by ana (${source})`,
      `- 2026-11-21 09:30 UTC – Pull request closed (${source})`,
      `- 2026-11-21 11:00 UTC – Declared an incident by bo (${source})`,
    ]);
  });

  it("goes on telling of a closing after a reopening, and of both after the next", () => {
    const closed = { ...incident, state: "closed" as const, closedAt: "2026-11-21T12:00:00Z" };
    const known = { declared: null, before: [] };
    const before = timelineLines(timelineOf(closed, known), "UTC");
    expect(told(incident, { declared: null, before })).toBe(renderTimeline(before));
    const stale = { ...incident, closedAt: "2026-11-21T12:00:00Z" };
    expect(timelineOf(stale, known).map(({ key }) => key)).toEqual(["opened"]);
    const again = { ...closed, closedAt: "2026-11-22T12:00:00Z" };
    const keys = timelineOf(again, { declared: null, before }).map(({ key }) => key);
    expect(keys).toEqual(["opened", "closed/2026-11-21T12:00:00Z", "closed/2026-11-22T12:00:00Z"]);
  });

  it("reads no time out of what it remembers wrongly", () => {
    const before = [
      { key: "closed/", line: "" },
      { key: "closed/soon", line: "" },
      { key: "x", line: "" },
    ];
    expect(timelineOf(incident, { declared: null, before }).map(({ key }) => key)).toEqual(["opened"]);
  });

  it("names people without notifying them", () => {
    const author = { login: "pager[bot]", isBot: true };
    expect(told({ ...incident, author }, { declared: null, before: [] })).toContain("by pager\\[bot\\] (");
  });
});

describe("a line of the timeline", () => {
  const entry = { key: "x", at: "2026-11-23T14:03:27Z", text: "Failover", source: "[#3](https://x/3)" };

  it("says when in the repository's zone, with UTC beside it, what, and where that can be seen", () => {
    expect(renderEntry(entry, "UTC")).toBe("- 2026-11-23 14:03 UTC – Failover ([#3](https://x/3))");
    expect(renderEntry(entry, "Europe/Berlin")).toBe(
      "- 2026-11-23 15:03 Europe/Berlin (14:03 UTC) – Failover ([#3](https://x/3))",
    );
    expect(renderEntry({ ...entry, source: "" }, "UTC")).toBe("- 2026-11-23 14:03 UTC – Failover");
  });

  it("is one line, and not too long, whatever the text", () => {
    const long = renderEntry({ ...entry, text: `a\r\nb\u2028c\n\n${"word ".repeat(5_000)}` }, "UTC");
    expect(long).toMatch(/^- 2026-11-23 14:03 UTC – a b c word[^\r\n]*word… \(\[#3\]\(https:\/\/x\/3\)\)$/);
    expect(long.length).toBeLessThan(1_100);
  });
});
