import { DISTRIBUTIONS, type Distribution, order, type Share } from "./distribution.ts";
import type { PeriodFigures } from "./figures.ts";
import type { FollowThrough } from "./follow-through.ts";
import { MEASURES, type Measure } from "./measures.ts";
import type { Spread } from "./spread.ts";

/** How many more, or fewer, incidents have this name; names of either period. */
export type ChangeOfShare = { name: string | null; count: number };

/** Null where one of the two periods measured nothing. */
export type ChangeOfSpread = { median: number | null; p90: number | null };

/** Now less before. */
export type ChangeOfFigures = {
  incidents: { total: number } & Record<Distribution, ChangeOfShare[]> & Record<Measure, ChangeOfSpread>;
  followUps: Record<keyof FollowThrough, number | null>;
};

export function changeOf(now: PeriodFigures, before: PeriodFigures): ChangeOfFigures {
  const [shares, spreads] = [
    DISTRIBUTIONS.map((by) => [by, changeOfShares(now.incidents[by], before.incidents[by], by)]),
    MEASURES.map((what) => [what, changeOfSpread(now.incidents[what], before.incidents[what])]),
  ];
  const followUps = Object.keys(now.followUps) as (keyof FollowThrough)[];
  return {
    incidents: {
      total: now.incidents.total - before.incidents.total,
      ...(Object.fromEntries(shares) as Record<Distribution, ChangeOfShare[]>),
      ...(Object.fromEntries(spreads) as Record<Measure, ChangeOfSpread>),
    },
    followUps: Object.fromEntries(
      followUps.map((key) => [key, less(now.followUps[key], before.followUps[key])]),
    ) as Record<keyof FollowThrough, number | null>,
  };
}

/** In the order in which the names stand now, then those that no longer occur. */
function changeOfShares(now: Share[], before: Share[], by: Distribution): ChangeOfShare[] {
  const gone = before.filter(({ name }) => !now.some((one) => one.name === name));
  const all = [...now, ...gone.map((share) => ({ ...share, count: 0 }))].sort((a, b) => order(a, b, by));
  const countBefore = (name: string | null) => before.find((one) => one.name === name)?.count ?? 0;
  return all.map(({ name, count }) => ({ name, count: count - countBefore(name) }));
}

function changeOfSpread(now: Spread, before: Spread): ChangeOfSpread {
  return { median: less(now.median, before.median), p90: less(now.p90, before.p90) };
}

function less(now: number | null, before: number | null): number | null {
  return now === null || before === null ? null : now - before;
}
