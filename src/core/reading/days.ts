import { each, withoutOverlaps } from "./matches.ts";
import { MONTH_NAMES, MONTHS } from "./month-names.ts";

/** Which of two numbers is the day in `03/04/2026`; null: the document does not tell. */
export type DayOrder = "day-first" | "month-first" | null;

/** A calendar day in a text. `year` is null where it is not written; `month` is null where the day could be two. */
export type FoundDay = {
  start: number;
  end: number;
  year: number | null;
  month: number | null;
  day: number;
};

const YEAR = "((?:19[89]|20[0-9])\\d)(?!\\d|:\\d)";
const BEFORE = "(?<![\\p{L}\\p{N}./:_-])";
const ISO = /(?<![\p{L}\p{N}.:_-])((?:19[89]|20[0-9])\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[-/.]\d)/gu;
const EAST_ASIAN =
  /(?:((?:19[89]|20[0-9])\d)\s?[年년]\s{0,2})?(?<!\d)(\d{1,2})\s?[月월]\s{0,2}(\d{1,2})\s?[日일]/gu;
const DAY_MONTH = new RegExp(
  `${BEFORE}(\\d{1,2})(?:st|nd|rd|th|er|º|\\.)?(?:\\s{1,2}|-|/)(?:of\\s|de\\s)?(${MONTH_NAMES})(?!\\p{L})\\.?(?:,?(?:\\s{1,2}|-|/)(?:de\\s|of\\s)?${YEAR})?`,
  "giu",
);
const MONTH_DAY = new RegExp(
  `${BEFORE}(${MONTH_NAMES})\\.?(?:\\s{1,2}|-)(\\d{1,2})(?:st|nd|rd|th)?(?![\\p{L}\\d:]|\\.\\d)(?:,?\\s{1,2}${YEAR})?`,
  "giu",
);
const NUMBERS = new RegExp(
  `${BEFORE}(\\d{1,2})([-/.])(\\d{1,2})(?:\\2((?:19[89]|20[0-9])\\d|\\d{2}))?(?!\\d|[-/.:]\\d|[\\p{L}%])`,
  "gu",
);

/** The first three letters of any month, which few lines have. */
const MONTH_BEGINS = new RegExp(
  `(?<!\\p{L})(?:${[...new Set([...MONTHS.keys()].map((name) => name.slice(0, 3)))].join("|")})`,
  "iu",
);

/** Every day that a text names, in order. Days that do not exist are there too. */
export function findDays(text: string, order: DayOrder): FoundDay[] {
  if (!/\d/.test(text)) return [];
  const all = [
    ...each(text, /\d{4}[-/.]/, ISO).map((m) => dayFrom(m, m[1], m[3], m[4])),
    ...each(text, /[月월]/, EAST_ASIAN).map((m) => dayFrom(m, m[1], m[2], m[3])),
    ...each(text, MONTH_BEGINS, DAY_MONTH).map((m) => named(m, m[3], m[2] ?? "", m[1])),
    ...each(text, MONTH_BEGINS, MONTH_DAY).map((m) => named(m, m[3], m[1] ?? "", m[2])),
    ...each(text, /\d[-/.]\d/, NUMBERS).map((m) => numbered(m, order)),
  ].filter((day): day is FoundDay => day !== null && day.day > 0 && day.day < 32 && (day.month ?? 1) < 13);
  return withoutOverlaps(all);
}

/** `YYYY-MM-DD`, or null where something is missing or there is no such day. */
export function dateOf({ year, month, day }: Pick<FoundDay, "year" | "month" | "day">): string | null {
  if (year === null || month === null || !exists({ year, month, day })) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** False for February 30. A day of February without a year is given the benefit of a leap year. */
export function exists({ year, month, day }: Pick<FoundDay, "year" | "month" | "day">): boolean {
  if (month === null) return true;
  const last = new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= last;
}

/** The year that brings a day without one nearest to another day. */
export function withYear(day: FoundDay, near: string): FoundDay {
  if (day.year !== null || day.month === null) return day;
  const { month } = day;
  const year = Number(near.slice(0, 4));
  const distance = (candidate: number) =>
    Math.abs(Date.UTC(candidate, month - 1, day.day) - Date.parse(near));
  const [nearest] = [year, year - 1, year + 1].sort((a, b) => distance(a) - distance(b));
  return { ...day, year: nearest ?? year };
}

/**
 * How a document writes days in numbers: by those that can only be one of both, or else by its language. Other languages than
 * English put the day first, except those that put the year first.
 */
export function orderOf(document: string): DayOrder {
  const sample = document.slice(0, 200_000);
  const votes = { "day-first": 0, "month-first": 0 };
  for (const [, first, , second, year] of sample.matchAll(NUMBERS)) {
    if (year?.length !== 4) continue;
    if (Number(first) > 12 && Number(second) <= 12) votes["day-first"]++;
    if (Number(second) > 12 && Number(first) <= 12) votes["month-first"]++;
  }
  if (votes["day-first"] > 0 && votes["month-first"] > 0) return null;
  if (votes["day-first"] > 0) return "day-first";
  if (votes["month-first"] > 0) return "month-first";
  return languageOrder(sample.slice(0, 20_000));
}

const ENGLISH = /\b(?:the|and|was|of|is|were|to|that)\b/giu;
const DAY_FIRST_WORDS =
  /(?<!\p{L})(?:de|do|da|os|em|que|não|no|na|uma|para|com|foi|una|el|la|fue|los|las|les|des|est|du|dans|une|der|die|und|ist|von|das|wurde|nicht|di|che|della|stato|het|een|og|ikke|ble|och|inte|att)(?!\p{L})/giu;
const MONTH_FIRST_SCRIPTS = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

function languageOrder(sample: string): DayOrder {
  const count = (pattern: RegExp) => sample.match(pattern)?.length ?? 0;
  const english = count(ENGLISH);
  if (count(MONTH_FIRST_SCRIPTS) > 3 * english + 20) return "month-first";
  return count(DAY_FIRST_WORDS) > 2 * english + 2 ? "day-first" : null;
}

function dayFrom(
  { index, 0: text }: RegExpExecArray,
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): FoundDay {
  const place = { start: index, end: index + text.length };
  return { ...place, year: year ? Number(year) : null, month: Number(month), day: Number(day) };
}

/** "may 5" and "1 march" are no days when nothing else says so. */
function named(
  match: RegExpExecArray,
  year: string | undefined,
  name: string,
  day: string | undefined,
): FoundDay | null {
  if (year === undefined && /^(?:may|march|mar|gen|mag|mai|mei|maj|sep|mars|marco)$/.test(name)) return null;
  const month = MONTHS.get(name.toLowerCase());
  return month === undefined ? null : dayFrom(match, year, String(month), day);
}

/** Two numbers alone ("3/4") are a day only where the document tells which is which; a version ("1.2.19") never is. */
function numbered(match: RegExpExecArray, order: DayOrder): FoundDay | null {
  const [, first = "", sign, second = "", written] = match;
  if (sign === "." && (written?.length !== 4 || Number(second) > 12)) return null;
  if (written === undefined && (sign !== "/" || order === null)) return null;
  const year = written === undefined ? undefined : written.length === 4 ? written : `20${written}`;
  if (written?.length === 2 && (Number(written) < 10 || Number(written) > 40)) return null;
  const isDayFirst =
    sign === "." || Number(first) > 12 || (Number(second) <= 12 && order === "day-first" && first !== second);
  if (isDayFirst) return dayFrom(match, year, second, first);
  if (Number(second) > 12 || order === "month-first" || first === second)
    return dayFrom(match, year, first, second);
  return { ...dayFrom(match, year, undefined, first), month: null };
}
