import { shortMinutes } from "../figures/words.ts";
import type { Say } from "../words.ts";
import { formatClocks } from "./clocks.ts";
import { gantt } from "./gantt.ts";
import { durationsOf, impossibleOrders, KEY_TIMES, type KeyTimeName, type KeyTimes } from "./key-times.ts";

/** What the template `key-times` shows below the table of key times; each part empty where there is nothing to say. */
export type DurationsView = {
  /** The first time that people may still state. */
  unknown: { name: KeyTimeName }[];
  impossible: { orders: { words: string }[] }[];
  table: { timeZone: string; rows: { name: string; took: string; span: string }[] }[];
  picture: { picture: string }[];
};

const MEASURES = [
  { of: "ttd", from: "started", to: "detected" },
  { of: "tta", from: "detected", to: "acknowledged" },
  { of: "ttm", from: "started", to: "mitigated" },
  { of: "ttr", from: "started", to: "resolved" },
] as const;

/**
 * How long it took, as far as it is known, what cannot be, a picture of both, and what is still to be stated.
 * @param settled times of which people said that nobody knows them: they are not asked for
 * @param timeZone IANA name
 */
export function durationsView(
  times: KeyTimes,
  settled: readonly KeyTimeName[],
  timeZone: string,
  say: Say,
): DurationsView {
  const unknown = KEY_TIMES.filter((name) => times[name] === null && !settled.includes(name));
  const orders = impossibleOrders(times, timeZone, say).map(({ words }) => ({ words }));
  const rows = knownRows(times, timeZone, say);
  const picture = orders.length > 0 ? "" : gantt(times, timeZone, say);
  return {
    unknown: unknown.slice(0, 1).map((name) => ({ name })),
    impossible: orders.length > 0 ? [{ orders }] : [],
    table: rows.length > 0 ? [{ timeZone, rows }] : [],
    picture: picture === "" ? [] : [{ picture }],
  };
}

function knownRows(times: KeyTimes, timeZone: string, say: Say): DurationsView["table"][number]["rows"] {
  const durations = durationsOf(times);
  return MEASURES.flatMap(({ of, from, to }) => {
    const [start, end, took] = [times[from], times[to], durations[of]];
    if (!start || !end || took === null) return [];
    const span = formatClocks([start.at, end.at], timeZone).join(" – ");
    return [{ name: say(`key-times.measure-${of}`), took: shortMinutes(took, say), span }];
  });
}
