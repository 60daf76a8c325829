import { type Block, readBlocks, type Span, textOf } from "../blocks.ts";
import { furtherActionsOf } from "../digest/closed-lists.ts";
import { placesOf } from "../places.ts";

/** Whether a document says below its heading of the action items that none are needed: "None needed: it was a drill." */
export function saysNoneBelow(document: string): boolean {
  const blocks = readBlocks(document);
  const places = placesOf(document, blocks).filter(({ place }) => place === "action-items");
  const isBelow = ({ start }: Span) => places.some((place) => place.start <= start && start < place.end);
  return wordsIn(blocks).some(
    (words) => isBelow(words) && furtherActionsOf(textOf(document, words)) === false,
  );
}

/** Paragraphs and the first lines of list items. */
function wordsIn(blocks: readonly Block[]): Span[] {
  return blocks.flatMap((block) => {
    if (block.kind === "paragraph") return [block.words];
    return block.kind === "list" ? block.children.map(({ words }) => words) : [];
  });
}
