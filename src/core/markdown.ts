import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** Parses GitHub's Markdown; every node carries its offsets (UTF-16 units) in the text. */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** All nodes below `root` in document order, itself included. */
export function* walk(root: Nodes): Generator<Nodes> {
  yield root;
  if ("children" in root) for (const child of root.children) yield* walk(child);
}

/** U+200B: keeps a word readable and stops GitHub from seeing a mention, a keyword or a comment in it. */
export const ZERO_WIDTH = "\u200b";

/**
 * `@login` and `@org/team` notify people: https://docs.github.com/get-started/writing-on-github. GitHub looks for them in the
 * finished page, where `&#64;` is a sign like any other.
 */
const MENTION = /(?:@|&(?:commat|#0{0,5}64|#x0{0,4}40);)(?=[A-Za-z0-9&])/gi;

/** Words that close an issue when a text with them reaches a default branch: "closes #1", "Fixed: o/r#1", "resolve URL". */
const CLOSING =
  /\b(close[sd]?|fix(?:e[sd])?|resolve[sd]?)(?=:?\s+(?:&(?:#|num;)|#\d|GH-\d|[\w.-]+\/[\w.-]+#\d|https?:))/gi;

const COMMENT = /<!--|-->|--!>/g;

/** Takes the teeth out of people's text without changing how it reads: mentions, closing keywords, comment marks. */
export function neutralise(text: string): string {
  return text
    .replace(MENTION, `$&${ZERO_WIDTH}`)
    .replace(CLOSING, `$1${ZERO_WIDTH}`)
    .replace(COMMENT, (mark) => mark[0] + ZERO_WIDTH + mark.slice(1));
}

/**
 * People's text as one line inside ours (a heading, a table cell, a list line): it shows as it was typed, and can
 * neither mention, close, hide, nor break the line. `readInline` is its inverse.
 */
export function escapeInline(text: string): string {
  return neutralise(oneLine(text))
    .replace(/[\\`*[\]|~]/g, "\\$&")
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "\\_")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replace(/</g, "&lt;");
}

/** What a line of Markdown says, without the escapes: what `escapeInline` was given, white space folded. */
export function readInline(markdown: string): string {
  return oneLine(
    markdown
      .replaceAll(ZERO_WIDTH, "")
      .replace(/\\([!-/:-@[-`{-~])/g, "$1")
      .replace(/&lt;/g, "<")
      .replace(/&amp;/g, "&"),
  );
}

/** Folds every run of white space, line ends included, to one space. NUL, which GitHub does not keep, counts as white. */
export function oneLine(text: string): string {
  return text.replace(/[\s\u2028\u2029\0]+/g, " ").trim();
}

/**
 * People's text as a block quote inside ours, cut after `limit` code points at a line's or word's end. HTML shows as
 * text (so that an open `<details>` cannot swallow the page), pictures become links (so that quoting loads nothing).
 */
export function quote(text: string, limit: number): string {
  const { text: kept, cut } = truncate(text.replaceAll("\u0000", ""), limit);
  const lines = escapeHtml(neutralise(kept)).split(/\r\n|\r|\n/);
  if (cut) lines.push("", "…");
  return lines.map((line) => `> ${line}`.trimEnd()).join("\n");
}

/** Cuts after at most `limit` code points, at the end of a line or a word where one is near. */
export function truncate(text: string, limit: number): { text: string; cut: boolean } {
  const points = [...text];
  if (points.length <= limit) return { text, cut: false };
  const head = points.slice(0, limit).join("");
  const atLine = head.lastIndexOf("\n");
  const atWord = head.search(/\s\S*$/);
  const end = atLine > head.length * 0.8 ? atLine : atWord > head.length * 0.8 ? atWord : head.length;
  return { text: head.slice(0, end).trimEnd(), cut: true };
}

/** GitHub's title limit is 256 characters: https://github.com/github/docs (422 "title is too long"). */
export function truncateTitle(title: string): string {
  const { text, cut } = truncate(title, 255);
  return cut ? `${text}…` : text;
}

/**
 * `<` of HTML and `!` of pictures, found by a real parser so that code keeps its characters. What was hidden in HTML is
 * Markdown once the HTML is text, so it is looked at again; whoever nests deeper loses the same characters in code.
 */
function escapeHtml(text: string, passes = 4): string {
  if (passes === 0) return text.replaceAll("<", "&lt;").replaceAll("![", "[");
  const edits: { at: number; remove: number; insert: string }[] = [];
  for (const node of walk(parseMarkdown(text))) {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? 0;
    if (node.type === "html")
      for (let at = text.indexOf("<", start); at >= 0 && at < end; at = text.indexOf("<", at + 1))
        edits.push({ at, remove: 1, insert: "&lt;" });
    if (node.type === "image" || node.type === "imageReference")
      edits.push({ at: start, remove: 1, insert: "" });
  }
  return edits.length === 0 ? text : escapeHtml(splice(text, edits), passes - 1);
}

/** Applies edits at offsets of the original text; they must not overlap. */
export function splice(text: string, edits: { at: number; remove: number; insert: string }[]): string {
  let result = text;
  for (const edit of [...edits].sort((a, b) => b.at - a.at))
    result = result.slice(0, edit.at) + edit.insert + result.slice(edit.at + edit.remove);
  return result;
}
