import type { Heading, ListItem, Root } from "mdast";
import { type ActionText, parseActionText, renderActionText } from "./action-text.ts";
import { parseMarkdown, readInline, splice, walk } from "./markdown.ts";
import { type IssueRef, type RepoRef, shortIssue } from "./reference.ts";

/**
 * One line under "Action items". Its bytes belong to people until it has an issue; from then on the app rewrites the
 * one line, and only when something on it changed.
 */
export type ActionLine = ActionText & {
  /** 1-based. */
  line: number;
  /** The issue behind it; null until there is one. */
  ref: IssueRef | null;
  done: boolean;
  /** Where the line's words stand in the document, behind bullet and box (UTF-16 offsets). */
  start: number;
  end: number;
  /** Between the brackets of the box; null for a plain bullet. */
  box: number | null;
  /** What stands indented below the line: context for the issue, left alone here. */
  notes: string;
};

export const ACTION_ITEMS = "action items";

const BULLET = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[([ xX])\](?:[ \t]+|(?=[\r\n]|$)))?/;
const NAME = "[A-Za-z0-9_.-]+";
const REFERENCE = new RegExp(
  `^(?:(?:(${NAME})/(${NAME}))?#(\\d{1,10})|https?://[^\\s/]+/(${NAME})/(${NAME})/(?:issues|pull)/(\\d{1,10}))(?![\\w-])[:\\s–—-]*`,
);

/** Every list line of the section "Action items" that has words, in order. `repo` is where a bare `#12` points. */
export function readActionItems(document: string, repo: RepoRef): ActionLine[] {
  const tree = parseMarkdown(document);
  const section = findSection(tree, ACTION_ITEMS, document.length);
  if (!section) return [];
  return topLevelItems(tree, section)
    .map((item) => readLine(document, item, repo))
    .filter((line) => line !== null)
    .filter((line) => line.title !== "");
}

/** The part below a heading, up to the next heading of the same or a higher level. Null when there is no such heading. */
export function findSection(
  tree: Root,
  title: string,
  length: number,
): { start: number; end: number } | null {
  const headings = tree.children.filter((node) => node.type === "heading");
  const at = headings.findIndex((heading) => headingText(heading) === title);
  const heading = headings[at];
  if (!heading) return null;
  const next = headings.slice(at + 1).find((later) => later.depth <= heading.depth);
  return { start: heading.position?.end.offset ?? 0, end: next?.position?.start.offset ?? length };
}

/** A line of the document: `#12 words @owner due …`. */
export function renderActionLine(item: Omit<ActionText, "title"> & { ref: IssueRef }, repo: RepoRef): string {
  return `${shortIssue(item.ref, repo)} ${renderActionText(item)}`;
}

export type LineEdit = { line: ActionLine; text: string; done: boolean };

/** The document with some lines written anew; every byte outside them stays. */
export function rewriteLines(document: string, edits: LineEdit[]): string {
  return splice(
    document,
    edits.flatMap(({ line, text, done }) => [
      {
        at: line.start,
        remove: line.end - line.start,
        insert: line.box === null ? `[${box(done)}] ${text}` : text,
      },
      ...(line.box === null ? [] : [{ at: line.box, remove: 1, insert: box(done, document[line.box]) }]),
    ]),
  );
}

/** The document with lines added at the end of the section's last list, or of the section. Unchanged without the section. */
export function appendLines(document: string, lines: { text: string; done: boolean }[]): string {
  if (lines.length === 0) return document;
  const tree = parseMarkdown(document);
  const section = findSection(tree, ACTION_ITEMS, document.length);
  if (!section) return document;
  const newline = document.includes("\r\n") ? "\r\n" : "\n";
  const text = lines.map((line) => `- [${box(line.done)}] ${line.text}`).join(newline);
  const last = topLevelItems(tree, section).at(-1)?.position?.end.offset;
  if (last !== undefined) return splice(document, [{ at: last, remove: 0, insert: newline + text }]);
  const at = document.slice(0, section.end).trimEnd().length;
  const gap = section.end === document.length ? newline : newline + newline;
  return splice(document, [{ at, remove: section.end - at, insert: newline + newline + text + gap }]);
}

function box(done: boolean, now = " "): string {
  if (done) return now === "X" ? "X" : "x";
  return " ";
}

/** A heading's words, without what people put around them: numbers, emoji, a colon, "(TODO)". */
function headingText(heading: Heading): string {
  const words = [...walk(heading)].map((node) =>
    node.type === "text" || node.type === "inlineCode" ? node.value : "",
  );
  return readInline(words.join(""))
    .replace(/\([^)]*\)/g, "")
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "")
    .toLowerCase();
}

function topLevelItems(tree: Root, section: { start: number; end: number }): ListItem[] {
  return tree.children
    .filter((node) => node.type === "list")
    .filter((list) => offset(list) >= section.start && offset(list) < section.end)
    .flatMap((list) => list.children);
}

function readLine(document: string, item: ListItem, repo: RepoRef): ActionLine | null {
  const source = document.slice(offset(item), item.position?.end.offset);
  const bullet = BULLET.exec(source);
  if (!bullet) return null;
  const rest = source.slice(bullet[0].length);
  const words = (/^[^\r\n]*/.exec(rest)?.[0] ?? "").trimEnd();
  const start = offset(item) + bullet[0].length;
  const reference = REFERENCE.exec(words);
  return {
    ...parseActionText(reference ? words.slice(reference[0].length) : words),
    line: item.position?.start.line ?? 0,
    ref: reference ? refFrom(reference, repo) : null,
    done: (bullet[1] ?? " ") !== " ",
    start,
    end: start + words.length,
    box: bullet[1] === undefined ? null : offset(item) + bullet[0].lastIndexOf("[") + 1,
    notes: rest.slice(words.length).trim(),
  };
}

function refFrom(match: RegExpExecArray, here: RepoRef): IssueRef {
  return {
    owner: match[1] ?? match[4] ?? here.owner,
    repo: match[2] ?? match[5] ?? here.repo,
    number: Number(match[3] ?? match[6]),
  };
}

function offset(node: { position?: { start: { offset?: number } } }): number {
  return node.position?.start.offset ?? 0;
}
