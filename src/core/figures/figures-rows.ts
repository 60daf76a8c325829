import type { Figures } from "./figures.ts";
import type { FollowThrough } from "./follow-through.ts";
import { isKnown } from "./headline.ts";
import type { Measure } from "./measures.ts";
import { lastDay } from "./period.ts";
import type { Spread } from "./spread.ts";
import { counted, grouped, shortMinutes, signed } from "./words.ts";

/** One measure: every string is Markdown of ours. */
export type SpreadRow = { name: string; median: string; p90: string; known: string; before: string };
export type CountRow = { name: string; now: string; before: string; change: string };

const TIMES: [Measure, string][] = [
  ["ttd", "To detect"],
  ["tta", "To acknowledge"],
  ["ttm", "To mitigate"],
  ["ttr", "To resolve"],
  ["duration", "Duration stated"],
  ["users", "Users affected, stated"],
];

/** From here on the 90th percentile is another value than the greatest. */
const ENOUGH = 10;

/** The key times and what people stated, each that is known of any incident now or before; none without an incident now. */
export function spreadRows({ now, before }: Figures): SpreadRow[] {
  if (now.incidents.total === 0) return [];
  return TIMES.filter(([what]) => isTold(now.incidents[what]) || isTold(before.incidents[what])).map(
    ([what, name]) => spreadRow(name, now.incidents[what], before.incidents[what], wordsFor(what)),
  );
}

function isTold({ measured, impossible }: Spread): boolean {
  return measured + impossible > 0;
}

/** One alone has no percentiles: it is shown as the only one. */
function spreadRow(
  name: string,
  now: Spread,
  before: Spread,
  value: (number: number | null) => string,
): SpreadRow {
  const all = now.measured + now.notStated + now.impossible;
  const few = now.measured < ENOUGH ? " (the highest)" : "";
  return {
    name,
    median: now.measured === 1 ? `${value(now.median)} (the only one)` : value(now.median),
    p90: now.measured > 1 ? value(now.p90) + few : "–",
    known: `${now.measured} of ${all}${now.impossible > 0 ? `, ${now.impossible} impossible` : ""}`,
    before: value(before.median),
  };
}

function wordsFor(what: Measure): (value: number | null) => string {
  return what === "users" ? grouped : shortMinutes;
}

const COUNTS: [keyof FollowThrough, string][] = [
  ["opened", "Opened"],
  ["closed", "Closed"],
  ["closedInTime", "… by the day they were due"],
  ["closedLate", "… after the day they were due"],
  ["closedUndated", "… without a date"],
  ["withEvidence", "… with a merged change as evidence"],
  ["withReason", "… with a reason"],
  ["withNothing", "… with neither evidence nor a reason"],
  ["open", "Open"],
  ["overdue", "… overdue"],
];

/** How the action items were followed through; rows of nothing, now and before, are left out. */
export function followUpRows(figures: Figures): CountRow[] {
  const { now, before, change, period, timeZone } = figures;
  const atEnd = ` at the end of ${lastDay(period, timeZone)}`;
  const rows = COUNTS.filter(([key]) => now.followUps[key] !== 0 || before.followUps[key] !== 0).map(
    ([key, name]) => ({
      name: key === "open" ? name + atEnd : name,
      now: `${now.followUps[key]}`,
      before: isKnown(before) ? `${before.followUps[key]}` : "–",
      change: signed(isKnown(before) ? change.followUps[key] : null),
    }),
  );
  const age = now.followUps.medianAgeDays;
  if (age === null) return rows;
  const days = (value: number | null) => (value === null ? "–" : counted(value, "day"));
  const aged = { now: days(age), before: days(before.followUps.medianAgeDays) };
  return [...rows, { name: "… median age", ...aged, change: signed(change.followUps.medianAgeDays) }];
}
