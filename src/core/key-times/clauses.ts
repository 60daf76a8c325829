import { type Block, readBlocks, textOf } from "../blocks.ts";
import type { DayOrder } from "../reading/days.ts";
import { foldWords } from "../reading/fold-words.ts";
import { maskHidden } from "../reading/hidden-text.ts";
import { findMoments, type Moment } from "../reading/moments.ts";
import { sentencesOf } from "../reading/sentences.ts";
import { declared } from "../reading/timeline-events.ts";

/** A time that a sentence names: a moment, or so many ms before it was said. */
export type NamedTime = { moment: Moment; daysBack: number } | { ago: number };

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
  const lines = linesIn(text, readBlocks(text)).slice(0, MOST_LINES);
  return lines.flatMap((line) => sentencesOf(line).flatMap((sentence) => clausesIn(sentence, order)));
}

function linesIn(text: string, blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case "heading":
      case "paragraph":
        return textOf(text, block.words).split(/\r\n?|\n|<br\s*\/?>/);
      case "list":
        return linesIn(text, block.children);
      case "item":
        return block.box === null ? linesIn(text, block.children) : [];
      case "table":
        return block.children.map(({ cells }) => cells.map((cell) => textOf(text, cell)).join(" - "));
      default:
        return [];
    }
  });
}

/** Between two thoughts. A colon before a time is a label's. */
const BETWEEN = new RegExp(
  `[,;，；、。]\\s?|[:：]\\s(?!\\s?${TIME})|\\s(?:and|but|though|however|while|e|mas|y|pero|et|mais|und|aber|og|men|och)\\s|\\s[–—-]\\s(?!\\s?${TIME})`,
  "giu",
);
const TIME_AND_DASH = new RegExp(`(${TIME}\\d+)\\s{0,2}(?:[:：,|–—-]\\s*)+`, "g");
const QUESTION = /[?？]["')\]\s]*$|か[。？]?$/u;
const BEYOND_WORDS = 1500;

function clausesIn(sentence: string, order: DayOrder): Clause[] {
  if (QUESTION.test(sentence) || sentence.length > BEYOND_WORDS) return [];
  const { text, times } = withTimesMarked(sentence, order);
  const whole = foldWords(text);
  const hasDay = times.length === 0 && /\d/.test(sentence) && findMoments(sentence, order).length > 0;
  // A time with nothing behind it but a dash is what the words behind the dash are about.
  const joined = text.replace(TIME_AND_DASH, "$1 ");
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
  const marks = timesIn(sentence, order).slice(0, MOST_TIMES);
  let text = "";
  let at = 0;
  for (const [index, { start, end }] of marks.entries()) {
    text += `${sentence.slice(at, start)} ${TIME}${index} `;
    at = end;
  }
  return { text: text + sentence.slice(at), times: marks.map(({ time }) => time) };
}

/** The times of day that a text names, in order. */
export function namedTimes(text: string, order: DayOrder): NamedTime[] {
  return timesIn(text, order).map(({ time }) => time);
}

type Mark = { start: number; end: number; time: NamedTime };

const AGO =
  /(?:(?:\b(?:about|around|approximately|roughly|approx\.?|some|~)\s?)?(\d{1,3}|an?|one|half an)\s?(minutes?|mins?|m|hours?|hrs?|h)\s+ago\b)|(?:(?<!\p{L})(?:há|hace|il y a|vor)\s(?:(?:cerca de|uns|unos|environ|etwa|ungefähr|circa|ca\.)\s)?(\d{1,3}|uma?|una?|une|einer?)\s?(minutos?|minutes?|minuten?|min|horas?|heures?|stunden?|h)(?!\p{L}))|(?:(\d{1,3})(分|時間)(?:ほど|くらい)?前)/giu;

function timesIn(sentence: string, order: DayOrder): Mark[] {
  if (!/\d|ago|hace|há|il y a|vor/.test(sentence)) return [];
  const relative = [...sentence.matchAll(AGO)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    time: { ago: agoOf(match) },
  }));
  const clocks = findMoments(sentence, order).filter(({ clock }) => clock !== null);
  const zone = clocks.some((moment) => moment.zone === undefined) ? declared(sentence) : undefined;
  const daysBack = YESTERDAY.test(sentence) ? 1 : 0;
  const moments = clocks.map((moment) => ({
    start: moment.start,
    end: (moment.until ?? moment).end,
    time: { moment: withZone(moment, sentence, zone), daysBack },
  }));
  const apart = moments.filter(
    ({ start, end }) => !relative.some((one) => one.start < end && start < one.end),
  );
  return [...relative, ...apart].sort((a, b) => a.start - b.start);
}

const YESTERDAY =
  /(?<!\p{L})(?:yesterday|last night|ontem|ayer|anoche|hier|gestern|igår|i går)(?!\p{L})|昨日|昨夜|어제|昨天/iu;
/** A zone by a name that nobody knows: "20:00 (hora Santiago)", "14:03 CLT". */
const STRANGE_ZONE =
  /^\s{0,2}[([]?\s?(?:[A-Z]{2,4}T(?![\p{L}\d])|(?:hora|horário|heure|ora)\s(?:de\s)?\p{Lu}|(?:local|server) time)/u;

function withZone(moment: Moment, sentence: string, stated: Moment["zone"]): Moment {
  if (moment.zone !== undefined) return moment;
  const behind = sentence.slice((moment.until ?? moment).end, (moment.until ?? moment).end + 40);
  return { ...moment, zone: STRANGE_ZONE.test(behind) ? null : stated };
}

function agoOf([, english, unit, other, otherUnit, japanese, japaneseUnit]: RegExpExecArray): number {
  const number = (english ?? other ?? japanese ?? "").toLowerCase();
  const count = number === "half an" ? 0.5 : Number(number) || 1;
  const isHours = /^(?:h|st|時)/i.test(unit ?? otherUnit ?? japaneseUnit ?? "");
  return count * (isHours ? 3_600_000 : 60_000);
}
