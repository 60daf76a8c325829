import { describe, expect, it } from "vitest";
import { durationIn } from "../../../src/core/digest/stated-duration.ts";

const DAY = 24 * 60;

describe("a stated duration", () => {
  it.each([
    ["2 h 15 min", 135],
    ["2h15m", 135],
    ["2h15", 135],
    ["2 hours and 15 minutes", 135],
    ["2 hours, 15 minutes", 135],
    ["about 40 minutes", 40],
    ["~40 min", 40],
    ["3 days", 3 * DAY],
    ["1 day, 2 hours and 3 minutes", DAY + 123],
    ["a 40-minute outage", 40],
    ["1.5 hours", 90],
    ["2½ hours", 150],
    ["an hour", 60],
    ["an hour and a half", 90],
    ["two and a half hours", 150],
    ["half an hour", 30],
    ["a quarter of an hour", 15],
    ["1,200 minutes", 1200],
    ["two weeks", 14 * DAY],
    ["45 s", 1],
    ["90 seconds", 2],
    ["0 minutes", 0],
    ["135 minutes (2 h 15 min)", 135],
    ["2 h 15 min (40 min of it for everybody)", 135],
    ["(40 minutes)", 40],
    ["From 14:03 to 14:43 UTC, 40 minutes", 40],
    ["40 minutes – from first harm to full recovery", 40],
    ["2 horas e 15 minutos", 135],
    ["cerca de 40 minutos", 40],
    ["uma hora e meia", 90],
    ["duas horas e meia", 150],
    ["meia hora", 30],
    ["1,5 hora", 90],
    ["três dias", 3 * DAY],
    ["2 horas (das 14h às 16h)", 120],
  ])("%s", (words, minutes) => {
    expect(durationIn(words)).toBe(minutes);
  });

  it.each([
    "",
    "a while",
    "a few minutes",
    "several hours",
    "under an hour",
    "less than 5 minutes",
    "more than 3 hours",
    "at least 2 days",
    "menos de 5 minutos",
    "até 2 horas",
    "2–3 hours",
    "2 to 3 hours",
    "1 hour to 2 hours",
    "between 2 and 3 hours",
    "entre 2 e 3 horas",
    "20 minutes for the shop, 2 hours for the office",
    "14:03–14:43",
    "das 14h03 às 16h20",
    "desde as 14h",
    "3 minutes per request",
    "3 months",
    "12 users",
    "v2.1h",
    "2026-11-23 14:03",
    "99999999 days",
    "still going on",
  ])("is not stated by %j", (words) => {
    expect(durationIn(words)).toBeNull();
  });
});
