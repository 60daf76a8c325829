import type { Block } from "../blocks.ts";
import { contextDay } from "./context-day.ts";
import { bestClaim, type Claim, claimsOf, KEY_TIMES, type KeyTime, WEIGHT } from "./key-events.ts";
import { kindsAt, type Material } from "./material.ts";
import { type Section, walkSections } from "./outline.ts";
import { statedTimes } from "./stated-times.ts";
import { timelineEvents } from "./timeline-events.ts";
import { type TimelineLine, timelineLines } from "./timeline-rows.ts";
import { toldTimes } from "./told-times.ts";

export type Times = Record<KeyTime, string | null>;
/** `lines`: where each of the times stands, from 1. */
export type ReadTimes = { times: Times; lines: Record<KeyTime, number | null>; problems: LineProblem[] };
export type LineProblem = { line: number; problem: string };

/**
 * The incident's key times, as the document says them: a field before a timeline's line, that before a sentence. ISO 8601 with
 * the stated zone (`2026-11-21T14:03+01:00`), without one where none is stated, only the day where only that is. Null is what is
 * not said, or could be read in two ways.
 * @param title the document's title, which may say the day
 */
export function readTimes(material: Material, title: string | null): ReadTimes {
  const { zone, order } = material;
  const about = contextDay(material, title);
  const stated = statedTimes(material, about);
  // A field that says when it began knows better than "Date:", which may be that of the report.
  const [began] = stated.filter(({ key, weight }) => weight === WEIGHT.stated && key !== "resolved");
  const day = began?.at.slice(0, 10) ?? about;
  const events = timelinesOf(material).flatMap(({ lines, name }) =>
    claimsOf(timelineEvents(lines, name, { day, zone, order })),
  );
  return inOrder(bestOf([...stated, ...events, ...toldTimes(material, day)]));
}

/** The best of each, in order: what is only gathered and stands before a time that is sure is of something else. */
function bestOf(claims: Claim[]): Best {
  const best: Best = { started: null, detected: null, mitigated: null, resolved: null };
  let floor: Claim | null = null;
  for (const key of KEY_TIMES) {
    const at: string | null = floor?.at ?? null;
    const fits = (claim: Claim) => claim.weight === WEIGHT.stated || at === null || !isBefore(claim.at, at);
    const fitting = claims.filter((claim) => claim.key === key && fits(claim));
    best[key] = bestClaim(fitting.length > 0 ? fitting : claims, key);
    if ((best[key]?.weight ?? 0) >= WEIGHT.tells) floor = best[key];
  }
  return best;
}

type Best = Record<KeyTime, Claim | null>;

type Timeline = { lines: TimelineLine[]; name: string };

/** What the document calls its timeline, or else the lines that begin with times wherever it tells its story. */
function timelinesOf(material: Material): Timeline[] {
  const { text, blocks, order } = material;
  const sections: Section[] = [];
  for (const section of walkSections(material.outline))
    if (section.kind === "timeline" && !/follow.?up/i.test(section.title) && !holds(sections.at(-1), section))
      sections.push(section);
  const named = sections.map(({ start, end, title }) => ({
    lines: timelineLines(text, blocksIn(blocks, start, end), order),
    name: title,
  }));
  if (named.some(({ lines }) => lines.some(({ led }) => led))) return named;
  const story = blocks.filter(({ start }) => !kindsAt(material, start).some((kind) => NO_STORY.has(kind)));
  const lines = timelineLines(text, story, order);
  const isTimeline = lines.filter((line) => line.led?.moment.clock && line.text.length <= 300).length >= 3;
  return isTimeline ? [{ lines, name: "" }] : [];
}

const NO_STORY = new Set([
  "action-items",
  "ideas",
  "housekeeping",
  "links",
  "went-well",
  "went-badly",
  "lucky",
  "lessons",
]);

function holds(outer: Section | undefined, inner: Section): boolean {
  return outer !== undefined && outer.start <= inner.start && inner.end <= outer.end;
}

/** The blocks of a part of the document; of one that begins before it or ends behind it, those inside. */
function blocksIn(blocks: readonly Block[], start: number, end: number): Block[] {
  return blocks.flatMap((block) => {
    if (block.start >= start && block.end <= end) return [block];
    const reaches = block.start < end && block.end > start;
    return reaches && "children" in block ? blocksIn(block.children, start, end) : [];
  });
}

/**
 * An incident begins before it is detected, and is over last. Two fields that say otherwise both stay, and people are told; what
 * was only gathered from lines or sentences gives way.
 */
function inOrder(best: Best): ReadTimes {
  const problems: LineProblem[] = [];
  const times = Object.fromEntries(KEY_TIMES.map((key) => [key, best[key]?.at ?? null])) as Times;
  const pairs: [KeyTime, KeyTime][] = [
    ["started", "detected"],
    ["started", "mitigated"],
    ["started", "resolved"],
    ["detected", "mitigated"],
    ["detected", "resolved"],
    ["mitigated", "resolved"],
  ];
  for (const [first, then] of pairs) {
    const [a, b] = [best[first], best[then]];
    if (!a || !b || !isBefore(b.at, a.at)) continue;
    if (a.weight < WEIGHT.stated && a.weight <= b.weight) times[first] = null;
    if (b.weight < WEIGHT.stated && b.weight <= a.weight) times[then] = null;
    if (Math.min(a.weight, b.weight) >= WEIGHT.tells)
      problems.push({
        line: b.line,
        problem: `${then} (${b.at}, line ${b.line}) stands before ${first} (${a.at}, line ${a.line})`,
      });
  }
  const lines = Object.fromEntries(KEY_TIMES.map((key) => [key, best[key]?.line ?? null]));
  return { times, lines: lines as ReadTimes["lines"], problems };
}

/** Whether one moment is certainly before another: of two days, or of two clocks where the zones can be compared. */
function isBefore(one: string, other: string): boolean {
  if (!one.includes("T") || !other.includes("T")) return one.slice(0, 10) < other.slice(0, 10);
  const hasZone = (iso: string) => /(?:Z|[+-]\d{2}:\d{2})$/.test(iso);
  if (hasZone(one) !== hasZone(other)) return false;
  return hasZone(one) ? Date.parse(one) < Date.parse(other) : one < other;
}
