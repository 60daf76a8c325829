import { CATEGORIES, IMPACT_TYPES, inWords, type KnownNames, ORIGINS } from "../digest/known-names.ts";
import { shorten } from "../summary/lines.ts";
import type { PhraseName, Words } from "../words.ts";
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

/** How a kind is called as a head, in a list of kinds, and over its picture; and which names of it the app knows. */
const KINDS: Record<Distribution, { title: PhraseName; of: PhraseName; by: PhraseName; known: KnownNames }> =
  {
    bySeverity: {
      title: "figures.severity",
      of: "figures.of-severity",
      by: "figures.by-severity",
      known: {},
    },
    byCategory: {
      title: "figures.category",
      of: "figures.of-category",
      by: "figures.by-category",
      known: CATEGORIES,
    },
    byArea: { title: "figures.area", of: "figures.of-area", by: "figures.by-area", known: {} },
    byOrigin: { title: "figures.origin", of: "figures.of-origin", by: "figures.by-origin", known: ORIGINS },
    byImpact: {
      title: "figures.impact",
      of: "figures.of-impact",
      by: "figures.by-impact",
      known: IMPACT_TYPES,
    },
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
export function figuresView(
  figures: Figures,
  naming: Naming,
  words: Words,
  limit = FIGURES_LIMIT,
): FiguresView {
  const { say } = words;
  if (!isWorthShowing(figures, naming)) return { figures: [] };
  const incidents = figures.now.incidents.total + figures.before.incidents.total;
  const isTold = naming === "recent" && incidents < FEW;
  const [weeks] = trendView(figures, say);
  const always = {
    headline: headline(figures, naming, say),
    picture: weeks?.picture ?? "",
    numbers: numbersOf(figures, weeks, isTold, words),
  };
  const kinds = isTold ? [] : statedKinds(figures);
  const all = kinds.map((by) => shareView(figures, by, words));
  const shares = fitting(all, limit - sizeOf(always) - 5 * FRAME);
  const of = kinds
    .slice(0, shares.length)
    .map((by) => say(KINDS[by].of))
    .join(", ");
  return { figures: [{ ...always, details: shares.length > 0 ? [{ of, shares }] : [] }] };
}

function numbersOf(
  figures: Figures,
  weeks: TrendView | undefined,
  isTold: boolean,
  words: Words,
): FiguresView["figures"][number]["numbers"] {
  const isCompared = isKnown(figures.before);
  const table = <Row>(rows: Row[]) => (rows.length > 0 ? [{ rows, isCompared }] : []);
  const numbers: Numbers = {
    trend: weeks ? [{ step: weeks.step, rows: weeks.rows }] : [],
    times: isTold ? [] : table(spreadRows(figures, words)),
    followThrough: table(followUpRows(figures, words.say)),
  };
  const filled = PARTS.filter(([part]) => numbers[part].length > 0);
  return filled.length > 0 ? [{ of: filled.map(([, name]) => words.say(name)).join(", "), ...numbers }] : [];
}

const PARTS: [keyof Numbers, PhraseName][] = [
  ["trend", "figures.part-weeks"],
  ["times", "figures.part-times"],
  ["followThrough", "figures.part-follow-ups"],
];

/** A kind of which nobody stated anything has nothing to show. */
function statedKinds(figures: Figures): Distribution[] {
  return DISTRIBUTIONS.filter((by) => figures.now.incidents[by].some(({ name }) => name !== null));
}

function shareView({ now, before, change }: Figures, by: Distribution, words: Words): ShareView {
  const { say } = words;
  const all = now.incidents[by];
  const shown = all.length > ROWS + 1 ? all.slice(0, ROWS) : all;
  const changeIn = (share: Share) =>
    change.incidents[by].find(({ name }) => name === share.name)?.count ?? null;
  const rest = all.slice(shown.length).reduce((sum, { count }) => sum + count, 0);
  const label = (name: string | null) =>
    name === null ? say("figures.not-stated") : inWords(name, KINDS[by].known, say);
  const slices = shown.map(({ name, count }) => ({ label: label(name), value: count }));
  const others = { label: say("figures.all-others"), value: rest };
  // Where each name occurs once, all slices are alike.
  const isTelling = now.incidents.total >= ENOUGH_FOR_A_PIE && shown.some(({ count }) => count > 1);
  return {
    title: say(KINDS[by].title),
    picture: isTelling ? pie(say(KINDS[by].by), [...slices, others]) : "",
    isCompared: isKnown(before),
    hasMinutes: shown.some(({ minutes }) => minutes !== null),
    hasUsers: shown.some(({ users }) => users !== null),
    rows: shown.map((share) => shareRow(share, label(share.name), changeIn(share), words)),
    more: all.length - shown.length,
  };
}

function shareRow(
  { name, count, minutes, users }: Share,
  label: string,
  change: number | null,
  { say, locale }: Words,
): ShareRow {
  return {
    name: name === null ? `_${label}_` : shorten(label, NAME_LIMIT),
    count,
    change: signed(change),
    minutes: shortMinutes(minutes, say),
    users: grouped(users, locale),
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
