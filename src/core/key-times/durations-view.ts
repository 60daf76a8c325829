import { shortMinutes } from "../figures/words.ts";
import { formatClocks } from "./clocks.ts";
import { gantt } from "./gantt.ts";
import { durationsOf, impossibleOrders, type KeyTimeName, type KeyTimes } from "./key-times.ts";

/** What the template `key-times` shows; all empty while nothing is known. */
export type DurationsView = {
  impossible: { words: string }[];
  table: { timeZone: string; rows: { name: string; took: string; span: string }[] }[];
  picture: { picture: string }[];
};

const MEASURES = [
  { name: "Time to detect (TTD)", of: "ttd", from: "started", to: "detected" },
  { name: "Time to acknowledge (TTA)", of: "tta", from: "detected", to: "acknowledged" },
  { name: "Time to mitigate (TTM)", of: "ttm", from: "started", to: "mitigated" },
  { name: "Time to resolve (TTR)", of: "ttr", from: "started", to: "resolved" },
] as const;

/**
 * How long it took, as far as it is known, what cannot be, and a picture of both.
 * @param timeZone IANA name
 */
export function durationsView(times: KeyTimes, timeZone: string): DurationsView {
  const impossible = impossibleOrders(times, timeZone);
  const durations = durationsOf(times);
  const rows = MEASURES.map(({ name, of, from, to }) => ({
    name,
    took: shortMinutes(durations[of]),
    span: spanOf(times, from, to, durations[of] === null, timeZone),
  }));
  const isKnown = MEASURES.some(({ of }) => durations[of] !== null);
  const picture = impossible.length > 0 ? "" : gantt(times, timeZone);
  return {
    impossible,
    table: isKnown ? [{ timeZone, rows }] : [],
    picture: picture === "" ? [] : [{ picture }],
  };
}

function spanOf(
  times: KeyTimes,
  from: KeyTimeName,
  to: KeyTimeName,
  isUnknown: boolean,
  timeZone: string,
): string {
  const [start, end] = [times[from], times[to]];
  if (start && end && !isUnknown) return formatClocks([start.at, end.at], timeZone).join(" – ");
  const missing = [from, to].filter((name) => times[name] === null);
  return missing.length > 0 ? `_${missing.join(" and ")} not known_` : "_not possible_";
}
