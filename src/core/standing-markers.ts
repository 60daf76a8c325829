import type { Span } from "./blocks.ts";
import type { Marker } from "./markers.ts";

/** What begins something in which nothing else begins: an escape, a run of backticks, a comment. */
const OPENERS = /\\|`+|<!--/g;

/**
 * Those of the markers inside `span` that are comments of their own there: one in a code span or inside another comment is an
 * example. In HTML neither backslash nor backtick means anything.
 */
export function standingMarkers(
  text: string,
  span: Span,
  markers: readonly Marker[],
  language: "inline" | "html",
): Marker[] {
  const first = firstFrom(markers, span.start);
  const candidates = new Map<number, Marker>();
  for (let at = first; at < markers.length && (markers[at] as Marker).end <= span.end; at++)
    candidates.set((markers[at] as Marker).start - span.start, markers[at] as Marker);
  if (candidates.size === 0) return [];
  return commentsIn(text.slice(span.start, span.end), language).flatMap((at) => candidates.get(at) ?? []);
}

/** Where comments begin in a text. */
function commentsIn(text: string, language: "inline" | "html"): number[] {
  const found: number[] = [];
  const runs = language === "inline" ? backtickRuns(text) : new Map<number, number[]>();
  for (let at = 0; at < text.length; ) {
    OPENERS.lastIndex = at;
    const opener = OPENERS.exec(text);
    if (!opener) break;
    at = opener.index + opener[0].length;
    if (opener[0] === "<!--") {
      const close = text.indexOf("-->", at);
      // Never closed: in a line it is text, in HTML the rest is hidden; no comment ends behind it either way.
      if (close < 0) break;
      found.push(opener.index);
      at = close + 3;
    } else if (language === "inline")
      at = opener[0] === "\\" ? at + 1 : endOfCode(runs, opener[0].length, at);
  }
  return found;
}

/** Behind the code span whose backticks end at `at`; `at` itself when nothing closes it. */
function endOfCode(runs: Map<number, number[]>, length: number, at: number): number {
  const starts = runs.get(length) ?? [];
  while (starts.length > 0 && (starts.at(-1) as number) < at) starts.pop();
  const close = starts.pop();
  return close === undefined ? at : close + length;
}

/** Where runs of backticks begin, by length, last first. */
function backtickRuns(text: string): Map<number, number[]> {
  const runs = new Map<number, number[]>();
  for (const { index, 0: run } of text.matchAll(/`+/g)) {
    const starts = runs.get(run.length) ?? [];
    runs.set(run.length, starts);
    starts.push(index);
  }
  for (const starts of runs.values()) starts.reverse();
  return runs;
}

/** The first of the markers, which stand in order, that begins at `offset` or later. */
function firstFrom(markers: readonly Marker[], offset: number): number {
  let low = 0;
  let high = markers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((markers[middle] as Marker).start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
