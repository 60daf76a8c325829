import { Temporal } from "temporal-polyfill";
import type { Priority } from "./action-text.ts";
import type { Config, MilestoneRule } from "./config.ts";
import type { Severity } from "./incident.ts";
import { daysUntilWorkday, MONDAY_TO_FRIDAY } from "./workdays.ts";

/** Calendar dates are ISO 8601 days, `YYYY-MM-DD`. */

/** Whether a text is a day of the calendar: `2026-02-30` is none. */
export function isDate(text: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** The calendar date of a moment, in a time zone (IANA name). */
export function isoDateIn(moment: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The n-th working day after a date; see `daysUntilWorkday`. */
export function addBusinessDays(date: string, days: number, workdays = MONDAY_TO_FRIDAY): string {
  return addDays(date, daysUntilWorkday(date, days, workdays));
}

/** Whole days from one date to a later one; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

/** When an action item without a date is due: by its priority, else by the incident's severity. */
export function defaultDue(item: {
  priority: Priority | null;
  severity: Severity | null;
  /** The day it was committed to. */
  from: string;
  rules: Config["due"];
}): string {
  const { priority, severity, from, rules } = item;
  const severe = severity !== null && severity <= 1;
  return addDays(from, priority ? rules[priority] : severe ? rules.severe : rules.default);
}

/** Noon UTC: GitHub floors a milestone's date to midnight in California, and earlier would show the day before. */
const NOON = "T12:00:00Z";

/** The milestone that a due date falls into; null when none is wanted. `dueOn` is ISO 8601, or null for a named one. */
export function milestoneFor(
  due: string,
  rule: MilestoneRule,
): { title: string; dueOn: string | null } | null {
  if (rule === "none") return null;
  if (typeof rule === "object") return { title: rule.name, dueOn: null };
  const day = Temporal.PlainDate.from(due);
  if (rule === "week") {
    const week = `${day.weekOfYear}`.padStart(2, "0");
    const sunday = day.add({ days: 7 - day.dayOfWeek });
    return { title: `${day.yearOfWeek}-W${week}`, dueOn: `${sunday}${NOON}` };
  }
  const quarter = Math.ceil(day.month / 3);
  const lastMonth = rule === "quarter" ? quarter * 3 : day.month;
  const first = Temporal.PlainDate.from({ year: day.year, month: lastMonth, day: 1 });
  const title = rule === "quarter" ? `${day.year}-Q${quarter}` : first.toPlainYearMonth().toString();
  return { title, dueOn: `${first.with({ day: first.daysInMonth })}${NOON}` };
}
