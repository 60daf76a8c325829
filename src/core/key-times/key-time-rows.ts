import { isoOf } from "../course/instants.ts";
import { clockInstant, dayIn } from "../course/moment-when-said.ts";
import { namedTimes } from "../course/named-times.ts";
import type { Fact } from "../facts.ts";
import { readInline } from "../markdown.ts";
import { formatMoment } from "../moment.ts";
import { withYear } from "../reading/days.ts";
import { type Moment, writtenDate } from "../reading/moments.ts";
import type { Zone } from "../reading/zones.ts";
import { KEY_TIMES, type KeyTimeName, type KeyTimes } from "./key-times.ts";
import { clipped } from "./shown-source.ts";

/** Above the document's table of key times. */
export const KEY_TIMES_HEAD = "| Moment | When | Where from |\n| --- | --- | --- |";

const NAMES: Record<KeyTimeName, string> = {
  started: "Started",
  detected: "Detected",
  acknowledged: "Acknowledged",
  mitigated: "Mitigated",
  resolved: "Resolved",
};

/** Stands in the cell of a time that nobody stated. How to state it is said below the table. */
const PROMPT = "_not known yet_";

/** The rows as the app would write them: a time with where it is from, or that nobody knows it yet. */
export function keyTimeRows(times: KeyTimes, timeZone: string): Fact[] {
  return KEY_TIMES.map((name) => {
    const time = times[name];
    if (!time) return promptRow(name);
    const source = [time.rule, time.source].filter((part) => part !== "").join(", ");
    return { name: NAMES[name], value: formatMoment(time.at, timeZone), source };
  });
}

function promptRow(name: KeyTimeName): Fact {
  return { name: NAMES[name], value: PROMPT, source: "" };
}

/** Prompts as the base of a document whose last writing is not known: they are nobody's words. */
export function promptRows(): Fact[] {
  return KEY_TIMES.map(promptRow);
}

/**
 * What a cell says: `at` ISO 8601, null where it says that nobody knows, or a problem for people. A cell that is not in the
 * result is the app's own, or gone.
 */
export type CellTimes = Partial<Record<KeyTimeName, { at: string | null } | { problem: string }>>;

/**
 * The times that people wrote in the cells, as they stand there now.
 * @param inside the region's inside
 * @param ours the rows as the app would write them: those are nobody's edits
 * @param near ISO 8601: where nothing else says the day, a clock is the nearest to this moment or to the key time before it; null: not known
 */
export function readKeyTimeRows(
  inside: string,
  ours: Fact[],
  timeZone: string,
  near: string | null,
): CellTimes {
  const cells = cellsIn(inside);
  const read: CellTimes = {};
  let anchor = Date.parse(near ?? "");
  for (const name of KEY_TIMES) {
    const value = cells.get(NAMES[name].toLowerCase());
    const own = ours.find((fact) => fact.name === NAMES[name]);
    if (value === undefined || value === own?.value || isPrompt(value)) continue;
    const cell = readCell(value, own?.value ?? "", timeZone, anchor);
    read[name] = cell;
    if ("at" in cell && cell.at !== null) anchor = Date.parse(cell.at);
  }
  return read;
}

/** The second cell of every row by the first, also where a person lost one of the bars. */
function cellsIn(inside: string): Map<string, string> {
  const rows = inside.split(/\r\n?|\n/).flatMap((line) => {
    const [before, name, value] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return before === "" && name && value !== undefined
      ? [[name.replace(/[*_]/g, "").toLowerCase(), value] as const]
      : [];
  });
  return new Map(rows.reverse());
}

/** The app's own prompts; what else people put in italics is theirs. */
function isPrompt(value: string): boolean {
  return value === PROMPT;
}

const NOTHING =
  /^(?:[-–—?.…*_\s]*|n\/?a|unknown|not known(?: yet)?|none|never|tbd|desconhecid[oa]|desconocid[oa]|inconnue?|unbekannt)[.*_]*$/iu;

function readCell(
  value: string,
  ours: string,
  timeZone: string,
  near: number,
): { at: string | null } | { problem: string } {
  const text = readInline(value)
    .replace(/[*_`~]{1,3}/g, " ")
    .trim()
    .slice(0, 300);
  if (NOTHING.test(text)) return { at: null };
  const moments = momentsIn(text).map((moment) => whenIn(moment, timeZone, near));
  const before = momentsIn(ours).map((moment) => whenIn(moment, timeZone, near));
  // Of a time that is shown in two zones either may have been changed.
  const changed = moments.find((at) => at !== null && !before.includes(at)) ?? moments[0] ?? null;
  return changed === null
    ? { problem: `could not read “${clipped(text)}” as a time: write it like 2026-11-21 12:30 or 12:30 UTC` }
    : { at: isoOf(changed) };
}

function momentsIn(text: string): Moment[] {
  return namedTimes(text, null).flatMap((time) => ("moment" in time ? [time.moment] : []));
}

const HALF_DAY = 43_200_000;

/** A person may write any day. Without one it is the nearest such clock. */
function whenIn(moment: Moment, timeZone: string, near: number): number | null {
  const zone: Zone = moment.zone === undefined ? [timeZone, "any"] : moment.zone;
  const today = zone === null || Number.isNaN(near) ? null : dayIn(zone, near);
  if (zone === null || moment.clock === null || today === null) return null;
  if (moment.day) {
    const day = writtenDate({ ...moment, day: withYear(moment.day, today) });
    return day === null ? null : clockInstant(day, moment.clock, zone);
  }
  const at = clockInstant(today, moment.clock, zone);
  if (at === null || Math.abs(at - near) <= HALF_DAY) return at;
  const other = dayIn(zone, at < near ? near + HALF_DAY : near - HALF_DAY);
  return other === null ? null : clockInstant(other, moment.clock, zone);
}

/** As the document's first column calls it. */
export function nameOfRow(name: KeyTimeName): string {
  return NAMES[name];
}
