import { type Block, textOf } from "../blocks.ts";
import { plainWords } from "./plain-sentences.ts";

const NONE: ReadonlySet<number> = new Set();

/**
 * The plain lines of a text; task lists, quotes, code and tables say nothing of what happened.
 * @param taken lines (from 0) that were read otherwise: what follows them in their paragraph goes with them
 * @param titles lines that are headings in all but name, and left out
 */
export function* proseLines(
  text: string,
  blocks: readonly Block[],
  taken: ReadonlySet<number> = NONE,
  titles: RegExp | null = null,
): Generator<string> {
  for (const block of blocks) {
    if (block.kind === "list") {
      for (const item of block.children)
        if (item.box === null) yield* proseLines(text, item.children, taken, titles);
    } else if (block.kind === "paragraph") {
      for (const [at, line] of textOf(text, block.words)
        .split(/\r\n?|\n/)
        .entries()) {
        if (taken.has(block.line + at)) break;
        if (!titles?.test(line.trim().slice(0, 80))) yield* plainParts(line);
      }
    } else if (block.kind === "heading" && !taken.has(block.line))
      yield* plainParts(textOf(text, block.words));
  }
}

function plainParts(line: string): string[] {
  return line
    .split(/<br\s{0,5}\/?>/i)
    .map(plainWords)
    .filter((plain) => plain !== "");
}
