import { describe, expect, it } from "vitest";
import {
  type DayOrder,
  dayOrderOf,
  dayOrderOfLanguage,
  writtenDates,
} from "../../../src/core/reading/written-date.ts";

const datesOf = (text: string, order: DayOrder = null) => writtenDates(text, order).map(({ date }) => date);

describe("a date written in full", () => {
  it.each([
    ["2026-12-01", "2026-12-01"],
    ["2026/12/1", "2026-12-01"],
    ["2026.12.01", "2026-12-01"],
    ["Jul 16, 2023", "2023-07-16"],
    ["July 16th 2023", "2023-07-16"],
    ["Sept. 3, 2025", "2025-09-03"],
    ["16 July 2023", "2023-07-16"],
    ["1st of December, 2026", "2026-12-01"],
    ["16-Jul-2023", "2023-07-16"],
    ["15 de março de 2024", "2024-03-15"],
    ["3 de mayo de 2024", "2024-05-03"],
    ["1er août 2024", "2024-08-01"],
    ["1. März 2024", "2024-03-01"],
    ["4. desember 2024", "2024-12-04"],
    ["16.07.2023", "2023-07-16"],
    ["01.02.2024", "2024-02-01"],
    ["15/03/2024", "2024-03-15"],
    ["3/15/2024", "2024-03-15"],
    ["05/05/2024", "2024-05-05"],
    ["2024年3月15日", "2024-03-15"],
    ["2024년 3월 15일", "2024-03-15"],
    ["2024. 3. 15.", "2024-03-15"],
  ])("%j is %s", (text, date) => {
    expect(datesOf(`x ${text} y`)).toEqual([date]);
  });

  it.each([
    "1.2.3",
    "v1.2.2024",
    "10.4.0.1",
    "14:03",
    "#2024-12",
    "Dec 1",
    "March 2024",
    "Q4 2026",
    "3/4",
    "2024-13",
    "12345-01-01",
    "Release 12 2024",
    "",
    "\ud800 2024",
  ])("is not %j", (text) => {
    expect(datesOf(text)).toEqual([]);
  });

  it.each([
    ["03/04/2026", "ambiguous"],
    ["2026-02-30", "impossible"],
    ["31.11.2026", "impossible"],
    ["Feb 30, 2026", "impossible"],
  ])("may be none: %j is %s", (text, problem) => {
    expect(writtenDates(text, null)).toMatchObject([{ date: null, problem }]);
  });

  it.each<[DayOrder, string | null]>([
    ["day-first", "2026-04-03"],
    ["month-first", "2026-03-04"],
    [null, null],
  ])("of two small numbers is read %s: %s", (order, date) => {
    expect(datesOf("03/04/2026", order)).toEqual([date]);
  });

  it("has its place", () => {
    const text = "é by Jul 16, 2023.";
    const [{ start, end } = { start: 0, end: 0 }] = writtenDates(text, null);
    expect(text.slice(start, end)).toBe("Jul 16, 2023");
  });
});

describe("the order of day and month", () => {
  it.each<[string[], DayOrder]>([
    [["15/03/2024", "04/05/2024"], "day-first"],
    [["03/15/2024", "04/05/2024"], "month-first"],
    [["04/05/2024"], null],
    [["15/03/2024", "03/15/2024"], null],
    [["2024-03-15"], null],
  ])("of %j is %s", (texts, order) => {
    expect(dayOrderOf(texts)).toBe(order);
  });

  it.each<[string, DayOrder]>([
    ["A fila não foi limpa para uma parte dos clientes.", "day-first"],
    ["Die Platte war voll und das wurde nicht bemerkt.", "day-first"],
    ["The queue was full and the disk of the primary was slow, para los users.", null],
    ["", null],
  ])("of the language of %j is %s", (text, order) => {
    expect(dayOrderOfLanguage(text)).toBe(order);
  });
});
