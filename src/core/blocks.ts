import MarkdownIt from "markdown-it";

/**
 * The blocks of a document, with their places in it. Offsets are UTF-16 units, lines count from 1; `end` stands before the
 * line end. What is inside the words (emphasis, links) is left alone: documents of 65,536 characters are read on every edit,
 * and blocks alone take a twentieth of the time of the whole (decision 013).
 */
export type Block = Heading | Paragraph | List | Item | Table | Row | Quote | Opaque;

type Place = { start: number; end: number; line: number };
/** `words`: the text itself, without hashes, bullets, boxes and outer bars. */
export type Heading = Place & { kind: "heading"; depth: number; words: Span };
export type Paragraph = Place & { kind: "paragraph"; words: Span };
export type List = Place & { kind: "list"; ordered: boolean; children: readonly Item[] };
/** `words` is the first line behind bullet and box; `box` is the place between the box's brackets. */
export type Item = Place & {
  kind: "item";
  words: Span;
  box: number | null;
  done: boolean;
  children: readonly Block[];
};
export type Table = Place & { kind: "table"; head: Row; children: readonly Row[] };
export type Row = Place & { kind: "row"; cells: readonly Span[] };
export type Quote = Place & { kind: "quote"; children: readonly Block[] };
/** Code, HTML (comments too) and rules: their text is shown or hidden as it is, nothing in it is Markdown. */
export type Opaque = Place & { kind: "code" | "html" | "rule" };
export type Span = { start: number; end: number };

const parser = new MarkdownIt("commonmark").enable("table");
parser.core.ruler.disable(["inline", "text_join"], true);

type Token = ReturnType<typeof parser.parse>[number];

const BOX = /^\[([ xX])\](?=\s|$)[ \t]*/;

/** What was read lately, the oldest first: one job asks the same few documents for many things, and each asks for its blocks. */
const lately = new Map<string, readonly Block[]>();
const MOST = 8;

/** The blocks of a text in order. Nesting deeper than a hundred levels is read as text. Never fails. */
export function readBlocks(text: string): readonly Block[] {
  const blocks = lately.get(text) ?? readAnew(text);
  lately.delete(text);
  lately.set(text, blocks);
  for (const oldest of lately.keys()) if (lately.size > MOST) lately.delete(oldest);
  return blocks;
}

function readAnew(text: string): Block[] {
  const lines = linesOf(text);
  const tokens = parser.parse(text, {});
  return readUntil({ text, lines, tokens, at: 0 }, null);
}

/** All blocks in document order, those inside others included. */
export function* walkBlocks(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    if ("children" in block) yield* walkBlocks(block.children);
  }
}

/** The text of a place. */
export function textOf(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

type Reading = { text: string; lines: Span[]; tokens: Token[]; at: number };

function readUntil(reading: Reading, closing: string | null): Block[] {
  const blocks: Block[] = [];
  while (reading.at < reading.tokens.length) {
    const token = reading.tokens[reading.at] as Token;
    reading.at++;
    if (token.type === closing) break;
    const block = readBlock(reading, token);
    if (block) blocks.push(block);
  }
  return blocks;
}

function readBlock(reading: Reading, token: Token): Block | null {
  const place = placeOf(reading, token);
  switch (token.type) {
    case "heading_open":
      return { ...place, kind: "heading", depth: Number(token.tag.slice(1)), words: wordsOf(reading) };
    case "paragraph_open":
      return { ...place, kind: "paragraph", words: wordsOf(reading) };
    case "bullet_list_open":
      return listOf(place, false, readUntil(reading, "bullet_list_close"));
    case "ordered_list_open":
      return listOf(place, true, readUntil(reading, "ordered_list_close"));
    case "list_item_open":
      stepInside(reading, [token.map?.[0] ?? 0], BULLET);
      return itemOf(reading, place, readUntil(reading, "list_item_close"));
    case "blockquote_open":
      stepInside(reading, linesFrom(token), QUOTE_MARK);
      return { ...place, kind: "quote", children: readUntil(reading, "blockquote_close") };
    case "table_open":
      return tableOf(reading, place);
    case "fence":
    case "code_block":
      return { ...place, kind: "code" };
    case "html_block":
      return { ...place, kind: "html" };
    case "hr":
      return { ...place, kind: "rule" };
    default:
      return null;
  }
}

const BULLET = /^[ \t]*(?:[-+*]|\d{1,9}[.)])/;
const QUOTE_MARK = /^[ \t]*>/;

/** What stands inside begins behind the marks of what it is in. Lines that lazily go on have none. */
function stepInside({ text, lines }: Reading, at: number[], mark: RegExp): void {
  for (const number of at) {
    const line = lines[number];
    if (!line) continue;
    const length = mark.exec(textOf(text, line))?.[0].length ?? 0;
    lines[number] = { start: line.start + length, end: line.end };
  }
}

function linesFrom({ map }: Token): number[] {
  const [from = 0, to = 0] = map ?? [];
  return Array.from({ length: to - from }, (_, at) => from + at);
}

function listOf(place: Place, ordered: boolean, children: Block[]): List {
  return { ...place, kind: "list", ordered, children: children.filter((child) => child.kind === "item") };
}

/** An item's own words stand on its first line; an item that begins with code, a quote or nothing has none. */
function itemOf({ text }: Reading, place: Place, children: Block[]): Item {
  const [first] = children;
  const none = { start: place.end, end: place.end };
  const own = first && "words" in first && first.line === place.line ? first.words : none;
  const whole = textOf(text, own);
  const firstLine = /^[^\r\n]*/.exec(whole)?.[0].trimEnd() ?? "";
  const box = first?.kind === "paragraph" ? BOX.exec(firstLine) : null;
  return {
    ...place,
    kind: "item",
    words: { start: own.start + (box?.[0].length ?? 0), end: own.start + firstLine.length },
    box: box ? own.start + 1 : null,
    done: box !== null && box[1] !== " ",
    children,
  };
}

function tableOf(reading: Reading, place: Place): Table {
  const rows: Row[] = [];
  for (let token = reading.tokens[reading.at]; token; token = reading.tokens[reading.at]) {
    reading.at++;
    if (token.type === "table_close") break;
    if (token.type === "tr_open") rows.push(rowOf(reading, token));
  }
  const [head, ...children] = rows;
  return { ...place, kind: "table", head: head ?? { ...place, kind: "row", cells: [] }, children };
}

function rowOf(reading: Reading, token: Token): Row {
  const place = placeOf(reading, token);
  return { ...place, kind: "row", cells: cellsOf(reading.text, place) };
}

/** Bars divide cells, also inside code: https://github.github.com/gfm/#example-200. An escaped one is text. */
function cellsOf(text: string, { start, end }: Span): Span[] {
  const bars = [...textOf(text, { start, end }).matchAll(/\\.|\|/gs)]
    .filter(([found]) => found === "|")
    .map(({ index }) => start + index);
  const edges = [start - 1, ...bars, end];
  const cells = edges.slice(1).map((edge, at) => trimmed(text, { start: (edges[at] ?? 0) + 1, end: edge }));
  const from = bars.length > 0 && text.slice(start, bars[0]).trim() === "" ? 1 : 0;
  const to = bars.length > from && text.slice((bars.at(-1) ?? 0) + 1, end).trim() === "" ? -1 : cells.length;
  return cells.slice(from, to);
}

function trimmed(text: string, { start, end }: Span): Span {
  const inside = text.slice(start, end);
  // In an empty cell the words would go behind its first space.
  if (inside.trim() === "") return { start: Math.min(start + 1, end), end: Math.min(start + 1, end) };
  const from = start + (inside.length - inside.trimStart().length);
  return { start: from, end: Math.max(from, start + inside.trimEnd().length) };
}

/** Where the words of the block just opened stand: its first line begins behind the marks of what it is in. */
function wordsOf({ text, lines, tokens, at }: Reading): Span {
  const inline = tokens[at] as Token;
  const first = lines[inline.map?.[0] ?? 0] ?? { start: 0, end: 0 };
  const content = (/^[^\n]*/.exec(inline.content)?.[0] ?? "").trimEnd();
  // The parser shows U+0000 as U+FFFD.
  const line = textOf(text, first).replaceAll("\u0000", "\ufffd");
  const start = first.start + Math.max(0, line.lastIndexOf(content));
  if (!inline.content.includes("\n")) return { start, end: start + content.length };
  const [from = 0] = inline.map ?? [];
  const last = lastWithWords(text, lines, from, from + inline.content.split("\n").length);
  return { start, end: last.start + textOf(text, last).trimEnd().length };
}

/** From the first character that is not indentation to the end of the last line with words. */
function placeOf({ text, lines }: Reading, { map }: Token): Place {
  const [from = 0, to = 0] = map ?? [];
  const first = lines[from] ?? { start: text.length, end: text.length };
  const start = first.start + (/^[ \t]*/.exec(textOf(text, first))?.[0].length ?? 0);
  return { start, end: Math.max(start, lastWithWords(text, lines, from, to).end), line: from + 1 };
}

/** The last line that shows anything, of those from `from` to before `to`. A lone U+000B is text to the parser, and shows nothing. */
function lastWithWords(text: string, lines: Span[], from: number, to: number): Span {
  let last = Math.max(from, to - 1);
  const none = { start: text.length, end: text.length };
  while (last > from && textOf(text, lines[last] ?? none).trim() === "") last--;
  return lines[last] ?? none;
}

/** Every line without its end, which is any of the three that GitHub's parser knows. */
function linesOf(text: string): Span[] {
  const lines: Span[] = [];
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) {
    lines.push({ start, end: index });
    start = index + end.length;
  }
  return [...lines, { start, end: text.length }];
}
