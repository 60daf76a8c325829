import { readBlocks, walkBlocks } from "./blocks.ts";
import { splice } from "./markdown.ts";

/**
 * Hidden comments that give what the app wrote its identity:
 *
 *     <!-- postmortem:document of=acme/shop#12 -->        what an issue or a comment is
 *     <!-- postmortem:begin facts --> … <!-- postmortem:end facts -->   a region the app keeps up to date
 *     <!-- postmortem:field symptoms -->                  where a field's answer begins
 *
 * A marker counts only in what our own App authored, and what it says is checked against GitHub before it is used.
 * No secret and no signature stands in it: anybody can read and copy it.
 */
export type Marker = { kind: string; attributes: Record<string, string>; start: number; end: number };

const MARKER = /<!-- postmortem:([a-z-]+)((?: [a-z-]+(?:=[^\s<>]*)?)*) -->/g;

/** One marker. Values are percent-encoded where they could end the comment or the word. */
export function makeMarker(kind: string, attributes: Record<string, string | null> = {}): string {
  const words = Object.entries(attributes).map(([key, value]) =>
    value === null ? key : `${key}=${encodeValue(value)}`,
  );
  return `<!-- ${[`postmortem:${kind}`, ...words].join(" ")} -->`;
}

/** All markers of a text in order, with their offsets (UTF-16 units). An attribute without a value reads as "". */
export function findMarkers(text: string): Marker[] {
  return [...text.matchAll(MARKER)].map((match) => ({
    kind: match[1] ?? "",
    attributes: readAttributes(match[2] ?? ""),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The first marker of a kind, or null. */
export function findMarker(text: string, kind: string): Marker | null {
  return findMarkers(text).find((marker) => marker.kind === kind) ?? null;
}

/** Those that count in a document: what stands in a code block is talk about a marker. */
export function findLiveMarkers(text: string): Marker[] {
  const markers = findMarkers(text);
  if (markers.length === 0 || !/```|~~~|^(?: {4}|\t)/m.test(text)) return markers;
  const code = [...walkBlocks(readBlocks(text))].filter(({ kind }) => kind === "code");
  return markers.filter(({ start }) => !code.some((block) => block.start <= start && start < block.end));
}

/** What stands between `begin NAME` and the next `end NAME`: offsets of the inside. Null when either is missing. */
export function findRegion(text: string, name: string): { start: number; end: number } | null {
  const markers = findLiveMarkers(text);
  const begin = markers.find((marker) => marker.kind === "begin" && name in marker.attributes);
  if (!begin) return null;
  const end = markers.find(
    (marker) => marker.kind === "end" && name in marker.attributes && marker.start >= begin.end,
  );
  return end ? { start: begin.end, end: end.start } : null;
}

/** Replaces the inside of a region; a text without the region comes back unchanged. */
export function replaceRegion(text: string, name: string, inside: string): string {
  const region = findRegion(text, name);
  return region ? text.slice(0, region.start) + inside + text.slice(region.end) : text;
}

/** Names of the regions that have lost one of their two markers: nothing in them can be renewed. */
export function brokenRegions(text: string): string[] {
  const markers = findLiveMarkers(text).filter(({ kind }) => kind === "begin" || kind === "end");
  const names = new Set(markers.flatMap(({ attributes }) => Object.keys(attributes)));
  return [...names].filter((name) => !findRegion(text, name));
}

/** Changes the inside of every region of a name: a document may have been pasted twice. */
export function mapRegions(text: string, name: string, change: (inside: string) => string): string {
  const markers = findLiveMarkers(text).filter(({ attributes }) => name in attributes);
  const edits = markers.flatMap((begin, at) => {
    const end = markers[at + 1];
    if (begin.kind !== "begin" || end?.kind !== "end") return [];
    const inside = text.slice(begin.end, end.start);
    return [{ at: begin.end, remove: inside.length, insert: change(inside) }];
  });
  return splice(text, edits);
}

function encodeValue(value: string): string {
  return value.replace(/[\s<>%=]|--/g, (unsafe) =>
    [...new TextEncoder().encode(unsafe)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  );
}

function readAttributes(text: string): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null);
  for (const word of text.split(" ").filter(Boolean)) {
    const [key = "", ...value] = word.split("=");
    attributes[key] = decodeValue(value.join("="));
  }
  return attributes;
}

/** A hand-made marker may hold a broken escape: then the word counts as it stands. */
function decodeValue(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
