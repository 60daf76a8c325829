import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLineTime } from "../../src/core/line-time.ts";
import { formatMoment } from "../../src/core/moment.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 150);

const above = { at: Date.parse("2026-11-21T14:00Z"), day: "2026-11-21" };

describe("the time a line begins with", () => {
  it.each([
    ["2026-11-21 14:03 UTC – pool exhausted", "2026-11-21T14:03Z"],
    ["2026-11-21 15:03 Europe/Berlin (14:03 UTC) – pool exhausted", "2026-11-21T14:03Z"],
    ["2026-11-21T14:03:59Z pool", "2026-11-21T14:03:59Z"],
    ["2026-11-21T14:03:59.123+01:00 pool", "2026-11-21T13:03:59Z"],
    ["2026-11-21, 14:03 -0330", "2026-11-21T17:33Z"],
    ["**2026-11-21 2:03 pm** – pool", "2026-11-21T14:03Z"],
    ["[2026-11-21 12:03 a.m.] pool", "2026-11-21T00:03Z"],
    ["2026-11-21 14h03", "2026-11-21T14:03Z"],
    ["2026-11-21 14:03 Nowhere/Land", "2026-11-21T14:03Z"],
    ["2026-11-21: the day before", "2026-11-21T00:00Z"],
    ["2026-11-21", "2026-11-21T00:00Z"],
  ])("is read from %j", (words, expected) => {
    expect(readLineTime(words, "UTC", null)?.at).toBe(Date.parse(expected));
  });

  it.each([
    ["14:03 UTC – failover", "2026-11-21T14:03Z"],
    ["`9:05` looked at it", "2026-11-21T09:05Z"],
    ["00:10 – all clear", "2026-11-22T00:10Z"],
  ])("takes its day from the line above, past midnight too: %j", (words, expected) => {
    expect(readLineTime(words, "UTC", above)?.at).toBe(Date.parse(expected));
  });

  it("is in the repository's zone where the line names none", () => {
    const at = (words: string, timeZone: string) => readLineTime(words, timeZone, above)?.at;
    expect(at("2026-11-22 14:03 x", "America/Sao_Paulo")).toBe(Date.parse("2026-11-22T17:03Z"));
    expect(at("14:03", "Asia/Tokyo")).toBe(Date.parse("2026-11-21T05:03Z"));
  });

  it.each([
    "",
    "pool exhausted at 14:03",
    "14:03 with no day above",
    "2026-02-30 10:00",
    "2026-13-01",
    "2026-11-21 25:00",
    "2026-11-21 10:99",
    "2026-11-210 10:00",
    "9999-99-99 99:99",
    "\u0000",
    "\ud800 14:03",
    "\u202e2026",
    "(".repeat(65_536),
    "1".repeat(65_536),
    " ".repeat(65_536),
  ])("is none in %j", (words) => {
    expect(readLineTime(words, "UTC", null)).toBeNull();
  });

  it("is the one that was written, in any zone, but for the hour that a clock shows twice", () => {
    const zone = fc.constantFrom("UTC", "Europe/Berlin", "Asia/Kolkata", "America/Argentina/Buenos_Aires");
    const moment = fc.date({
      min: new Date("2000-01-01"),
      max: new Date("2090-01-01"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moment, zone, (date, timeZone) => {
        const minute = Math.floor(date.getTime() / 60_000) * 60_000;
        const written = formatMoment(new Date(minute).toISOString(), timeZone);
        const read = readLineTime(`${written} – x`, "UTC", null)?.at ?? Number.NaN;
        expect([0, 3_600_000]).toContain(Math.abs(read - minute));
        if (["UTC", "Asia/Kolkata"].includes(timeZone)) expect(read).toBe(minute);
      }),
      { numRuns: RUNS },
    );
  });

  it("never throws", () => {
    const piece = fc.constantFrom(
      "2026-11-21",
      "14:03",
      "pm",
      " ",
      "UTC",
      "+25:99",
      "a/b",
      "[",
      "\u0000",
      "T",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: "binary", maxLength: 3 }))), (pieces) => {
        readLineTime(pieces.join(""), "UTC", above);
      }),
      { numRuns: RUNS },
    );
  });
});
