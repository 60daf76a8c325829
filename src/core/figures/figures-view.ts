import { escapeInline, truncate } from "../markdown.ts";
import { DISTRIBUTIONS, type Distribution, type Share } from "./distribution.ts";
import type { Figures } from "./figures.ts";
import { type CountRow, followUpRows, type SpreadRow, spreadRows } from "./figures-rows.ts";
import { headline, isKnown, isWorthShowing, type Naming } from "./headline.ts";
import { pie } from "./mermaid.ts";
import { type TrendView, trendView } from "./trend-view.ts";
import { shortMinutes, signed } from "./words.ts";

/** One table of names with its picture. Every string is Markdown of ours, or people's words made safe. */
type ShareView = { title: string; picture: string; rows: ShareRow[]; more: number };
type ShareRow = { name: string; count: number; change: string; minutes: string; users: string };

export type FiguresView = {
  /** Nothing to say: an empty list, and the template shows nothing. */
  figures: {
    headline: string;
    trend: TrendView[];
    times: { rows: SpreadRow[] }[];
    followThrough: { rows: CountRow[] }[];
    /** `of`: by what, in words. */
    details: { of: string; shares: ShareView[] }[];
  }[];
};

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

/** Room for five tables of ordinary words; what people wrote at length leaves room for fewer. */
const FIGURES_LIMIT = 8_000;

/**
 * What the template `figures` shows: a sentence, the weeks, the key times, the follow-through, and folded, as far as `limit`
 * (UTF-16 units of Markdown) allows, what the incidents were.
 */
export function figuresView(figures: Figures, naming: Naming, limit = FIGURES_LIMIT): FiguresView {
  if (!isWorthShowing(figures, naming)) return { figures: [] };
  const always = {
    headline: headline(figures, naming),
    trend: trendView(figures),
    times: tableOf(spreadRows(figures)),
    followThrough: tableOf(followUpRows(figures)),
  };
  const shares = fitting(sharesOf(figures), limit - sizeOf(always) - 4 * FRAME);
  const of = shares.map(({ title }) => title.toLowerCase()).join(", ");
  return { figures: [{ ...always, details: shares.length > 0 ? [{ of, shares }] : [] }] };
}

function tableOf<Row>(rows: Row[]): { rows: Row[] }[] {
  return rows.length > 0 ? [{ rows }] : [];
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
    isKnown(before) ? (change.incidents[by].find(({ name }) => name === share.name)?.count ?? null) : null;
  const rest = all.slice(shown.length).reduce((sum, { count }) => sum + count, 0);
  const slices = shown.map(({ name, count }) => ({ label: name ?? NOT_STATED, value: count }));
  return {
    title: TITLES[by],
    picture: pie(`Incidents by ${TITLES[by].toLowerCase()}`, [
      ...slices,
      { label: "all others", value: rest },
    ]),
    rows: shown.map((share) => shareRow(share, changeIn(share))),
    more: all.length - shown.length,
  };
}

const NOT_STATED = "not stated";

function shareRow({ name, count, minutes, users }: Share, change: number | null): ShareRow {
  const { text, cut } = truncate(name ?? "", NAME_LIMIT);
  return {
    name: name === null ? `_${NOT_STATED}_` : escapeInline(text) + (cut ? "…" : ""),
    count,
    change: signed(change),
    minutes: shortMinutes(minutes),
    users: users === null ? "–" : `${users}`,
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
