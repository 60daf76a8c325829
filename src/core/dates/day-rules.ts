import { type Day, dayOf, nextDayOf, nextOfMonth } from "./calendar.ts";
import {
  isExpected,
  type Match,
  MONTH,
  numberOf,
  OF,
  type Reading,
  type Rule,
  rule,
  WORD,
  WORD_END,
  YEAR,
} from "./rule.ts";
import { foldInPlace, MONTH_OF, NEVER_FIRST, RISKY_MONTHS } from "./words.ts";

/** Languages in which 03/04 is in April, known by the word in front. */
const DAY_FIRST =
  /(?:^|[^\p{L}\p{N}])(?:ate|em|no|na|dia|prazo|vence|vencimento|antes|do|desde|el|hasta|plazo|le|au|avant|bis|am|zum|vom|frist|fallig|il|entro)(?:\sa|\so|\sde|\sel|\sle|\szum|\sdia)?\s{0,2}:?\s{0,2}$/u;

/** Has every day that any year has. */
const LEAP_YEAR = 2024;

/** Shares, and "24/7". */
const FRACTIONS = new Set(["1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "1/10", "24/7"]);

/** 2026-12-01, 2026/12/01, 2026.12.01, with or without a time; the year first leaves no doubt. */
const yearFirst = rule(
  `(?<![\\w./:+-])${YEAR}(?<s>[-/.])(?<m>\\d{1,2})\\k<s>(?<d>\\d{1,2})(?:t\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:z|[+-]\\d{2}:?\\d{2})?)?(?![\\w/-]|[.,:]\\d)`,
  ({ groups: { y, s, m = "", d = "" } }) => {
    // 2026.1.2 is a version.
    if (s === "." && (m.length < 2 || d.length < 2)) return null;
    const date = dayOf(numberOf(y), numberOf(m), numberOf(d));
    return date ? { kind: "day", date } : null;
  },
);

/** 16.07.2023, 07/16/2023, 12/25/26: of the ways to read it those count that are a day. */
const yearLast = rule(
  "(?<![\\w./:+-])(?<a>\\d{1,2})(?<s>[/.-])(?<b>\\d{1,2})\\k<s>(?<y>(?:19|20)\\d{2}|\\d{2})(?![\\w/-]|[.,:]\\d)",
  ({ groups: { a, s, b, y = "" }, before }) => {
    // With dots or hyphens 1.2.26 is a version.
    if (y.length === 2 && s !== "/") return null;
    const year = y.length === 2 ? 2000 + numberOf(y) : numberOf(y);
    if (year < 1900 || (y.length === 2 && (year < 2020 || year > 2049))) return null;
    const isDayFirst = s === "." || DAY_FIRST.test(before);
    return oneOf([
      dayOf(year, numberOf(b), numberOf(a)),
      isDayFirst ? null : dayOf(year, numberOf(a), numberOf(b)),
    ]);
  },
);

/** 12/25, 16.07.: only behind a word such as "by". */
const noYear = rule(
  "(?<![\\w./:+-])(?<a>\\d{1,2})(?<s>[/.])(?<b>\\d{1,2})(?<dot>\\.?)(?![\\w/%-]|[.,:]\\d|\\s(?:of|de|der|du)\\b)",
  ({ groups: { a = "", s, b = "", dot }, before, today }) => {
    if (!isExpected({ before }) || FRACTIONS.has(`${a}/${b}`)) return null;
    const isDayFirst = DAY_FIRST.test(before);
    if (s === "." && !(isDayFirst && (dot || (a.length === 2 && b.length === 2)))) return null;
    const isDay = (month: string, day: string) => dayOf(LEAP_YEAR, numberOf(month), numberOf(day)) !== null;
    const ways = [isDay(b, a), !isDayFirst && isDay(a, b)];
    if (!ways.includes(true)) return null;
    if (!today) return { kind: "day", date: null };
    return oneOf([
      ways[0] ? nextDayOf(today, numberOf(b), numberOf(a)) : null,
      ways[1] ? nextDayOf(today, numberOf(a), numberOf(b)) : null,
    ]);
  },
);

function oneOf([first, second]: [Day, Day]): Reading | null {
  if (!first && !second) return null;
  if (first && second && first !== second) return { kind: "day", date: null, ambiguous: [first, second] };
  return { kind: "day", date: first ?? second };
}

/** 1 December, 1st of Dec, 1 de dezembro de 2026, 16. Juli 2023, 5-Dec-2026. */
const dayThenMonth = rule(
  `(?<![\\p{L}\\p{N}_.,:/+-])(?<d>[0-3]?\\d)(?:st|nd|rd|th|º|°|er|\\.)?(?<link>\\s{1,2}${OF}\\s{1,2}|\\s{1,2}d'|\\s{0,2}|[-/])${MONTH}\\.?(?:(?:,?\\s{1,2}(?:${OF}\\s{1,2})?|[-/])${YEAR}|[-/](?<yy>[2-4]\\d))?(?!-\\d)${WORD_END}`,
  (match) => monthDay(match, (match.groups.link ?? "").trim() !== ""),
);

/** Dec 1, December 1st, 2026. */
const monthThenDay = rule(
  `(?<!\\d[/-])${WORD}${MONTH}(?:\\.\\s{0,2}|\\s{1,2}|-)(?:the\\s)?(?<d>[0-3]?\\d)(?:st|nd|rd|th)?(?:,?\\s{1,2}(?:of\\s)?${YEAR})?(?![\\p{L}\\p{N}_]|[:/%]|[.,-]\\d|'s)`,
  (match) => (NEVER_FIRST.has(match.groups.m ?? "") ? null : monthDay(match, false)),
);

function monthDay(
  { groups: { d, m = "", y, yy }, raw, before, today }: Match,
  isLinked: boolean,
): Reading | null {
  const at = foldInPlace(raw).indexOf(m);
  const isSmall = raw.slice(at, at + 1) === m.slice(0, 1);
  const hasYear = y !== undefined || yy !== undefined;
  if (RISKY_MONTHS.has(m) && isSmall && !hasYear && !isLinked && !isExpected({ before })) return null;
  const [year, month, day] = [yy ? 2000 + numberOf(yy) : numberOf(y), MONTH_OF.get(m) ?? 0, numberOf(d)];
  // A day that no year has is none; one that cannot be told without today is kept.
  if (!dayOf(hasYear ? year : LEAP_YEAR, month, day)) return null;
  return { kind: "day", date: hasYear ? dayOf(year, month, day) : nextDayOf(today, month, day) };
}

/** The 15th, dia 15: of this month or the next; only behind a word such as "by", and where nothing is counted so. */
const dayAlone = rule(
  `${WORD}(?:the\\s(?<d>[0-3]?\\d)(?:st|nd|rd|th)|dia\\s(?<dia>[0-3]?\\d))(?![\\p{L}\\p{N}_:/%-]|[.,]\\d|\\s\\p{L})`,
  ({ groups: { d, dia }, before, today }) => {
    const day = numberOf(d ?? dia);
    if (!isExpected({ before }) || day < 1 || day > 31) return null;
    return { kind: "day", date: nextOfMonth(today, day) };
  },
);

/** 2026年12月1日, 12月1日, 2026년 12월 1일. */
const eastern = rule(
  `(?<!\\p{N})(?:${YEAR}\\s?[年년]\\s?)?(?<m>\\d{1,2})\\s?[月월]\\s?(?<d>\\d{1,2})\\s?[日일]`,
  ({ groups: { y, m, d }, today }) => {
    const [month, day] = [numberOf(m), numberOf(d)];
    if (!dayOf(y ? numberOf(y) : LEAP_YEAR, month, day)) return null;
    return { kind: "day", date: y ? dayOf(numberOf(y), month, day) : nextDayOf(today, month, day) };
  },
);

/** Days of the calendar, in figures or with their month's name. */
export const DAY_RULES: readonly Rule[] = [
  yearFirst,
  yearLast,
  noYear,
  dayThenMonth,
  monthThenDay,
  dayAlone,
  eastern,
];
