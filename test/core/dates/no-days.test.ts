import { describe, expect, it } from "vitest";
import { findNoDays } from "../../../src/core/dates/no-days.ts";

const found = (text: string) => findNoDays(text).map(({ start, end }) => text.slice(start, end));

describe("a day that there is none of", () => {
  it.each([
    ["due 31/02", "31/02"],
    ["due 31/02/2027", "31/02/2027"],
    ["due 2026-02-31", "2026-02-31"],
    ["due 2027/02/29", "2027/02/29"],
    ["bis 31.02.", "31.02."],
    ["bis 31.04.2027", "31.04.2027"],
    ["by Feb 30th, 2027", "Feb 30th, 2027"],
    ["by 31st of June", "31st of June"],
    ["até 31 de novembro de 2026", "31 de novembro de 2026"],
    ["by 02/31", "02/31"],
    ["due 45/13", "45/13"],
    ["\u{1f600} due 0/0", "0/0"],
  ])("is seen in %j", (text, words) => {
    expect(found(text)).toEqual([words]);
  });

  it.each([
    "due 29/02", // some years have it
    "due 12/31", // read the other way round it is one
    "due 12/11/2026",
    "by Feb 29",
    "v31.02.2026.1",
    "31/02/26/1",
    "100/200",
    "50/60%",
    "at 31:02",
    "",
  ])("is not seen in %j", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("tells what might be a slip from what is far from any day", () => {
    expect(findNoDays("31/02 45/13 13/31 0/5").map(({ isNear }) => isNear)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it.each([
    "1/".repeat(30_000),
    "31/02 ".repeat(10_000),
    "31 ".repeat(20_000),
    "9".repeat(65_536),
    "\0\ud800".repeat(9),
  ])("is looked for within a moment in whatever is typed", (text) => {
    const before = performance.now();
    findNoDays(text);
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
