import { type FoundClock, findClocks } from "./clock-times.ts";
import { type DayOrder, dateOf, type FoundDay, findDays } from "./days.ts";
import { offsetIn, type Zone } from "./zones.ts";

/** A day, a time of day, or both, in a text. `zone` is the one written with it. */
export type Moment = {
  start: number;
  end: number;
  day: FoundDay | null;
  clock: string | null;
  isHalf: boolean;
  zone: Zone | undefined;
  /** The end of a range that begins here: "10:45 – 16:11 UTC". */
  until: Moment | null;
};

const GAP = "[\\s,*_`(\\[]";
const WORDS =
  "(?:at|on|um|às|as|a las|à|kl\\.?|klokken|about|around|roughly|approximately|approx\\.?|circa|ca\\.?|gegen|em|el|le|den|am|of|the|~|≈|約|약|[@–—-])";
const WEEKDAY = "(?:\\(?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\\)?|\\([월화수목금토일月火水木金土日]\\))";
const DAY_TO_CLOCK = new RegExp(
  `^(?:T|${GAP}*(?:(?:${WORDS}|${WEEKDAY})${GAP}+|${WEEKDAY}?){0,3}:?${GAP}*)$`,
  "iu",
);
const CLOCK_TO_DAY = new RegExp(`^${GAP}*(?:(?:${WORDS}|${WEEKDAY})${GAP}+){0,3}$`, "iu");
const RANGE =
  /^[\s*_`)\]]*(?:–|—|-|~|〜|→|->|=>|to|until|till|til|through|and|bis|und|às|as|até|e|a|al|hasta|y|à|jusqu['’]à|et|から|부터|至|到)[\s*_`([]*(?:(?:around|about|approximately|roughly|approx\.?|ca\.?|~|las|on|the)[\s*_`([]*)?$/iu;

/** Every moment that a text names, in order: "On August 12 at 17:00 UTC" is one. The end of a range is in what begins it. */
export function findMoments(text: string, order: DayOrder): Moment[] {
  const parts: Moment[] = [
    ...findDays(text, order).map((day) => ({ ...blank(day), day })),
    ...findClocks(text).map((clock) => ({ ...blank(clock), ...fromClock(clock) })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  return joinRanges(joinParts(parts, text), text);
}

/** How a moment stands in the world: `2026-11-21T14:03+01:00`, or only the day where no clock is written. */
export function isoOf(date: string, clock: string | null, zone: Zone | undefined): string {
  if (clock === null) return date;
  return `${date}T${clock}${zone === undefined ? "" : (offsetIn(zone, date, clock) ?? "")}`;
}

/** The day that a moment names, whole. */
export function writtenDate({ day }: Moment): string | null {
  return day && dateOf(day);
}

function blank({ start, end }: { start: number; end: number }): Moment {
  return { start, end, day: null, clock: null, isHalf: false, zone: undefined, until: null };
}

function fromClock({ clock, isHalf, zone }: FoundClock) {
  return { clock, isHalf, zone };
}

function joinParts(parts: Moment[], text: string): Moment[] {
  const joined: Moment[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last && part.start < last.end) continue;
    const between = last ? text.slice(last.end, part.start) : "";
    const isDayFirst = last?.day && !last.clock && part.clock && !part.day && DAY_TO_CLOCK.test(between);
    const isClockFirst = last?.clock && !last.day && part.day && !part.clock && CLOCK_TO_DAY.test(between);
    if (last && between.length <= 40 && (isDayFirst || isClockFirst))
      joined[joined.length - 1] = {
        ...last,
        day: last.day ?? part.day,
        clock: last.clock ?? part.clock,
        isHalf: last.isHalf || part.isHalf,
        zone: last.clock ? last.zone : part.zone,
        end: part.end,
      };
    else joined.push(part);
  }
  return joined;
}

/** Both ends of a range are of the same kind; day, zone and half of the day written once count for both. */
function joinRanges(moments: Moment[], text: string): Moment[] {
  const joined: Moment[] = [];
  for (const moment of moments) {
    const last = joined.at(-1);
    const isRange =
      last &&
      !last.until &&
      (last.clock === null) === (moment.clock === null) &&
      moment.start - last.end <= 30 &&
      RANGE.test(text.slice(last.end, moment.start));
    if (last && isRange) joined[joined.length - 1] = rangeOf(last, moment);
    else joined.push(moment);
  }
  return joined;
}

function rangeOf(from: Moment, until: Moment): Moment {
  const clock = until.isHalf && !from.isHalf ? sameHalf(from.clock, until.clock) : from.clock;
  const isOneDay = (clock ?? "") <= (until.clock ?? "");
  return {
    ...from,
    clock,
    day: from.day ?? (isOneDay ? until.day : null),
    zone: from.zone === undefined ? until.zone : from.zone,
    until,
  };
}

/** "1:00–2:30 PM" begins in the afternoon, "11:00–1:00 PM" does not. */
function sameHalf(from: string | null, until: string | null): string | null {
  if (from === null || until === null || until < "12:00") return from;
  const later = `${(Number(from.slice(0, 2)) % 12) + 12}${from.slice(2)}`;
  return later <= until ? later : from;
}
