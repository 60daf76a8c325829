import { Temporal } from "temporal-polyfill";
import { HOUR_MS, MINUTE_MS } from "./instants.ts";

/** When a comment was written, and when the incident was opened, in ms since the epoch: what its times are measured by. */
export type Told = { at: number; opened: number };

/** Clocks differ, and people look at theirs before they press the button. */
const AHEAD_MS = 10 * MINUTE_MS;
/** A clock without a day is of the last hours; or of the incident's own. */
const RECENT_MS = 12 * HOUR_MS;
const LATEST_MS = 36 * HOUR_MS;
const BEFORE_OPENING_MS = 3 * HOUR_MS;
/** What lies further back is of another incident. */
const DATED_MS = 7 * 24 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Whether somebody can have meant this moment in a text of that time. What has a date is believed longer; what had not yet
 * happened is a plan, whatever it has.
 * @param ms the moment, since the epoch
 */
export function isBelieved(ms: number, isDated: boolean, { at, opened }: Told): boolean {
  if (ms > at + (hasOnlyDay(at) ? DAY_MS : AHEAD_MS)) return false;
  if (isDated) return ms >= Math.min(opened, at) - DATED_MS;
  return at - ms <= RECENT_MS || (at - ms <= LATEST_MS && ms >= opened - BEFORE_OPENING_MS);
}

/** Exports may tell only the day; midnight to the millisecond is no moment of a person's. */
function hasOnlyDay(ms: number): boolean {
  return ms % DAY_MS === 0;
}

/** The days that a clock without one may be of, `YYYY-MM-DD`, the latest first: zones lie on both sides of UTC. */
export function daysAround(ms: number): string[] {
  return [ms + DAY_MS, ms, ms - DAY_MS].map((each) => new Date(each).toISOString().slice(0, 10));
}

/**
 * The instant of `2026-11-21T14:03`, with or without a zone. Null where there is none, e.g. only a day.
 * @param timeZone IANA name: counts where none is written
 */
export function instantIn(iso: string, timeZone: string): number | null {
  if (!iso.includes("T")) return null;
  if (/(?:Z|[+-]\d{2}:\d{2})$/.test(iso)) {
    const at = Date.parse(iso);
    return Number.isNaN(at) ? null : at;
  }
  try {
    return Temporal.PlainDateTime.from(iso).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return null;
  }
}
