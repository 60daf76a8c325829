import { type Block, type Paragraph, type Span, textOf } from "../blocks.ts";
import { type SectionKind, sectionKind } from "./section-names.ts";

/** A block that begins a part of the document. */
export type Announcement = {
  title: string;
  kind: SectionKind | null;
  /** Null: it is no heading to Markdown, it only acts like one. */
  depth: number | null;
  line: number;
  heading: Span;
  /** What stands in the same block behind the heading's line. */
  rest: Block[];
};

const MOST_CHARACTERS = 160;
/** `**Impact:**`, `🚒 **Action items** (all agreed):`, `__Causes__` */
const BOLD =
  /^[^\p{L}\p{N}*_[<]{0,6}(?:\d{1,2}[.)] )?(\*\*\*?|___?)(?=\S)((?:(?!\*\*|__).)+)\1[ \t]*(?:\([^()]*\))?[ \t]*[:：]?[^\p{L}\p{N}]*$/u;
const HTML_HEADING = /^<h([1-6])\b[^<>]{0,200}>((?:(?!<\/h[1-6]>).){1,200})<\/h\1>\s*$/is;
const SUMMARY = /<summary\b[^<>]{0,200}>((?:(?!<\/summary>).){1,200})<\/summary>/is;

/** What a block announces; null when it is part of what was announced before. */
export function announcementOf(text: string, block: Block, next: Block | null): Announcement | null {
  switch (block.kind) {
    case "heading": {
      const title = textOf(text, block.words);
      return { ...placed(block, title), kind: sectionKind(title), depth: block.depth, rest: [] };
    }
    case "html":
      return inHtml(textOf(text, block), block);
    case "paragraph":
      return inParagraph(text, block, next);
    default:
      return null;
  }
}

function placed({ line, start, end }: Span & { line: number }, title: string) {
  return { title: title.replace(/^(\*\*|__)(.*)\1$/s, "$2").trim(), line, heading: { start, end } };
}

function inHtml(html: string, place: Span & { line: number }): Announcement | null {
  const heading = HTML_HEADING.exec(html.slice(0, 600));
  const title = (heading?.[2] ?? SUMMARY.exec(html.slice(0, 600))?.[1] ?? "").replace(/<[^<>]*>/g, "");
  const kind = title ? sectionKind(title) : null;
  if (!heading && !kind) return null;
  return { ...placed(place, title), kind, depth: heading ? Number(heading[1]) : null, rest: [] };
}

/** A paragraph's first line that is bold from end to end, or that names a known part before a list. */
function inParagraph(text: string, block: Paragraph, next: Block | null): Announcement | null {
  const words = textOf(text, block.words);
  const first = (/^[^\r\n]*/.exec(words)?.[0] ?? "").trimEnd();
  if (first.length > MOST_CHARACTERS) return null;
  const isAlone = first.length === words.length;
  const bold = BOLD.exec(first)?.[2];
  const title = bold ?? first;
  const kind = sectionKind(title);
  const acts = bold
    ? isBoldHeading(title, kind, isAlone, next)
    : kind && isPlainHeading(title, isAlone, next);
  if (!acts) return null;
  const heading = { start: block.start, end: block.words.start + first.length, line: block.line };
  return {
    ...placed(heading, title.replace(/[:：]$/, "")),
    kind,
    depth: null,
    rest: isAlone ? [] : [restOf(text, block, first)],
  };
}

/** A bold sentence is emphasis. One of an unknown name needs something below it that it can be the name of. */
function isBoldHeading(
  title: string,
  kind: SectionKind | null,
  isAlone: boolean,
  next: Block | null,
): boolean {
  if (kind) return true;
  return (
    isAlone && !/[.!?…。]$/.test(title) && next !== null && next.kind !== "heading" && next.kind !== "rule"
  );
}

function isPlainHeading(title: string, isAlone: boolean, next: Block | null): boolean {
  const words = title.split(/\s+/).length;
  const isList = next?.kind === "list" || next?.kind === "table";
  if (/[:：]$/.test(title)) return words <= 6 && (!isAlone || isList);
  return isAlone && isList && words <= 4 && !/[.!,;]$/.test(title);
}

function restOf(text: string, block: Paragraph, first: string): Paragraph {
  const behind = text.slice(block.words.start + first.length, block.words.end);
  const skipped = behind.length - behind.trimStart().length;
  const start = block.words.start + first.length + skipped;
  const lines = behind.slice(0, skipped).split(/\r\n?|\n/).length - 1;
  return {
    kind: "paragraph",
    start,
    end: block.end,
    line: block.line + lines,
    words: { start, end: block.words.end },
  };
}
