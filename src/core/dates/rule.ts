import type { Day, Today } from "./calendar.ts";
import { anyOf, BEFORE_A_DATE, isCjk, MONTH_OF } from "./words.ts";

/**
 * What the words are: a day of the calendar, a weekday, a period (told by its last day), an edge of one, something
 * counted from today, or "end of day", which says nothing of the day.
 */
export type Kind = "day" | "weekday" | "period" | "edge" | "ahead" | "day's end";
export type Reading = {
  kind: Kind;
  date: Day;
  ambiguous?: [string, string] | null;
  /** 1 is Monday. */
  weekday?: number;
};

export type Match = {
  /** What the pattern's groups took, folded. */
  groups: Record<string, string | undefined>;
  /** As written. */
  raw: string;
  /** What stands before and behind it, folded and cut short. */
  before: string;
  after: string;
  today: Today;
};

export type Rule = { pattern: RegExp; read(match: Match): Reading | null };

/** A pattern stands for folded text, see `foldInPlace`; null: these words are no date after all. */
export function rule(pattern: string, read: Rule["read"]): Rule {
  return { pattern: new RegExp(pattern, "gu"), read };
}

/** Parts of patterns. */
export const WORD = "(?<![\\p{L}\\p{N}_])";
export const WORD_END = "(?![\\p{L}\\p{N}_]|'s)";
export const OF = "(?:of|de|do|da|del|du|des|der|d'|di|van)";
export const MONTH = `(?<m>${latin(MONTH_OF.keys())})`;

/** A year of four digits, into a group. */
export function yearInto(group: string): string {
  return `(?<${group}>(?:19|20)\\d{2})`;
}
export const YEAR = yearInto("y");

/** The words that are written with blanks between them, and those that are not. */
export function latin(words: Iterable<string>): string {
  return anyOf([...words].filter((word) => !isCjk(word)));
}
export function cjk(words: Iterable<string>): string {
  return anyOf([...words].filter(isCjk));
}

export function numberOf(text: string | undefined): number {
  return Number(text ?? Number.NaN);
}

const BEHIND = new RegExp(
  `(?:^|[^\\p{L}\\p{N}])(?:${anyOf(BEFORE_A_DATE)})(?:\\s(?:the|el|la|le|o|a|dem|den|dia))?\\s{0,2}:?\\s{0,2}$`,
  "u",
);

/** Behind such words a small number or a short word is a date: "by 12/25", "até sexta". */
export function isExpected({ before }: Pick<Match, "before">): boolean {
  return BEHIND.test(before);
}

/** A short word counts behind "by", or alone in its parentheses; not where the sentence goes on: "até segunda ordem". */
export function standsAlone({ before, after }: Pick<Match, "before" | "after">): boolean {
  if (/(?<!\p{L})d[aeo]\s$/u.test(before)) return false;
  if (BEHIND.test(before)) return !/^\s\p{Ll}{3,}/u.test(after) || /^\s(?:and|que)\s/.test(after);
  return /^\s*$|[([]\s?$/.test(before) && /^\s*(?:$|[)\],])/.test(after);
}
