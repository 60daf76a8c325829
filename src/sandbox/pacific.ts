const PACIFIC = new Intl.DateTimeFormat("en-CA", {
  timeZone: "America/Los_Angeles",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  hourCycle: "h23",
});

/**
 * A milestone's `due_on` loses its time on GitHub: it becomes the midnight, in California, that began that day.
 * `2020-09-24T06:59:00Z` → `2020-09-23T07:00:00Z`. https://github.com/wordpress-mobile/release-toolkit/pull/419
 */
export function floorToPacificMidnight(time: string): string {
  const { year, month, day } = partsOf(Date.parse(time));
  const summer = Date.UTC(year, month - 1, day, 7);
  const midnight = partsOf(summer).hour === 0 ? summer : summer + 3_600_000;
  return new Date(midnight).toISOString().replace(".000Z", "Z");
}

function partsOf(time: number): { year: number; month: number; day: number; hour: number } {
  const parts = Object.fromEntries(
    PACIFIC.formatToParts(time).map(({ type, value }) => [type, Number(value)]),
  );
  return { year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0, hour: parts.hour ?? 0 };
}
