import { newlineAt } from "./derived-region.ts";
import { findRegion } from "./markers.ts";
import type { LogEntry } from "./record.ts";

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
  // Written by a process that died before it could remember that.
  const known = before.split(/\r\n|\r|\n/);
  const lines = log
    .filter(({ written }) => !written)
    .map(({ line }) => `- ${line}`)
    .filter((line) => !known.includes(line.split("\n")[0] ?? ""));
  const written = log.map((entry) => ({ ...entry, written: true }));
  if (lines.length === 0) return { document, log: written };
  const added = lines.map((line) => newline + line.replaceAll("\n", newline)).join("");
  return {
    document: document.slice(0, region.start) + before + added + newline + document.slice(region.end),
    log: written,
  };
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
