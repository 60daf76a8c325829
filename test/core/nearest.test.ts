import { describe, expect, it } from "vitest";
import { nearest } from "../../src/core/nearest.ts";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

describe("the nearest name", () => {
  it.each<[string, string[], string | undefined]>([
    ["lables", ["labels", "locale"], "labels"],
    ["MONDAY", DAYS, "monday"],
    ["firday", DAYS, "friday"],
    ["sun", DAYS, "sunday"],
    ["Thurs", DAYS, "thursday"],
    ["t", DAYS, undefined],
    ["s", DAYS, undefined],
    ["day", DAYS, undefined],
    ["quart", ["monthly", "quarterly", "none"], "quarterly"],
    ["re", ["refresh", "resolved"], undefined],
    ["refre", ["refresh", "resolved"], "refresh"],
    ["P5", ["P0", "P1", "default"], undefined],
    ["p1", ["P0", "P1", "default"], "P1"],
    ["", DAYS, undefined],
    ["ab", ["cd"], undefined],
    ["x".repeat(65_536), DAYS, undefined],
  ])("of %j among %j is %s", (name, known, expected) => {
    expect(nearest(name, known)).toBe(expected);
  });
});
