/** Years that are written with four digits, with room for zones on both sides. In ms since the epoch. */
const EARLIEST = Date.parse("1000-01-02T00:00:00Z");
const LATEST = Date.parse("9999-12-30T00:00:00Z");

/** Milliseconds since the epoch of an ISO 8601 moment; one without a zone is in UTC. Null for anything else. */
export function instantOf(iso: string): number | null {
  const hasNoZone = /T\d{2}:\d{2}[\d:.]*$/.test(iso);
  const at = Date.parse(hasNoZone ? `${iso}Z` : iso);
  return at >= EARLIEST && at <= LATEST ? at : null;
}

/** `2026-11-21T14:03:00Z`, inverse of `instantOf`. */
export function isoOf(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
