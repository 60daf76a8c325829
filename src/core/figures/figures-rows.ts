import type { PhraseName, Say, Words } from "../words.ts";
import type { Figures } from "./figures.ts";
import type { FollowThrough } from "./follow-through.ts";
import { isKnown } from "./headline.ts";
import type { Measure } from "./measures.ts";
import { lastDay } from "./period.ts";
import type { Spread } from "./spread.ts";
import { grouped, shortMinutes, signed } from "./words.ts";

/** One measure: every string is Markdown of ours. */
export type SpreadRow = { name: string; median: string; p90: string; known: string; before: string };
export type CountRow = { name: string; now: string; before: string; change: string };

const TIMES: [Measure, PhraseName][] = [
  ["ttd", "figures.to-detect"],
  ["tta", "figures.to-acknowledge"],
  ["ttm", "figures.to-mitigate"],
  ["ttr", "figures.to-resolve"],
  ["duration", "figures.duration-stated"],
  ["users", "figures.users-stated"],
];

/** From here on the 90th percentile is another value than the greatest. */
const ENOUGH = 10;

/** The key times and what people stated, each that is known of any incident now or before; none without an incident now. */
export function spreadRows({ now, before }: Figures, words: Words): SpreadRow[] {
  if (now.incidents.total === 0) return [];
  return TIMES.filter(([what]) => isTold(now.incidents[what]) || isTold(before.incidents[what])).map(
    ([what, name]) => ({
      name: words.say(name),
      ...spreadCells(now.incidents[what], before.incidents[what], valueWords(what, words), words.say),
    }),
  );
}

function isTold({ measured, impossible }: Spread): boolean {
  return measured + impossible > 0;
}

/** One alone has no percentiles: it is shown as the only one. */
function spreadCells(
  now: Spread,
  before: Spread,
  inWords: (number: number | null) => string,
  say: Say,
): Omit<SpreadRow, "name"> {
  const [median, p90] = [inWords(now.median), inWords(now.p90)];
  const highest = now.measured < ENOUGH ? say("figures.the-highest", { value: p90 }) : p90;
  return {
    median: now.measured === 1 ? say("figures.the-only-one", { value: median }) : median,
    p90: now.measured > 1 ? highest : "–",
    known: knownWords(now, say),
    before: inWords(before.median),
  };
}

function knownWords({ measured: known, notStated, impossible: count }: Spread, say: Say): string {
  const all = known + notStated + count;
  return count > 0
    ? say("figures.known-of-impossible", { known, all, count })
    : say("figures.known-of", { known, all });
}

function valueWords(what: Measure, { say, locale }: Words): (value: number | null) => string {
  return (value) => (what === "users" ? grouped(value, locale) : shortMinutes(value, say));
}

const COUNTS: [keyof FollowThrough, PhraseName][] = [
  ["opened", "figures.opened"],
  ["closed", "figures.closed"],
  ["closedInTime", "figures.closed-in-time"],
  ["closedLate", "figures.closed-late"],
  ["closedUndated", "figures.closed-undated"],
  ["withEvidence", "figures.with-evidence"],
  ["withReason", "figures.with-reason"],
  ["withNothing", "figures.with-nothing"],
  ["open", "figures.open"],
  ["overdue", "figures.overdue"],
];

/** How the action items were followed through; rows of nothing, now and before, are left out. */
export function followUpRows(figures: Figures, say: Say): CountRow[] {
  const { now, before, change, period, timeZone } = figures;
  const day = `${lastDay(period, timeZone)}`;
  const rows = COUNTS.filter(([key]) => now.followUps[key] !== 0 || before.followUps[key] !== 0).map(
    ([key, name]) => ({
      name: say(name, { day }),
      now: `${now.followUps[key]}`,
      before: isKnown(before) ? `${before.followUps[key]}` : "–",
      change: signed(isKnown(before) ? change.followUps[key] : null),
    }),
  );
  const age = now.followUps.medianAgeDays;
  if (age === null) return rows;
  const days = (count: number | null) => (count === null ? "–" : say("common.days", { count }));
  const aged = { now: days(age), before: days(before.followUps.medianAgeDays) };
  const row = { name: say("figures.median-age"), ...aged, change: signed(change.followUps.medianAgeDays) };
  return [...rows, row];
}
