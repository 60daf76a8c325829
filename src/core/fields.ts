import type { Span } from "./blocks.ts";
import { type FieldMap, type FieldPlace, mapFields } from "./field-places.ts";
import { asCell, writeAnswer } from "./write-answer.ts";

/**
 * A field of a document. `start` and `end` are the answer's place, in UTF-16 units, without white space around it; `line` is
 * where the field's marker or heading stands, from 1; `answer` is Markdown as written.
 */
export type Field = {
  name: string;
  start: number;
  end: number;
  line: number;
  answer: string;
  /** Nobody answered: it is empty, or still the template's prompt in italics. */
  isPrompt: boolean;
};

type FoundField = Field & { place: FieldPlace };

/** One run of underscore italics, however long: how the template prompts. */
const PROMPT = /^_[^\s_][^_]*_$/;

/**
 * The fields of a document in order, each once: where its marker first stands, or else where its heading, its bold lead
 * (`**Symptoms:**`) or its row does, also renamed or translated. In an item the answer runs to the end of the item, in a table
 * to the end of the cell, elsewhere to the next heading or marker. Never fails.
 */
export function findFields(document: string): Field[] {
  return locateFields(document).map(({ place: _, ...field }) => field);
}

/** Every answer of a document by its field's name, prompts too. */
export function answersIn(document: string): Record<string, string> {
  return Object.fromEntries(locateFields(document).map(({ name, answer }) => [name, answer]));
}

/**
 * Three-way merge: an answer that is still the prompt, or what the app wrote last, becomes ours; anything else is a person's
 * and stays, an answer they took out too, until we have another. Every byte outside the answers stays, and so does a place
 * where ours would not read as written, or change how another reads: people cut through the Markdown around it.
 * @param base what the app wrote last, by field; where it holds a prompt, no other words in italics are one
 * @param ours what the app has to say now; a field that is not in it is left as it stands
 */
export function mergeFields(
  document: string,
  base: Readonly<Record<string, string>>,
  ours: Readonly<Record<string, string>>,
): string {
  const found = locateFields(document);
  const open = found.filter((field) => isOpen(field, base[field.name], ours[field.name]));
  if (open.length === 0) return document;
  // Reading is what takes time: once for all of them, and for each by itself only when one cannot be written.
  return (
    written(document, found, open, ours) ??
    open.reduceRight((text, field) => written(text, locateFields(text), [field], ours) ?? text, document)
  );
}

/**
 * A document with our answers in some fields. Null: they would not read as written there, or another not as before.
 * @param found all fields of the document
 */
function written(
  document: string,
  found: readonly FoundField[],
  fields: readonly FoundField[],
  ours: Readonly<Record<string, string>>,
): string | null {
  const write = (text: string, field: FoundField) =>
    writeAnswer(text, field, field.place, ours[field.name] ?? "");
  const after = fields.reduceRight(write, document);
  const names = new Set(fields.map(({ name }) => name));
  const read = locateFields(after);
  const isReadBack = read.every(({ name, answer }, at) => {
    const before = found[at];
    if (before?.name !== name) return false;
    return names.has(name) ? isWritten(answer, ours[name] ?? "") : answer === before.answer;
  });
  return isReadBack && read.length === found.length ? after : null;
}

function locateFields(document: string): FoundField[] {
  const map = mapFields(document);
  const places = placesInUse(map);
  const stops = [...map.stops, ...places.flatMap(({ starts }) => starts)].sort((a, b) => a - b);
  const lineAt = lineCounter(document);
  const fields: FoundField[] = [];
  let next = 0;
  for (const place of places) {
    while (next < stops.length && (stops[next] as number) < place.at) next++;
    const stop = stops[next] ?? document.length;
    const span = trimmed(document, { start: place.at, end: Math.min(place.limit, stop) });
    const answer = document.slice(span.start, span.end);
    // A heading right above another field's marker is that field's, by another name.
    if (place.by === "words" && answer === "" && map.marked.has(stop)) continue;
    const isPrompt = answer === "" || PROMPT.test(answer);
    fields.push({ name: place.name, ...span, line: lineAt(place.at), answer, isPrompt, place });
  }
  return fields;
}

/** The first marker of a name counts; without one, the first words. */
function placesInUse({ places }: FieldMap): FieldPlace[] {
  const marked = places.filter(({ by }) => by === "marker");
  const named = places.filter(({ by, name }) => by === "words" && !marked.some((each) => each.name === name));
  const first = new Map<string, FieldPlace>();
  for (const place of [...marked, ...named]) if (!first.has(place.name)) first.set(place.name, place);
  return [...first.values()].sort((a, b) => a.at - b.at);
}

/** Whether what stands there is not a person's, and ours is news. */
function isOpen(field: FoundField, base: string | undefined, ours: string | undefined): boolean {
  if (ours === undefined || ours === base) return false;
  if (base === undefined) return field.isPrompt;
  return field.answer === "" || isWritten(field.answer, base);
}

/** Whether an answer is what the app wrote, in a cell or elsewhere. */
function isWritten(answer: string, written: string): boolean {
  return [written, asCell(written)].some((each) => folded(each) === folded(answer));
}

/** An answer as it stands in its place: indentation, line ends and the spaces at them make no difference. */
function folded(answer: string): string {
  return answer
    .trim()
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .join("\n");
}

function trimmed(text: string, { start, end }: Span): Span {
  const inside = text.slice(start, end);
  const from = inside.length - inside.trimStart().length;
  return from === inside.length
    ? { start, end: start }
    : { start: start + from, end: start + inside.trimEnd().length };
}

/** Tells the lines of ascending offsets, from 1. */
function lineCounter(text: string): (offset: number) => number {
  const ends = text.matchAll(/\r\n?|\n/g);
  let next = ends.next();
  let line = 1;
  return (offset) => {
    for (; !next.done && next.value.index < offset; next = ends.next()) line++;
    return line;
  };
}
