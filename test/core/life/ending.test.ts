import { describe, expect, it } from "vitest";
import type { Issue } from "../../../src/core/issue.ts";
import { ENDINGS, endingOf, isOwnIncident } from "../../../src/core/life/ending.ts";
import type { Ending, PostmortemRecord } from "../../../src/core/record.ts";

const ended = (how: Ending["how"]): Pick<PostmortemRecord, "ending"> => ({
  ending: { how, reason: "No harm done", of: null, by: "ana", url: "", at: "2026-11-20T10:00:00Z" },
});
const closed = (stateReason: string | null): Pick<Issue, "state" | "stateReason"> => ({
  state: "closed",
  stateReason,
});

describe("a postmortem that nobody writes", () => {
  it.each<[string, Parameters<typeof endingOf>[0], Parameters<typeof endingOf>[1], Ending["how"] | null]>([
    ["ended as it was commanded", ended("superseded"), closed("not_planned"), "superseded"],
    [
      "ended as it was commanded, before GitHub told",
      ended("skipped"),
      { state: "open", stateReason: null },
      "skipped",
    ],
    ["ended as it was commanded, wherever its issue is", ended("external"), null, "external"],
    ["was cancelled on GitHub", {}, closed("not_planned"), "cancelled"],
    ["was closed as a duplicate on GitHub", {}, closed("duplicate"), "duplicate"],
    ["is none when it is done", {}, closed("completed"), null],
    ["is none when nobody says why it was closed", {}, closed(null), null],
    ["is none when it is open again", {}, { state: "open", stateReason: "not_planned" }, null],
    ["is none when its issue was reopened", {}, { state: "open", stateReason: "reopened" }, null],
    ["is none when its issue was never seen", {}, null, null],
  ])("%s", (_, record, document, how) => {
    expect(endingOf(record, document)).toBe(how);
  });

  it("is an incident of its own unless it is another's, or was none", () => {
    expect(ENDINGS.filter(isOwnIncident)).toEqual(["external", "skipped"]);
    expect(isOwnIncident(null)).toBe(true);
  });
});
