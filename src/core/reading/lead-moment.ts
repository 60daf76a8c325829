import type { DayOrder } from "./days.ts";
import { findMoments, type Moment } from "./moments.ts";

/** The moment that a line begins with, and what it says happened then. */
export type Led = {
  moment: Moment;
  /** The weekday beside it, 1 for Monday to 7, as in "Tue 14:03"; null where none is written. */
  weekday: number | null;
  rest: string;
};

/** A line's moment stands within its first so many characters. */
const NEAR = 120;
/** What may stand before it: marks, "around", "between", a weekday. */
const BEFORE =
  /^(?:[\s*_`~[({<>|:：\-–—•·≈@#+]|\p{Extended_Pictographic}|\uFE0F|(?:approximately|approx|around|about|circa|roughly|before|after|between|from|since|starting|start|shortly|at|on|by|ca|c|um|gegen|ab|seit|am|vers|dès|le|à|às|as|das|os|em|por volta d[ae]s?|cerca d[ae]s?|a las|hacia las|el|kl|klokken|den|約|およそ|약|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?![\p{L}\p{N}])[.,:]?)*$/iu;
const DUAL = /^\s?(?:\/|\||\(|=)\s?$/;
const AFTER = /^(?:[\s*_`~\])}>|:：–—•·,;-]|hrs?\b|Uhr\b|에\s|に\s|頃|ごろ|경(?=\s))*/u;

/**
 * The moment at the beginning of a line of a timeline: `* [08:47] Deploy`, `**10:45** – Deploy`, `2025-03-17 16:06 | Deploy`,
 * `03:16/13:46 - Alert` (the first of two zones counts). Null when the line begins with none.
 */
export function leadMoment(line: string, order: DayOrder): Led | null {
  const moments = findMoments(line.slice(0, NEAR), order);
  const [moment, next] = moments;
  if (!moment || !BEFORE.test(line.slice(0, moment.start))) return null;
  let end = moment.until?.end ?? moment.end;
  if (!moment.until && next?.clock && !next.day && DUAL.test(line.slice(moment.end, next.start)))
    end = next.end;
  const behind = line.slice(end);
  const beside = `${line.slice(0, moment.start)} ${/^[\s(,]{0,3}\p{L}{3,9}/u.exec(behind)?.[0] ?? ""}`;
  return { moment, weekday: weekdayIn(beside), rest: behind.slice(AFTER.exec(behind)?.[0].length ?? 0) };
}

const WEEKDAY =
  /(?<!\p{L})(?:(mon)|(tue)s?|(wed)(?:nes)?|(thu)(?:rs?)?|(fri)|(sat)(?:ur)?|(sun))(?:day)?(?!\p{L})/iu;

/** The weekday that a text names, 1 for Monday to 7. */
export function weekdayIn(text: string): number | null {
  const found = WEEKDAY.exec(text)?.findIndex((name, at) => at > 0 && name !== undefined);
  return found === undefined ? null : found;
}
