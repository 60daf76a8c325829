import { Temporal } from "temporal-polyfill";

/**
 * Moments beside each other in a zone: `14:03`, and each with its day where they are of several, `2026-11-21 23:58`.
 * @param moments ISO 8601 instants
 * @param timeZone IANA name
 */
export function formatClocks(moments: readonly string[], timeZone: string): string[] {
  const local = moments.map((iso) =>
    Temporal.Instant.from(iso).toZonedDateTimeISO(timeZone).toPlainDateTime(),
  );
  const days = new Set(local.map((time) => time.toPlainDate().toString()));
  return local.map((time) => {
    const clock = time.toPlainTime().toString({ smallestUnit: "minute" });
    return days.size > 1 ? `${time.toPlainDate()} ${clock}` : clock;
  });
}
