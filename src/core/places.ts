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
export function placesOf(document: string, blocks: readonly Block[]): PlaceSpan[] {
  const markers = findLiveMarkers(document);
  const headings = blocks.filter((block) => block.kind === "heading");
  const parts = partsOf(headings, document.length);
  const found = (["action-items", "ideas"] as const).flatMap((place) =>
    ofPlace(document, place, parts, markers).map(({ from, start, end }) => ({ place, from, start, end })),
  );
  const foreign = foreignSpans(headings, markers, document.length);
  // Ideas below "Action items" are ideas, from their heading on.
  return found.flatMap(({ from: _, ...one }) => {
    const inner = found.filter((other) => other.start > one.start && other.end <= one.end);
    return without(one, [...inner.map(({ from, end }) => ({ start: from, end })), ...foreign]);
  });
}

type Part = Span & { heading: Heading };

/** Each reaches to the next heading of the same or a higher level. In one pass: a page may be thousands of headings. */
function partsOf(headings: Heading[], length: number): Part[] {
  const nextAt: number[] = Array(7).fill(length);
  return headings
    .toReversed()
    .map((heading) => {
      const end = Math.min(...nextAt.slice(0, heading.depth + 1));
      nextAt[heading.depth] = heading.start;
      return { heading, start: heading.end, end };
    })
    .reverse();
}

/** `from`: where what announces it begins, its heading or its marker. */
type Announced = Span & { from: number };

const OWN_MARKER: Record<Place, { kind: string; name: string }> = {
  "action-items": { kind: "begin", name: "progress" },
  ideas: { kind: "field", name: "ideas" },
};

function ofPlace(document: string, place: Place, parts: Part[], markers: Marker[]): Announced[] {
  const title = ({ heading }: Part) => textOf(document, heading.words).replace(/[*_`~]/g, "");
  const marker = markers.find((one) => isOwn(one, place));
  const around = marker && parts.findLast(({ start, end }) => start <= marker.start && marker.start < end);
  const marked = marker && around && isBelow(document.slice(around.start, marker.start)) ? around : undefined;
  const own = marked && title(marked).trim().toLowerCase();
  const isNamed = (part: Part) =>
    own === undefined
      ? sectionKind(title(part)) === place
      : part === marked || title(part).trim().toLowerCase() === own;
  const named = outermost(withoutTitle(parts.filter(isNamed), parts[0]));
  // The heading of the ideas was taken out: what stands behind their marker are ideas still.
  if (place === "ideas" && marker && around && named.length === 0)
    return [{ from: marker.start, start: marker.end, end: around.end }];
  return named.map(({ heading, start, end }) => ({ from: heading.start, start, end }));
}

/** A document's title may say "Follow-ups are lost": then the part below it that is called so is meant. */
function withoutTitle(named: Part[], first: Part | undefined): Part[] {
  const isTitle =
    first?.heading.depth === 1 && named.some(({ start, end }) => start > first.start && end <= first.end);
  return isTitle ? named.filter((part) => part !== first) : named;
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

/** They come in their order. */
function outermost(parts: Part[]): Part[] {
  let reach = -1;
  return parts.filter(({ end }) => {
    const isInside = end <= reach;
    reach = Math.max(reach, end);
    return !isInside;
  });
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
