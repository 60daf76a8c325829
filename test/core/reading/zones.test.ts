import { describe, expect, it } from "vitest";
import { findZones, offsetIn } from "../../../src/core/reading/zones.ts";

const offsets = (text: string, day = "2030-07-02", clock = "09:10") =>
  findZones(text).map(({ start, end, zone }) => [text.slice(start, end), offsetIn(zone, day, clock)]);

describe("a zone in a text", () => {
  it.each<[string, [string, string | null][]]>([
    ["All times in UTC.", [["UTC", "Z"]]],
    ["times (GMT)", [["GMT", "Z"]]],
    ["UTC+2", [["UTC+2", "+02:00"]]],
    ["GMT-03:30", [["GMT-03:30", "-03:30"]]],
    ["UTC−3", [["UTC−3", "-03:00"]]],
    ["BST", [["BST", "+01:00"]]],
    ["CET/CEST", [["CET/CEST", "+02:00"]]],
    ["CET or CEST", [["CET or CEST", "+02:00"]]],
    ["PST/PDT", [["PST/PDT", "-07:00"]]],
    ["ET", [["ET", "-04:00"]]],
    ["Europe/Berlin", [["Europe/Berlin", "+02:00"]]],
    ["US/Pacific", [["US/Pacific", "-07:00"]]],
    ["pacific time", [["pacific time", "-07:00"]]],
    ["horário de Brasília", [["horário de Brasília", "-03:00"]]],
    ["KST 기준", [["KST", "+09:00"]]],
    ["日本時間", [["日本時間", "+09:00"]]],
    ["IST (UTC+5:30)", [["IST (UTC+5:30", "+05:30"]]],
    ["PST (UTC-7)", [["PST (UTC-7", "-07:00"]]],
    [
      "UTC/ACDT",
      [
        ["UTC", "Z"],
        ["ACDT", "+10:30"],
      ],
    ],
  ])("is found in %j", (text, expected) => {
    expect(offsets(text)).toEqual(expected);
  });

  it.each(["", "et", "est-ce", "the UTCB", "Nowhere/Land", "FEST", "UTC+25", "at best"])(
    "is not in %j",
    (text) => {
      expect(offsets(text).filter(([name]) => name !== "UTC")).toEqual([]);
    },
  );
});

describe("the clock of a zone", () => {
  it.each([
    ["CET", "2030-01-02", "+01:00"],
    ["CEST", "2030-07-02", "+02:00"],
    ["PST", "2030-01-02", "-08:00"],
    ["CET/CEST", "2030-01-02", "+01:00"],
    ["CET/CEST", "2030-07-02", "+02:00"],
    ["AEST", "2030-01-02", "+10:00"],
  ])("of %s on %s is %s", (name, day, expected) => {
    expect(offsets(name, day)[0]?.[1]).toBe(expected);
  });

  it.each([
    ["of a name that holds for the other half of the year", "PST", "2030-07-02"],
    ["of a summer's name in winter", "BST", "2030-01-02"],
    ["of a name that means several zones", "CST", "2030-01-02"],
    ["of a place that there is none of", "Europe/Atlantis", "2030-01-02"],
    ["on a day that there is none of", "CET/CEST", "2030-02-31"],
  ])("%s is not known", (_, name, day) => {
    expect(offsets(name, day)[0]?.[1]).toBeNull();
  });
});
