import { each, withoutOverlaps } from "./matches.ts";
import { type FoundZone, findZones, type Zone } from "./zones.ts";

/** A time of day in a text. `zone` is what is written behind it: undefined for nothing, null for a name that could be several. */
export type FoundClock = {
  start: number;
  end: number;
  /** `HH:MM`, or `HH:MM:SS` where seconds are written. */
  clock: string;
  /** Written with "am", "pm" or the like. */
  isHalf: boolean;
  zone: Zone | undefined;
};

const HALF = "(오전|오후|午前|午後|上午|下午)";
/** Not within a word, a path, a longer number or another clock; `T` stands between a day and its clock. */
const BEFORE = "(?<![\\p{Script=Latin}_.:#+]|\\d[.:]?)|(?<=\\d[Tt])";
const COLON = new RegExp(
  `(?:${HALF}\\s?)?(?:${BEFORE})(\\d{1,2})[:：]([0-5]\\d)(?:[:：]([0-5]\\d)(?:[.,]\\d{1,9})?)?(?![:：]?\\d|\\.\\d)(?:\\s{0,2}([ap])\\.?\\s?m\\b\\.?)?`,
  "giu",
);
const HOUR_ONLY = /(?<![\p{L}\d.:/-])(\d{1,2})\s?([ap])\.?m\b\.?/giu;
/** The beginning of a range whose end says which half of the day: "3 – 5 PM". */
const HOUR_BEFORE_HALF =
  /(?<![\p{L}\d.:/-])(\d{1,2})(?=\s?(?:-|–|—|to|and|until|till)\s?\d{1,2}(?::[0-5]\d)?\s?[ap]\.?m\b)/giu;
const LETTER_H = /(?<![\p{L}\d.:/-])([01]?\d|2[0-3])\s?h\s?([0-5]\d)(?![\p{L}\d])(?!\s?m)/gu;
const DOTTED =
  /(?:(?<=(?<!\p{L})(?:kl|um|ab|gegen|alle ore|klokken)\.?\s)(\d{1,2})\.([0-5]\d)(?![.\d])|(?<![\p{L}\d.])(\d{1,2})\.([0-5]\d)(?=\s?Uhr))/giu;
const EAST_ASIAN = new RegExp(
  `(?:${HALF}\\s?)?(?<!\\d)(\\d{1,2})\\s?[시時时点點](?!\\s?[간間间])(?:\\s?([0-5]?\\d)\\s?[분分])?`,
  "gu",
);
/** `1403 UTC`; never what could be a year. */
const MILITARY = /(?<![\p{L}\d.:/-])((?:[01]\d|2[0-3])[0-5]\d)(?=\s?(?:Z|UTC|GMT|hrs)\b)/gu;
/** What makes a duration of it: "2:02 hours", "5:26 min". */
const DURATION = /^\s?(?:minutes?|mins?|hours?|hrs? (?:of|long)|seconds?|secs?|분간|時間|分間)(?![\p{L}])/iu;
const OFFSET = /^\s?([+\u2212-])(\d{2}):?([0-5]\d)(?![\d:])/;

/** Every time of day that a text names, in order, each with the zone behind it. */
export function findClocks(text: string): FoundClock[] {
  if (!/\d/.test(text)) return [];
  const all = [
    ...each(text, /\d[:：]\d/, COLON).map((m) => clockFrom(m, m[2], m[3], m[4], m[5] ?? m[1])),
    ...each(text, /\d\s?[ap]\.?m/i, HOUR_ONLY).map((m) => clockFrom(m, m[1], "0", undefined, m[2])),
    ...each(text, /\d\s?[ap]\.?m/i, HOUR_BEFORE_HALF).map((m) =>
      clockFrom(m, m[1], "0", undefined, undefined),
    ),
    ...each(text, /\d\s?h/, LETTER_H).map((m) => clockFrom(m, m[1], m[2], undefined, undefined)),
    ...each(text, /\d\.\d/, DOTTED).map((m) =>
      clockFrom(m, m[1] ?? m[3], m[2] ?? m[4], undefined, undefined),
    ),
    ...each(text, /[시時时点點]/, EAST_ASIAN).map((m) => clockFrom(m, m[2], m[3] ?? "0", undefined, m[1])),
    ...each(text, /\d{4}/, MILITARY).map((m) => military(m)),
  ].filter((clock) => clock !== null && !DURATION.test(text.slice(clock.end, clock.end + 20)));
  const apart = withoutOverlaps(all as FoundClock[]);
  const zones = apart.length > 0 ? findZones(text) : [];
  let next = 0;
  return withoutOverlaps(
    apart.map((clock, at) => {
      while ((zones[next]?.start ?? text.length) < clock.end) next++;
      return withZone(clock, text, zones[next], apart[at + 1]?.start ?? text.length);
    }),
  );
}

function clockFrom(
  { index, 0: text }: RegExpExecArray,
  hours: string | undefined,
  minutes: string | undefined,
  seconds: string | undefined,
  half: string | undefined,
): FoundClock | null {
  const hour = hourOf(Number(hours), half);
  if (hour === null) return null;
  const clock = [hour, Number(minutes), ...(seconds ? [Number(seconds)] : [])]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  return {
    start: index,
    end: index + text.trimEnd().length,
    clock,
    isHalf: half !== undefined,
    zone: undefined,
  };
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour < 24 ? hour : null;
  if (hour > 23) return null;
  const isAfternoon = /^(?:p|오후|午後|下午)/i.test(half);
  // "17:03 pm" is a slip that can only mean one thing.
  if (hour > 12) return isAfternoon ? hour : null;
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

function military(match: RegExpExecArray): FoundClock | null {
  const digits = match[1] ?? "";
  if (/^20/.test(digits) || /^19[89]/.test(digits)) return null;
  return clockFrom(match, digits.slice(0, 2), digits.slice(2), undefined, undefined);
}

/** A zone behind the clock, in parentheses or not, before another clock begins. */
function withZone(clock: FoundClock, text: string, zone: FoundZone | undefined, limit: number): FoundClock {
  const behind = text.slice(clock.end, clock.end + 20);
  if (/^Z(?![\p{L}\d])/u.test(behind)) return { ...clock, zone: 0, end: clock.end + 1 };
  const offset = OFFSET.exec(behind);
  if (offset && isOffset(offset, text, clock)) {
    const [whole, sign, hours, minutes] = offset;
    const total = Number(hours) * 60 + Number(minutes);
    return { ...clock, zone: sign === "+" ? total : -total, end: clock.end + whole.length };
  }
  if (!zone || zone.end > limit) return clock;
  const between = text.slice(clock.end, zone.start);
  if (!/^\s{0,2}(?:Uhr|hrs?\.?|h)?[*_`]{0,3}\s{0,2}[([（]?\s?$/i.test(between)) return clock;
  const closing = /[([（]/.test(between)
    ? (/^[^\p{L}]{0,2}[)\]）]/u.exec(text.slice(zone.end))?.[0].length ?? 0)
    : 0;
  return { ...clock, zone: zone.zone, end: zone.end + closing };
}

/** "14:00-15:30" is a range: a minus counts as an offset only where ISO 8601 writes one. */
function isOffset([whole, sign, hours, minutes]: RegExpExecArray, text: string, clock: FoundClock): boolean {
  if (Number(hours) > 14 || !["00", "15", "30", "45"].includes(minutes ?? "")) return false;
  if (sign === "+") return true;
  const isIso = /\d[Tt]$/.test(text.slice(Math.max(0, clock.start - 2), clock.start));
  return isIso || clock.clock.length > 5 || !whole.includes(":");
}
