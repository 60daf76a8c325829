import { isDate } from "../due.ts";
import { MONTHS } from "./month-names.ts";

/** A calendar date that a text writes out in full. `date` is ISO 8601; null when it could be two, or is none. */
export type WrittenDate = {
  start: number;
  end: number;
  date: string | null;
  problem: "ambiguous" | "impossible" | null;
};

/** Whether 03/04/2026 begins with the day or with the month, where the surroundings tell. */
export type DayOrder = "day-first" | "month-first" | null;

/** Months by words that mean something else without day and year beside them. */
const BESIDE_DAY: ReadonlyMap<string, number> = new Map([
  ["ago", 8],
  ["set", 9],
  ["out", 10],
  ["des", 12],
]);

const DATE = new RegExp(
  [
    "(?<![\\w.,/-])(?<y1>\\d{4})([-/.])(?<m1>\\d{1,2})\\2(?<d1>\\d{1,2})(?![\\d/-]|\\.\\d)",
    "(?<!\\d)(?<y2>\\d{4})\\s?[年년.]\\s?(?<m2>\\d{1,2})\\s?[月월.]\\s?(?<d2>\\d{1,2})\\s?[日일.]?(?!\\d)",
    "(?<![\\w.,/-])(?<a>\\d{1,2})(?<sep>[./-])(?<b>\\d{1,2})\\k<sep>(?<y3>\\d{4})(?![\\d/-]|\\.\\d)",
    "(?<![\\p{L}\\d])(?<n1>\\p{L}{3,9})\\.?\\s+(?<d4>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<y4>\\d{4})(?!\\d)",
    "(?<![\\p{L}\\d.,/])(?<d5>\\d{1,2})(?:st|nd|rd|th|º|er)?\\.?[\\s-]+(?:(?:of|de|of the)\\s+)?(?<n2>\\p{L}{3,9})\\.?,?[\\s-]+(?:(?:de|del)\\s+)?(?<y5>\\d{4})(?!\\d)",
  ].join("|"),
  "giu",
);

/** Every date of a text with day, month and year, in order. `order` settles what begins with two small numbers. */
export function writtenDates(text: string, order: DayOrder): WrittenDate[] {
  return [...text.matchAll(DATE)].flatMap((match) => {
    const place = { start: match.index, end: match.index + match[0].length };
    const read = dateOf(match.groups ?? {}, order);
    return read ? [{ ...place, ...read }] : [];
  });
}

type Groups = Record<string, string | undefined>;

function dateOf(g: Groups, order: DayOrder): Pick<WrittenDate, "date" | "problem"> | null {
  if (g.y1) return checked(g.y1, g.m1, g.d1);
  if (g.y2) return checked(g.y2, g.m2, g.d2);
  if (g.y3) return small(g, order);
  const name = (g.n1 ?? g.n2 ?? "").toLowerCase();
  const month = MONTHS.get(name) ?? BESIDE_DAY.get(name);
  return month ? checked(g.y4 ?? g.y5, `${month}`, g.d4 ?? g.d5) : null;
}

function small({ a, b, sep, y3 }: Groups, order: DayOrder): Pick<WrittenDate, "date" | "problem"> {
  const dayFirst = Number(a) > 12 || sep === "." || (order === "day-first" && Number(b) <= 12);
  const monthFirst = Number(b) > 12 || (order === "month-first" && Number(a) <= 12);
  if (dayFirst || a === b) return checked(y3, b, a);
  return monthFirst ? checked(y3, a, b) : { date: null, problem: "ambiguous" };
}

function checked(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): Pick<WrittenDate, "date" | "problem"> {
  const date = `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
  return isDate(date) ? { date, problem: null } : { date: null, problem: "impossible" };
}

const SMALL = /(?<![\d./-])(\d{1,2})[/-](\d{1,2})[/-]\d{4}(?![\d/-])/g;

/** What a number above twelve in texts of the same hand tells of the others; null when none does, or they disagree. */
export function dayOrderOf(texts: readonly string[]): DayOrder {
  const told = texts.flatMap((text) =>
    [...text.matchAll(SMALL)].flatMap(([, a, b]) =>
      Number(a) > 12 ? ["day-first"] : Number(b) > 12 ? ["month-first"] : [],
    ),
  );
  const [first] = told;
  return first && told.every((order) => order === first) ? (first as DayOrder) : null;
}

/** Small words that English and its dates do not have. */
const DAY_FIRST_WORDS =
  /(?<![\p{L}'])(?:não|são|foi|para|uma|dos|pela|pelo|los|las|una|por|como|fue|des|les|dans|été|avec|pour|der|die|das|und|nicht|wurde|della|degli|sono|stato|het|een|niet|werd|ikke|och|inte|prazo|responsável|\p{L}+ç(?:ão|ões))(?![\p{L}'])/giu;
const ENGLISH_WORDS = /(?<![p{L}'])(?:the|and|was|of|to|with|were|that|this|from)(?![p{L}'])/gi;

/** Whether a text is in a language whose dates begin with the day; English has both ways. */
export function dayOrderOfLanguage(text: string): DayOrder {
  const sample = text.slice(0, 20_000);
  const dayFirst = [...sample.matchAll(DAY_FIRST_WORDS)].length;
  const english = [...sample.matchAll(ENGLISH_WORDS)].length;
  return dayFirst >= 3 && dayFirst > english ? "day-first" : null;
}
