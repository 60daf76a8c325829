import { Temporal } from "temporal-polyfill";
import { withYear } from "../reading/days.ts";
import { type Moment, writtenDate } from "../reading/moments.ts";
import { offsetIn, type Zone } from "../reading/zones.ts";

/** When and where something was said. `at` and `latest` are ms since the epoch: what is said of the past lies before `latest`. */
export type Saying = {
  at: number;
  latest: number;
  /** IANA name, for clocks that name no zone. */
  timeZone: string;
  /** The zone that its author named before. */
  zone?: Zone | undefined;
  /** Of the time it was said only the day is known, as in some exports: `at` is its midnight. */
  hasOnlyDay?: boolean;
  /** The one day that the text is about, `YYYY-MM-DD`, where it names one: its clocks are of that day. */
  day?: string | undefined;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Clocks of people and machines are a little apart. */
const SLACK = 10 * MINUTE;
/** Of what was said without a year or a day, and of what was said with its full date. */
const NEAR_PAST = 36 * HOUR;
const FAR_PAST = 366 * DAY;

/**
 * The instant that somebody meant by a moment in their words, in ms since the epoch. Null for what they cannot have meant: a
 * zone whose name means several, a time still to come, one of years before.
 * @param daysBack 1 where they say "yesterday"
 */
export function momentWhenSaid(moment: Moment, saying: Saying, daysBack = 0): number | null {
  const zone = zoneOf(moment.zone, saying);
  if (zone === null || moment.clock === null) return null;
  const today = saying.hasOnlyDay ? isoDay(saying.at) : dayIn(zone, saying.at);
  if (today === null) return null;
  if (moment.day) {
    const day = writtenDate({ ...moment, day: withYear(moment.day, today) });
    return day === null ? null : believed(instantOf(day, moment.clock, zone), saying, FAR_PAST);
  }
  if (saying.day !== undefined) return believed(instantOf(saying.day, moment.clock, zone), saying, FAR_PAST);
  const there = instantOf(dayBefore(today, daysBack), moment.clock, zone);
  if (there === null || there <= saying.latest + SLACK) return believed(there, saying, NEAR_PAST);
  // Said after midnight of the evening before; farther back it is a slip of the clock or the zone.
  const before = instantOf(dayBefore(today, 1), moment.clock, zone);
  return before !== null && saying.at - before <= DAY / 2 ? before : null;
}

/** The end of a range: as late on its own day as it says, or else the first such clock after its beginning. */
export function endWhenSaid(moment: Moment, from: number, saying: Saying): number | null {
  const { until } = moment;
  if (!until?.clock) return null;
  const ending = { ...until, zone: until.zone === undefined ? moment.zone : until.zone };
  const end = until.day
    ? momentWhenSaid(ending, saying)
    : momentWhenSaid(ending, { ...saying, at: from, latest: from + DAY, hasOnlyDay: false, day: undefined });
  if (end === null) return null;
  const after = end < from && !until.day ? end + DAY : end;
  return after >= from && after <= saying.latest + SLACK ? after : null;
}

/** The zone that is written, or that its author named before, or the repository's. */
export function zoneOf(written: Zone | undefined, { zone, timeZone }: Saying): Zone {
  return written !== undefined ? written : (zone ?? [timeZone, "any"]);
}

function believed(at: number | null, { at: said, latest }: Saying, past: number): number | null {
  return at !== null && at <= latest + SLACK && at >= said - past ? at : null;
}

/** ms since the epoch; null where there is no such moment. */
export function instantOf(day: string, clock: string, zone: Zone): number | null {
  const offset = offsetIn(zone, day, clock);
  if (offset === null) return null;
  const at = Date.parse(`${day}T${clock}${offset}`);
  return Number.isNaN(at) ? null : at;
}

/** The calendar day in a zone, `YYYY-MM-DD`; null where there is no such zone. */
export function dayIn(zone: NonNullable<Zone>, at: number): string | null {
  if (typeof zone === "number") return isoDay(at + zone * MINUTE);
  try {
    return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone[0]).toPlainDate().toString();
  } catch {
    return null;
  }
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function dayBefore(day: string, days: number): string {
  return isoDay(Date.parse(`${day}T00:00:00Z`) - days * DAY);
}
