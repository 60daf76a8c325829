import { Temporal } from "temporal-polyfill";

/** From one ISO 8601 instant up to another, which no longer belongs to it. */
export type Period = { from: string; to: string };

/** What GitHub writes, on days that their months have in every year: `Date.parse` reads it right, and ten times as fast. */
const PLAIN =
  /^\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/;

/** Milliseconds since the epoch of an ISO 8601 time with its zone; null for anything else. */
export function instantOf(iso: string | null): number | null {
  if (iso === null) return null;
  if (PLAIN.test(iso)) return Date.parse(iso);
  try {
    return Temporal.Instant.from(iso).epochMilliseconds;
  } catch {
    return null;
  }
}

/** Whether a moment lies in a period. What cannot be read lies in none. */
export function isWithin(iso: string | null, { from, to }: Period): boolean {
  const at = instantOf(iso);
  return at !== null && at >= (instantOf(from) ?? Number.NaN) && at < (instantOf(to) ?? Number.NaN);
}

/** The Monday, `YYYY-MM-DD`, that begins the week of a moment (milliseconds since the epoch) in a time zone (IANA name). */
export function weekOf(at: number, timeZone: string): string {
  const day = dayOf(at, timeZone);
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

/** The Mondays of all weeks that a period touches, in order. */
export function weeksOf({ from, to }: Period, timeZone: string): string[] {
  const [start, end] = [instantOf(from), instantOf(to)];
  if (start === null || end === null || end <= start) return [];
  const last = weekOf(end - 1, timeZone);
  const weeks = [weekOf(start, timeZone)];
  for (let week = weeks[0] ?? last; week < last; weeks.push(week))
    week = Temporal.PlainDate.from(week).add({ days: 7 }).toString();
  return weeks;
}

/** When a day (`YYYY-MM-DD`) begins on the wall clock, in milliseconds since the epoch. */
export function beginOf(day: string, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;
}

/** The last `count` whole calendar weeks before the one of a moment: Monday 00:00 to Monday 00:00 on the wall clock. */
export function lastWeeks(at: string, count: number, timeZone: string): Period {
  const monday = Temporal.PlainDate.from(weekOf(instantOf(at) ?? Number.NaN, timeZone));
  const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant().toString();
  return { from: midnight(monday.subtract({ weeks: count })), to: midnight(monday) };
}

/** The period of as many days right before another one; it begins at the same time of the day on the wall clock. */
export function periodBefore(period: Period, timeZone: string): Period {
  const start = Temporal.Instant.from(period.from).toZonedDateTimeISO(timeZone);
  const from = start.subtract(lengthOf(period, timeZone)).toInstant();
  return { from: from.toString(), to: period.from };
}

/** How many days a period lasts on the wall clock; one that has only begun counts. */
export function daysOf(period: Period, timeZone: string): number {
  const length = lengthOf(period, timeZone);
  return length.days + (length.subtract({ days: length.days }).blank ? 0 : 1);
}

/** Its first and its last day, as people would write them. */
export function firstDay({ from }: Period, timeZone: string): Temporal.PlainDate {
  return dayOf(Date.parse(from), timeZone);
}

export function lastDay({ to }: Period, timeZone: string): Temporal.PlainDate {
  return dayOf(Date.parse(to) - 1, timeZone);
}

function lengthOf({ from, to }: Period, timeZone: string): Temporal.Duration {
  const start = Temporal.Instant.from(from).toZonedDateTimeISO(timeZone);
  return start.until(Temporal.Instant.from(to).toZonedDateTimeISO(timeZone), { largestUnit: "day" });
}

function dayOf(at: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
}
