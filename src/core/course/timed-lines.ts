import type { Block } from "../blocks.ts";
import { type DayOrder, dateOf, withYear } from "../reading/days.ts";
import { findMoments, isoOf, type Moment } from "../reading/moments.ts";
import { declared, timelineEvents } from "../reading/timeline-events.ts";
import { type TimelineLine, timelineLines } from "../reading/timeline-rows.ts";
import { findZones, type Zone } from "../reading/zones.ts";
import { daysAround, instantIn, isBelieved, type Told } from "./believed-times.ts";

/** What the times of one text are read by. `zone`: the one that the whole text states; undefined where it states none. */
export type Clocks = Told & { order: DayOrder; zone: Zone | undefined; timeZone: string };

/** A line that begins with a time: its words without it, and the moment in ms; null where that is not believed. */
export type TimedLine = { line: number; words: string; whole: string; at: number | null };

/** The zone of a whole text: the one that it names, once or always. */
export function zoneIn(text: string): Zone | undefined {
  const zones = findZones(text.slice(0, 20_000)).map(({ zone }) => zone);
  const [first] = zones;
  return zones.length > 0 && zones.every((zone) => String(zone) === String(first)) ? first : undefined;
}

/** A longer log is no timeline. */
const MOST_LINES = 500;

/** The lines of a text that begin with times, as a pasted timeline has them, in the order of time. */
export function timedLines(text: string, blocks: readonly Block[], clocks: Clocks): TimedLine[] {
  const lines = timelineLines(text, blocks, clocks.order);
  if (!lines.some(isTimed)) return [];
  const first = lines.slice(0, MOST_LINES);
  const readings = daysAround(clocks.at).map((day) => readOn(day, first, clocks));
  // Clocks without a day are of the latest day on which most of them can be meant.
  const believed = (reading: TimedLine[]) => reading.filter(({ at }) => at !== null).length;
  return readings.reduce((best, next) => (believed(next) > believed(best) ? next : best));
}

function isTimed({ led }: TimelineLine): boolean {
  return led !== null && led.moment.clock !== null;
}

function readOn(day: string, lines: TimelineLine[], clocks: Clocks): TimedLine[] {
  const { zone, order } = clocks;
  const timed = new Map<number, TimelineLine[]>();
  for (const line of lines.filter(isTimed)) timed.set(line.line, [...(timed.get(line.line) ?? []), line]);
  const isDated = hasDays(lines, order);
  return timelineEvents(lines, "", { day, zone: zone ?? undefined, order }).flatMap((event) => {
    const line = timed.get(event.line)?.find(({ led }) => event.text.startsWith(led?.rest ?? "\0"));
    return line
      ? [
          {
            line: event.line,
            words: wordsOf(line, event.text),
            whole: line.text,
            at: atOf(event.at, line, isDated, clocks),
          },
        ]
      : [];
  });
}

/** The instant of a line where it can be told and believed. */
function atOf(
  iso: string | null,
  { led, head, dayCell }: TimelineLine,
  isDated: boolean,
  clocks: Clocks,
): number | null {
  const zone = led?.moment.zone;
  if (iso === null || zone === null || declared(head) === null || !isSaneZone(iso, zone)) return null;
  const at = instantIn(iso, clocks.timeZone);
  const hasDay = isDated || led?.moment.day != null || dayCell !== null;
  return at !== null && isBelieved(at, hasDay, clocks) ? at : null;
}

/** "PST" in July is one of two things: then no zone stands behind the clock. */
function isSaneZone(iso: string, written: Zone | undefined): boolean {
  return written === undefined || /(?:Z|[+-]\d{2}:\d{2})$/.test(iso);
}

/** A heading or a line between may say the day for all below it. */
function hasDays(lines: TimelineLine[], order: DayOrder): boolean {
  return lines.some(
    ({ led, text }) => !led && text.length <= 100 && findMoments(text, order).some(({ day }) => day),
  );
}

/** "Since 13:58 errors" says more than "errors"; "at" and marks say nothing. */
const SILENT =
  /^(?:[^\p{L}]|(?:at|on|by|um|am|às|as|à|a las|le|el|em|kl|klokken|den|around|about|circa|ca|approximately|approx|roughly|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day)?(?!\p{L}))*$/iu;

function wordsOf({ text, led }: TimelineLine, told: string): string {
  const before = led ? text.slice(0, led.moment.start) : "";
  return SILENT.test(before) ? told : text;
}

/** What makes a time that of what the sentence tells; "the 13:55 deploy" only names a thing by its time. */
const WHEN =
  /(?:^|[\s(])(?:at|since|from|between|around|about|approximately|um|gegen|ab|seit|zwischen|vers|depuis|entre|dès|à|às|as|desde(?: as| las)?|(?:a|hacia|sobre) las|kl\.?|~|≈)[\s~≈*_`(]*(?:about |around |approximately |least |the |ca\.? )*$|^[^\p{L}]*$|[~≈]$/iu;

/** The first moment with a clock of which a sentence tells, in ms; null where there is none to believe. */
export function momentIn(sentence: string, clocks: Clocks): number | null {
  if (!/\d/.test(sentence)) return null;
  const text = sentence.slice(0, 600);
  const [moment] = findMoments(text, clocks.order).filter(({ clock }) => clock !== null);
  if (!moment || !(moment.until || moment.day || WHEN.test(text.slice(0, moment.start)))) return null;
  for (const day of daysAround(clocks.at)) {
    const at = instantOn(day, moment, clocks);
    if (at !== null && isBelieved(at, moment.day !== null, clocks)) return at;
  }
  return null;
}

/** The instant of a moment that was written on a day, in ms; null where its zone or day cannot be told. */
export function instantOn(day: string, { day: written, clock, zone }: Moment, clocks: Clocks): number | null {
  const date = written ? dateOf(withYear(written, day)) : day;
  const meant = zone === undefined ? clocks.zone : zone;
  if (date === null || clock === null || meant === null) return null;
  const iso = isoOf(date, clock, meant);
  return isSaneZone(iso, meant) ? instantIn(iso, clocks.timeZone) : null;
}
