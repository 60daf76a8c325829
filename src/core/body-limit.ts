import { type Block, readBlocks, walkBlocks } from "./blocks.ts";

/** GitHub's limit for the body of an issue or a comment, in characters: code points, not UTF-16 units. */
export const BODY_LIMIT = 65_536;

/** How many code points a text has. */
export function lengthOf(text: string): number {
  let length = 0;
  for (let at = 0; at < text.length; length++) at += isPair(text, at) ? 2 : 1;
  return length;
}

/** Whether GitHub takes it as the body of an issue or a comment. */
export function fits(body: string): boolean {
  return body.length <= BODY_LIMIT || lengthOf(body) <= BODY_LIMIT;
}

/**
 * At most `limit` code points of Markdown of ours, cut where a block, a row or a line of code ends, or else between words;
 * never inside a link, a tag, a marker or code, and no fence stays open. What is cut ends in “…”.
 */
export function truncateSafely(markdown: string, limit: number): string {
  if (lengthOf(markdown) <= limit) return markdown;
  const most = offsetAfter(markdown, Math.max(0, limit - TAIL));
  const blocks = readBlocks(markdown);
  const end = walkBlocks(blocks).reduce(
    (last, block) => (block.end <= most ? Math.max(last, block.end) : last),
    0,
  );
  const whole = markdown.slice(0, end);
  const cut = leafAt(blocks, most);
  const part = cut && cutInside(markdown, cut, most, blocks.includes(cut));
  if (part) return markdown.slice(0, cut.start) + part;
  return whole === "" ? "…".slice(0, Math.max(0, limit)) : `${whole.trimEnd()}\n\n…`;
}

/** Room for what stands after the cut: a fence of reasonable length, line ends, "…". */
const TAIL = 24;

/** The innermost block that the cut goes through; null between blocks. */
function leafAt(blocks: readonly Block[], most: number): Block | null {
  const through = ({ start, end }: Block) => start < most && most < end;
  return [...walkBlocks(blocks)].findLast(through) ?? null;
}

/** The beginning of a block that can be divided; null where nothing of it can stay. */
function cutInside(markdown: string, block: Block, most: number, isOuter: boolean): string | null {
  if (block.kind === "code") return cutCode(markdown.slice(block.start, most), isOuter);
  if (block.kind !== "paragraph" && block.kind !== "heading") return null;
  const end = lastGap(markdown.slice(block.words.start, most));
  return end > 0 ? `${markdown.slice(block.start, block.words.start + end).trimEnd()}…` : null;
}

/** Whole lines. The end of a list or a quote closes a fence in it; at the outside we do. */
function cutCode(text: string, isOuter: boolean): string | null {
  const end = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
  const fence = /^(?:`{3,}|~{3,})/.exec(text)?.[0] ?? "";
  if (end <= 0 || fence.length > TAIL / 2) return null;
  const lines = text.slice(0, end).trimEnd();
  return isOuter && fence !== "" ? `${lines}\n${fence}\n\n…` : `${lines}\n\n…`;
}

/**
 * Where words can be cut: the last white space outside of links, brackets, tags and code, or where there is none for long,
 * the last place outside of them. 0: nowhere.
 */
function lastGap(text: string): number {
  let depth = 0;
  let code = 0;
  let hidden = 0;
  let gap = 0;
  let place = 0;
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    if (index < hidden) continue;
    const isFree = depth === 0 && code === 0;
    if (isFree) place = index;
    if (isFree && /^\s/.test(mark)) gap = index;
    if (mark[0] === "`") code = code === 0 ? mark.length : code === mark.length ? 0 : code;
    else if (code > 0) continue;
    else if (mark.endsWith("<!--")) hidden = endOfComment(text, index);
    else if (/^[[(<]/.test(mark) || (mark.length === 2 && mark[0] === "]"))
      depth += mark[0] === "]" && depth > 0 ? 0 : 1;
    else if (/^[\])>]/.test(mark)) depth = Math.max(0, depth - 1);
    else if (isFree && !/[#@]|:\/\//.test(mark)) place = index + mark.length;
  }
  return gap > place * 0.8 ? gap : place;
}

/** What a text is made of, as far as cutting it goes; `](` goes on with a link. Addresses and `#12` are words that stay whole. */
const MARK = /\\?<!--|\\[\s\S]|`+|<(?=[A-Za-z/!])|\][([]|[[\]()>]|\s+|[^\\`<[\]()>\s]+|[\\<]/g;

function endOfComment(text: string, start: number): number {
  const end = text.indexOf("-->", start);
  return end < 0 ? text.length : end + "-->".length;
}

/** Where the first `points` code points end, in UTF-16 units. */
function offsetAfter(text: string, points: number): number {
  let at = 0;
  for (let count = 0; count < points && at < text.length; count++) at += isPair(text, at) ? 2 : 1;
  return at;
}

function isPair(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xffff;
}
