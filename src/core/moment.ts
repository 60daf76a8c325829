import { Temporal } from "temporal-polyfill";

/** `2026-11-23 14:03 UTC` alone, or with another zone's clock before it. */
const WRITTEN =
  /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) (?:UTC|[\w+/-]{1,64} \((?:(\d{4}-\d{2}-\d{2}) )?(\d{2}:\d{2}) UTC\))$/;

/**
 * A moment as people read it: `2026-11-23 15:03 Europe/Berlin (14:03 UTC)`, or `2026-11-23 14:03 UTC`.
 * @param iso ISO 8601 instant
 * @param timeZone IANA name
 */
export function formatMoment(iso: string, timeZone: string): string {
  const instant = Temporal.Instant.from(iso);
  const utc = instant.toZonedDateTimeISO("UTC");
  if (timeZone === "UTC") return `${utc.toPlainDate()} ${clock(utc)} UTC`;
  const local = instant.toZonedDateTimeISO(timeZone);
  const sameDay = local.toPlainDate().equals(utc.toPlainDate());
  return `${local.toPlainDate()} ${clock(local)} ${timeZone} (${sameDay ? "" : `${utc.toPlainDate()} `}${clock(utc)} UTC)`;
}

/** Inverse of `formatMoment`, to the minute: an ISO 8601 instant. Null for anything else. */
export function parseMoment(text: string): string | null {
  const [, day, time, utcDay, utcTime] = WRITTEN.exec(text) ?? [];
  if (!day || !time) return null;
  try {
    return Temporal.Instant.from(`${utcDay ?? day}T${utcTime ?? time}:00Z`).toString();
  } catch {
    return null;
  }
}

function clock(time: Temporal.ZonedDateTime): string {
  return time.toPlainTime().toString({ smallestUnit: "minute" });
}
