import { BODY_LIMIT, lengthOf } from "./body-limit.ts";
import { splice } from "./markdown.ts";
import { findRegion } from "./markers.ts";
import { phrasePattern } from "./phrase-pattern.ts";
import type { WrittenLine } from "./timeline.ts";
import { findStanding, isAlone, readTimelineLines, type TimelineLine, wholeLine } from "./timeline-lines.ts";
import type { Say } from "./words.ts";

/**
 * What is taken out of a document that is too long: `parts` are Markdown for one comment each, the first of them part number
 * `first`. Offsets are UTF-16 units in the body: `link` is replaced by the links to the comments, `gone` goes.
 */
export type Fold = { parts: string[]; first: number; link: Span; gone: Span[] };
type Span = { start: number; end: number };

/** What is left for the lines in a comment beside its heading and its markers, in code points. */
const PART_LIMIT = BODY_LIMIT - 2_000;

/** More code points than the link to one comment takes. */
const LINK_LIMIT = 300;

/**
 * Chooses the oldest lines of the app's to go into comments so that the body fits, with `room` code points to spare where
 * there are lines enough. Lines that a person added or changed stay, and so do those under which somebody wrote.
 * Null: nothing can be folded, or it would not fit even so.
 * @param written the timeline's lines as the app last wrote them, those that this body brings included
 * @param spoken every language that the app speaks: earlier folds are known by their words
 */
export function planFold(
  body: string,
  written: WrittenLine[],
  room: number,
  spoken: readonly Say[],
): Fold | null {
  const region = findRegion(body, "timeline");
  if (!region) return null;
  const inside = body.slice(region.start, region.end);
  const parts: { lines: string[]; length: number }[] = [];
  const taken: TimelineLine[] = [];
  let length = lengthOf(body);
  for (const line of foldable(inside, written)) {
    if (length <= BODY_LIMIT - room) break;
    const words = lengthOf(line.words) + "- \n".length;
    if ((parts.at(-1)?.length ?? PART_LIMIT) + words > PART_LIMIT) {
      parts.push({ lines: [], length: 0 });
      length += LINK_LIMIT;
    }
    addTo(parts.at(-1), line, words);
    taken.push(line);
    length -= words;
  }
  const [first, ...others] = taken;
  if (!first || length > BODY_LIMIT) return null;
  const inBody = ({ start, end }: Span) => ({ start: region.start + start, end: region.start + end });
  return {
    parts: parts.map(({ lines }) => lines.join("\n")),
    first: lastPart(inside, spoken) + 1,
    link: inBody({ start: first.wordsAt, end: first.wordsAt + first.words.length }),
    gone: others.map((line) => inBody(wholeLine(inside, line))),
  };
}

function addTo(
  part: { lines: string[]; length: number } | undefined,
  { words }: TimelineLine,
  length: number,
): void {
  part?.lines.push(`- ${words}`);
  if (part) part.length += length;
}

/** The body without the lines, and in the place of the first of them one line that leads to the comments. */
export function applyFold(body: string, { first, link, gone }: Fold, urls: string[], say: Say): string {
  const links = urls
    .map((url, index) => `[${say("course.part", { number: first + index })}](${url})`)
    .join(", ");
  return splice(body, [
    { at: link.start, remove: link.end - link.start, insert: `_${say("course.earlier-lines", { links })}_` },
    ...gone.map(({ start, end }) => ({ at: start, remove: end - start, insert: "" })),
  ]);
}

/** Lines that still say what the app wrote, oldest first. */
function foldable(inside: string, written: WrittenLine[]): TimelineLine[] {
  const standing = findStanding(readTimelineLines(inside), written);
  return [...standing.values()]
    .filter((line) => isAlone(line) && lengthOf(line.words) + "- \n".length <= PART_LIMIT)
    .sort((a, b) => a.start - b.start);
}

function lastPart(inside: string, spoken: readonly Say[]): number {
  return spoken
    .flatMap((say) => [...inside.matchAll(partPattern(say))])
    .reduce((last, [, number]) => Math.max(last, Number(number)), 0);
}

/** The beginning of a link to a part, with its number as a group. */
function partPattern(say: Say): RegExp {
  return new RegExp(`\\[${phrasePattern(say, "course.part", { number: "(\\d{1,6})" })}\\]\\(`, "g");
}
