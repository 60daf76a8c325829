import { type Block, type Paragraph, type Quote, textOf } from "../blocks.ts";

const LABELLED =
  /^[\s>]*(?:[-*+]\s)?(?:\*\*[^*\n]{1,60}(?:[:：]\*\*|\*\*\s?[:：])|__[^_\n]{1,60}(?:[:：]__|__\s?[:：]))/;

/**
 * A quote is somebody's words at the time, unless a document sets its header so: two lines or more that begin with labels in
 * bold. Then its paragraphs are the document's own.
 */
export function quotedFacts(text: string, quote: Quote): Paragraph[] {
  const paragraphs = paragraphsIn(quote.children);
  const lines = paragraphs.flatMap(({ words }) => textOf(text, words).split(/\r\n?|\n/));
  return lines.filter((line) => LABELLED.test(line)).length >= 2 ? paragraphs : [];
}

function paragraphsIn(blocks: readonly Block[]): Paragraph[] {
  return blocks.flatMap((block) => {
    if (block.kind === "paragraph") return [block];
    return block.kind === "list" || block.kind === "item" ? paragraphsIn(block.children) : [];
  });
}
