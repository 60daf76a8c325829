import { type Block, type Heading, type Span, textOf } from "./blocks.ts";
import { findLiveMarkers, type Marker } from "./markers.ts";
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
  const markers = findLiveMarkers(document);
  const headings = blocks.filter((block) => block.kind === "heading");
  const parts = headings.map((heading, at) => {
    const next = headings.slice(at + 1).find(({ depth }) => depth <= heading.depth);
    return { heading, start: heading.end, end: next?.start ?? document.length };
  });
  const found = (["action-items", "ideas"] as const).flatMap((place) =>
    ofPlace(document, place, parts, markers).map(({ start, end }) => ({ place, start, end })),
  );
  const foreign = foreignSpans(headings, markers, document.length);
  // Ideas below "Action items" are ideas.
  return found.flatMap((one) =>
    without(one, [
      ...found.filter((other) => other !== one && other.start > one.start && other.end <= one.end),
      ...foreign,
    ]),
  );
}

type Part = Span & { heading: Heading };

const OWN_MARKER: Record<Place, { kind: string; name: string }> = {
  "action-items": { kind: "begin", name: "progress" },
  ideas: { kind: "field", name: "ideas" },
};

function ofPlace(document: string, place: Place, parts: Part[], markers: Marker[]): Span[] {
  const title = ({ heading }: Part) => textOf(document, heading.words).replace(/[*_`~]/g, "");
  const marker = markers.find((one) => isOwn(one, place));
  const around = marker && parts.findLast(({ start, end }) => start <= marker.start && marker.start < end);
  const marked = marker && around && isBelow(document.slice(around.start, marker.start)) ? around : undefined;
  if (marked) {
    const same = title(marked).trim().toLowerCase();
    return outermost(parts.filter((part) => part === marked || title(part).trim().toLowerCase() === same));
  }
  const named = outermost(parts.filter((part) => sectionKind(title(part)) === place));
  // The heading of the ideas was taken out: what stands behind their marker are ideas still.
  const headless = place === "ideas" && marker && around && named.length === 0;
  return headless ? [{ start: marker.end, end: around.end }] : named;
}

function isOwn({ kind, attributes }: Marker, place: Place): boolean {
  return kind === OWN_MARKER[place].kind && OWN_MARKER[place].name in attributes;
}

/**
 * Whether a marker is its heading's, by what stands between: a sentence may, but where a list, a table or another marker of
 * the app's does, its own heading was deleted, and the section before it is somebody else's.
 */
function isBelow(between: string): boolean {
  return !/^\s*(?:[-*+|]|\d{1,9}[.)])\s/m.test(between) && !between.includes("<!-- postmortem:");
}

function outermost(parts: Part[]): Part[] {
  return parts.filter(
    (one) => !parts.some((other) => other !== one && other.start < one.start && one.end <= other.end),
  );
}

/**
 * What belongs to other parts of the document wherever it was moved: the app's other regions, and the text below a heading
 * with a question of the template.
 */
function foreignSpans(headings: Heading[], markers: Marker[], length: number): Span[] {
  const regions = markers.flatMap((begin, at) => {
    const end = markers[at + 1];
    const isRegion = begin.kind === "begin" && end?.kind === "end" && !isOwn(begin, "action-items");
    return isRegion ? [{ start: begin.start, end: end.end }] : [];
  });
  const asked = headings.flatMap((heading, at) => {
    const end = headings[at + 1]?.start ?? length;
    const isAsked = markers.some(
      (one) => one.kind === "field" && !isOwn(one, "ideas") && one.start >= heading.end && one.start < end,
    );
    return isAsked ? [{ start: heading.start, end }] : [];
  });
  return [...regions, ...asked];
}

/** A part without those inside it. */
function without(part: PlaceSpan, inner: Span[]): PlaceSpan[] {
  const rest: PlaceSpan[] = [];
  let from = part.start;
  for (const hole of [...inner].sort((a, b) => a.start - b.start)) {
    if (hole.end <= from || hole.start >= part.end) continue;
    if (hole.start > from) rest.push({ ...part, start: from, end: hole.start });
    from = Math.min(part.end, Math.max(from, hole.end));
  }
  return from < part.end || rest.length === 0 ? [...rest, { ...part, start: from }] : rest;
}
