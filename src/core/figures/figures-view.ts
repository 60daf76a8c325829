import { shorten } from "../summary/lines.ts";
import { DISTRIBUTIONS, type Distribution, type Share } from "./distribution.ts";
import type { Figures } from "./figures.ts";
import { type CountRow, followUpRows, type SpreadRow, spreadRows } from "./figures-rows.ts";
import { headline, isKnown, isWorthShowing, type Naming } from "./headline.ts";
import { pie } from "./mermaid.ts";
import { type TrendView, trendView } from "./trend-view.ts";
import { grouped, shortMinutes, signed } from "./words.ts";

/** One table of names with its picture. Every string is Markdown of ours, or people's words made safe. */
type ShareView = {
  title: string;
  picture: string;
  /** Columns with nothing in them are left out. */
  isCompared: boolean;
  hasMinutes: boolean;
  hasUsers: boolean;
  rows: ShareRow[];
  more: number;
};
type ShareRow = { name: string; count: number; change: string; minutes: string; users: string };

export type FiguresView = {
  /** Nothing to say: an empty list, and the template shows nothing. */
  figures: {
    headline: string;
    /** The weeks; "" for none. */
    picture: string;
    /** Folded; `of`: of what, in words. */
    numbers: ({ of: string } & Numbers)[];
    /** Folded; `of`: by what, in words. */
    details: { of: string; shares: ShareView[] }[];
  }[];
};

/** A list of one, or none: what it holds is not known. */
type Numbers = {
  trend: Omit<TrendView, "picture">[];
  times: Table<SpreadRow>[];
  followThrough: Table<CountRow>[];
};
type Table<Row> = { rows: Row[]; isCompared: boolean };

const TITLES: Record<Distribution, string> = {
  bySeverity: "Severity",
  byCategory: "Category",
  byArea: "Area",
  byOrigin: "Origin of the alert",
  byImpact: "Type of impact",
};

/** So many names of a kind, so many code points of each; the others are counted. */
const ROWS = 6;
const NAME_LIMIT = 40;

/** Fewer incidents than these, the weekly summary tells in its sentence alone: one value has no median. */
const FEW = 3;
/** Of fewer a circle shows less than the table below it. */
const ENOUGH_FOR_A_PIE = 5;

/** Room for five tables of ordinary words; what people wrote at length leaves room for fewer. */
const FIGURES_LIMIT = 8_000;

/**
 * What the template `figures` shows: a sentence, a picture of the weeks, and folded the numbers behind them, then, as far as
 * `limit` (UTF-16 units of Markdown) allows, what the incidents were.
 */
export function figuresView(figures: Figures, naming: Naming, limit = FIGURES_LIMIT): FiguresView {
  if (!isWorthShowing(figures, naming)) return { figures: [] };
  const incidents = figures.now.incidents.total + figures.before.incidents.total;
  const isTold = naming === "recent" && incidents < FEW;
  const [weeks] = trendView(figures);
  const always = {
    headline: headline(figures, naming),
    picture: weeks?.picture ?? "",
    numbers: numbersOf(figures, weeks, isTold),
  };
  const shares = isTold ? [] : fitting(sharesOf(figures), limit - sizeOf(always) - 5 * FRAME);
  const of = shares.map(({ title }) => title.toLowerCase()).join(", ");
  return { figures: [{ ...always, details: shares.length > 0 ? [{ of, shares }] : [] }] };
}

function numbersOf(
  figures: Figures,
  weeks: TrendView | undefined,
  isTold: boolean,
): FiguresView["figures"][number]["numbers"] {
  const isCompared = isKnown(figures.before);
  const table = <Row>(rows: Row[]) => (rows.length > 0 ? [{ rows, isCompared }] : []);
  const numbers: Numbers = {
    trend: weeks ? [{ step: weeks.step, rows: weeks.rows }] : [],
    times: isTold ? [] : table(spreadRows(figures)),
    followThrough: table(followUpRows(figures)),
  };
  const names = { trend: "weeks", times: "times", followThrough: "follow-ups" };
  const filled = (Object.keys(names) as (keyof Numbers)[]).filter((part) => numbers[part].length > 0);
  return filled.length > 0 ? [{ of: filled.map((part) => names[part]).join(", "), ...numbers }] : [];
}

/** A kind of which nobody stated anything has nothing to show. */
function sharesOf(figures: Figures): ShareView[] {
  return DISTRIBUTIONS.filter((by) => figures.now.incidents[by].some(({ name }) => name !== null)).map((by) =>
    shareView(figures, by),
  );
}

function shareView({ now, before, change }: Figures, by: Distribution): ShareView {
  const all = now.incidents[by];
  const shown = all.length > ROWS + 1 ? all.slice(0, ROWS) : all;
  const changeIn = (share: Share) =>
    change.incidents[by].find(({ name }) => name === share.name)?.count ?? null;
  const rest = all.slice(shown.length).reduce((sum, { count }) => sum + count, 0);
  const slices = shown.map(({ name, count }) => ({ label: name ?? NOT_STATED, value: count }));
  const others = { label: "all others", value: rest };
  // Where each name occurs once, all slices are alike.
  const isTelling = now.incidents.total >= ENOUGH_FOR_A_PIE && shown.some(({ count }) => count > 1);
  return {
    title: TITLES[by],
    picture: isTelling ? pie(`Incidents by ${TITLES[by].toLowerCase()}`, [...slices, others]) : "",
    isCompared: isKnown(before),
    hasMinutes: shown.some(({ minutes }) => minutes !== null),
    hasUsers: shown.some(({ users }) => users !== null),
    rows: shown.map((share) => shareRow(share, changeIn(share))),
    more: all.length - shown.length,
  };
}

const NOT_STATED = "not stated";

function shareRow({ name, count, minutes, users }: Share, change: number | null): ShareRow {
  return {
    name: name === null ? `_${NOT_STATED}_` : shorten(name, NAME_LIMIT),
    count,
    change: signed(change),
    minutes: shortMinutes(minutes),
    users: grouped(users),
  };
}

/** As many from the beginning as there is room for. */
function fitting(shares: ShareView[], room: number): ShareView[] {
  let left = room;
  const tooLong = shares.findIndex((share) => {
    left -= sizeOf(share) + FRAME;
    return left < 0;
  });
  return tooLong < 0 ? shares : shares.slice(0, tooLong);
}

/** A table's own head, more than which the template writes around none. */
const FRAME = 160;

/** What the values take, with the bars and line ends between them. */
function sizeOf(part: unknown): number {
  if (typeof part !== "object" || part === null) return `${part}`.length + 4;
  return Object.values(part).reduce((sum, value) => sum + sizeOf(value), 0);
}
