import { Temporal } from "temporal-polyfill";

/** The time a line of a timeline begins with: `at` in ms since the epoch, `day` the calendar day it counts as, `YYYY-MM-DD`. */
export type LineTime = { at: number; day: string };

const DAY = /^(\d{4}-\d{2}-\d{2})(?=$|[T\s,:–—-])[T\s,]{0,3}/;
const CLOCK = /^(\d{1,2})[:h](\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?!\d)\s{0,2}(?:([ap])\.?m\b\.?\s{0,2})?/i;
const ZONE = /^(Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}(?!\d)|[A-Z][A-Za-z_]{1,30}(?:\/[A-Za-z0-9_+-]{1,30}){1,2})/;
const HALF_DAY_MS = 12 * 3_600_000;

/**
 * The time at the beginning of a line, as the app writes it (`formatMoment`) or as people do: `14:03 UTC – failover`,
 * `**2026-11-21 2:03 pm**`, `2026-11-21T14:03+01:00`, `14h03`. Null when it begins with none.
 * @param words the line without bullet and box
 * @param timeZone IANA name: counts where the line names no zone
 * @param before the time of the line above: a clock without a day goes on from there, past midnight too
 */
export function readLineTime(words: string, timeZone: string, before: LineTime | null): LineTime | null {
  const text = words.slice(0, 100).replace(/^[*_`~[(\s]+/, "");
  const written = DAY.exec(text);
  const clock = CLOCK.exec(text.slice(written?.[0].length ?? 0));
  const day = written?.[1] ?? before?.day;
  if (day === undefined || (!written && !clock)) return null;
  const zone = clock ? ZONE.exec(text.slice((written?.[0].length ?? 0) + clock[0].length))?.[1] : undefined;
  const at = momentOf(day, clock, zone, timeZone);
  if (at === null) return null;
  if (written || !before || at >= before.at - HALF_DAY_MS) return { at, day };
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toString();
  const later = momentOf(next, clock, zone, timeZone);
  return later === null ? null : { at: later, day: next };
}

/** Null for a day or a clock that does not exist; a zone that nobody knows counts as none. */
function momentOf(
  day: string,
  clock: RegExpExecArray | null,
  zone: string | undefined,
  timeZone: string,
): number | null {
  const [, hours = "0", minutes = "0", seconds = "0", half] = clock ?? [];
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === "p" ? 12 : 0) : Number(hours);
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const wall = Date.parse(`${day}T${pad(hour)}:${pad(minutes)}:${pad(seconds)}Z`);
  // V8 takes February 30 for a day in March.
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== day) return null;
  return offsetOf(wall, zone) ?? offsetOf(wall, timeZone);
}

/** The moment of a clock in a zone, `wall` being the same clock in UTC. Null: no such zone. */
function offsetOf(wall: number, zone: string | undefined): number | null {
  if (zone === undefined) return null;
  if (/^(?:Z|UTC|GMT)$/.test(zone)) return wall;
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (offset) return wall - Number(`${offset[1]}1`) * (Number(offset[2]) * 60 + Number(offset[3])) * 60_000;
  try {
    const plain = Temporal.PlainDateTime.from(new Date(wall).toISOString().slice(0, 19));
    return plain.toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}

function pad(number: number | string): string {
  return String(number).padStart(2, "0");
}
