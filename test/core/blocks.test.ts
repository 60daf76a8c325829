import fc from "fast-check";
import type { Nodes } from "mdast";
import { describe, expect, it } from "vitest";
import { type Block, type Item, readBlocks, textOf, walkBlocks } from "../../src/core/blocks.ts";
import { parseMarkdown, walk } from "../../src/core/markdown.ts";

/** Seconds while developing; CI runs the laws longer. */
const RUNS = Number(process.env.LAW_RUNS ?? 150);

const wordsOf = (text: string, kind: Block["kind"]) =>
  [...walkBlocks(readBlocks(text))]
    .filter((block) => block.kind === kind)
    .map((block) => ("words" in block ? textOf(text, block.words) : textOf(text, block)));

describe("a text that is read again", () => {
  it("has the same blocks, whatever was read between", () => {
    const texts = Array.from({ length: 40 }, (_, at) => `# ${at}\n\n- [${at % 2 ? "x" : " "}] task ${at}\n`);
    const first = texts.map((text) => structuredClone(readBlocks(text)));
    for (const order of [texts.keys(), [0, 1, 0, 39, 1, 0, 20, 39].values()])
      for (const at of order) expect(readBlocks(texts[at] ?? "")).toEqual(first[at]);
    expect(readBlocks(`${texts[3]} `)).not.toBe(readBlocks(texts[3] ?? ""));
  });
});

describe("the words of a block", () => {
  it.each([
    ["# One", ["One"]],
    ["## Two ##", ["Two"]],
    ["  ### Three   ", ["Three"]],
    ["Title\n=====", ["Title"]],
    ["Two\nlines\n---", ["Two\nlines"]],
    ["> # Quoted", ["Quoted"]],
    ["- # In an item", ["In an item"]],
    ["#\n# After an empty one", ["", "After an empty one"]],
    ["# 🚒 Feuer\r\n# Wärme\r\n", ["🚒 Feuer", "Wärme"]],
    ["# عنوان", ["عنوان"]],
    ["#No heading", []],
    ["```\n# code\n```", []],
    ["<!--\n# comment\n-->", []],
  ])("of the heading in %j are %j", (text, words) => {
    expect(wordsOf(text, "heading")).toEqual(words);
  });

  it.each([
    ["plain", ["plain"]],
    ["two\nlines", ["two\nlines"]],
    ["two\r\nlines\r\n\r\nnext", ["two\r\nlines", "next"]],
    ["old Mac\rlines", ["old Mac\rlines"]],
    ["   indented\n      more", ["indented\n      more"]],
    ["> quoted\n> twice", ["quoted\n> twice"]],
    ["- item\n\n  below it", ["item", "below it"]],
    ["a a a\na", ["a a a\na"]],
    ["\u0000 nul", ["\u0000 nul"]],
  ])("of the paragraph in %j are %j", (text, words) => {
    expect(wordsOf(text, "paragraph")).toEqual(words);
  });

  it.each([
    ["- one", ["one"]],
    ["* one\n* two", ["one", "two"]],
    ["1. one\n2) two", ["one", "two"]],
    ["- [ ] open\n- [x] done\n- [X] Done", ["open", "done", "Done"]],
    ["- [ ]\ttabbed", ["tabbed"]],
    ["- [x]no box", ["[x]no box"]],
    ["- first line\n  second line", ["first line"]],
    ["- - nested", ["", "nested"]],
    ["- outer\n  - inner", ["outer", "inner"]],
    ["-\n  below", [""]],
    ["- ```\n  code\n  ```", [""]],
    ["- # heading", ["heading"]],
    ["- a b\r\n- b\r\n", ["a b", "b"]],
  ])("of the items in %j are %j", (text, words) => {
    expect(wordsOf(text, "item")).toEqual(words);
  });
});

describe("the box of an item", () => {
  const items = (text: string) =>
    [...walkBlocks(readBlocks(text))].filter((block): block is Item => block.kind === "item");

  it.each([
    ["- [ ] open", " ", false],
    ["- [x] done", "x", true],
    ["1. [X] done", "X", true],
    ["> - [x] quoted", "x", true],
    ["- [ ]", " ", false],
  ])("of %j holds %j", (text, inside, done) => {
    const [item] = items(text);
    expect(text[item?.box ?? -1]).toBe(inside);
    expect(item?.done).toBe(done);
  });

  it.each(["- none", "- [] none", "- [y] none", "- \\[x] none", "- `[x]` none", "- [x](url) none"])(
    "is not there in %j",
    (text) => {
      expect(items(text)[0]).toMatchObject({ box: null, done: false });
    },
  );
});

describe("the cells of a table", () => {
  const cells = (text: string) =>
    [...walkBlocks(readBlocks(text))]
      .filter((block) => block.kind === "table")
      .flatMap((table) => [table.head, ...table.children])
      .map((row) => row.cells.map((cell) => textOf(text, cell)));

  it.each([
    [
      "| a | b |\n|---|---|\n| c | d |",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "a | b\n--|--\nc | d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["| a |\n|---|", [["a"]]],
    [
      "| a | b |\n|:-:|--:|\n| x \\| y | `p\\|q` |",
      [
        ["a", "b"],
        ["x \\| y", "`p\\|q`"],
      ],
    ],
    [
      "| a | b |\r\n|---|---|\r\n| c |  |\r\n| | d |",
      [
        ["a", "b"],
        ["c", ""],
        ["", "d"],
      ],
    ],
    ["| a | b |\n|---|---|\n| c |", [["a", "b"], ["c"]]],
    ["> | a |\n> |---|\n> | c |", [["a"], ["c"]]],
    ["- | a |\n  |---|\n  | c |", [["a"], ["c"]]],
  ])("of %j are %j", (text, rows) => {
    expect(cells(text)).toEqual(rows);
  });

  it("are none without a row of dashes", () => {
    expect(cells("| a | b |\n| c | d |")).toEqual([]);
  });
});

describe("the line of a block", () => {
  it("counts every line end that Markdown knows", () => {
    const text = "a\n\nb\r\n\r\nc\r\rd";
    expect(readBlocks(text).map(({ line }) => line)).toEqual([1, 3, 5, 7]);
  });
});

const word = fc.constantFrom(
  "alert",
  "a",
  "[x]",
  "é🚒",
  "**b**",
  "`c`",
  "#1",
  "عنوان",
  "1",
  "\\",
  "&amp;",
  "a_b",
  "한글",
);
const line = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));
// No indented code: the other parser divides it, and reads a list below it as words, where CommonMark does not.
const lead = fc.constantFrom(
  "",
  "",
  "# ",
  "### ",
  "- ",
  "* ",
  "1. ",
  "1) ",
  "- [ ] ",
  "- [x] ",
  "> ",
  "  ",
  "   - ",
  "  - ",
  "> - ",
);
const special = fc.constantFrom(
  "",
  "",
  "",
  "---",
  "```",
  "| a | b |\n|---|---|\n| c | d |",
  "<!-- x -->",
  "<div>",
  "***",
  "===",
  "\t",
);
const document = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.tuple(lead, line).map((parts) => parts.join("")) },
      { weight: 2, arbitrary: special },
    ),
    {
      maxLength: 14,
    },
  )
  .chain((lines) => fc.constantFrom("\n", "\r\n", "\r").map((end) => lines.join("\n").replaceAll("\n", end)));

describe("reading blocks", () => {
  it("puts every span inside its block, and every block inside its parent, in order", () => {
    fc.assert(
      fc.property(fc.oneof(document, fc.string({ unit: "binary" })), (text) => {
        const inside = (blocks: readonly Block[], from: number, to: number) => {
          let at = from;
          for (const block of blocks) {
            expect(block.start).toBeGreaterThanOrEqual(at);
            expect(block.end).toBeGreaterThanOrEqual(block.start);
            expect(block.end).toBeLessThanOrEqual(to);
            const spans = block.kind === "row" ? block.cells : "words" in block ? [block.words] : [];
            for (const span of spans) {
              expect(span.start).toBeGreaterThanOrEqual(block.start);
              expect(span.end).toBeGreaterThanOrEqual(span.start);
              expect(span.end).toBeLessThanOrEqual(block.end);
            }
            if (block.kind === "table") inside([block.head], block.start, block.end);
            if ("children" in block) inside(block.children, block.start, block.end);
            at = block.end;
          }
        };
        inside(readBlocks(text), 0, text.length);
      }),
      { numRuns: RUNS, examples: [["\u0000\n\u000b"]] },
    );
  });

  it("agrees with the parser that GitHub's is a sibling of on kinds and places", () => {
    fc.assert(
      fc.property(document, (text) => {
        expect(ours(text)).toEqual(theirs(text));
      }),
      { numRuns: RUNS },
    );
  });
});

/** Behind a box the other parser begins with the words or with the box, as they happen to be: that place is not compared. */
const BEHIND_BOX = -1;

function ours(text: string): [string, number][] {
  const starts = new Map<Block, number>();
  for (const block of walkBlocks(readBlocks(text))) {
    if (!starts.has(block)) starts.set(block, block.start);
    if (block.kind === "table") starts.set(block.head, block.head.start);
    const [first] = block.kind === "item" ? block.children : [];
    if (first && block.kind === "item" && block.box !== null) starts.set(first, BEHIND_BOX);
  }
  return [...starts].map(([{ kind }, start]) => [kind, start]);
}

const KINDS: Partial<Record<Nodes["type"], string>> = {
  heading: "heading",
  paragraph: "paragraph",
  list: "list",
  listItem: "item",
  table: "table",
  tableRow: "row",
  blockquote: "quote",
  code: "code",
  html: "html",
  thematicBreak: "rule",
};

function theirs(text: string): [string, number][] {
  const inline = new Set<Nodes>();
  const boxed = new Set<Nodes | undefined>();
  const listed = new Set<Nodes | undefined>();
  return [...walk(parseMarkdown(text))].flatMap((node): [string, number][] => {
    if (node.type === "paragraph" || node.type === "heading" || node.type === "tableCell")
      for (const child of node.children) inline.add(child);
    if (node.type === "listItem") (typeof node.checked === "boolean" ? boxed : listed).add(node.children[0]);
    const kind = inline.has(node) ? undefined : KINDS[node.type];
    if (!kind) return [];
    const start = node.position?.start.offset ?? -1;
    const indent = /^[ \t]*/.exec(text.slice(start))?.[0].length ?? 0;
    // A box without words is none to GitHub, and one to us.
    const isBoxed = boxed.has(node) || (listed.has(node) && /^\[[ xX]\](?=\s|$)/.test(text.slice(start)));
    return [[kind, isBoxed ? BEHIND_BOX : start + indent]];
  });
}
