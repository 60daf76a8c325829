import { Temporal } from "temporal-polyfill";
import { addBusinessDays } from "../due.ts";
import type { Period, Unit } from "./words.ts";

/**
 * Days of the calendar told from today: all of them are `YYYY-MM-DD`, and null when there is no such day or today is
 * not known.
 */
export type Day = string | null;
export type Today = Temporal.PlainDate | null;

/** Where in a period: its first day, its middle, its last day. */
export type Edge = "start" | "mid" | "end";

/** A year, month and day, when the calendar has it. */
export function dayOf(year: number, month: number, day: number): Day {
  if (month < 1 || month > 12 || day < 1) return null;
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return day <= first.daysInMonth ? first.with({ day }).toString() : null;
}

/** The next time that a year has this day, today included: 29 February may be years ahead. */
export function nextDayOf(today: Today, month: number, day: number): Day {
  return nextOf(today, (year) => dayOf(year, month, day));
}

/** The next such day of a month, today included; months that are too short are left out. */
export function nextOfMonth(today: Today, day: number): Day {
  if (!today) return null;
  const firsts = [0, 1, 2].map((months) => today.with({ day: 1 }).add({ months }));
  const days = firsts.map(({ year, month }) => dayOf(year, month, day));
  return days.find((one) => one !== null && one >= today.toString()) ?? null;
}

/** The first of this and the coming years' days that is not over. */
export function nextOf(today: Today, inYear: (year: number) => Day): Day {
  if (!today) return null;
  const now = today.toString();
  for (let year = today.year; year <= today.year + 8; year++) {
    const day = inYear(year);
    if (day && day >= now) return day;
  }
  return null;
}

/** The next such weekday strictly after today: Friday, said on a Friday, is a week away. 1 is Monday. */
export function nextWeekday(today: Today, weekday: number): Day {
  if (!today) return null;
  return today.add({ days: ((weekday - today.dayOfWeek + 6) % 7) + 1 }).toString();
}

/** A weekday of the week that is `weeks` ahead; weeks begin on Monday. */
export function weekdayIn(today: Today, weeks: number, weekday: number): Day {
  return today?.add({ days: weeks * 7 + weekday - today.dayOfWeek }).toString() ?? null;
}

/** So many units from today. Months are clamped: a month after 31 January is the end of February. */
export function unitsAhead(today: Today, count: number, unit: Unit): Day {
  if (!today) return null;
  if (unit === "business-day") return addBusinessDays(today.toString(), count);
  const steps = { day: 1, week: 7, fortnight: 14, month: 1, quarter: 3, year: 12 } as const;
  const total = count * steps[unit];
  const isDays = unit === "day" || unit === "week" || unit === "fortnight";
  return today.add(isDays ? { days: total } : { months: total }).toString();
}

/**
 * An edge of the period that is `ahead` from the one of today. A week ends on its Friday, the last business day; said
 * on a weekend, the week that is still running ends on its Sunday. What is over already is null.
 */
export function edgeOf(today: Today, period: Period, ahead: number, edge: Edge): Day {
  if (!today) return null;
  const day = period === "week" ? weekEdge(today, ahead, edge) : monthsEdge(today, period, ahead, edge);
  return day && day >= today.toString() ? day : null;
}

function weekEdge(today: Temporal.PlainDate, ahead: number, edge: Edge): Day {
  const weekday = { start: 1, mid: 3, end: 5 }[edge];
  const isOver = ahead === 0 && edge === "end" && today.dayOfWeek > 5;
  return weekdayIn(today, ahead, isOver ? 7 : weekday);
}

const MONTHS_IN = { month: 1, quarter: 3, year: 12 } as const;

function monthsEdge(
  today: Temporal.PlainDate,
  period: keyof typeof MONTHS_IN,
  ahead: number,
  edge: Edge,
): Day {
  const length = MONTHS_IN[period];
  const first = today.with({ day: 1, month: Math.floor((today.month - 1) / length) * length + 1 });
  const { year, month } = first.add({ months: ahead * length });
  return monthSpan(year, month, length, edge);
}

/** An edge of `length` months from the first of `month`; the middle of a month is its 15th. */
export function monthSpan(year: number, month: number, length: number, edge: Edge): Day {
  if (edge === "start") return dayOf(year, month, 1);
  if (edge === "mid" && length === 1) return dayOf(year, month, 15);
  if (edge === "mid" && length === 3) return dayOf(year, month + 1, 15);
  const last = Temporal.PlainDate.from({
    year,
    month: month + (edge === "mid" ? length / 2 : length) - 1,
    day: 1,
  });
  return last.with({ day: last.daysInMonth }).toString();
}

/** The Friday of the week in which a day lies. */
export function fridayOf(day: Day): Day {
  return day && weekdayIn(Temporal.PlainDate.from(day), 0, 5);
}

/** The Friday of an ISO week; null when the year has no such week. */
export function fridayOfWeek(year: number, week: number): Day {
  if (week < 1 || week > 53) return null;
  const friday = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  const day = friday.add({ days: (week - 1) * 7 + 5 - friday.dayOfWeek });
  return day.weekOfYear === week ? day.toString() : null;
}

/** 1 is Monday. */
export function weekdayOf(day: string): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/** The day that a moment is in a time zone; null for neither a moment nor a zone. */
export function todayIn(when: { now: Date; timeZone: string } | null): Today {
  if (!when || Number.isNaN(when.now.getTime())) return null;
  try {
    const moment = Temporal.Instant.fromEpochMilliseconds(when.now.getTime());
    const today = moment.toZonedDateTimeISO(when.timeZone).toPlainDate();
    return today.year > 0 && today.year < 9000 ? today : null;
  } catch {
    return null;
  }
}
