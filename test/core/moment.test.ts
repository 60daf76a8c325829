import { describe, expect, it } from "vitest";
import { formatMoment, parseMoment } from "../../src/core/moment.ts";

describe("a moment as people read it", () => {
  it.each([
    ["in UTC", "2026-11-23T14:03:59Z", "UTC", "2026-11-23 14:03 UTC"],
    ["in winter", "2026-11-23T14:03:00Z", "Europe/Berlin", "2026-11-23 15:03 Europe/Berlin (14:03 UTC)"],
    ["in summer", "2026-07-23T14:03:00Z", "Europe/Berlin", "2026-07-23 16:03 Europe/Berlin (14:03 UTC)"],
    [
      "on another day than UTC's",
      "2026-12-31T23:30:00Z",
      "Europe/Berlin",
      "2027-01-01 00:30 Europe/Berlin (2026-12-31 23:30 UTC)",
    ],
    [
      "on the day before UTC's",
      "2026-11-23T03:05:00Z",
      "America/New_York",
      "2026-11-22 22:05 America/New_York (2026-11-23 03:05 UTC)",
    ],
    [
      "the first time clocks show it",
      "2026-10-25T00:30:00Z",
      "Europe/Berlin",
      "2026-10-25 02:30 Europe/Berlin (00:30 UTC)",
    ],
    [
      "the second time clocks show it",
      "2026-10-25T01:30:00Z",
      "Europe/Berlin",
      "2026-10-25 02:30 Europe/Berlin (01:30 UTC)",
    ],
    [
      "in half an hour's zone",
      "2026-11-23T14:03:00Z",
      "Asia/Kolkata",
      "2026-11-23 19:33 Asia/Kolkata (14:03 UTC)",
    ],
    ["given with an offset", "2026-11-23T15:03:00+01:00", "UTC", "2026-11-23 14:03 UTC"],
    ["given with milliseconds", "2026-11-23T14:03:00.999Z", "UTC", "2026-11-23 14:03 UTC"],
  ])("%s", (_, iso, timeZone, expected) => {
    expect(formatMoment(iso, timeZone)).toBe(expected);
    const minute = new Date(Math.floor(Date.parse(iso) / 60_000) * 60_000).toISOString();
    expect(parseMoment(expected)).toBe(minute.replace(".000Z", "Z"));
  });

  it.each([
    "",
    "_still open_",
    "2026-02-30 10:00 UTC",
    "2026-11-23 25:00 UTC",
    "2026-11-23 15:03 CET",
    "soon UTC",
  ])("is not read from %j", (text) => {
    expect(parseMoment(text)).toBeNull();
  });
});
