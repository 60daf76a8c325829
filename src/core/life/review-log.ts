import { newlineAt } from "../derived-region.ts";
import { findRegion } from "../markers.ts";
import type { LogEntry } from "../record.ts";

const REGION = "review-record";

/**
 * Writes what the review record does not say yet below what it says. What people made of earlier lines stays: no line is written
 * twice, changed or taken out. A document without such a part comes back unchanged, and its lines stay unwritten.
 */
export function appendLog(document: string, log: LogEntry[]): { document: string; log: LogEntry[] } {
  const region = findRegion(document, REGION);
  if (!region) return { document, log };
  const newline = newlineAt(document, region.start);
  const before = document.slice(region.start, region.end).trimEnd();
  const isThere = unremembered(before, log);
  const lines = log.filter((entry) => !entry.written && !isThere(entry)).map(({ line }) => `- ${line}`);
  const written = log.map((entry) => ({ ...entry, written: true }));
  if (lines.length === 0) return { document, log: written };
  const added = lines.map((line) => newline + line.replaceAll("\n", newline)).join("");
  return {
    document: document.slice(0, region.start) + before + added + newline + document.slice(region.end),
    log: written,
  };
}

/**
 * Whether a line stands there once more than is remembered: a process wrote it and died. The same may happen twice a day, so that
 * some lines are equal.
 */
function unremembered(text: string, log: readonly LogEntry[]): (entry: LogEntry) => boolean {
  const left = new Map<string, number>();
  const count = (line: string, by: number) => left.set(line, (left.get(line) ?? 0) + by);
  for (const line of text.split(/\r\n|\r|\n/)) count(line, 1);
  for (const { line, written } of log) if (written) count(firstLine(line), -1);
  return ({ line }) => {
    const isThere = (left.get(firstLine(line)) ?? 0) > 0;
    if (isThere) count(firstLine(line), -1);
    return isThere;
  };
}

function firstLine(line: string): string {
  return `- ${line.split("\n")[0] ?? ""}`;
}

/** More is a fight, not a record; the oldest lines stand in the document all the same. */
const MOST_ENTRIES = 100;

/** The log with one entry more, unless what it tells of is told. */
export function withEntry(log: LogEntry[] | undefined, key: string, line: string): LogEntry[] {
  const known = log ?? [];
  return known.some((entry) => entry.key === key)
    ? known
    : [...known, { key, line, written: false }].slice(-MOST_ENTRIES);
}
