import { type Block, readBlocks, type Span, textOf } from "../blocks.ts";
import { maskHidden } from "../reading/hidden-text.ts";

/** `text` as a reader sees it, line ends kept; offsets are UTF-16 units of the document, `line` counts from 1. */
export type ProseSentence = { text: string; line: number; start: number; end: number };

/** What is longer without an end is cut between words; in UTF-16 units. */
const MOST_CHARACTERS = 900;

/**
 * The sentences that a document tells in its own voice: paragraphs, list items and cells; not headings, quotes, code, comments
 * or front matter. Never fails.
 */
export function* proseSentences(document: string): Generator<ProseSentence> {
  const text = maskHidden(document);
  const lines = { at: 0, line: 1 };
  for (const span of spansOf(readBlocks(text)))
    for (const { start, end } of sentencesIn(text, span)) {
      const shown = readable(textOf(text, { start, end }));
      if (!/\p{L}{2}/u.test(shown)) continue;
      lines.line += lineEndsIn(text.slice(lines.at, start));
      lines.at = start;
      yield { text: shown, line: lines.line, start, end };
    }
}

/** How often a line ends in a text: CRLF, LF or CR. */
export function lineEndsIn(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0;
}

function* spansOf(blocks: readonly Block[]): Generator<Span> {
  for (const block of blocks) {
    if (block.kind === "paragraph") yield block.words;
    else if (block.kind === "table") yield* [block.head, ...block.children].flatMap(({ cells }) => cells);
    else if (block.kind === "list" || block.kind === "item") yield* spansOf(block.children);
  }
}

/** Abbreviations and versions go on with a small letter or a digit; a short line that a capital follows was ended on purpose. */
const ENDS =
  /[.!?…]+["'”’)\]*_]{0,4}(?=\s+["'“‘([*_`@]{0,4}[\p{Lu}\p{N}\p{Lo}@])|[。！？]|<br\s{0,5}\/?>|(?: {2}|\\)(?:\r\n?|\n)|(?<=(?:^|[\r\n])[^\r\n]{1,60})(?:\r\n?|\n)(?=[ \t]*[\p{Lu}\p{N}@])/gu;
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|no|dr|mr|mrs|ms|sr|sra|z\.b|d\.h|bzw|ca|p\.ex|\p{L})\.$/iu;

function* sentencesIn(text: string, { start, end }: Span): Generator<Span> {
  const words = text.slice(start, end);
  let from = 0;
  for (const { index, 0: mark } of words.matchAll(ENDS)) {
    const to = index + mark.length;
    if (mark === "." && ABBREVIATION.test(words.slice(Math.max(from, to - 8), to))) continue;
    yield* pieces(text, start + from, start + to);
    from = to;
  }
  yield* pieces(text, start + from, end);
}

function* pieces(text: string, start: number, end: number): Generator<Span> {
  let from = start + (/^\s*/.exec(text.slice(start, end))?.[0].length ?? 0);
  while (end - from > MOST_CHARACTERS) {
    const space = text.lastIndexOf(" ", from + MOST_CHARACTERS);
    const to = space > from ? space : from + MOST_CHARACTERS;
    yield { start: from, end: to };
    from = to;
  }
  if (from < end) yield { start: from, end };
}

/** Emphasis, tags and addresses are not seen; a long label is a title, which others wrote. Line ends stay, as LF. */
function readable(markdown: string): string {
  return markdown
    .replace(/\r\n?/g, "\n")
    .replace(/<!--.*?(?:-->|$)/gs, lineEndsOf)
    .replace(/!\[[^[\]]{0,300}\](?:\([^()\s]{0,1000}\))?/g, " ")
    .replace(/\[([^[\]]{1,300})\](?:\([^()]{0,1000}\)|\[[^[\]]{0,100}\])/g, (_, label: string) =>
      label.trim().split(/\s+/).length > 3 ? `“${label}”` : label,
    )
    .replace(/<\/?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,200})?\/?>/gi, "")
    .replace(/\*+|~~|(?<![\p{L}\p{N}_])_+(?=\S)|(?<=\S)_+(?![\p{L}\p{N}_])/gu, "")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(/[ \t]*\n[ \t]*/g, "\n")
    .replace(/[ \t\u00a0]{2,}/g, " ");
}

function lineEndsOf(text: string): string {
  return text.replace(/[^\r\n]/g, "");
}
