import type { Block } from "../blocks.ts";
import type { DayOrder } from "../reading/days.ts";
import { findMoments } from "../reading/moments.ts";
import { declared, timelineEvents } from "../reading/timeline-events.ts";
import { type TimelineLine, timelineLines } from "../reading/timeline-rows.ts";
import type { Zone } from "../reading/zones.ts";
import { daysAround, instantIn, isBelieved, isOfIncident } from "./believed-times.ts";
import { momentWhenSaid, type Saying } from "./moment-when-said.ts";
import { findTimes } from "./named-times.ts";

/** What the times of one text are read by; `opened`: when the incident was, in ms since the epoch. */
export type Clocks = Saying & { order: DayOrder; opened: number };

/** A line that begins with a time: its words without it, and the moment in ms; null where that is not believed. */
export type TimedLine = { line: number; words: string; whole: string; at: number | null };

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
  // "20 minutes ago" stays of the time when it was said: the line says it.
  const [first] = findTimes(text, clocks.order).flatMap(({ time }) => ("moment" in time ? [time] : []));
  if (!first) return null;
  const { moment, daysBack } = first;
  if (!(moment.until || moment.day || WHEN.test(text.slice(0, moment.start)))) return null;
  const at = momentWhenSaid(moment, clocks, daysBack);
  return at !== null && isOfIncident(at, clocks) ? at : null;
}
