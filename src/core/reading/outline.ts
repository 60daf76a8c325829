import { type Block, type Item, readBlocks, type Span, textOf } from "../blocks.ts";
import { type Announcement, announcementOf } from "./announcement.ts";
import { maskHidden } from "./hidden-text.ts";
import { type SectionKind, sectionKind } from "./section-names.ts";

/** A part of a document, with what announces it. Offsets are UTF-16 units, lines count from 1. */
export type Section = {
  /** As written, without hashes and emphasis around it; empty for what stands before the first heading. */
  title: string;
  kind: SectionKind | null;
  /** 0 for the whole document, 1 to 6 for headings, more for what only acts like one. */
  depth: number;
  line: number;
  /** The heading's own place. */
  heading: Span;
  /** Its part: up to the next heading of the same or a higher level. */
  start: number;
  end: number;
  /** Its own blocks, those before any subsection. */
  blocks: Block[];
  children: Section[];
};

/**
 * The document's sections, below one of depth 0 that holds what stands before the first heading. Paragraphs in bold
 * ("**Impact:**") and list items that only name what is nested in them ("- **Review actions**:") count as headings where
 * they act like ones. What stands in front matter, `<details>` templates, comments and fences is not there. Never fails.
 */
export function outlineOf(document: string): Section {
  const text = maskHidden(document);
  const root = sectionFrom({ title: "", kind: null, depth: 0, line: 1, heading: { start: 0, end: 0 } });
  root.end = document.length;
  const open = [root];
  const blocks = readBlocks(text);
  let level = 0;
  for (const [at, block] of blocks.entries()) {
    const announced = announcementOf(text, block, blocks[at + 1] ?? null);
    if (block.kind === "heading") level = block.depth;
    if (announced) {
      enter(open, sectionFrom({ ...announced, depth: announced.depth ?? depthBelow(level, announced) }));
      open.at(-1)?.blocks.push(...announced.rest);
    } else open.at(-1)?.blocks.push(block);
  }
  for (const section of open.slice(1)) section.end = document.length;
  addItemSections(text, root, false);
  return root;
}

/** All sections in document order, the given one first. */
export function* walkSections(section: Section): Generator<Section> {
  yield section;
  for (const child of section.children) yield* walkSections(child);
}

/** A paragraph in bold that announces nothing known ("**Backend**") divides the part that a known one began. */
function depthBelow(level: number, { kind }: Announcement): number {
  return level + (kind ? 1 : 2);
}

function sectionFrom(head: Pick<Section, "title" | "kind" | "depth" | "line" | "heading">): Section {
  const { title, kind, depth, line, heading } = head;
  return {
    title,
    kind,
    depth,
    line,
    heading,
    start: heading.end,
    end: heading.end,
    blocks: [],
    children: [],
  };
}

function enter(open: Section[], section: Section): void {
  while ((open.at(-1)?.depth ?? 0) >= section.depth) {
    const closed = open.pop();
    if (closed) closed.end = section.heading.start;
  }
  open.at(-1)?.children.push(section);
  open.push(section);
}

/** What is nested below an item is read where it is when a section of commitments holds it: there it is theirs. */
function addItemSections(text: string, section: Section, committed: boolean): void {
  const within = committed || section.kind === "action-items" || section.kind === "ideas";
  for (const child of [...section.children]) addItemSections(text, child, within);
  if (within) return;
  const found = section.blocks.flatMap((block) => itemSections(text, block, section.depth + 1));
  section.children = [...found, ...section.children];
}

function itemSections(text: string, block: Block, depth: number): Section[] {
  if (block.kind !== "list") return [];
  return block.children.flatMap((item) => {
    const rest = item.children.slice(1);
    const kind = rest.some(({ kind }) => kind === "list") ? leadKind(text, item) : null;
    const inner = rest.flatMap((child) => itemSections(text, child, depth + 1));
    if (!kind) return inner;
    const title = textOf(text, item.words)
      .replace(/[*_:]+/g, "")
      .trim();
    const head = sectionFrom({ title, kind, depth, line: item.line, heading: item.words });
    const committed = kind === "action-items" || kind === "ideas";
    return [{ ...head, end: item.end, blocks: rest, children: committed ? [] : inner }];
  });
}

/** An item names what is below it when its words are in bold, end in a colon or are few. */
function leadKind(text: string, item: Item): SectionKind | null {
  const words = textOf(text, item.words);
  const [first] = item.children;
  const isOneLine = first?.kind === "paragraph" && first.words.end === item.words.end;
  const names = /^(?:\*\*|__).*(?:\*\*|__):?$|:$/.test(words) || words.split(" ").length <= 3;
  return item.box === null && isOneLine && names && words.length <= 80 ? sectionKind(words) : null;
}
