import { Temporal } from "temporal-polyfill";

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

function clock(time: Temporal.ZonedDateTime): string {
  return time.toPlainTime().toString({ smallestUnit: "minute" });
}
