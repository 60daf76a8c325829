import { describe, expect, it } from "vitest";
import { renderEntry, renderTimeline, type TimelineEntry, timelineLines } from "../../src/core/timeline.ts";

const entry: TimelineEntry = {
  key: "x",
  at: "2026-11-23T14:03:27Z",
  text: "Failover",
  by: "ana",
  kind: "comment",
  source: "[#3](https://x/3)",
};

describe("a line of the timeline", () => {
  it("says when in the repository's zone, with UTC beside it, what, who, and where that can be seen", () => {
    expect(renderEntry(entry, "UTC")).toBe("- 2026-11-23 14:03 UTC – Failover (ana, [#3](https://x/3))");
    expect(renderEntry(entry, "Europe/Berlin")).toBe(
      "- 2026-11-23 15:03 Europe/Berlin (14:03 UTC) – Failover (ana, [#3](https://x/3))",
    );
  });

  it("leaves out who and where when they are not known", () => {
    const line = (more: Partial<TimelineEntry>) => renderEntry({ ...entry, ...more }, "UTC");
    expect(line({ by: null })).toBe("- 2026-11-23 14:03 UTC – Failover ([#3](https://x/3))");
    expect(line({ source: "" })).toBe("- 2026-11-23 14:03 UTC – Failover (ana)");
    expect(line({ by: null, source: "" })).toBe("- 2026-11-23 14:03 UTC – Failover");
  });

  it("names people without notifying them", () => {
    expect(renderEntry({ ...entry, by: "pager[bot]" }, "UTC")).toContain(" (pager\\[bot\\], ");
    expect(renderEntry({ ...entry, by: "@ana" }, "UTC")).not.toContain("@ana");
  });

  it("is one line, and not too long, whatever the text", () => {
    const long = renderEntry({ ...entry, text: `a\r\nb\u2028c\n\n${"word ".repeat(5_000)}` }, "UTC");
    expect(long).toMatch(
      /^- 2026-11-23 14:03 UTC – a b c word[^\r\n]*word… \(ana, \[#3\]\(https:\/\/x\/3\)\)$/,
    );
    expect(long.length).toBeLessThan(1_100);
  });

  it("keeps its key and its time for the merge", () => {
    const lines = timelineLines([entry], "UTC");
    expect(lines).toEqual([{ key: "x", at: entry.at, line: renderEntry(entry, "UTC") }]);
    expect(renderTimeline([...lines, ...lines])).toBe(`${lines[0]?.line}\n${lines[0]?.line}`);
  });
});
