import { Temporal } from "temporal-polyfill";
import { type DayOrder, dateOf, type FoundDay, withYear } from "./days.ts";
import { foldWords } from "./fold-words.ts";
import { type Led, weekdayIn } from "./lead-moment.ts";
import { findMoments, isoOf } from "./moments.ts";
import type { TimelineLine } from "./timeline-rows.ts";
import { wordPattern } from "./word-patterns.ts";
import { findZones, type Zone } from "./zones.ts";

/** What a timeline says happened, and when: `at` is ISO 8601, null where the day cannot be told. */
export type TimelineEvent = { at: string | null; text: string; phase: string; line: number };

/** What counts where a line does not say it: the day, and the zone (undefined: none is stated). */
export type Setting = { day: string | null; zone: Zone | undefined; order: DayOrder };

type Walk = { day: string | null; last: number | null; isTwelveHour: boolean; events: TimelineEvent[] };

/** "Next day", "Monday": the day is another, and which one is not written. */
const OTHER_DAY = wordPattern(
  "next|following day|morning|week, day one|two|three|1|2|3|4|5, dia seguinte, dia siguiente, nachster tag, am nachsten tag, lendemain, 翌日, 다음 날, 다음날, 第二天",
);
const HAS_WORDS = /[\p{L}\p{N}]/u;
const HOUR = 60;
/** A step back longer than this is the next day; one shorter than the other is only a line out of order. */
const NEXT_DAY = 6 * HOUR;
const OUT_OF_ORDER = HOUR;

/** The events of a timeline's lines in order of time. Days are carried over from line to line, and past midnight. */
export function timelineEvents(
  lines: readonly TimelineLine[],
  title: string,
  setting: Setting,
): TimelineEvent[] {
  const ordered = isNewestFirst(lines) ? oldestFirst(lines) : lines;
  const clocks = ordered.flatMap(({ led }) => (led?.moment.clock ? [led.moment] : []));
  const isTwelveHour = !clocks.some(({ clock, isHalf }) => isHalf || Number(clock?.slice(0, 2)) > 12);
  const walk: Walk = { day: dayIn(title, setting) ?? setting.day, last: null, isTwelveHour, events: [] };
  const zone = zoneOf(ordered, title, setting.zone);
  let isAlone = false;
  for (const line of ordered) {
    const { led } = line;
    if (line.dayCell?.moment.day) setDay(walk, line.dayCell.moment.day);
    if (led) readLed(walk, line, led, zone);
    else if (isAlone && !line.isHeading) addWords(walk, line.text);
    else readUnled(walk, line, setting);
    isAlone = led?.moment.clock != null && !HAS_WORDS.test(led.rest);
  }
  return walk.events;
}

function readLed(
  walk: Walk,
  line: TimelineLine,
  { moment, weekday, rest }: Led,
  zone: Zone | undefined,
): void {
  if (moment.day) setDay(walk, moment.day);
  else if (weekday !== null) setWeekday(walk, weekday);
  const { phase, line: number } = line;
  if (moment.clock === null) {
    if (HAS_WORDS.test(rest)) walk.events.push({ at: walk.day, text: rest, phase, line: number });
    return;
  }
  const minutes = minutesOf(moment.clock);
  if (!moment.day && !line.dayCell) passMidnight(walk, minutes);
  walk.last = minutes;
  const stated = moment.zone !== undefined ? moment.zone : (declared(line.head) ?? zone);
  const at = walk.day && isoOf(walk.day, moment.clock, stated);
  walk.events.push({ at, text: rest, phase, line: number });
}

/** A line without a time of its own may still say which day the lines below it are about. */
function readUnled(walk: Walk, { text }: TimelineLine, setting: Setting): void {
  if (text.length > 100) return;
  const day = dayIn(text, { ...setting, day: walk.day });
  if (day) Object.assign(walk, { day, last: null });
  else if (text.length < 40 && weekdayIn(text) !== null) setWeekday(walk, weekdayIn(text) ?? 0);
  else if (text.length < 40 && OTHER_DAY.test(foldWords(text)))
    Object.assign(walk, { day: null, last: null });
}

function addWords(walk: Walk, text: string): void {
  const last = walk.events.at(-1);
  if (last) walk.events[walk.events.length - 1] = { ...last, text: `${last.text} ${text}`.trim() };
}

function setDay(walk: Walk, day: FoundDay): void {
  const whole = walk.day && day.year === null ? withYear(day, walk.day) : day;
  Object.assign(walk, { day: dateOf(whole), last: null });
}

/** A weekday alone is the next such day after the one above it. Where nothing stands above it has to be the day known. */
function setWeekday(walk: Walk, weekday: number): void {
  if (walk.day === null) return;
  const ahead = (weekday - Temporal.PlainDate.from(walk.day).dayOfWeek + 7) % 7;
  if (ahead === 0) return;
  const isLater = walk.events.length > 0;
  walk.day = isLater ? Temporal.PlainDate.from(walk.day).add({ days: ahead }).toString() : null;
  walk.last = null;
}

/** Whether a clock that stands before the one above it is of the next day. Where that could be or not, the day is lost. */
function passMidnight(walk: Walk, minutes: number): void {
  const back = (walk.last ?? minutes) - minutes;
  if (walk.day === null || back <= OUT_OF_ORDER) return;
  const isClear = back >= NEXT_DAY && !(walk.isTwelveHour && minutes >= HOUR);
  walk.day = isClear ? dayAfter(walk.day) : null;
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** The one day that a heading or a short line names. */
function dayIn(text: string, { day, order }: Setting): string | null {
  const days = findMoments(text, order).flatMap((moment) => (moment.day ? [moment.day] : []));
  const [only] = days;
  if (!only || days.length > 1) return null;
  return dateOf(day ? withYear(only, day) : only);
}

/** The zone that a timeline's heading, its own words, or (all alike) some of its lines state. */
function zoneOf(
  lines: readonly TimelineLine[],
  title: string,
  otherwise: Zone | undefined,
): Zone | undefined {
  const isDual = lines.some(
    ({ led, text }) => led?.moment.clock && /\d{2}\s?\/\s?\d{1,2}:\d{2}/.test(text.slice(0, 60)),
  );
  const said = lines.filter(({ led, text }) => !led && text.length <= 200).map(({ text }) => text);
  for (const text of [title, ...said]) {
    const zone = declared(text, isDual);
    if (zone !== undefined) return zone;
  }
  if (otherwise !== undefined) return otherwise;
  const written = lines.flatMap(({ led }) => (led && led.moment.zone !== undefined ? [led.moment.zone] : []));
  const [first] = written;
  return written.every((zone) => String(zone) === String(first)) ? first : undefined;
}

/** The zone that a text names. Two of them are none, where the lines do not have both. Undefined: it names none. */
export function declared(text: string, isDual = false): Zone | undefined {
  const zones = findZones(text.slice(0, 300)).map(({ zone }) => zone);
  const [first] = zones;
  return isDual || zones.every((zone) => String(zone) === String(first)) ? first : null;
}

/** Some logs begin with what happened last. */
function isNewestFirst(lines: readonly TimelineLine[]): boolean {
  const stamps = lines.flatMap(({ led }) => {
    const { day, clock } = led?.moment ?? {};
    if (!clock) return [];
    return [{ date: (day && dateOf(day)) ?? "", minutes: minutesOf(clock) }];
  });
  let steps = 0;
  for (const [at, { date, minutes }] of stamps.entries()) {
    const above = stamps[at - 1];
    if (!above) continue;
    const isBack = date && above.date && date !== above.date ? date < above.date : minutes < above.minutes;
    if (minutes !== above.minutes || date !== above.date) steps += isBack ? -1 : 1;
  }
  return stamps.length >= 3 && steps < 0 && -steps >= (stamps.length - 1) / 2;
}

/** Turned round: the days, each with its heading first; in a day the times, each with the words below it. */
function oldestFirst(lines: readonly TimelineLine[]): TimelineLine[] {
  const days: { head: TimelineLine[]; times: TimelineLine[][] }[] = [{ head: [], times: [] }];
  for (const line of lines) {
    const day = days.at(-1);
    if (line.led?.moment.clock) day?.times.push([line]);
    else if (line.isHeading || (line.led && !HAS_WORDS.test(line.led.rest)))
      days.push({ head: [line], times: [] });
    else (day?.times.at(-1) ?? day?.head)?.push(line);
  }
  return days.toReversed().flatMap(({ head, times }) => [...head, ...times.toReversed().flat()]);
}
