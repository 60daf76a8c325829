import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDates } from "../../src/core/natural-date.ts";

/** Seconds while developing; CI runs the laws longer. */
const RUNS = Number(process.env.LAW_RUNS ?? 500);

/** A Tuesday. */
const WHEN = { now: new Date("2026-11-24T12:00:00Z"), timeZone: "UTC" };
const at = (now: string, timeZone = "UTC") => ({ now: new Date(now), timeZone });
const only = (text: string, when: typeof WHEN | null = WHEN) => findDates(text, when).map(({ date }) => date);

describe("date words", () => {
  it.each([
    ["2026-12-01", "2026-12-01"],
    ["2026/12/01", "2026-12-01"],
    ["2026.12.01", "2026-12-01"],
    ["2026-12-01T23:30:00Z", "2026-12-01"],
    ["December 1st, 2026", "2026-12-01"],
    ["Jul 16, 2023", "2023-07-16"],
    ["16.07.2023", "2023-07-16"],
    ["03.04.2026", "2026-04-03"],
    ["07/16/2023", "2023-07-16"],
    ["15/03/2024", "2024-03-15"],
    ["04/04/2026", "2026-04-04"],
    ["12/25/26", "2026-12-25"],
    ["5-Dec-2026", "2026-12-05"],
    ["01-Dec-26", "2026-12-01"],
    ["1º de dezembro de 2026", "2026-12-01"],
    ["31 de diciembre del 2026", "2026-12-31"],
    ["le 1er décembre 2026", "2026-12-01"],
    ["16. Juli 2023", "2023-07-16"],
    ["2026年12月1日", "2026-12-01"],
    ["2026년 12월 1일", "2026-12-01"],
    ["Q4 2026", "2026-12-31"],
    ["2027-Q1", "2027-03-31"],
    ["end of Q1 2027", "2027-03-31"],
    ["June 2027", "2027-06-30"],
    ["mid-January 2027", "2027-01-15"],
    ["end of 2026", "2026-12-31"],
    ["2026-W50", "2026-12-11"],
    ["KW 53 2026", "2027-01-01"],
    ["2026-12-01 (Tuesday)", "2026-12-01"],
    ["Friday 03/04/2026", "2026-04-03"],
    ["Wednesday, 03/04/2026", "2026-03-04"],
    ["até 03/04/2027", "2027-04-03"],
  ])("%j names its day", (text, date) => {
    expect(only(text)).toEqual([date]);
    expect(only(text, null)).toEqual([date]);
  });

  it.each([
    ["Dec 1", "2026-12-01"],
    ["1 December", "2026-12-01"],
    ["1st of Dec", "2026-12-01"],
    ["the 3rd of March", "2027-03-03"],
    ["Sept. 3", "2027-09-03"],
    ["Nov 24", "2026-11-24"],
    ["Nov 23", "2027-11-23"],
    ["Feb 29", "2028-02-29"],
    ["by the 15th", "2026-12-15"],
    ["até dia 30", "2026-11-30"],
    ["due 12/25", "2026-12-25"],
    ["bis 1.12.", "2026-12-01"],
    ["12月1日", "2026-12-01"],
    ["12월 1일", "2026-12-01"],
    ["Friday", "2026-11-27"],
    ["Tuesday", "2026-12-01"],
    ["this Friday", "2026-11-27"],
    ["next Friday", "2026-12-04"],
    ["Friday next week", "2026-12-04"],
    ["due Fri", "2026-11-27"],
    ["Friday, Dec 4", "2026-12-04"],
    ["EOD Friday", "2026-11-27"],
    ["Friday EOD", "2026-11-27"],
    ["Friday at 17:00 UTC", "2026-11-27"],
    ["today", "2026-11-24"],
    ["EOD", "2026-11-24"],
    ["tomorrow", "2026-11-25"],
    ["the day after tomorrow", "2026-11-26"],
    ["in 2 weeks", "2026-12-08"],
    ["in two weeks", "2026-12-08"],
    ["within 5 business days", "2026-12-01"],
    ["three weeks from now", "2026-12-15"],
    ["in a month", "2026-12-24"],
    ["in a quarter", "2027-02-24"],
    ["end of June", "2027-06-30"],
    ["mid-January", "2027-01-15"],
    ["beginning of January", "2027-01-01"],
    ["end of the month", "2026-11-30"],
    ["end of next month", "2026-12-31"],
    ["EOM", "2026-11-30"],
    ["EOW", "2026-11-27"],
    ["end of quarter", "2026-12-31"],
    ["EOY", "2026-12-31"],
    ["by Q1", "2027-03-31"],
    ["by June", "2027-06-30"],
    ["this week", "2026-11-27"],
    ["next week", "2026-12-04"],
    ["next month", "2026-12-31"],
    ["week of Dec 7", "2026-12-11"],
    ["KW 50", "2026-12-11"],
    ["até sexta", "2026-11-27"],
    ["próxima sexta-feira", "2026-11-27"],
    ["em 2 semanas", "2026-12-08"],
    ["em duas semanas", "2026-12-08"],
    ["fim de junho", "2027-06-30"],
    ["fim do mês", "2026-11-30"],
    ["semana que vem", "2026-12-04"],
    ["depois de amanhã", "2026-11-26"],
    ["para el viernes", "2026-11-27"],
    ["fin de mes", "2026-11-30"],
    ["dans deux semaines", "2026-12-08"],
    ["vendredi prochain", "2026-11-27"],
    ["nächsten Freitag", "2026-12-04"],
    ["Ende nächster Woche", "2026-12-04"],
    ["Ende des Monats", "2026-11-30"],
    ["übermorgen", "2026-11-26"],
    ["来週金曜日", "2026-12-04"],
    ["今月末", "2026-11-30"],
    ["2週間以内", "2026-12-08"],
    ["다음 주 금요일", "2026-12-04"],
    ["2주 이내", "2026-12-08"],
  ])("%j is told from the moment it was written", (text, date) => {
    expect(only(text)).toEqual([date]);
    expect(only(text, null)).toEqual([null]);
  });

  it.each([
    ["03/04/2026", ["2026-04-03", "2026-03-04"]],
    ["week of 12/07/2026", ["2026-07-10", "2026-12-11"]],
    ["Dec 1 – Dec 5", ["2026-12-01", "2026-12-05"]],
    ["Q4 2025 - Q1 2026", ["2025-12-31", "2026-03-31"]],
    ["Friday or Monday", ["2026-11-27", "2026-11-30"]],
  ])("%j may be two days", (text, ambiguous) => {
    expect(findDates(text, WHEN)).toEqual([
      { start: 0, end: text.length, text, date: null, ambiguous, yearless: expect.any(Boolean) },
    ]);
  });

  it.each([
    ["Friday, Dec 5", null],
    ["Friday, Dec 5, 2026", null],
    ["July 9 and July 16, 2023", null],
    ["before June 2027", null],
    ["before next week", null],
  ])("%j is told by what stands beside it", (text, date) => {
    expect(only(text)).toEqual([date]);
  });

  it.each([
    "1.2.3",
    "v2026.1.2",
    "10.4.0.1",
    "1.12.26",
    "3/4 of the nodes",
    "by 3/4 of it",
    "1/2",
    "24/7",
    "14:03",
    "#1234",
    "it may fail",
    "may 5 replicas start",
    "the 10 may",
    "march on",
    "march 10th street",
    "the second run",
    "now",
    "set 5 replicas",
    "8 out of 10",
    "sat down in the sun",
    "mon ami",
    "30 days",
    "in 5 minutes",
    "last Friday",
    "sexta passada",
    "na segunda réplica",
    "até segunda ordem",
    "Friday's deploy",
    "2026-02-30",
    "2026-13-01",
    "Feb 30",
    "32 Dec",
    "2026-12-01-rc1",
    "http://x/2026/12/01/a",
    "Q1: what happened",
    "late January 2027",
    "by the 3rd replica",
    "Dec 14:03",
    "maybe, decimal, julienne",
  ])("%j has none", (text) => {
    expect(findDates(text, WHEN)).toEqual([]);
  });

  it.each([
    ["in Auckland it is tomorrow already", at("2026-11-24T12:00:00Z", "Pacific/Auckland"), "2026-11-25"],
    ["in Honolulu it is still yesterday", at("2026-11-24T09:59:59Z", "Pacific/Honolulu"), "2026-11-23"],
    ["before midnight in São Paulo", at("2026-11-25T02:59:59Z", "America/Sao_Paulo"), "2026-11-24"],
    ["at midnight in São Paulo", at("2026-11-25T03:00:00Z", "America/Sao_Paulo"), "2026-11-25"],
    ["when the clock is put back", at("2026-10-25T00:30:00Z", "Europe/Paris"), "2026-10-25"],
    ["when the clock is put forward", at("2026-03-08T07:30:00Z", "America/New_York"), "2026-03-08"],
  ])("are told from the day that it is there: %s", (_, when, today) => {
    expect(only("today", when)).toEqual([today]);
  });

  it("says the week's Friday until it is over, and then its Sunday", () => {
    const days = ["2026-11-23", "2026-11-27", "2026-11-28", "2026-11-29"];
    expect(days.flatMap((day) => only("EOW", at(`${day}T12:00:00Z`)))).toEqual([
      ...["2026-11-27", "2026-11-27"],
      ...["2026-11-29", "2026-11-29"],
    ]);
    expect(days.flatMap((day) => only("next Friday", at(`${day}T12:00:00Z`)))).toEqual([
      ...["2026-12-04", "2026-12-04"],
      ...["2026-12-04", "2026-12-04"],
    ]);
  });

  it("says where the words stand", () => {
    const text = "Né 😀: até sexta, then Dec 1 or 2026-12-09.";
    expect(findDates(text, WHEN).map(({ start, end }) => text.slice(start, end))).toEqual([
      "sexta",
      "Dec 1 or 2026-12-09",
    ]);
  });

  const piece = fc.oneof(
    fc.constantFrom(
      ..."Dec 1|1|2026|-|/|.|12|31|03/04|Friday|next|week|end of|June|by|due|in|two|weeks|até|sexta|Q1|EOD|fim de|月|金曜日|KW|50|the|of|de|,|(|)|(default)".split(
        "|",
      ),
    ),
    fc.string({ unit: "binary", maxLength: 3 }),
  );
  const text = fc
    .array(piece, { maxLength: 8 })
    .chain((words) => fc.constantFrom(" ", "").map((between) => words.join(between)));
  const when = fc
    .record({
      now: fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
      timeZone: fc.constantFrom("UTC", "Pacific/Auckland", "America/Sao_Paulo", "Asia/Kathmandu"),
    })
    .filter(({ now }) => !Number.isNaN(now.getTime()));

  it("stand in order, as written, and are days of the calendar", () => {
    fc.assert(
      fc.property(text, when, (line, moment) => {
        let from = 0;
        for (const { start, end, text: words, date, ambiguous } of findDates(line, moment)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(words).toBe(line.slice(start, end));
          for (const day of [date, ...(ambiguous ?? [])])
            if (day !== null) expect(new Date(`${day}T00:00:00Z`).toISOString()).toBe(`${day}T00:00:00.000Z`);
          from = end;
        }
      }),
      { numRuns: RUNS * 2 },
    );
  });

  it("are the same words whether today is known or not", () => {
    fc.assert(
      fc.property(text, when, (line, moment) => {
        const words = (known: typeof moment | null) => findDates(line, known).map((one) => one.text);
        expect(words(null)).toEqual(words(moment));
      }),
      { numRuns: RUNS * 2 },
    );
  });

  it("without their year are never over", () => {
    const words = fc.constantFrom(
      "Dec 1",
      "Friday",
      "tomorrow",
      "EOM",
      "end of June",
      "in 2 weeks",
      "EOW",
      "mid-May",
      "by Q2",
    );
    fc.assert(
      fc.property(words, when, (line, moment) => {
        const [today] = only("today", moment);
        expect(only(line, moment)[0] && String(today) <= String(only(line, moment)[0])).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it("are found whatever moment and zone are given", () => {
    for (const moment of [
      at("nonsense"),
      at("2026-11-24T12:00:00Z", "Mars/Olympus"),
      at("+275760-09-13T00:00:00Z"),
    ])
      expect(only("Friday", moment)).toEqual([null]);
  });

  it.each([
    "(",
    "Dec 1 ",
    "2026-12-01 ",
    "end of ",
    "12/",
    "Friday, Dec 4 - ",
    "in two ",
    "金曜日",
    " ",
    "\u0000",
  ])("are looked for in a whole page of %j in no time", (part) => {
    const page = part.repeat(65_536 / part.length);
    const start = performance.now();
    findDates(page, WHEN);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it("are not cut in two where the page is too long", () => {
    const page = `${"word ".repeat(399)}2026-12-12`;
    expect(findDates(page, WHEN).map(({ text: words }) => words)).not.toContain("2026-12-1");
  });
});
