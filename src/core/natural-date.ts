import { type Day, fridayOf, type Today, todayIn, weekdayOf } from "./dates/calendar.ts";
import { DAY_RULES } from "./dates/day-rules.ts";
import { PERIOD_RULES } from "./dates/period-rules.ts";
import { RELATIVE_RULES } from "./dates/relative-rules.ts";
import type { Reading, Rule } from "./dates/rule.ts";
import { foldInPlace, mayTellADate } from "./dates/words.ts";

/** What a date in words is relative to: the moment of the comment or edit, and the repository's time zone (IANA). */
export type When = { now: Date; timeZone: string };

/** Date words of a line, from `start` to `end` (UTF-16 offsets). */
export type DateWords = {
  start: number;
  end: number;
  /** As written. */
  text: string;
  /** `YYYY-MM-DD`, null when it cannot be told. */
  date: string | null;
  /** Both readings of 03/04/2026, or both ends of a range, to be told to people. */
  ambiguous: [string, string] | null;
  /** Month and day alone: "Nov 3" may as well be last year's. */
  yearless: boolean;
};

/** What is read of a line; nobody writes more words and a date behind them. */
const LIMIT = 2000;

type Found = Reading & { start: number; end: number };

/**
 * All date words of a line, in order. Without `when` only what names day, month and year has a date; the rest is found
 * with `date: null`. A date without its year is the next such day, today included; a weekday is the next such day after
 * today. A period is told by its last day, a week by its Friday. What may as well be something else is not found.
 */
export function findDates(text: string, when: When | null): DateWords[] {
  const line = text.length > LIMIT ? text.slice(0, text.lastIndexOf(" ", LIMIT) + 1 || LIMIT) : text;
  const folded = foldInPlace(line);
  const today = when && knownDay(when);
  return joined(longest(findAll(line, folded, today)), folded).map(
    ({ start, end, date, ambiguous, kind }) => ({
      start,
      end,
      text: line.slice(start, end),
      date,
      ambiguous: ambiguous ?? null,
      yearless: kind === "day" && !/\d{4}|[/.-]\d{2}\b/.test(line.slice(start, end)),
    }),
  );
}

/** The same for all lines of a document, which is when it is asked most. */
const days = new WeakMap<When, Today>();

function knownDay(when: When): Today {
  const day = days.get(when) ?? todayIn(when);
  days.set(when, day);
  return day;
}

function findAll(line: string, folded: string, today: Today): Found[] {
  // Where two find the same words, the longer match counts, and of equals the one that stands first here.
  const rules: Rule[] = [];
  if (/\d/.test(folded)) rules.push(...DAY_RULES);
  if (mayTellADate(folded)) rules.push(...RELATIVE_RULES, ...PERIOD_RULES);
  return rules.flatMap(({ pattern, read }) =>
    [...folded.matchAll(pattern)].flatMap((match) => {
      const [start, end] = [match.index, match.index + match[0].length];
      const reading = read({
        groups: match.groups ?? {},
        raw: line.slice(start, end),
        before: folded.slice(Math.max(0, start - 40), start),
        after: folded.slice(end, end + 20),
        today,
      });
      return reading ? [{ ...reading, start, end }] : [];
    }),
  );
}

/** Of matches that overlap the longest, in order. */
function longest(found: Found[]): Found[] {
  const kept: Found[] = [];
  for (const one of found.sort((a, b) => b.end - b.start - (a.end - a.start)))
    if (kept.every(({ start, end }) => one.end <= start || one.start >= end)) kept.push(one);
  return kept.sort((a, b) => a.start - b.start);
}

const SIDE_BY_SIDE = /^(?:\.?,?\s{1,2}(?:(?:the|dia|den|le|o|on|of)\s)?)$/;
const TO = /^(?:\s{0,2}[-–—~〜/]\s{0,2}|\s(?:to|or|until|through|and|a|ate|ou|bis|oder|und)\s)$/;
const WEEK_OF =
  /(?:the\s)?(?<![\p{L}\p{N}])(?:week (?:of|commencing|beginning|starting)|w\/c|semana d[eo](?:l| dia)?|semaine du|woche vom)\s{1,2}(?:the\s)?$/u;
const TIME =
  /^(?:,?\s{1,2}(?:(?:at|by|um|as|a las|a)\s)?|\s?@\s?)(?:[0-2]?\d[:h][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\.?)?|[01]?\d\s?[ap]m|noon|midnight|midday)(?:\s?(?:utc|gmt|[ceps][ds]?t|cest|brt|z))?(?![\p{L}\p{N}_])/u;

/** Parts of one date put together: "Friday, Dec 4", "EOD Friday", "week of Dec 7", "Dec 1 – Dec 5", a time behind it. */
function joined(found: Found[], folded: string): Found[] {
  const dates: Found[] = [];
  for (const one of found) {
    const last = dates.at(-1);
    const both =
      last && together(last, one, folded.slice(last.end, one.start), folded.slice(one.end, one.end + 1));
    if (both) dates.pop();
    dates.push(withTime(both ?? weekOf(one, folded), folded));
  }
  return dates;
}

function together(a: Found, b: Found, between: string, after: string): Found | null {
  const span = { start: a.start, end: b.end };
  if (SIDE_BY_SIDE.test(between)) {
    if (a.kind === "day's end" && b.kind !== "day's end") return { ...b, ...span };
    if (b.kind === "day's end" && a.kind !== "day's end") return { ...a, ...span };
    if (a.kind === "weekday" && b.kind === "day") return { ...onWeekday(b, a.weekday), ...span };
    if (a.kind === "day" && b.kind === "weekday") return { ...onWeekday(a, b.weekday), ...span };
  }
  if (between === " (" && after.startsWith(")") && b.kind === "weekday" && a.kind !== "weekday")
    return { ...onWeekday(a, b.weekday), start: a.start, end: b.end + 1 };
  if (!TO.test(between)) return null;
  const ambiguous = a.date && b.date && a.date < b.date ? ([a.date, b.date] as [string, string]) : null;
  return { kind: "day", date: null, ambiguous, ...span };
}

/** A day that its weekday must fit: it tells 03/04 from 04/03, and where it fits neither, somebody is mistaken. */
function onWeekday(day: Reading, weekday: number | undefined): Reading {
  const fits = (date: Day) => date !== null && weekdayOf(date) === weekday;
  if (!day.ambiguous) return fits(day.date) ? day : { ...day, date: null };
  const fitting = day.ambiguous.filter(fits);
  return fitting.length === 1 ? { ...day, date: fitting[0] ?? null, ambiguous: null } : day;
}

function weekOf(one: Found, folded: string): Found {
  if (one.kind !== "day") return one;
  const words = WEEK_OF.exec(folded.slice(Math.max(0, one.start - 40), one.start));
  if (!words) return one;
  const ambiguous = one.ambiguous?.map((date) => fridayOf(date) ?? date) as [string, string] | undefined;
  return {
    ...one,
    start: one.start - words[0].length,
    date: fridayOf(one.date),
    ambiguous: ambiguous ?? null,
  };
}

function withTime(one: Found, folded: string): Found {
  const time = TIME.exec(folded.slice(one.end, one.end + 40));
  return time ? { ...one, end: one.end + time[0].length } : one;
}
