import type { Nodes } from "mdast";
import { oneLine, parseMarkdown, walk } from "./markdown.ts";

/** The commands that a comment may hold. */
export type Command = { name: "action" | "done" | "timeline" | "postmortem"; text: string };

const COMMAND = /^\/(action|done|timeline|postmortem)[ \t]+(\S.*)$/;

/** Quotes in lists in quotes, on one line: thousands would exhaust the parser, and no command stands in them anyway. */
const NESTED = "(?:[ \\t]*(?:>|(?:[*+-]|\\d{1,9}[.)])(?=[ \\t])))";
const TOO_DEEP = new RegExp(`^(${NESTED}{20})${NESTED}+`, "gm");

/**
 * The commands of a comment, each with the text behind it. A command begins its line and stands in plain text: in code, quotes,
 * lists and hidden comments it is talk about the command, not the command.
 */
export function readCommands(body: string): Command[] {
  if (!/^[ \t]*\/(?:action|done|timeline|postmortem)/m.test(body)) return [];
  const text = body.replace(TOO_DEEP, "$1");
  return parseMarkdown(text)
    .children.filter((node) => node.type === "paragraph")
    .flatMap((paragraph) => plainLines(paragraph, text))
    .map((line) => COMMAND.exec(line.trim()))
    .filter((match) => match !== null)
    .map(([, name, text = ""]) => ({ name: name as Command["name"], text: oneLine(text) }));
}

/** The lines of a paragraph, but for those that begin inside something else: code or a comment that spans lines. */
function plainLines(paragraph: Nodes, body: string): string[] {
  const spans = [...walk(paragraph)]
    .filter((node) => !("children" in node) && node.type !== "text")
    .map(rangeOf)
    .filter((span) => /[\r\n]/.test(body.slice(span.start, span.end)));
  const { start, end } = rangeOf(paragraph);
  return [...body.slice(start, end).matchAll(/[^\r\n]+/g)]
    .filter(({ index }) => !spans.some((span) => span.start < start + index && start + index < span.end))
    .map(([line]) => line);
}

function rangeOf({ position }: Nodes): { start: number; end: number } {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}
