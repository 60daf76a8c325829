import type { Say } from "../words.ts";
import type { Figures, WeekFigures } from "./figures.ts";
import { isKnown } from "./headline.ts";
import { bars } from "./mermaid.ts";

/** The weeks as a picture, "" where it would show little, and as a table. `step` says what one row is. */
export type TrendView = { step: string; picture: string; rows: TrendRow[] };
type TrendRow = { from: string; incidents: number; opened: number; closed: number };

/** A picture shows up to so many bars with a date each; a short period is shown beside the one before it. */
const BARS = 13;
const SHORT = 8;

/** Fewer incidents, or rows, than these make no picture: the sentence above says as much. */
const ENOUGH = 3;

/** One view, or none when nothing happened, or all of it in one week. */
export function trendView(figures: Figures, say: Say): TrendView[] {
  const weeks = weeksShown(figures);
  const size = Math.ceil(weeks.length / BARS);
  const rows = inSteps(weeks, size);
  if (rows.filter(isFilled).length < 2) return [];
  const step = size === 1 ? say("figures.week-from") : say("figures.weeks-from", { count: size });
  const title = size === 1 ? say("figures.by-week") : say("figures.by-weeks", { count: size });
  const labelled = rows.map(({ from, incidents }) => ({ label: from.slice(5), value: incidents }));
  const total = labelled.reduce((sum, { value }) => sum + value, 0);
  const isTelling = total >= ENOUGH && rows.length >= ENOUGH;
  const picture = isTelling ? bars(title, say("figures.incidents-axis"), labelled) : "";
  return [{ step, picture, rows }];
}

function weeksShown({ now, before, period, previous }: Figures): WeekFigures[] {
  const adjoin = Date.parse(previous.to) === Date.parse(period.from);
  if (!isKnown(before)) return sinceTheFirst(now.weeks);
  return adjoin && now.weeks.length < SHORT ? joined(before.weeks, now.weeks) : now.weeks;
}

/** Where nothing is known of before, the empty weeks at the beginning are those in which nobody wrote anything down. */
function sinceTheFirst(weeks: WeekFigures[]): WeekFigures[] {
  const first = weeks.findIndex(isFilled);
  return first < 0 ? [] : weeks.slice(first);
}

function isFilled({
  incidents,
  opened,
  closed,
}: Pick<WeekFigures, "incidents" | "opened" | "closed">): boolean {
  return incidents + opened + closed > 0;
}

/** A week in which one period ends and the other begins is one week. */
function joined(before: WeekFigures[], now: WeekFigures[]): WeekFigures[] {
  const [last, first] = [before.at(-1), now[0]];
  if (!last || !first || last.week !== first.week) return [...before, ...now];
  return [...before.slice(0, -1), sum([last, first]), ...now.slice(1)];
}

/** So many weeks in one row; the last row is whole, the first holds what is left. */
function inSteps(weeks: WeekFigures[], size: number): TrendRow[] {
  const rows: TrendRow[] = [];
  for (let end = weeks.length; end > 0; end -= size) {
    const { week, ...counts } = sum(weeks.slice(Math.max(0, end - size), end));
    rows.unshift({ from: week, ...counts });
  }
  return rows;
}

function sum(weeks: WeekFigures[]): WeekFigures {
  const total = (key: "incidents" | "opened" | "closed") => weeks.reduce((all, week) => all + week[key], 0);
  return {
    week: weeks[0]?.week ?? "",
    incidents: total("incidents"),
    opened: total("opened"),
    closed: total("closed"),
  };
}
