import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configSchema } from "../../src/core/config-schema.ts";
import { addBusinessDays, addDays, daysBetween } from "../../src/core/due.ts";
import { findEndless, isBackwards } from "../../src/core/workdays.ts";

const DAY_MS = 86_400_000;
const RUNS = Number(process.env.LAW_RUNS ?? 60);
const workdaysOf = (value: unknown) => configSchema.parse({ workdays: value }).workdays;
type Rules = ReturnType<typeof workdaysOf>;

describe("business days", () => {
  it.each<[string, string[], string, number, string]>([
    ["over Christmas and a weekend", ["12-25", "12-26"], "2026-12-23", 2, "2026-12-28"],
    ["before 1970", [], "1969-12-31", 2, "1970-01-02"],
    ["long before 1970", [], "1950-03-03", 1, "1950-03-06"],
    ["the same in every year", ["12-25", "12-26"], "2027-12-23", 2, "2027-12-27"],
    ["a holiday on a weekend is none besides", ["2026-12-26"], "2026-12-25", 1, "2026-12-28"],
    ["of another year", ["2027-12-25"], "2026-12-24", 1, "2026-12-25"],
    ["over a range and the new year", ["2026-12-24..2027-01-02"], "2026-12-23", 1, "2027-01-04"],
    ["the first and last day of a range", ["2026-11-24..2026-11-25"], "2026-11-23", 1, "2026-11-26"],
    ["a range of one day", ["2026-11-24..2026-11-24"], "2026-11-23", 1, "2026-11-25"],
    ["a range of every year, over the new year", ["12-24..01-01"], "2029-12-21", 1, "2030-01-02"],
    ["a range of every year, within it", ["08-01..08-15"], "2031-07-31", 1, "2031-08-18"],
    ["white space around and within", [" 2026-12-24 .. 2027-01-02 "], "2026-12-23", 1, "2027-01-04"],
    ["29 February, where there is one", ["02-29"], "2028-02-28", 1, "2028-03-01"],
    ["29 February, where there is none", ["02-29"], "2027-02-26", 1, "2027-03-01"],
    ["one range in another", ["2026-11-24..2026-12-04", "2026-11-25"], "2026-11-23", 1, "2026-12-07"],
    ["a range over years", ["2026-11-24..2027-11-23"], "2026-11-23", 1, "2027-11-24"],
    ["beginning on a holiday", ["2026-11-24"], "2026-11-24", 1, "2026-11-25"],
    ["none at all", ["2026-11-24"], "2026-11-24", 0, "2026-11-24"],
    ["beyond the century", ["12-25"], "2105-12-24", 1, "2105-12-28"],
  ])("%s", (_, holidays, from, count, expected) => {
    expect(addBusinessDays(from, count, workdaysOf({ holidays }))).toBe(expected);
  });

  it.each<[string, string[], string, number, string]>([
    ["Friday and Saturday", ["friday", "saturday"], "2026-11-19", 1, "2026-11-22"],
    ["no weekend", [], "2026-11-20", 3, "2026-11-23"],
    ["Sunday alone", ["sunday"], "2026-11-20", 2, "2026-11-23"],
    [
      "one workday a week",
      ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday"],
      "2026-11-22",
      2,
      "2026-12-06",
    ],
  ])("with a weekend of: %s", (_, weekend, from, count, expected) => {
    expect(addBusinessDays(from, count, workdaysOf({ weekend }))).toBe(expected);
  });

  it.each<[string, string[], number]>([
    ["years at one go", ["2020-01-01..2099-12-31"], 5],
    ["every day of every year", ["01-01..12-31"], 3_650],
    ["a year and a month, day by day", Array.from({ length: 400 }, (_, n) => addDays("2026-11-23", n)), 3],
  ])("go over to calendar days where holidays do not end: %s", (_, holidays, count) => {
    expect(addBusinessDays("2026-11-23", count, workdaysOf({ holidays }))).toBe(addDays("2026-11-23", count));
  });
});

const day = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((moment) => moment.toISOString().slice(0, 10));
const yearly = day.map((one) => one.slice(5));
const range = (most: number) =>
  fc
    .tuple(day, fc.integer({ min: 0, max: most }))
    .map(([from, days]): [string, string] => [from, addDays(from, days)])
    .filter(([, to]) => to < "2100");
const dated = range(900).map((ends) => ends.join(".."));
const everyYear = range(120).map((ends) => ends.map((one) => one.slice(5)).join(".."));
const rules: fc.Arbitrary<Rules> = fc
  .record({
    weekend: fc.subarray(["monday", "wednesday", "friday", "saturday", "sunday"]),
    holidays: fc.array(fc.oneof(day, yearly, dated, everyYear), { maxLength: 6 }),
  })
  .map(workdaysOf);
const counts = fc.constantFrom(1, 3, 10, 60);

/** The rule, word for word and slowly. */
function isOff(date: string, { weekend, holidays }: Rules): boolean {
  const names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
  const name = names[new Date(date).getUTCDay()];
  return (
    weekend.some((one) => one === name) ||
    holidays.some((holiday) => {
      const [from = "", to = from] = holiday.split("..");
      const one = date.slice(-from.length);
      return from > to ? one >= from || one <= to : from <= one && one <= to;
    })
  );
}

describe("the n-th business day", () => {
  it("is one, with n - 1 of them before it, unless holidays do not end", () => {
    fc.assert(
      fc.property(day, counts, rules, (from, count, workdays) => {
        fc.pre(findEndless(workdays, [count]) === null);
        const due = addBusinessDays(from, count, workdays);
        const after = (days: number) => new Date(Date.parse(from) + days * DAY_MS).toISOString().slice(0, 10);
        const all = Array.from({ length: daysBetween(from, due) }, (_, n) => after(n + 1));
        expect(isOff(due, workdays)).toBe(false);
        expect(all.filter((one) => !isOff(one, workdays))).toHaveLength(count);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("holidays that do not end", () => {
  it.each<[string, string[], number[], string, number]>([
    ["a range of years", ["12-25", "2026-01-01..2030-12-31"], [3, 5, 10], "2025-12-29", 1],
    ["to the end of the century", ["2098-01-01..2099-12-31", "01-01..12-30"], [3], "1999-12-31", 1],
    ["in the last years", ["2098-01-01..2099-12-31"], [1], "2097-12-31", 0],
    ["every year", ["12-25", "01-01..12-31"], [10], "1999-12-31", 1],
  ])("are found: %s", (_, holidays, counts, after, holiday) => {
    const found = findEndless(workdaysOf({ holidays }), counts);
    expect(found).toMatchObject({ after, holiday, count: counts[0], most: 366 + 7 * (counts[0] ?? 0) });
  });

  it.each<[string, string[], number[]]>([
    ["no holidays", [], [3_650]],
    ["a whole year", ["2026-01-01..2026-12-31"], [1, 3, 5, 10]],
    ["every day of a year for whoever counts none", ["01-01..12-31"], [0]],
    ["eleven months of every year, for a few days", ["01-01..11-30"], [10]],
  ])("are not found where they end: %s", (_, holidays, counts) => {
    expect(findEndless(workdaysOf({ holidays }), counts)).toBeNull();
  });

  it("come by the count: too few business days in years count, too", () => {
    const { workdays } = configSchema.parse({ workdays: { holidays: ["01-01..11-30"] } });
    expect(findEndless(workdays, [0, 10, 300])).toMatchObject({ count: 300, holiday: 0 });
  });

  it("take milliseconds to be found, or not, however many there are", () => {
    const yearly = Array.from({ length: 200 }, (_, n) => addDays("2000-01-02", n).slice(5));
    const dated = Array.from({ length: 200 }, (_, n) => `20${n % 100}`.replace(/^20(\d)$/, "200$1"));
    const holidays = [...yearly, ...dated.map((year, n) => `${year}-10-01..20${n < 100 ? 99 : 98}-10-01`)];
    for (const given of [holidays, yearly, holidays.slice(0, 1)]) {
      const began = performance.now();
      findEndless(workdaysOf({ holidays: given }), [3_650, 3_649, 3, 10]);
      expect(performance.now() - began).toBeLessThan(300);
    }
  });
});

describe("a range of holidays", () => {
  it.each([
    ["2026-12-24..2027-01-02", false],
    ["2027-01-02..2026-12-24", true],
    ["2026-12-24..2026-12-24", false],
    ["12-24..01-01", false],
    ["2026-12-24", false],
  ])("%s ends before it begins: %s", (holiday, expected) => {
    expect(isBackwards(holiday)).toBe(expected);
  });
});
