import { readLineTime } from "./line-time.ts";
import { splice } from "./markdown.ts";
import { findRegion, replaceRegion } from "./markers.ts";
import type { TimelineUpdate, WrittenLine } from "./timeline.ts";
import { insertLines } from "./timeline-insert.ts";
import {
  findStanding,
  isAlone,
  readTimelineLines,
  type TimelineLine,
  wholeLine,
  wordsOf,
} from "./timeline-lines.ts";

/**
 * Three-way merge, line by line. A line that still says what the app wrote follows ours, and goes when ours has it no
 * longer; a line that a person changed stays as written, one they deleted stays deleted, what they added stays where it is;
 * new lines go in at their time. Whether a line was reworded or deleted beside a new one makes no difference: it is theirs
 * from then on, and ours is not put in again.
 * @param theirs the region's inside as it stands in the document
 * @param base the lines as the app last wrote them, deleted ones too
 * @param ours the lines as they should stand, each key once
 * @param timeZone IANA name, for times of people's that name none
 */
export function mergeTimeline(
  theirs: string,
  base: WrittenLine[],
  ours: TimelineUpdate[],
  timeZone = "UTC",
): { text: string; written: WrittenLine[] } {
  const wanted = new Map(ours.map((update) => [update.key, update]));
  // What ours says now counts as written: the document may have been written, and the record of it lost.
  const standing = findStanding(readTimelineLines(theirs), [...base, ...ours]);
  const followed = follow(theirs, base, wanted, standing);
  const known = new Set(base.map(({ key }) => key));
  const added = ours.filter(({ key }) => followed.moved.has(key) || (!known.has(key) && !standing.has(key)));
  return {
    text: insertLines(followed.text, ours, added, timeZone),
    written: [
      ...ours.map(({ key, line }) => ({ key, line })),
      ...base.filter(({ key }) => !wanted.has(key) && !followed.removed.has(key)),
    ],
  };
}

/** The merge in a whole document. Where the region is gone, nobody wants it: everything counts as written. */
export function updateTimeline(
  document: string,
  base: WrittenLine[],
  ours: TimelineUpdate[],
  timeZone: string,
): { document: string; written: WrittenLine[] } {
  const region = findRegion(document, "timeline");
  const theirs = region ? document.slice(region.start, region.end) : "";
  const { text, written } = mergeTimeline(theirs, base, ours, timeZone);
  return { document: replaceRegion(document, "timeline", text), written };
}

/** Whether there is nothing to merge: ours is what was written last. */
export function isInStep(base: WrittenLine[], ours: WrittenLine[]): boolean {
  const lines = new Map(base.map(({ key, line }) => [key, line]));
  return lines.size === ours.length && ours.every(({ key, line }) => lines.get(key) === line);
}

/** Changes and takes away what is the app's. A line under which somebody wrote is never taken away. */
function follow(
  theirs: string,
  base: WrittenLine[],
  wanted: Map<string, TimelineUpdate>,
  standing: Map<string, TimelineLine>,
): { text: string; removed: Set<string>; moved: Set<string> } {
  const removed = new Set<string>();
  const moved = new Set<string>();
  const edits: { at: number; remove: number; insert: string }[] = [];
  const remove = (line: TimelineLine) => {
    const { start, end } = wholeLine(theirs, line);
    edits.push({ at: start, remove: end - start, insert: "" });
  };
  for (const { key } of base) {
    const line = standing.get(key);
    const update = wanted.get(key);
    if (!line || (!update && !isAlone(line))) continue;
    if (!update) {
      removed.add(key);
      remove(line);
    } else if (line.words !== wordsOf(update.line)) {
      if (isAlone(line) && isAtAnotherTime(line.words, update)) {
        moved.add(key);
        remove(line);
      } else edits.push({ at: line.wordsAt, remove: line.words.length, insert: wordsOf(update.line) });
    }
  }
  return { text: splice(theirs, edits), removed, moved };
}

/** The app's own lines name their day and zone. */
function isAtAnotherTime(words: string, { line }: TimelineUpdate): boolean {
  return readLineTime(words, "UTC", null)?.at !== readLineTime(wordsOf(line), "UTC", null)?.at;
}
