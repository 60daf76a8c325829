import type { Block } from "../blocks.ts";
import { foldWords } from "./fold-words.ts";
import { type Field, type FoundItem, fieldsAmong, fieldsOfList, linesOfParagraph } from "./found-item.ts";
import { IMPERATIVES } from "./imperatives.ts";
import { fieldLine } from "./item-fields.ts";
import type { Scene } from "./item-notations.ts";
import { handlesIn } from "./item-owners.ts";
import type { Section } from "./outline.ts";
import { sectionKind } from "./section-names.ts";

/** A section that is one action by itself, with what its lines and lists say beside the heading. */
export type ActionHeading = { section: Section; fields: Field[] };

/**
 * One heading an action, below a section of action items: `#### 1) Rotate the keys @ana`, with what it means below, and its
 * fields in a list or in lines. Headings that divide lists are none.
 */
export function actionHeadings(document: string, above: Section): ActionHeading[] {
  const told = above.children.filter(({ children }) => children.length === 0);
  const leaves = told.flatMap((section) => {
    const fields = ownFields(document, section.blocks);
    return fields ? [{ section, fields }] : [];
  });
  return leaves.filter((one) => isAction(one, leaves.length > 1));
}

/** The item of such a heading. */
export function itemOfHeading({ context }: Scene, { section, fields }: ActionHeading): FoundItem {
  return { words: withoutNumber(section.title), line: section.line, box: null, fields, context };
}

/** The fields below a heading; null when a list or a table there holds nothing of them: then it divides, and commits to nothing. */
function ownFields(document: string, blocks: readonly Block[]): Field[] | null {
  const fields: Field[] = [];
  for (const block of blocks) {
    if (block.kind === "table") return null;
    if (block.kind === "list") {
      const own = fieldsOfList(document, block.children) ?? fieldsAmong(document, block.children);
      if (own.length === 0 && fields.length === 0) return null;
      fields.push(...own);
    }
    if (block.kind === "paragraph") {
      const { words, fields: more } = linesOfParagraph(document, block);
      const first = fieldLine(words);
      if (first && first.column !== "text") fields.push(first);
      fields.push(...more);
    }
  }
  return fields;
}

const NUMBER =
  /^[\s*_]*(?:(?:action(?: item)?|item|ai|task)\s*#?\d{1,3}\s*[.:)–—-]*|#?\d{1,3}(?:\.\d{1,2})*\s*[.:)–—-]|AI-\d+\s*[:.–—-]*)\s*/i;

function isAction({ section: { title, kind }, fields }: ActionHeading, hasSiblings: boolean): boolean {
  const bare = foldWords(withoutNumber(title));
  if (bare === "") return false;
  if (fields.length > 0) return true;
  if (kind !== null || sectionKind(title) !== null) return false;
  if (NUMBER.test(title) || handlesIn(title.replace(/`/g, "")).length > 0) return true;
  return hasSiblings && IMPERATIVES.has(bare.split(" ")[0] ?? "");
}

function withoutNumber(title: string): string {
  return title.replace(NUMBER, "");
}
