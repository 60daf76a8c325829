import { type Block, textOf } from "../blocks.ts";
import type { Field } from "../fields.ts";
import { readInline, truncate } from "../markdown.ts";
import { plainInline } from "../reading/plain-inline.ts";

/** In bold before the answer, with its colon inside or behind. */
const LEAD = /^[\s>*+-]*(?:\d{1,9}[.)]\s+)?(?:\*\*([^*\n]{1,120})\*\*|__([^_\n]{1,120})__)/;
/** The first cell of a row that goes on. */
const ROW = /^\s*\|?([^|\n]{1,200})\|/;
/** In code points. */
const MOST = 80;

/**
 * What the document calls a field: the bold words or the first cell before its answer, else the heading above it. Plain text, not
 * escaped. Null: nothing stands there.
 * @param lines of the document, as the field counts them
 * @param blocks the document's, outermost only
 */
export function fieldTitle(
  document: string,
  field: Field,
  lines: readonly string[],
  blocks: readonly Block[],
): string | null {
  const line = beforeAnswer(lines[field.line - 1] ?? "");
  const above = line.trim() === "" ? (lines[field.line - 2] ?? "") : "";
  const [, bold = "", underlined = ""] = LEAD.exec(line) ?? LEAD.exec(above) ?? [];
  return named(bold || underlined) ?? inTable(line, field, blocks) ?? headingAbove(document, field, blocks);
}

/** What stands on the line of a field before its marker. */
function beforeAnswer(line: string): string {
  const marker = line.indexOf("<!-- postmortem:field ");
  return marker < 0 ? line : line.slice(0, marker);
}

function inTable(line: string, { start }: Field, blocks: readonly Block[]): string | null {
  const isRow = blocks.some((block) => block.kind === "table" && block.start <= start && start <= block.end);
  return isRow ? named(ROW.exec(line)?.[1] ?? "") : null;
}

function headingAbove(document: string, { start }: Field, blocks: readonly Block[]): string | null {
  const heading = blocks.findLast((block) => block.kind === "heading" && block.start < start);
  return heading?.kind === "heading" ? named(textOf(document, heading.words)) : null;
}

function named(words: string): string | null {
  const plain = readInline(plainInline(words.slice(0, 500)))
    .replace(/\s*:$/, "")
    .trim();
  if (plain === "") return null;
  const { text, cut } = truncate(plain, MOST);
  return cut ? `${text}…` : text;
}
