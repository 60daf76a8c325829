import { Temporal } from "temporal-polyfill";
import { withYear } from "../reading/days.ts";
import { type Moment, writtenDate } from "../reading/moments.ts";
import { offsetIn, type Zone } from "../reading/zones.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./instants.ts";

/** When and where something was said. `at` and `latest` are ms since the epoch: what is said of the past lies before `latest`. */
export type Saying = {
  at: number;
  latest: number;
  /** IANA name, for clocks that name no zone. */
  timeZone: string;
  /** The zone that the text or, before it, its author named; null where its name means several. */
  zone?: Zone | undefined;
  /** Of the time it was said only the day is known, as in some exports: `at` is its midnight. */
  hasOnlyDay?: boolean;
  /** The one day that the text is about, `YYYY-MM-DD`, where it names one: its clocks are of that day. */
  day?: string | undefined;
  /** How far back a clock may lie that had not come yet on the day it was said, in ms; half a day where nothing is said. */
  reach?: number;
};

/** Clocks of people and machines are a little apart. */
const SLACK = 10 * MINUTE_MS;
/** Of what was said without a year or a day, and of what was said with its full date. */
const NEAR_PAST = 36 * HOUR_MS;
const FAR_PAST = 366 * DAY_MS;

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
    return day === null ? null : believed(clockInstant(day, moment.clock, zone), saying, FAR_PAST);
  }
  if (saying.day !== undefined)
    return believed(clockInstant(saying.day, moment.clock, zone), saying, FAR_PAST);
  const there = clockInstant(dayBefore(today, daysBack), moment.clock, zone);
  if (there === null || overAt(there, moment, saying) <= saying.latest + SLACK)
    return believed(there, saying, NEAR_PAST);
  // Said after midnight of the evening before; farther back it is a slip of the clock or the zone.
  const before = clockInstant(dayBefore(today, 1), moment.clock, zone);
  return before !== null && saying.at - before <= (saying.reach ?? DAY_MS / 2) ? before : null;
}

/** Where only the day of the words is known, a range of theirs was over by its end: "3 – 5 PM PST" of that day, or the one before. */
function overAt(from: number, { clock, until }: Moment, { hasOnlyDay }: Saying): number {
  if (!hasOnlyDay || !until?.clock || until.day || clock === null) return from;
  const [start, end] = [clock, until.clock].map((each) => Date.parse(`1970-01-01T${each}Z`));
  const length = (end ?? 0) - (start ?? 0);
  return from + (length < 0 ? length + DAY_MS : length);
}

/** The end of a range: as late on its own day as it says, or else the first such clock after its beginning. */
export function endWhenSaid(moment: Moment, from: number, saying: Saying): number | null {
  const { until } = moment;
  if (!until?.clock) return null;
  const ending = { ...until, zone: until.zone === undefined ? moment.zone : until.zone };
  const end = until.day
    ? momentWhenSaid(ending, saying)
    : momentWhenSaid(ending, {
        ...saying,
        at: from,
        latest: from + DAY_MS,
        hasOnlyDay: false,
        day: undefined,
      });
  if (end === null) return null;
  const after = end < from && !until.day ? end + DAY_MS : end;
  return after >= from && after <= saying.latest + SLACK ? after : null;
}

/** The zone that is written, or that its author named before, or the repository's. */
export function zoneOf(written: Zone | undefined, { zone, timeZone }: Saying): Zone {
  if (written !== undefined) return written;
  return zone === undefined ? [timeZone, "any"] : zone;
}

function believed(at: number | null, { at: said, latest }: Saying, past: number): number | null {
  return at !== null && at <= latest + SLACK && at >= said - past ? at : null;
}

/** The instant of a clock on a day, ms since the epoch; null where there is no such moment. */
export function clockInstant(day: string, clock: string, zone: Zone): number | null {
  // Calendars are slow, and UTC needs none.
  const offset = isUtc(zone) ? "Z" : offsetIn(zone, day, clock);
  const at = offset === null ? Number.NaN : Date.parse(`${day}T${clock}${offset}`);
  return Number.isNaN(at) || (isUtc(zone) && isoDay(at) !== day) ? null : at;
}

/** The calendar day in a zone, `YYYY-MM-DD`; null where there is no such zone. */
export function dayIn(zone: NonNullable<Zone>, at: number): string | null {
  if (typeof zone === "number") return isoDay(at + zone * MINUTE_MS);
  if (isUtc(zone)) return isoDay(at);
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
  return isoDay(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS);
}

function isUtc(zone: Zone): boolean {
  return zone !== null && typeof zone !== "number" && zone[0] === "UTC";
}
