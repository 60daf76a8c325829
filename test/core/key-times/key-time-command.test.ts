import { describe, expect, it } from "vitest";
import { readKeyTimeCommand } from "../../../src/core/key-times/key-time-command.ts";
import { english } from "../../support/words.ts";

const SAID = "2026-11-21T14:30:20Z";
const read = (words: string, timeZone = "UTC", said = SAID) =>
  readKeyTimeCommand("started", words, said, timeZone, english.say);
const problem = (words: string, timeZone = "UTC") => {
  const result = read(words, timeZone);
  return "problem" in result ? result.problem : JSON.stringify(result);
};

describe("/postmortem started", () => {
  it.each<[string, string, string]>([
    ["14:03", "UTC", "2026-11-21T14:03:00Z"],
    ["14:03", "Europe/Lisbon", "2026-11-21T14:03:00Z"],
    ["15:03", "Europe/Berlin", "2026-11-21T14:03:00Z"],
    ["14:03 UTC", "Europe/Berlin", "2026-11-21T14:03:00Z"],
    ["14:03 CET", "UTC", "2026-11-21T13:03:00Z"],
    ["at 2:03 pm", "UTC", "2026-11-21T14:03:00Z"],
    ["14h03", "UTC", "2026-11-21T14:03:00Z"],
    ["yesterday 23:10", "UTC", "2026-11-20T23:10:00Z"],
    ["ontem às 23h10", "UTC", "2026-11-20T23:10:00Z"],
    ["2026-11-19 23:10", "UTC", "2026-11-19T23:10:00Z"],
    ["2026-11-19T23:10:05+01:00", "UTC", "2026-11-19T22:10:05Z"],
    ["Nov 19, 2:03 pm PST", "UTC", "2026-11-19T22:03:00Z"],
    ["20 minutes ago", "UTC", "2026-11-21T14:10:20Z"],
    ["now", "UTC", "2026-11-21T14:30:20Z"],
    ["Agora", "UTC", "2026-11-21T14:30:20Z"],
    ["15:03 CET (14:03 UTC)", "UTC", "2026-11-21T14:03:00Z"],
    ["`14:03` – the first 500", "UTC", "2026-11-21T14:03:00Z"],
  ])("%s in %s", (words, timeZone, at) => {
    expect(read(words, timeZone)).toEqual({ at });
  });

  it("is of the evening before when it is said after midnight", () => {
    expect(read("23:50", "UTC", "2026-11-21T00:10:00Z")).toEqual({ at: "2026-11-20T23:50:00Z" });
  });

  it.each([
    ["", "needs a time of day: write `/postmortem started 2026-11-21 14:30` or `/postmortem started now`."],
    ["around lunch", "“around lunch” has none that can be read: write"],
    ["2026-11-21", "“2026-11-21” has none that can be read"],
    ["14:03 CST", "the time zone of “14:03 CST” is unknown or could be several"],
    ["17:30", "“17:30” is still to come, long ago, or on a day that does not exist"],
    ["2019-01-01 10:00", "is still to come, long ago, or on a day that does not exist"],
    ["2026-02-30 10:00", "is still to come, long ago, or on a day that does not exist"],
    ["14:03 14:05", "“14:03 14:05” names more than one"],
    ["between 13:00 and 14:00", "names more than one"],
    ["<!-- @ana --> *x*", "“&lt;"],
  ])("%j is told what to write instead", (words, expected) => {
    expect(problem(words)).toContain(expected);
  });

  it("shows an example that would be read", () => {
    for (const timeZone of ["UTC", "Asia/Tokyo"]) {
      const example = /`\/postmortem started (2026[^`]*)`/.exec(problem("soon", timeZone))?.[1] ?? "";
      expect(read(example, timeZone)).toEqual({ at: "2026-11-21T14:30:00Z" });
    }
  });
});
