import { type Item, type Paragraph, type Span, textOf } from "../blocks.ts";
import { fieldLine } from "./item-fields.ts";
import type { Said } from "./said.ts";

/** One action as a notation gives it, before its words are read. */
export type FoundItem = {
  /** Markdown, on one line. */
  words: string;
  line: number;
  /** Ticked, not ticked, or without a box. */
  box: boolean | null;
  /** What stands in columns and lines of its own beside the words, by what it is; the first of each counts. */
  fields: readonly Field[];
  /** What the headings above it say of all below them. */
  context: Said;
};

export type Field = { column: string; value: string };

export type ItemLines = { words: string; fields: Field[] };

/** An item's own paragraph: its lines joined, those that are fields ("Owner: Ana") apart. */
export function linesOfItem(document: string, item: Item): ItemLines {
  const [first] = item.children;
  const end = first?.kind === "paragraph" && first.line === item.line ? first.words.end : item.words.end;
  return splitFields(textOf(document, { start: item.words.start, end }));
}

export function linesOfParagraph(document: string, paragraph: Paragraph): ItemLines {
  return splitFields(textOf(document, paragraph.words));
}

function splitFields(text: string): ItemLines {
  const [first = "", ...rest] = text.split(/\r\n?|\n|<br\s*\/?>/i).map((line) => line.trim());
  const words = [first];
  const fields: Field[] = [];
  for (const line of rest) {
    const field = fieldLine(line);
    if (field && field.column !== "text") fields.push(field);
    else if (field && field.column === "text" && first === "") words.push(field.value);
    else words.push(line);
  }
  return { words: words.join(" ").trim(), fields };
}

/**
 * The fields of a list that holds nothing else ("- Owner: Ana", "- Due: …"); null for any other list.
 */
export function fieldsOfList(document: string, items: readonly Item[]): (Field & { line: number })[] | null {
  const fields: (Field & { line: number })[] = [];
  for (const item of items) {
    const { words, fields: more } = linesOfItem(document, item);
    const field = item.box === null ? fieldLine(words) : null;
    if (!field) return null;
    fields.push(...[field, ...more].map((one) => ({ ...one, line: item.line })));
  }
  return fields.some(({ column }) => TELLING.has(column)) ? fields : null;
}

/** The fields among an action's steps and explanations. */
export function fieldsAmong(document: string, items: readonly Item[]): Field[] {
  return items.flatMap((item) => {
    const field = item.box === null ? fieldLine(linesOfItem(document, item).words) : null;
    return field && TELLING.has(field.column) ? [field] : [];
  });
}

const TELLING = new Set(["owner", "due", "status", "link", "priority"]);

export function wordsOf(document: string, span: Span): string {
  return textOf(document, span).trim();
}
