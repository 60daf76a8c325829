import { Temporal } from "temporal-polyfill";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./instants.ts";
import type { Saying } from "./moment-when-said.ts";

/** When a text was written, and when the incident was opened, in ms since the epoch: what its times are measured by. */
export type Measure = Pick<Saying, "at" | "latest"> & { opened: number };

/** Clocks differ, and people look at theirs before they press the button. */
const AHEAD_MS = 10 * MINUTE_MS;
/** A clock without a day is of the last hours; or of the incident's own. */
const RECENT_MS = 12 * HOUR_MS;
const LATEST_MS = 36 * HOUR_MS;
const BEFORE_OPENING_MS = 3 * HOUR_MS;
/** What lies further back is of another incident. */
const DATED_MS = 7 * DAY_MS;

/**
 * Whether a line of a list can be of this moment. What has a date is believed longer; what had not yet happened is a plan. The
 * lines of a list tell each other's days, so one without reaches further back than in a sentence (`momentWhenSaid`).
 * @param ms the moment, since the epoch
 */
export function isBelieved(ms: number, isDated: boolean, measure: Measure): boolean {
  const { at, latest, opened } = measure;
  if (ms > latest + AHEAD_MS) return false;
  if (isDated) return isOfIncident(ms, measure);
  return at - ms <= RECENT_MS || (at - ms <= LATEST_MS && ms >= opened - BEFORE_OPENING_MS);
}

/** Whether a moment that people name is one of this incident's course. Its start alone may lie far back, and is a key time. */
export function isOfIncident(ms: number, { at, opened }: Pick<Measure, "at" | "opened">): boolean {
  return ms >= Math.min(opened, at) - DATED_MS;
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
