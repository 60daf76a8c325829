import { describe, expect, it } from "vitest";
import { evidenceOf } from "../../../src/core/course/evidence.ts";
import { isoOf } from "../../../src/core/course/instants.ts";
import { statementsOf } from "../../../src/core/course/said.ts";
import type { Comment } from "../../../src/core/issue.ts";
import { toldIn } from "../../../src/core/key-times/told.ts";
import { INCIDENT } from "../../support/incident.ts";

const DAY = "2026-11-21T00:00:00Z";

type Given = { said: [at: string, words: string][]; opened?: string; timeZone?: string };

/** The moments that people name, as key times are read, and as the timeline tells them. */
function moments({ said, opened = "2026-11-21T13:50:00Z", timeZone = "UTC" }: Given) {
  const comments = said.map(([at, body], place): Comment => {
    const author = { login: "bo", isBot: false };
    return { id: place + 1, url: `https://x/${place}`, author, body, createdAt: at };
  });
  const evidence = { ...evidenceOf({ ...INCIDENT, body: "", createdAt: opened }, null), comments };
  const keyTimes = toldIn(evidence, timeZone).flatMap(({ what, isTimed, at }) =>
    what === "started" && isTimed ? [isoOf(at)] : [],
  );
  const timeline = statementsOf(evidence, { timeZone, self: "app[bot]" }).flatMap(({ isStated, at }) =>
    isStated ? [at] : [],
  );
  return { keyTimes: [...new Set(keyTimes)], timeline };
}

describe("a time that people state", () => {
  it.each<[string, string, Given]>([
    ["of its day", "2026-11-21T13:40:00Z", { said: [["2026-11-21T14:10:00Z", "Down since 13:40"]] }],
    [
      "of the repository's zone",
      "2026-11-21T13:40:00Z",
      { said: [["2026-11-21T14:10:00Z", "It went down at 14:40"]], timeZone: "Europe/Berlin" },
    ],
    [
      "of a zone that is written",
      "2026-11-21T13:40:00Z",
      { said: [["2026-11-21T14:10:00Z", "Down since 8:40 am EST"]] },
    ],
    [
      "of the evening before",
      "2026-11-20T23:40:00Z",
      { said: [["2026-11-21T02:10:00Z", "Down since 23:40"]], opened: "2026-11-21T02:00:00Z" },
    ],
    [
      "of yesterday",
      "2026-11-20T23:40:00Z",
      { said: [["2026-11-21T14:10:00Z", "It went down yesterday at 23:40"]] },
    ],
    [
      "with its date, in the thread's order of day and month",
      "2026-11-11T13:40:00Z",
      {
        said: [
          ["2026-11-20T14:00:00Z", "The contract ends on 25/12/2026"],
          ["2026-11-21T14:10:00Z", "Down since 11/11/2026 13:40"],
        ],
        opened: "2026-11-13T10:00:00Z",
      },
    ],
    [
      "of the only day that an export tells",
      "2026-11-21T13:40:00Z",
      { said: [[DAY, "Down since 13:40 UTC"]], opened: DAY },
    ],
    [
      "in a range that was over on that day",
      "2026-11-20T23:00:00Z",
      { said: [[DAY, "We had an outage between 3 - 5 PM PST today"]], opened: DAY },
    ],
  ])("is one moment in key times and timeline: %s", (_, expected, given) => {
    expect(moments(given)).toEqual({ keyTimes: [expected], timeline: [expected] });
  });

  it("is in the zone that its author named before", () => {
    const said: Given["said"] = [
      ["2026-11-21T14:10:00Z", "I read the logs from 8:30 am EST on"],
      ["2026-11-21T14:20:00Z", "Down since 8:40 am"],
    ];
    expect(moments({ said }).keyTimes).toEqual(["2026-11-21T13:40:00Z"]);
    expect(moments({ said }).timeline).toContain("2026-11-21T13:40:00Z");
  });

  it.each([
    "Down since 20:00 (hora Lima)",
    "Down since 13:40 CST",
    "Down since 17:40",
    "Down since 01:00 CST, last seen 14:40",
  ])("is none where nobody can tell it: %s", (words) => {
    expect(moments({ said: [["2026-11-21T14:10:00Z", words]] })).toEqual({ keyTimes: [], timeline: [] });
  });
});
