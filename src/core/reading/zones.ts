import { Temporal } from "temporal-polyfill";
import { withoutOverlaps } from "./matches.ts";
import { ABBREVIATIONS, type NamedZone, WORDED } from "./zone-names.ts";

/** A zone that a text states: so many minutes from UTC, a place, or (null) a name that could be several. */
export type Zone = NamedZone;
export type FoundZone = { start: number; end: number; zone: Zone };

const longestFirst = (names: string[]) => names.sort((a, b) => b.length - a.length).join("|");
const PLACE =
  "(?:Europe|America|Asia|Africa|Australia|Pacific|Atlantic|US|Canada|Brazil)/[A-Z][A-Za-z_]{1,30}(?:/[A-Z][A-Za-z_]{1,30})?";
/** `UTC+2`, `GMT-03:00` */
const FROM_UTC = /(?<![\p{L}\p{N}_])(?:UTC|GMT)\s?([+\u2212-])\s?(\d{1,2})(?::?([0-5]\d))?(?![\d:])/gu;
const SHORT = new RegExp(
  `(?<![\\p{L}\\p{N}_])(?:(${PLACE})|${longestFirst(Object.keys(ABBREVIATIONS))})(?![\\p{Script=Latin}\\d_])`,
  "gu",
);
const LONG = new RegExp(
  `(?<![\\p{Script=Latin}\\d_])(?:${longestFirst(Object.keys(WORDED))})(?![\\p{Script=Latin}\\d_])`,
  "giu",
);

/** What any of them has in it. */
const GLANCE = /[A-Z]{2}|[a-z]\/[A-Z]|utc|gmt|Pacific|Eastern|[Tt]ime|[Hh]or[aá]|[Hh]eure|[Bb]ras|[日한北]/u;

/**
 * Every zone that a text names, in order. `CET/CEST` is one: the place whose clock changes between both; so is
 * `IST (UTC+5:30)`.
 * @param text a heading, a cell, a sentence
 */
export function findZones(text: string): FoundZone[] {
  if (!GLANCE.test(text)) return [];
  const all = [
    ...[...text.matchAll(FROM_UTC)].map((match) => found(match, minutesOf(match))),
    ...[...text.matchAll(SHORT)].map((match) => found(match, match[1] ?? ABBREVIATIONS[match[0]] ?? null)),
    ...[...text.matchAll(LONG)].map((match) => found(match, WORDED[match[0].toLowerCase()] ?? null)),
  ].filter((each): each is FoundZone => each !== null);
  const zones: FoundZone[] = [];
  for (const next of withoutOverlaps(all)) {
    const last = zones.at(-1);
    const both = last ? asOne(last.zone, next.zone, text.slice(last.end, next.start)) : undefined;
    if (last && both !== undefined)
      zones[zones.length - 1] = { start: last.start, end: next.end, zone: both };
    else zones.push(next);
  }
  return zones;
}

/**
 * What a zone's clock is from UTC at a moment of its own: `Z`, `+01:00`. Null where that cannot be told: the name means several
 * zones, or it holds for the other half of the year ("PST" in July is a slip for one of two things).
 * @param day `YYYY-MM-DD`
 * @param clock `HH:MM` or `HH:MM:SS`
 */
export function offsetIn(zone: Zone, day: string, clock: string): string | null {
  if (zone === null) return null;
  if (typeof zone === "number") return written(zone);
  const [place, season] = zone;
  const at = (moment: string) =>
    Temporal.PlainDateTime.from(moment).toZonedDateTime(place).offsetNanoseconds / 60e9;
  try {
    const year = day.slice(0, 4);
    const halves = [at(`${year}-01-01T12:00`), at(`${year}-07-01T12:00`)];
    const now = at(`${day}T${clock}`);
    const wanted = { standard: Math.min(...halves), summer: Math.max(...halves), any: now }[season];
    return now === wanted ? written(now) : null;
  } catch {
    return null;
  }
}

function written(minutes: number): string {
  if (minutes === 0) return "Z";
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}

function found({ index, 0: text }: RegExpExecArray, zone: Zone | string | undefined): FoundZone | null {
  if (zone === undefined) return null;
  const named = typeof zone === "string" ? ([zone, "any"] as const) : zone;
  return { start: index, end: index + text.length, zone: named };
}

function minutesOf([, sign, hours, minutes]: RegExpExecArray): number | undefined {
  const total = Number(hours) * 60 + Number(minutes ?? 0);
  if (total > 14 * 60) return undefined;
  return sign === "+" ? total : -total;
}

/** Two names for one zone, or for the two halves of its year; "PDT (UTC-7)" is what its number says. Undefined: they are two. */
function asOne(first: Zone, second: Zone, between: string): Zone | undefined {
  if (/^\s?[(=]\s?$/.test(between) && typeof first !== "number" && typeof second === "number") return second;
  if (!/^\s?(?:\/|or|and|&)\s?$/.test(between) || !Array.isArray(first) || !Array.isArray(second))
    return undefined;
  return first[0] === second[0] ? [first[0], "any"] : undefined;
}
