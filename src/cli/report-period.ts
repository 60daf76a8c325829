import { InvalidArgumentError } from "commander";
import { Temporal } from "temporal-polyfill";
import { isDate } from "../core/due.ts";
import type { Period } from "../core/figures/period.ts";
import { usage } from "./flags.ts";

/** So many days a report covers that names no first day, the last one included. */
const DAYS = 90;

/**
 * From the beginning of a day to the end of another, on the wall clock; one that is not over yet ends now.
 * @param days `YYYY-MM-DD`; without a last day today, without a first one the 90 days up to the last
 * @param timeZone IANA name
 */
export function reportPeriod(
  { from, to }: { from?: string; to?: string },
  now: Date,
  timeZone: string,
): Period {
  const present = Temporal.Instant.fromEpochMilliseconds(now.getTime());
  const last = to ? Temporal.PlainDate.from(to) : present.toZonedDateTimeISO(timeZone).toPlainDate();
  const first = from ? Temporal.PlainDate.from(from) : last.subtract({ days: DAYS - 1 });
  const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant();
  const end = midnight(last.add({ days: 1 }));
  const [begin, until] = [midnight(first), Temporal.Instant.compare(end, present) > 0 ? present : end];
  if (Temporal.PlainDate.compare(first, last) > 0) throw usage(`--from ${first} is after --to ${last}`);
  if (Temporal.Instant.compare(begin, until) >= 0) throw usage(`--from ${first} is in the future`);
  return { from: begin.toString(), to: until.toString() };
}

export function toDay(text: string): string {
  if (!isDate(text)) throw new InvalidArgumentError("expected a day as YYYY-MM-DD");
  return text;
}
