import { isBounded, NUMBER, numberOf, readable, readings } from "./stated-number.ts";

/** Minutes of a unit, by how the unit begins. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:w|semana)/, 7 * 24 * 60],
  [/^d/, 24 * 60],
  [/^h/, 60],
  [/^m/, 1],
  [/^s/, 1 / 60],
];
const UNIT =
  "weeks?|wks?|w|semanas?|days?|d|dias?|hours?|hrs?|h|horas?|minutes?|mins?|min|m|minutos?|seconds?|secs?|sec|s|segundos?";
const PART = new RegExp(`(?<![\\p{L}\\p{N}.,:/#-])(${NUMBER}) ?-?(${UNIT})(?![\\p{L}])`, "gu");

/** Between the parts of one duration, and between the ends of a range. */
const JOINED = /^ ?(?:,|and|e|&|\+|, and|, e)? ?$/;
const RANGE = /^ ?(?:-|–|—|to|a|ate|or|ou) ?$/;
/** Before an hour of the clock, as Portuguese writes it: "desde as 14h". */
const CLOCK = /(?<!\p{L})(?:as|at|das|da|desde|ate|since|until|till|from|by|de|para) ?$/u;
const RATE = /^ ?(?:\/|(?<!\p{L})(?:per|each|every|por|cada|ago|later|depois)(?!\p{L}))/u;

const READ_LIMIT = 1_000;
/** Nothing lasts for more than ten years; whoever writes so means something else. */
const LONGEST = 10 * 366 * 24 * 60;

/**
 * The duration that words state, in whole minutes (seconds count as one at least): "2 h 15 min", "about 40 minutes", "1,5 hora",
 * "3 days". Null where none is stated, a bound or a range is ("under an hour", "2–3 h"), or two different ones are.
 */
export function durationIn(words: string): number | null {
  for (const text of readings(words.slice(0, READ_LIMIT))) {
    const found = durationsIn(spelledOut(readable(text)));
    if (found === null) return null;
    const [first, ...others] = new Set(found);
    if (first === undefined) continue;
    return others.length > 0 || first > LONGEST ? null : first;
  }
  return null;
}

type Run = { minutes: number; unit: number; start: number; end: number };

/** Every duration of a text; null where a range is. */
function durationsIn(text: string): number[] | null {
  const runs: Run[] = [];
  for (const part of text.matchAll(PART)) {
    const unit = UNITS.find(([begins]) => begins.test(part[2] ?? ""))?.[1] ?? 1;
    const minutes = numberOf(part[1] ?? "") * unit;
    const [start, end] = [part.index, part.index + part[0].length];
    const last = runs.at(-1);
    const between = last ? text.slice(last.end, start) : "";
    if (last && RANGE.test(between)) return null;
    if (last && unit < last.unit && JOINED.test(between))
      Object.assign(last, { minutes: last.minutes + minutes, unit, end });
    else runs.push({ minutes, unit, start, end });
  }
  const told = runs.filter(({ start, end }) => !isNoDuration(text.slice(0, start), text.slice(end)));
  if (told.some(({ start }) => isBounded(text.slice(0, start)))) return null;
  return told.map(({ minutes }) => (minutes === 0 ? 0 : Math.max(1, Math.round(minutes))));
}

function isNoDuration(before: string, after: string): boolean {
  return CLOCK.test(before.slice(-20)) || RATE.test(after.slice(0, 20));
}

/** Halves, quarters and "an hour" in digits; `2h15` with both of its units. */
function spelledOut(text: string): string {
  return text
    .replace(/half an? hour|meia hora|half-hour/g, "30 minutes")
    .replace(/quarter of an hour/g, "15 minutes")
    .replace(/\b(?:an?|1|uma?) (hour|hora|day|dia|week|semana) (?:and a half|e mei[ao])(?!\p{L})/gu, "1.5 $1")
    .replace(
      /\b(\d{1,4}) (hours?|horas?|days?|dias?|weeks?|semanas?) (?:and a half|e mei[ao])(?!\p{L})/gu,
      "$1.5 $2",
    )
    .replace(/\b(\d{1,4}) and a half(?!\p{L})/gu, "$1.5")
    .replace(/\b(?:an?|uma?) (?=(?:hour|minute|day|week|hora|minuto|dia|semana)(?!\p{L}))/gu, "1 ")
    .replace(/(?<=\d ?(?:weeks?|days?|hours?|hrs?|mins?|[wdhm]))(?=\d)/g, " ")
    .replace(/(?<=\d ?h) (\d{1,2})(?![\d.,:]| ?\p{L})/gu, " $1 min");
}
