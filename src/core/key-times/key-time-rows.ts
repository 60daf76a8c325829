import { isoOf } from "../course/instants.ts";
import { clockInstant, dayIn } from "../course/moment-when-said.ts";
import { namedTimes } from "../course/named-times.ts";
import type { Fact } from "../facts.ts";
import { readInline } from "../markdown.ts";
import { formatMoment } from "../moment.ts";
import { withYear } from "../reading/days.ts";
import { foldWords } from "../reading/fold-words.ts";
import { type Moment, writtenDate } from "../reading/moments.ts";
import type { Zone } from "../reading/zones.ts";
import type { Say } from "../words.ts";
import { KEY_TIMES, type KeyTimeName, type KeyTimes } from "./key-times.ts";
import { clipped } from "./shown-source.ts";

/** Above the document's table of key times. */
export function keyTimesHead(say: Say): string {
  const cells = [say("key-times.head-moment"), say("key-times.head-when"), say("key-times.head-source")];
  return `| ${cells.join(" | ")} |\n| --- | --- | --- |`;
}

/** What each row of a table is called: the words by which it is known again. */
export type RowNames = Readonly<Record<KeyTimeName, string>>;

/** As the rows of a new document are called. */
export function rowNamesIn(say: Say): RowNames {
  return namesOf((name) => say(`key-times.row-${name}`));
}

/**
 * As the rows of a document that stands are called: by what was written there last, whatever the phrases are by now, or else by the
 * names that are found, in any language.
 * @param inside the region's inside
 * @param written the rows as last written; none where that is not known
 * @param spoken every language that the app speaks, the document's first
 */
export function rowNamesOf(inside: string, written: readonly Fact[], spoken: readonly Say[]): RowNames {
  const cells = cellsIn(inside);
  const known = written.length === KEY_TIMES.length ? written : [];
  return namesOf((name, at) => {
    const names = spoken.map((say) => rowNamesIn(say)[name]);
    return known[at]?.name ?? names.find((each) => cells.has(each.toLowerCase())) ?? names[0] ?? name;
  });
}

function namesOf(call: (name: KeyTimeName, at: number) => string): RowNames {
  return Object.fromEntries(KEY_TIMES.map((name, at) => [name, call(name, at)])) as RowNames;
}

/** The rows as the app would write them: a time with where it is from, or that nobody knows it yet. */
export function keyTimeRows(times: KeyTimes, timeZone: string, say: Say, names = rowNamesIn(say)): Fact[] {
  return KEY_TIMES.map((name) => {
    const time = times[name];
    // How to state a time that nobody stated is said below the table.
    if (!time) return { name: names[name], value: say("key-times.unknown"), source: "" };
    const source = [time.rule, time.source].filter((part) => part !== "").join(", ");
    return { name: names[name], value: formatMoment(time.at, timeZone), source };
  });
}

/** Prompts, in whatever language they stand there, as the base of a document whose last writing is not known: they are nobody's words. */
export function promptRows(inside: string, names: RowNames, spoken: readonly Say[]): Fact[] {
  const cells = cellsIn(inside);
  const prompts = promptsIn(spoken);
  return KEY_TIMES.map((name) => {
    const cell = cells.get(names[name].toLowerCase());
    const value = prompts.find((prompt) => prompt === cell) ?? prompts[0] ?? "";
    return { name: names[name], value, source: "" };
  });
}

function promptsIn(spoken: readonly Say[]): string[] {
  return spoken.map((say) => say("key-times.unknown"));
}

/**
 * What a cell says: `at` ISO 8601, null where it says that nobody knows, or the words (Markdown, safe in a line) that are no time. A
 * cell that is not in the result is the app's own, or gone.
 */
export type CellTimes = Partial<Record<KeyTimeName, { at: string | null } | { unreadable: string }>>;

/**
 * The times that people wrote in the cells, as they stand there now.
 * @param inside the region's inside
 * @param ours the rows as the app would write them, one for each key time: those are nobody's edits
 * @param spoken every language that the app speaks, the document's first
 * @param near ISO 8601: where nothing else says the day, a clock is the nearest to this moment or to the key time before it; null: not known
 */
export function readKeyTimeRows(
  inside: string,
  ours: Fact[],
  timeZone: string,
  near: string | null,
  spoken: readonly Say[],
): CellTimes {
  const cells = cellsIn(inside);
  const read: CellTimes = {};
  // What else people put in italics is theirs.
  const prompts = promptsIn(spoken);
  let anchor = Date.parse(near ?? "");
  for (const [place, name] of KEY_TIMES.entries()) {
    const { name: row = "", value: own = "" } = ours[place] ?? {};
    const value = cells.get(row.toLowerCase());
    if (value === undefined || value === own || prompts.includes(value)) continue;
    const said = saidIn(value);
    const at = isNothing(said, prompts) ? null : timeIn(said, own, timeZone, anchor);
    read[name] = at === undefined ? { unreadable: clipped(said) } : { at: at === null ? null : isoOf(at) };
    anchor = at ?? anchor;
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

const NOTHING =
  /^(?:[-–—?.…*_\s]*|n\/?a|unknown|not known(?: yet)?|none|never|tbd|desconhecid[oa]|desconocid[oa]|inconnue?|unbekannt)[.*_]*$/iu;

/** What a cell says, without what makes it bold, slanted or code. */
function saidIn(value: string): string {
  return readInline(value)
    .replace(/[*_`~]{1,3}/g, " ")
    .trim()
    .slice(0, 300);
}

/** That nobody knows, in a few languages, or as a prompt of the app's says it. */
function isNothing(said: string, prompts: readonly string[]): boolean {
  return NOTHING.test(said) || prompts.some((prompt) => foldWords(said) === foldWords(prompt));
}

/** The moment that a person wrote over ours, in ms since the epoch. Undefined: none that can be read. */
function timeIn(said: string, ours: string, timeZone: string, near: number): number | undefined {
  const moments = momentsIn(said).map((moment) => whenIn(moment, timeZone, near));
  const before = momentsIn(ours).map((moment) => whenIn(moment, timeZone, near));
  // Of a time that is shown in two zones either may have been changed.
  return moments.find((at) => at !== null && !before.includes(at)) ?? moments[0] ?? undefined;
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
