import { type LineTime, readLineTime } from "./line-time.ts";
import { splice } from "./markdown.ts";
import type { TimelineUpdate } from "./timeline.ts";
import { findStanding, readTimelineLines, type TimelineLine, wordsOf } from "./timeline-lines.ts";

/** A line between which new ones can go, with its time in ms where it has one. */
type Place = TimelineLine & { at: number | null; isOurs: boolean };

/**
 * Puts new lines in at their times, with the bullets and the indentation of the lines beside them and the region's line ends.
 * @param ours the lines of the app's as they should stand, among them those that stand already
 * @param timeZone IANA name, for times of people's that name none
 */
export function insertLines(
  text: string,
  ours: TimelineUpdate[],
  added: TimelineUpdate[],
  timeZone: string,
): string {
  if (added.length === 0) return text;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const sorted = added
    .map(({ line, at }) => ({ words: wordsOf(line), at: msOf(at) }))
    .sort((a, b) => a.at - b.at);
  const places = placesOf(text, ours, timeZone);
  if (places.length === 0) return beginList(text, sorted, newline);
  const inserts = new Map<number, string>();
  for (const { words, at } of sorted) {
    const { after, before } = findPlace(places, at);
    const offset = after ? after.end : (before?.start ?? 0);
    const line = after ? newline + after.prefix + words : `${before?.prefix}${words}${newline}`;
    inserts.set(offset, (inserts.get(offset) ?? "") + line);
  }
  return splice(
    text,
    [...inserts].map(([at, insert]) => ({ at, remove: 0, insert })),
  );
}

function msOf(iso: string): number {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? Number.POSITIVE_INFINITY : ms;
}

/** The lines of the outer lists, and of the inner ones to which somebody moved a line of the app's. */
function placesOf(text: string, ours: TimelineUpdate[], timeZone: string): Place[] {
  const lines = readTimelineLines(text);
  const standing = new Map([...findStanding(lines, ours)].map(([key, line]) => [line, key] as const));
  const moments = new Map(ours.map(({ key, at }) => [key, msOf(at)]));
  const lists = new Set([...standing.keys()].map(({ list }) => list));
  let before: LineTime | null = null;
  const places: Place[] = [];
  for (const line of lines) {
    if (line.isNested && !lists.has(line.list)) continue;
    const key = standing.get(line);
    const time = readLineTime(line.words, timeZone, before);
    before = time ?? before;
    const own = key === undefined ? undefined : moments.get(key);
    places.push({ ...line, at: own ?? time?.at ?? null, isOurs: key !== undefined });
  }
  return places;
}

/**
 * After the last line of the app's that is not later, and after the lines of people's that follow it and are not later
 * either. A line without a time belongs to the one above.
 */
function findPlace(places: Place[], at: number): { after?: Place; before?: Place } {
  const isEarlier = (place: Place) => place.at !== null && place.at <= at;
  const own = places.findLastIndex((place) => place.isOurs && isEarlier(place));
  const bound = places.findIndex((place, index) => index > own && place.isOurs);
  const upper = bound < 0 ? places.length : bound;
  let lower = places.slice(0, upper).findLastIndex(isEarlier);
  if (lower < 0) {
    const later = places.findIndex((place) => place.at !== null && place.at > at);
    if (later >= 0) return { before: places[later] as Place };
    lower = places.length - 1;
  }
  while (places[lower + 1]?.at === null && places[lower + 1]?.list === places[lower]?.list) lower++;
  const after = places[lower] as Place;
  const next = places[lower + 1];
  return next && next.start < after.end ? { before: next } : { after };
}

/** Nothing can have been opened before the region's first line, neither a fence nor a quote. */
function beginList(text: string, lines: { words: string }[], newline: string): string {
  const [first = ""] = /^[ \t]*(?:\r\n?|\n)/.exec(text) ?? [];
  const rest = text.slice(first.length);
  const list = lines.map(({ words }) => `- ${words}${newline}`).join("");
  return (first === "" ? newline : first) + list + (rest.trim() === "" ? rest : newline + rest);
}
