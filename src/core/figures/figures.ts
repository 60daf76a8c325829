import { type ChangeOfFigures, changeOf } from "./change-of-figures.ts";
import {
  DISTRIBUTIONS,
  type Distribution,
  distribute,
  type Share,
  type Spellings,
  spellingsOf,
} from "./distribution.ts";
import type { FollowUpFacts, IncidentFacts } from "./facts.ts";
import { type FollowThrough, followThrough } from "./follow-through.ts";
import { MEASURES, type Measure, measure } from "./measures.ts";
import { beginOf, instantOf, isWithin, type Period, weeksOf } from "./period.ts";
import { type Spread, spreadOf } from "./spread.ts";

/** One calendar week; `week` is its Monday, `YYYY-MM-DD`. Only what lies in the period is counted. */
export type WeekFigures = { week: string; incidents: number; opened: number; closed: number };

export type PeriodFigures = {
  weeks: WeekFigures[];
  incidents: { total: number } & Record<Distribution, Share[]> & Record<Measure, Spread>;
  followUps: FollowThrough;
};

/** The figures of a period, the same of the one before, and how much they changed. */
export type Figures = {
  period: Period;
  previous: Period;
  /** IANA name. */
  timeZone: string;
  now: PeriodFigures;
  before: PeriodFigures;
  change: ChangeOfFigures;
};

/**
 * Figures of incidents and follow-ups. An incident counts in the period in which it was declared, with what is known of it by
 * now. What nobody stated is counted as not stated, never guessed. Weeks begin on Monday in the time zone. Which order the
 * facts come in does not matter, and the figures of a period are the same whichever period they are compared with.
 */
export function figures(
  incidents: IncidentFacts[],
  followUps: FollowUpFacts[],
  period: Period,
  previous: Period,
  timeZone: string,
): Figures {
  const spellings = Object.fromEntries(DISTRIBUTIONS.map((by) => [by, spellingsOf(incidents, by)]));
  const of = (which: Period) =>
    figuresOf(incidents, followUps, which, timeZone, spellings as Record<Distribution, Spellings>);
  const [now, before] = [of(period), of(previous)];
  return { period, previous, timeZone, now, before, change: changeOf(now, before) };
}

function figuresOf(
  incidents: IncidentFacts[],
  followUps: FollowUpFacts[],
  period: Period,
  timeZone: string,
  spellings: Record<Distribution, Spellings>,
): PeriodFigures {
  const declared = incidents.filter(({ declaredAt }) => isWithin(declaredAt, period));
  const distributions = DISTRIBUTIONS.map((by) => [by, distribute(declared, by, spellings[by])]);
  const spreads = MEASURES.map((what) => [what, spreadOf(declared.map((one) => measure(one, what)))]);
  return {
    weeks: weekFigures(declared, followUps, period, timeZone),
    incidents: {
      total: declared.length,
      ...(Object.fromEntries(distributions) as Record<Distribution, Share[]>),
      ...(Object.fromEntries(spreads) as Record<Measure, Spread>),
    },
    followUps: followThrough(followUps, period, timeZone),
  };
}

function weekFigures(
  declared: IncidentFacts[],
  followUps: FollowUpFacts[],
  period: Period,
  timeZone: string,
): WeekFigures[] {
  const weeks = weeksOf(period, timeZone);
  // A calendar for every week, not for each of ten thousand moments.
  const begins = weeks.map((week) => beginOf(week, timeZone));
  const tally = (moments: (string | null)[]) => {
    const counts = weeks.map(() => 0);
    for (const moment of moments.filter((iso) => isWithin(iso, period))) {
      const at = instantOf(moment) ?? Number.NaN;
      const nth = begins.findLastIndex((begin) => begin <= at);
      counts[nth] = (counts[nth] ?? 0) + 1;
    }
    return (nth: number) => counts[nth] ?? 0;
  };
  const incidents = tally(declared.map(({ declaredAt }) => declaredAt));
  const opened = tally(followUps.map(({ openedAt }) => openedAt));
  const closed = tally(followUps.map(({ closedAt }) => closedAt));
  return weeks.map((week, nth) => ({
    week,
    incidents: incidents(nth),
    opened: opened(nth),
    closed: closed(nth),
  }));
}
