import { Temporal } from "temporal-polyfill";
import type { Period } from "../figures/period.ts";
import { nextSummaryMoment, type Schedule } from "../schedule.ts";
import type { Words } from "../words.ts";

/** How often a review comes. */
export type Cadence = "monthly" | "quarterly";

/** What a review looks back on. */
export type ReviewPeriod = {
  /** `2026-09`, `2026-Q3`: its identity. */
  name: string;
  /** `September 2026`, `July to September 2026`. */
  words: string;
  /** From midnight to midnight on the wall clock. */
  period: Period;
  /** The month or quarter before it. */
  previous: Period;
};

const MONTHS: Record<Cadence, number> = { monthly: 1, quarterly: 3 };
/** The first moment after `now` at which a review comes: that of the first summary after a month or quarter. ISO 8601. */
export function nextReviewMoment(now: Date, cadence: Cadence, schedule: Schedule): string {
  const begun = beginningOf(now, cadence, schedule.timeZone);
  const moment = momentAfter(begun, schedule);
  return Date.parse(moment) > now.getTime()
    ? moment
    : momentAfter(begun.add({ months: MONTHS[cadence] }), schedule);
}

/** The latest such moment that is not after `now`. */
export function reviewMoment(now: Date, cadence: Cadence, schedule: Schedule): string {
  const begun = beginningOf(now, cadence, schedule.timeZone);
  const moment = momentAfter(begun, schedule);
  return Date.parse(moment) <= now.getTime()
    ? moment
    : momentAfter(begun.subtract({ months: MONTHS[cadence] }), schedule);
}

/** What the review of a moment looks back on: the last month or quarter that has ended. */
export function reviewedAt(moment: string, cadence: Cadence, timeZone: string, words: Words): ReviewPeriod {
  const months = MONTHS[cadence];
  const end = beginningOf(new Date(moment), cadence, timeZone);
  const begin = end.subtract({ months });
  const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant().toString();
  return {
    name:
      cadence === "monthly" ? `${begin.toPlainYearMonth()}` : `${begin.year}-Q${Math.ceil(begin.month / 3)}`,
    words: monthsInWords(begin, end.subtract({ months: 1 }), words),
    period: { from: midnight(begin), to: midnight(end) },
    previous: { from: midnight(begin.subtract({ months })), to: midnight(begin) },
  };
}

function monthsInWords(first: Temporal.PlainDate, last: Temporal.PlainDate, { say, locale }: Words): string {
  const name = ({ month }: Temporal.PlainDate) =>
    new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }).format(Date.UTC(2001, month - 1));
  const { year } = first;
  if (first.equals(last)) return say("review.month", { month: name(first), year });
  return say("review.months", { from: name(first), to: name(last), year });
}

/** The first day of the month or quarter that a moment is in. */
function beginningOf(moment: Date, cadence: Cadence, timeZone: string): Temporal.PlainDate {
  const day = Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const months = MONTHS[cadence];
  return day.with({ day: 1, month: day.month - ((day.month - 1) % months) });
}

function momentAfter(day: Temporal.PlainDate, schedule: Schedule): string {
  const midnight = day.toZonedDateTime(schedule.timeZone).epochMilliseconds;
  return nextSummaryMoment(new Date(midnight - 1), schedule);
}
