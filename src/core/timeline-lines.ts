import { type Block, type Item, readBlocks } from "./blocks.ts";
import type { WrittenLine } from "./timeline.ts";

/**
 * A line of a list in the timeline's region; offsets are UTF-16 units in the region.
 * `words` is what it says, without indentation, bullet and box, at `wordsAt`; `prefix` is the indentation and bullet that a
 * sibling gets; `start` to `lineEnd` is the line without its end; `end` is where everything under it ends too.
 * `list` numbers the list it stands in; `isNested`: that list is part of another line.
 */
export type TimelineLine = {
  words: string;
  wordsAt: number;
  prefix: string;
  start: number;
  lineEnd: number;
  end: number;
  list: number;
  isNested: boolean;
};

const PREFIX = /^([ \t]*(?:[-*+]|\d{1,9}[.)]))([ \t]+|$)(?:\[[ xX]\][ \t]+)?/;

/** The lines of all lists in document order. What stands in a quote, in code or in HTML is shown, not kept up to date. */
export function readTimelineLines(region: string): TimelineLine[] {
  const lines: TimelineLine[] = [];
  let lists = 0;
  const read = (blocks: readonly Block[], isNested: boolean) => {
    for (const block of blocks) {
      if (block.kind !== "list") continue;
      const list = lists++;
      for (const item of block.children) {
        const line = readLine(region, item);
        if (line) lines.push({ ...line, list, isNested });
        read(item.children, true);
      }
    }
  };
  read(readBlocks(region), false);
  return lines;
}

/** What a line says, whatever its indentation, bullet and box: what it is recognised by. */
export function wordsOf(line: string): string {
  return line.slice(PREFIX.exec(line)?.[0].length ?? 0).trim();
}

/** Whether nothing stands under the line that belongs to it: no second line, no list, no code. */
export function isAlone({ end, lineEnd }: TimelineLine): boolean {
  return end <= lineEnd;
}

/** The line with its line end, where it has one. */
export function wholeLine(region: string, { start, lineEnd }: TimelineLine): { start: number; end: number } {
  const newline = /^(?:\r\n?|\n)/.exec(region.slice(lineEnd, lineEnd + 2))?.[0] ?? "";
  return { start, end: lineEnd + newline.length };
}

/**
 * Which line of the document is which key's: each line is at most one's, the first that says the same. Of two lines with one
 * key the earlier counts.
 */
export function findStanding(lines: TimelineLine[], written: WrittenLine[]): Map<string, TimelineLine> {
  const free = new Map<string, TimelineLine[]>();
  for (const line of lines.toReversed()) {
    const same = free.get(line.words);
    if (same) same.push(line);
    else free.set(line.words, [line]);
  }
  const standing = new Map<string, TimelineLine>();
  for (const { key, line } of written) {
    const found = standing.has(key) ? undefined : free.get(wordsOf(line))?.pop();
    if (found) standing.set(key, found);
  }
  return standing;
}

function readLine(region: string, item: Item): Omit<TimelineLine, "list" | "isNested"> | null {
  let start = item.start;
  while (start > 0 && !/[\r\n]/.test(region[start - 1] ?? "")) start--;
  const line = /[^\r\n]*/y;
  line.lastIndex = start;
  const text = line.exec(region)?.[0] ?? "";
  const [all, bullet, gap = ""] = PREFIX.exec(text) ?? [];
  if (all === undefined || bullet === undefined) return null;
  const rest = text.slice(all.length);
  return {
    words: rest.trim(),
    wordsAt: start + all.length + rest.length - rest.trimStart().length,
    prefix: bullet + (gap === "" ? " " : gap.slice(0, 4)),
    start,
    lineEnd: start + text.length,
    end: item.end,
  };
}
