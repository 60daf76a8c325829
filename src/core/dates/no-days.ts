import { dayOf } from "./calendar.ts";
import { MONTH, numberOf, OF, WORD, WORD_END } from "./rule.ts";
import { foldInPlace, MONTH_OF } from "./words.ts";

/** Words from `start` to `end` (UTF-16 offsets) that are written as a day and are none. */
export type NoDay = {
  start: number;
  end: number;
  /** Whether at least one way to read them has a day and a month as large as any: 31/02, not 45/13. */
  isNear: boolean;
};

const LEAP_YEAR = 2024;
const NUMBER_END = "(?![\\w/%-]|[.,:]\\d)";
const START = "(?<![\\w./:+-])";

/** 2026-02-31 · 31/02/2026, 31.02.2026 · 31/02, 31.02. · 30 Feb, 31 de novembro · Feb 30. */
const SHAPES = [
  `${START}(?<y>\\d{4})(?<s>[-/.])(?<b>\\d{1,2})\\k<s>(?<a>\\d{1,2})${NUMBER_END}`,
  `${START}(?<a>\\d{1,2})(?<s>[-/.])(?<b>\\d{1,2})\\k<s>(?<y>\\d{4})${NUMBER_END}`,
  `${START}(?<a>\\d{1,2})(?:/(?<b>\\d{1,2})|\\.(?<c>\\d{2})\\.)${NUMBER_END}`,
  `${START}(?<a>\\d{1,2})(?:st|nd|rd|th|\\.)?\\s{1,2}(?:${OF}\\s{1,2})?${MONTH}\\.?(?:,?\\s{1,2}(?:${OF}\\s{1,2})?(?<y>\\d{4}))?${WORD_END}`,
  `${WORD}${MONTH}\\.?\\s{1,2}(?<a>\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s{1,2}(?<y>\\d{4}))?${NUMBER_END}`,
].map((shape) => new RegExp(shape, "gu"));

/** Days as people write them that the calendar does not have, in whatever order day and month are read. */
export function findNoDays(text: string): NoDay[] {
  if (!/\d/.test(text)) return [];
  const folded = foldInPlace(text);
  return SHAPES.flatMap((shape) =>
    [...folded.matchAll(shape)].flatMap(({ index: start, 0: { length }, groups }) => {
      const readings = readingsOf(groups ?? {});
      if (readings.some(({ year, month, day }) => dayOf(year, month, day) !== null)) return [];
      const isNear = readings.some(({ month, day }) => isIn(month, 12) && isIn(day, 31));
      return [{ start, end: start + length, isNear }];
    }),
  );
}

type Groups = Record<string, string | undefined>;

function readingsOf({ y, a, b, c, m }: Groups): { year: number; month: number; day: number }[] {
  const year = y === undefined ? LEAP_YEAR : numberOf(y);
  const first = numberOf(a);
  if (m !== undefined) return [{ year, month: MONTH_OF.get(m) ?? 0, day: first }];
  const second = numberOf(b ?? c);
  return [
    { year, month: second, day: first },
    { year, month: first, day: second },
  ];
}

function isIn(number: number, most: number): boolean {
  return number >= 1 && number <= most;
}
