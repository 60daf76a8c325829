import { type Block, type Heading, textOf } from "./blocks.ts";
import { findLiveMarkers } from "./markers.ts";
import { sectionKind } from "./reading/section-names.ts";

/** Where a line stands: what is committed to, and what is only suggested. */
export type Place = "action-items" | "ideas";

export type PlaceSpan = { place: Place; start: number; end: number };

/**
 * The document's sections of action items and ideas (UTF-16 offsets, headings excluded). The app's own marker tells which
 * section it is whatever its heading is called; without it the heading's words do. A part reaches to the next heading of
 * the same or a higher level. Pasted twice, both count.
 */
export function placesOf(document: string, blocks: Block[]): PlaceSpan[] {
  const headings = blocks.filter((block) => block.kind === "heading");
  const parts = headings.map((heading, at) => {
    const next = headings.slice(at + 1).find(({ depth }) => depth <= heading.depth);
    return { heading, start: heading.end, end: next?.start ?? document.length };
  });
  const found = (["action-items", "ideas"] as const).flatMap((place) =>
    ofPlace(document, place, parts).map(({ start, end }) => ({ place, start, end })),
  );
  // Ideas below "Action items" are ideas.
  return found.flatMap((one) =>
    without(
      one,
      found.filter((other) => other !== one && other.start > one.start && other.end <= one.end),
    ),
  );
}

type Part = { heading: Heading; start: number; end: number };

const OWN_MARKER: Record<Place, { kind: string; name: string }> = {
  "action-items": { kind: "begin", name: "progress" },
  ideas: { kind: "field", name: "ideas" },
};

/** Nothing that people see. */
const HIDDEN = /^(?:\s|<!--(?:(?!-->)[\s\S])*-->)*$/;

function ofPlace(document: string, place: Place, parts: Part[]): Part[] {
  const { kind, name } = OWN_MARKER[place];
  const title = ({ heading }: Part) => textOf(document, heading.words).replace(/[*_`~]/g, "");
  const marker = findLiveMarkers(document).find((one) => one.kind === kind && name in one.attributes);
  const own = marker && parts.findLast(({ start, end }) => start <= marker.start && marker.start < end);
  // Behind other text it is not this heading's: its own was deleted, and the section before it is somebody else's.
  const marked = own && HIDDEN.test(document.slice(own.start, marker.start)) ? own : undefined;
  const outermost = (all: Part[]) =>
    all.filter(
      (one) => !all.some((other) => other !== one && other.start < one.start && one.end <= other.end),
    );
  if (!marked) return outermost(parts.filter((part) => sectionKind(title(part)) === place));
  const same = title(marked).trim().toLowerCase();
  return outermost(parts.filter((part) => part === marked || title(part).trim().toLowerCase() === same));
}

/** A part without those inside it. */
function without(part: PlaceSpan, inner: PlaceSpan[]): PlaceSpan[] {
  const rest: PlaceSpan[] = [];
  let from = part.start;
  for (const hole of [...inner].sort((a, b) => a.start - b.start)) {
    if (hole.start > from) rest.push({ ...part, start: from, end: hole.start });
    from = Math.max(from, hole.end);
  }
  return from < part.end || rest.length === 0 ? [...rest, { ...part, start: from }] : rest;
}
