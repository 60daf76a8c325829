import { type Block, readBlocks, textOf } from "../blocks.ts";
import { findTimes, type NamedTime } from "../course/named-times.ts";
import { plainWords, sentencesOf, unwrapped } from "../course/plain-sentences.ts";
import { proseLines } from "../course/prose-lines.ts";
import type { DayOrder } from "../reading/days.ts";
import { foldWords } from "../reading/fold-words.ts";
import { maskHidden } from "../reading/hidden-text.ts";
import { findMoments } from "../reading/moments.ts";

/**
 * A part of a sentence. `words` are folded (`foldWords`), with `zzt0`, `zzt1` … in them for the sentence's `times`;
 * `sentence` are those of the whole; `hasDay`: it names a day, and no time of it.
 */
export type Clause = { words: string; sentence: string; times: NamedTime[]; hasDay: boolean };

/** Stands for a time in folded words: no word of anybody's. */
const TIME = "zzt";
export const TIMES = new RegExp(`(?<![^ ])${TIME}(\\d{1,2})(?![^ ])`, "g");

const MOST_CHARACTERS = 20_000;
const MOST_LINES = 400;
const MOST_TIMES = 20;

/**
 * What somebody wrote in their own words, clause by clause: no quotes, code, task lists, hidden templates and questions.
 * @param order what comes first in `03/04/2026`
 */
export function clausesOf(body: string, order: DayOrder): Clause[] {
  const text = maskHidden(body.slice(0, MOST_CHARACTERS).replaceAll("\u0000", " "));
  const lines = readBlocks(text)
    .flatMap((block) => linesIn(text, block))
    .slice(0, MOST_LINES);
  return lines.flatMap((line) => sentencesOf(line).flatMap((sentence) => clausesIn(sentence, order)));
}

/** Key times stand in tables, too: each row is a line. */
function linesIn(text: string, block: Block): string[] {
  return block.kind === "table"
    ? block.children.map(({ cells }) => plainWords(cells.map((cell) => textOf(text, cell)).join(" - ")))
    : unwrapped([...proseLines(text, [block])]);
}

/** Between two thoughts. A colon before a time is a label's. */
const BETWEEN = new RegExp(
  `[,;，；、。]\\s?|[:：]\\s(?!\\s?${TIME})|\\s(?:and|but|though|however|while|e|mas|y|pero|et|mais|und|aber|og|men|och)\\s|\\s[–—-]\\s(?!\\s?${TIME})`,
  "giu",
);
const TIME_AND_DASH = new RegExp(`(${TIME}\\d+)\\s{0,2}(?:[:：|–—-]\\s*)+`, "g");
/** "At 13:40, the site went down"; but "starting at 13:40, recurring each hour" are two. */
const TIME_AND_COMMA = new RegExp(`^(\\s*(?:\\S+\\s+){0,2}${TIME}\\d+)\\s{0,2},\\s*`);
const QUESTION = /[?？]["')\]\s]*$|か[。？]?$/u;
const BEYOND_WORDS = 1500;

function clausesIn(sentence: string, order: DayOrder): Clause[] {
  if (QUESTION.test(sentence) || sentence.length > BEYOND_WORDS) return [];
  const { text, times } = withTimesMarked(sentence, order);
  const whole = foldWords(text);
  const hasDay = times.length === 0 && /\d/.test(sentence) && findMoments(sentence, order).length > 0;
  // A time with nothing behind it but a dash is what the words behind the dash are about.
  const joined = text.replace(TIME_AND_DASH, "$1 ").replace(TIME_AND_COMMA, "$1 ");
  const { outside, asides } = withoutAsides(joined);
  return [...outside.split(BETWEEN), ...asides]
    .map((part) => ({ words: foldWords(part), sentence: whole, times, hasDay }))
    .filter(({ words }) => words !== "");
}

/** What stands in brackets is a thought of its own, unless it is a time. */
function withoutAsides(text: string): { outside: string; asides: string[] } {
  const asides: string[] = [];
  const outside = text.replace(/[([]([^()[\]]{0,300})[)\]]/g, (_, inside: string) => {
    if (inside.includes(TIME)) return ` ${inside} `;
    asides.push(inside);
    return " ";
  });
  return { outside, asides };
}

function withTimesMarked(sentence: string, order: DayOrder): { text: string; times: NamedTime[] } {
  const marks = findTimes(sentence, order).slice(0, MOST_TIMES);
  let text = "";
  let at = 0;
  for (const [index, { start, end }] of marks.entries()) {
    text += `${sentence.slice(at, start)} ${TIME}${index} `;
    at = end;
  }
  return { text: text + sentence.slice(at), times: marks.map(({ time }) => time) };
}
