import { updateDerived } from "../derived-region.ts";
import { type Fact, mergeFacts, renderFacts } from "../facts.ts";
import { findRegion, replaceRegion } from "../markers.ts";
import type { Say, Words } from "../words.ts";
import { durationsView } from "./durations-view.ts";
import {
  type CellTimes,
  keyTimeRows,
  keyTimesHead,
  promptRows,
  type RowNames,
  readKeyTimeRows,
  rowNamesOf,
} from "./key-time-rows.ts";
import { KEY_TIMES, type KeyTimeName, type KeyTimes, type WrittenTimes } from "./key-times.ts";

export type UpdateOptions = {
  /** IANA name. */
  timeZone: string;
  /** When the incident was opened, ISO 8601: a clock that people write without a day is near it. Null: not known. */
  openedAt: string | null;
  /** In the language of the document. */
  words: Words;
  /** Every language that the app speaks, the document's first: rows are known again in all of them. */
  spoken: readonly Say[];
};

/** `effective`: the times as they count, a person's cell before ours. `problems`: cells that nobody can read, for people. */
export type UpdatedTimes = {
  document: string;
  written: WrittenTimes;
  effective: KeyTimes;
  problems: string[];
};

/** What a new document shows of the key times: the table, and the durations below it. */
export function renderKeyTimes(
  times: KeyTimes,
  { timeZone, words }: Pick<UpdateOptions, "timeZone" | "words">,
): { table: string; written: { rows: Fact[]; durations: string } } {
  const rows = keyTimeRows(times, timeZone, words.say);
  const durations = durationsBlock(times, timeZone, words);
  return { table: renderFacts(rows, keyTimesHead(words.say)), written: { rows, durations } };
}

/**
 * What the document shows below the key times: how to state one while any is unknown, the durations, their picture.
 * @param settled times of which people said that nobody knows them
 */
export function durationsBlock(
  times: KeyTimes,
  timeZone: string,
  { say, render }: Words,
  settled: readonly KeyTimeName[] = [],
): string {
  return render("key-times", durationsView(times, settled, timeZone, say)).trim();
}

/**
 * Lets the document's key times follow ours, row by row; what people wrote in a cell stays, counts, and the durations are
 * renewed from it. A document without these regions is left as it is.
 * @param base what was last written; no rows where that is not known
 */
export function updateKeyTimes(
  document: string,
  base: WrittenTimes,
  ours: KeyTimes,
  { timeZone, openedAt, words, spoken }: UpdateOptions,
): UpdatedTimes {
  const { say } = words;
  const region = findRegion(document, "key-times");
  const theirs = region ? document.slice(region.start, region.end) : "";
  const names = rowNamesOf(theirs, base.rows, spoken);
  const rows = keyTimeRows(ours, timeZone, say, names);
  const known = base.rows.length > 0 ? base.rows : promptRows(theirs, names, spoken);
  const merged = mergeFacts(theirs, known, rows);
  const cells = readKeyTimeRows(merged, rows, timeZone, openedAt ?? firstOf(ours), spoken);
  const effective = counting(ours, cells);
  const withRows = region ? replaceRegion(document, "key-times", merged) : document;
  const derived = updateDerived(
    withRows,
    "durations",
    base.durations,
    durationsBlock(effective, timeZone, words, settledIn(cells)),
  );
  return {
    document: derived.document,
    written: { rows: region ? rows : base.rows, durations: derived.written },
    effective,
    problems: problemsIn(cells, names, say),
  };
}

function firstOf(times: KeyTimes): string | null {
  return KEY_TIMES.map((name) => times[name]?.at).find((at) => at !== undefined) ?? null;
}

/** A person's "unknown", or a cell that was emptied, is an answer. */
function settledIn(cells: CellTimes): KeyTimeName[] {
  return KEY_TIMES.filter((name) => {
    const cell = cells[name];
    return cell !== undefined && "at" in cell && cell.at === null;
  });
}

/** A cell that nobody can read makes its time unknown: the durations must not contradict it. */
function counting(ours: KeyTimes, cells: CellTimes): KeyTimes {
  const effective = { ...ours };
  for (const name of KEY_TIMES) {
    const cell = cells[name];
    if (!cell) continue;
    const at = "at" in cell ? cell.at : null;
    effective[name] = at === null ? null : { at, source: "", rule: BY_HAND };
  }
  return effective;
}

function problemsIn(cells: CellTimes, names: RowNames, say: Say): string[] {
  return KEY_TIMES.flatMap((name) => {
    const cell = cells[name];
    return cell && "unreadable" in cell
      ? [say("key-times.unreadable-cell", { row: names[name], said: cell.unreadable })]
      : [];
  });
}

const BY_HAND = "written in the document";
