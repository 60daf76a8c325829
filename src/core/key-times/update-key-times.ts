import { updateDerived } from "../derived-region.ts";
import { type Fact, mergeFacts, renderFacts } from "../facts.ts";
import { findRegion, replaceRegion } from "../markers.ts";
import { durationsView } from "./durations-view.ts";
import {
  type CellTimes,
  KEY_TIMES_HEAD,
  keyTimeRows,
  nameOfRow,
  promptRows,
  readKeyTimeRows,
} from "./key-time-rows.ts";
import { KEY_TIMES, type KeyTimeName, type KeyTimes, type WrittenTimes } from "./key-times.ts";

export type UpdateOptions = {
  /** IANA name. */
  timeZone: string;
  /** When the incident was opened, ISO 8601: a clock that people write without a day is near it. Null: not known. */
  openedAt: string | null;
  /** Renders a template, here `key-times`. */
  render: (template: string, view: object) => string;
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
  { timeZone, render }: Pick<UpdateOptions, "timeZone" | "render">,
): { table: string; written: { rows: Fact[]; durations: string } } {
  const rows = keyTimeRows(times, timeZone);
  const durations = durationsBlock(times, timeZone, render);
  return { table: renderFacts(rows, KEY_TIMES_HEAD), written: { rows, durations } };
}

/**
 * What the document shows below the key times: how to state one while any is unknown, the durations, their picture.
 * @param settled times of which people said that nobody knows them
 */
export function durationsBlock(
  times: KeyTimes,
  timeZone: string,
  render: UpdateOptions["render"],
  settled: readonly KeyTimeName[] = [],
): string {
  return render("key-times", durationsView(times, settled, timeZone)).trim();
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
  { timeZone, openedAt, render }: UpdateOptions,
): UpdatedTimes {
  const rows = keyTimeRows(ours, timeZone);
  const region = findRegion(document, "key-times");
  const theirs = region ? document.slice(region.start, region.end) : "";
  const known = base.rows.length > 0 ? base.rows : promptRows();
  const merged = mergeFacts(theirs, known, rows);
  const cells = readKeyTimeRows(merged, rows, timeZone, openedAt ?? firstOf(ours));
  const { effective, problems } = counting(ours, cells);
  const withRows = region ? replaceRegion(document, "key-times", merged) : document;
  const derived = updateDerived(
    withRows,
    "durations",
    base.durations,
    durationsBlock(effective, timeZone, render, settledIn(cells)),
  );
  return {
    document: derived.document,
    written: { rows: region ? rows : base.rows, durations: derived.written },
    effective,
    problems,
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
function counting(ours: KeyTimes, cells: CellTimes): { effective: KeyTimes; problems: string[] } {
  const effective = { ...ours };
  const problems: string[] = [];
  for (const name of KEY_TIMES) {
    const cell = cells[name];
    if (!cell) continue;
    if ("problem" in cell) problems.push(`Key times, ${nameOfRow(name)}: ${cell.problem}.`);
    const at = "at" in cell ? cell.at : null;
    effective[name] = at === null ? null : { at, source: "", rule: BY_HAND };
  }
  return { effective, problems };
}

const BY_HAND = "written in the document";
