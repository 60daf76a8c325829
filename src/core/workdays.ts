import type { Config } from "./config-schema.ts";
import { WEEKDAYS } from "./schedule.ts";

/** Days are counted from 1970-01-01; dates are `YYYY-MM-DD`, days of every year `MM-DD`. */

/** Monday to Friday, without holidays. */
export const MONDAY_TO_FRIDAY: Config["workdays"] = { weekend: ["saturday", "sunday"], holidays: [] };

const DAY_MS = 86_400_000;

/** Holidays may lie from here to there, both included; see the schema. */
const FIRST = dayNumber("2000-01-01");
const LAST = dayNumber("2099-12-31");

/** Within so many days so many workdays must come: one a week, and a year of holidays besides. */
function mostDays(count: number): number {
  return 366 + 7 * count;
}

/**
 * How many calendar days after a date its n-th workday is. Holidays that never end do not hold anything up: where the search comes
 * to nothing, every day counts.
 */
export function daysUntilWorkday(date: string, count: number, workdays: Config["workdays"]): number {
  const isWorkday = workdayTest(workdays);
  const from = dayNumber(date);
  let left = count;
  for (let days = 1; left > 0 && days <= mostDays(count); days++)
    if (isWorkday(from + days) && --left === 0) return days;
  return count;
}

/** Too many holidays in a row: `count` workdays do not come within `most` days after `after`. */
export type Endless = {
  count: number;
  most: number;
  after: string;
  /** Which of the holidays begins the longest time without a workday. */
  holiday: number;
};

/**
 * Where a search for one of so many workdays would come to nothing; null: nowhere from 2000 to 2099.
 * @param counts how many workdays are asked for
 */
export function findEndless(workdays: Config["workdays"], counts: readonly number[]): Endless | null {
  if (workdays.holidays.length === 0) return null;
  // Whoever asks on a day off waits no longer than one who asks on the workday before.
  const known = workdaysBetween(FIRST, LAST + mostDays(Math.max(0, ...counts)), workdays);
  const days = [FIRST - 1, ...known];
  for (const count of counts) {
    const most = mostDays(count);
    const at = days.findIndex((day, at) => day <= LAST && next(days, at, count) - day > most);
    if (at >= 0) {
      const holiday = longestOff(days, at, count, workdays);
      return { count, most, after: isoDay(days[at] ?? FIRST), holiday };
    }
  }
  return null;
}

function workdaysBetween(first: number, last: number, workdays: Config["workdays"]): number[] {
  const isWorkday = workdayTest(workdays);
  const days: number[] = [];
  for (let day = first; day <= last; day++) if (isWorkday(day)) days.push(day);
  return days;
}

/** The n-th workday after one of them; after the last that was looked for, none is known to come. */
function next(days: readonly number[], at: number, count: number): number {
  return days[at + count] ?? Number.POSITIVE_INFINITY;
}

/** The holiday that begins the longest time off among so many workdays from the one at `first`. */
function longestOff(
  days: readonly number[],
  first: number,
  count: number,
  { weekend, holidays }: Config["workdays"],
): number {
  const gaps = days.slice(first, first + count).map((day, at) => next(days, first + at, 1) - day);
  const before = days[first + gaps.indexOf(Math.max(...gaps))] ?? FIRST;
  const off = [1, 2, 3, 4, 5, 6, 7].map((ahead) => before + ahead).find((day) => !isWeekend(day, weekend));
  const date = isoDay(off ?? before);
  return holidays.findIndex((holiday) => covers(spanOf(holiday), date));
}

/** Asked of many days in a row: of each only the holidays of its year are looked at. */
function workdayTest({ weekend, holidays }: Config["workdays"]): (day: number) => boolean {
  const spans = holidays.map(spanOf);
  const dated = spans.filter(({ isYearly }) => !isYearly);
  const yearly = daysOfEveryYear(spans.filter(({ isYearly }) => isYearly));
  const byYear = new Map<string, Span[]>();
  const inYear = (year: string) => {
    const found =
      byYear.get(year) ?? dated.filter(({ from, to }) => from.slice(0, 4) <= year && year <= to.slice(0, 4));
    byYear.set(year, found);
    return found;
  };
  return (day) => {
    if (isWeekend(day, weekend)) return false;
    if (spans.length === 0) return true;
    const date = isoDay(day);
    return !yearly.has(date.slice(5)) && !inYear(date.slice(0, 4)).some((span) => covers(span, date));
  };
}

/** Days that lie in one of the spans, `MM-DD`. */
function daysOfEveryYear(spans: readonly Span[]): Set<string> {
  if (spans.length === 0) return new Set();
  // 2000 was a leap year.
  const days = Array.from({ length: 366 }, (_, ahead) => isoDay(FIRST + ahead));
  return new Set(days.filter((day) => spans.some((span) => covers(span, day))).map((day) => day.slice(5)));
}

/** The first and last day off. */
type Span = { from: string; to: string; isYearly: boolean };

function spanOf(holiday: string): Span {
  const [from = "", to = from] = holiday.split("..");
  return { from, to, isYearly: from.length === 5 };
}

/** A span of every year may reach into the next one: `12-24..01-01`. */
function covers({ from, to, isYearly }: Span, date: string): boolean {
  const day = isYearly ? date.slice(5) : date;
  return isYearly && from > to ? day >= from || day <= to : from <= day && day <= to;
}

/** Whether a range of dates ends before it begins. */
export function isBackwards(holiday: string): boolean {
  const { from, to, isYearly } = spanOf(holiday);
  return !isYearly && from > to;
}

function isWeekend(day: number, weekend: Config["workdays"]["weekend"]): boolean {
  // 1970-01-01 was a Thursday; what is left of a day before it is negative.
  const name = WEEKDAYS[(((day + 3) % 7) + 7) % 7];
  return weekend.some((one) => one === name);
}

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** From its parts: asked of every day of a century, `toISOString` takes four times as long. */
function isoDay(day: number): string {
  const date = new Date(day * DAY_MS);
  const year = `${date.getUTCFullYear()}`.padStart(4, "0");
  return `${year}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : `${number}`;
}
