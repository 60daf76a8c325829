import { Temporal } from "temporal-polyfill";

export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A weekly moment: `time` is `HH:MM` on the wall clock of `timeZone` (IANA name). */
export type Schedule = { timeZone: string; day: Weekday; time: string };

/** The latest scheduled moment that is not after `now`, as an ISO 8601 instant in UTC. */
export function summaryMoment(now: Date, schedule: Schedule): string {
  return momentNear(now, schedule, 0) <= now.getTime()
    ? iso(momentNear(now, schedule, 0))
    : iso(momentNear(now, schedule, -1));
}

/** The scheduled moment before a period's own: a week earlier on the wall, an hour more or less where clocks change. */
export function previousSummaryMoment(period: string, schedule: Schedule): string {
  return summaryMoment(new Date(Date.parse(period) - 1), schedule);
}

/** The first scheduled moment after `now`. */
export function nextSummaryMoment(now: Date, schedule: Schedule): string {
  return momentNear(now, schedule, 0) > now.getTime()
    ? iso(momentNear(now, schedule, 0))
    : iso(momentNear(now, schedule, 1));
}

/** The first moment after `now` at which a clock on the wall there shows this time, as an ISO 8601 instant in UTC. */
export function nextDailyMoment(now: Date, { timeZone, time }: Omit<Schedule, "day">): string {
  const today = dayAt(now, timeZone);
  const moments = [0, 1, 2].map((days) => momentOf(today.add({ days }), time, timeZone));
  return iso(moments.find((moment) => moment > now.getTime()) ?? now.getTime());
}

/** This calendar week's moment, or that of a week before or after, in ms since the epoch. */
function momentNear(now: Date, { timeZone, day, time }: Schedule, weeks: number): number {
  const today = dayAt(now, timeZone);
  const date = today.add({ days: WEEKDAYS.indexOf(day) + 1 - today.dayOfWeek + 7 * weeks });
  return momentOf(date, time, timeZone);
}

function dayAt(moment: Date, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** A wall-clock time that daylight saving skips is taken an hour later, one that comes twice the first time. */
function momentOf(date: Temporal.PlainDate, time: string, timeZone: string): number {
  return date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}
