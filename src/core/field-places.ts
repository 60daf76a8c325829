import {
  type Block,
  type Heading,
  type Item,
  type Opaque,
  type Paragraph,
  readBlocks,
  type Span,
  type Table,
} from "./blocks.ts";
import { fieldHeaded, headsImpact } from "./field-names.ts";
import { findMarkers, type Marker } from "./markers.ts";
import { standingMarkers } from "./standing-markers.ts";

/** Where an answer can begin: behind its marker, or behind the heading, bold words or first cell that announce it. */
export type FieldPlace = {
  name: string;
  by: "marker" | "words";
  /** UTF-16 offsets: the answer begins here at the earliest, and ends there at the latest. */
  at: number;
  limit: number;
  /** In a cell it is one line, in an item it begins on the marker's line, in a section it stands below. */
  within: "cell" | "item" | "section";
  /** White space before a further line of the same item. */
  indent: string;
  /** Offsets at which an answer that began before this place ends. */
  starts: number[];
};

/** `places` in document order; `stops` are the headings and markers that end any answer, `marked` the fields' markers of these. */
export type FieldMap = { places: FieldPlace[]; stops: number[]; marked: Set<number> };

type Scope = { text: string; markers: Marker[]; map: FieldMap; items: Item[]; section: Heading | null };
type Spot = Pick<FieldPlace, "at" | "limit" | "within" | "starts">;

/**
 * `**Symptoms:**`, `**Symptoms**:`, or with underscores, at the beginning of an item or a paragraph. One colon belongs to it:
 * a further one is the answer's.
 */
const LEAD = /^(?:\*\*([^*\n]{1,120})\*\*|__([^_\n]{1,120})__)(?:(?<=:..)|[ \t]*:|)/;

/**
 * Every place of a document that may hold a field's answer. What stands in code, in quotes and in other HTML comments is an
 * example or somebody's words: no place.
 */
export function mapFields(document: string): FieldMap {
  const map: FieldMap = { places: [], stops: [], marked: new Set() };
  const markers = findMarkers(document);
  visitAll(readBlocks(document), { text: document, markers, map, items: [], section: null });
  map.places.sort((a, b) => a.at - b.at);
  return map;
}

function visitAll(blocks: readonly Block[], scope: Scope): void {
  for (const block of blocks) visit(block, scope);
}

function visit(block: Block, scope: Scope): void {
  if (block.kind === "heading") visitHeading(block, scope);
  if (block.kind === "paragraph") visitParagraph(block, scope);
  if (block.kind === "table") visitTable(block, scope);
  if (block.kind === "list") visitAll(block.children, scope);
  if (block.kind === "item") visitItem(block, scope);
  if (block.kind === "html") visitHtml(block, scope);
}

function visitItem(item: Item, scope: Scope): void {
  scope.items.push(item);
  visitAll(item.children, scope);
  scope.items.pop();
}

/** A marker on a line of its own: the answer stands below it. */
function visitHtml(html: Opaque, scope: Scope): void {
  for (const marker of standingMarkers(scope.text, html, scope.markers, "html"))
    addMarker(marker, { at: marker.end, limit: limitIn(scope), within: "section", starts: [] }, scope);
}

function visitHeading(heading: Heading, scope: Scope): void {
  scope.section = heading;
  scope.map.stops.push(heading.start);
  const below: Spot = { at: heading.end, limit: limitIn(scope), within: "section", starts: [heading.start] };
  const markers = standingMarkers(scope.text, heading, scope.markers, "inline");
  for (const marker of markers) addMarker(marker, below, scope);
  if (markers.length === 0) addNamed(wordsOf(heading.words, scope), below, scope);
}

/** An answer behind a marker or bold words; in an item it may go on below them, to the item's end. */
function visitParagraph(paragraph: Paragraph, scope: Scope): void {
  const { words } = paragraph;
  const [lead = "", ...named] = LEAD.exec(wordsOf(words, scope)) ?? [];
  const limit = limitIn(scope);
  const within = scope.items.length > 0 ? "item" : "section";
  const markers = standingMarkers(scope.text, paragraph, scope.markers, "inline");
  for (const marker of markers) {
    const isLed = scope.text.slice(words.start + lead.length, marker.start).trim() === "";
    addMarker(marker, { at: marker.end, limit, within, starts: isLed ? [words.start] : [] }, scope);
  }
  const wording = named.find((text) => text !== undefined);
  if (wording)
    addNamed(wording, { at: words.start + lead.length, limit, within, starts: [words.start] }, scope);
}

function visitTable(table: Table, scope: Scope): void {
  const rows = [table.head, ...table.children];
  const found = rows.map(({ cells }) =>
    cells.flatMap((cell) => standingMarkers(scope.text, cell, scope.markers, "inline")),
  );
  const isOurs =
    found.flat().some(({ kind }) => kind === "field") ||
    (scope.section !== null && headsImpact(wordsOf(scope.section.words, scope)));
  for (const [at, { cells }] of rows.entries()) {
    for (const marker of found[at] ?? []) {
      const cell = cells.find(({ start, end }) => start <= marker.start && marker.start < end);
      const limit = cell?.end ?? marker.end;
      addMarker(marker, { at: marker.end, limit, within: "cell", starts: [table.start] }, scope);
    }
    const [name, answer] = cells;
    if (isOurs && name && answer && found[at]?.length === 0)
      addNamed(
        wordsOf(name, scope).replace(/^[*_]+|[*_]+$/g, ""),
        { at: answer.start, limit: answer.end, within: "cell", starts: [table.start] },
        scope,
      );
  }
}

function addMarker(marker: Marker, spot: Spot, scope: Scope): void {
  scope.map.stops.push(marker.start, ...scope.items.map(({ start }) => start), ...spot.starts);
  const [name] = Object.keys(marker.attributes);
  if (marker.kind !== "field" || !name) return;
  scope.map.marked.add(marker.start);
  addPlace(name, "marker", spot, scope);
}

function addNamed(wording: string, spot: Spot, scope: Scope): void {
  const name = fieldHeaded(wording);
  if (name) addPlace(name, "words", spot, scope);
}

function addPlace(name: string, by: FieldPlace["by"], spot: Spot, { text, items, map }: Scope): void {
  const starts = [...spot.starts, ...items.map(({ start }) => start)];
  map.places.push({ ...spot, name, by, starts, indent: indentOf(items.at(-1), text) });
}

function limitIn({ items, text }: Scope): number {
  return items.at(-1)?.end ?? text.length;
}

/** White space as wide as what stands before an item's own words. */
function indentOf(item: Item | undefined, text: string): string {
  const [first] = item?.children ?? [];
  if (!item) return "";
  const line = startOfLine(text, item.start);
  const words = first && "words" in first && first.line === item.line ? first.words.start : item.start + 2;
  return text.slice(line, words).replace(/[^\t]/g, " ");
}

/** Most documents hold no carriage return at all: one is looked for in the line alone, not back to where the document begins. */
function startOfLine(text: string, at: number): number {
  const line = at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
  return line + text.slice(line, at).lastIndexOf("\r") + 1;
}

function wordsOf({ start, end }: Span, { text }: Scope): string {
  return text.slice(start, end);
}
