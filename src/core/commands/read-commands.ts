import type { Nodes } from "mdast";
import { type CommandName, commandList, typedAs } from "../commands.ts";
import { aboveMail } from "../course/authors-words.ts";
import { oneLine, parseMarkdown, walk } from "../markdown.ts";
import { isMistyped } from "./mistyped.ts";

/**
 * A command as it stands in a comment, with the words behind it (of `commit` that word, too). `unknown`: the words are the whole line, which means no command
 * of ours, but surely was meant for us.
 */
export type Command = { name: CommandName | "unknown"; text: string };

/** By what is typed, in lower case: `/action`, `/action commit`, `/postmortem lead`. */
const KNOWN: ReadonlyMap<string, CommandName> = new Map(
  commandList().map(({ name }) => [typedAs(name), name]),
);
/** The words behind the slash: `/action`, `/done`… */
export const SLASH_WORDS: readonly string[] = [
  ...new Set([...KNOWN.keys()].map((typed) => typed.split(" ")[0] ?? "")),
];

/** Cheap, for the comments of all the world: whether a line may hold a command. */
const SLASHED = /^[ \t]*(\/[A-Za-z]{3,20})(?=\s|$)/gm;

/** Quotes in lists in quotes, on one line: thousands would exhaust the parser, and no command stands in them anyway. */
const NESTED = "(?:[ \\t]*(?:>|(?:[*+-]|\\d{1,9}[.)])(?=[ \\t])))";
const TOO_DEEP = new RegExp(`^(${NESTED}{20})${NESTED}+`, "gm");

/**
 * The commands of a comment, in its order. A command begins its line and stands in plain text: in code, quotes, list items and
 * hidden comments it is talk about the command, not the command; below an answer by mail it is somebody else's. Never fails.
 */
export function readCommands(body: string): Command[] {
  if (![...body.matchAll(SLASHED)].some(([, word = ""]) => isOurs(word))) return [];
  const text = aboveMail(body).join("\n").replace(TOO_DEEP, "$1");
  return parseMarkdown(text)
    .children.flatMap((block) => linesOf(block, text))
    .flatMap((line) => readCommand(oneLine(line)) ?? []);
}

/** The lines of a block in which a command may stand. */
function linesOf(block: Nodes, body: string): string[] {
  if (block.type === "paragraph") return plainLines(block, body);
  // A mail's signature, "--", makes a heading of the words above it.
  if (block.type === "heading" && body[rangeOf(block).start] !== "#") return plainLines(block, body);
  return block.type === "list" ? linesBelow(block, body) : [];
}

/** To Markdown, a line right below a list's last item goes on in it; who begins it with a slash at the margin sees no list there. */
function linesBelow(block: Nodes, body: string): string[] {
  if (block.type === "paragraph")
    return plainLines(block, body)
      .slice(1)
      .filter((line) => line.startsWith("/"));
  const isPartOfList = block.type === "list" || block.type === "listItem";
  return isPartOfList ? block.children.flatMap((child) => linesBelow(child, body)) : [];
}

function isOurs(word: string): boolean {
  return SLASH_WORDS.includes(word.toLowerCase()) || isMistyped(word, SLASH_WORDS);
}

/** Enough to tell one from another, and to say what was meant; UTF-16 units. */
const MOST_OF_UNKNOWN = 200;

const LINE = /^(\/[A-Za-z]{3,20})(?: (\S+))?(?: (.*))?$/;

/** @param line white space folded */
function readCommand(line: string): Command | null {
  const [, slash = "", second = "", rest = ""] = LINE.exec(line) ?? [];
  if (!isOurs(slash)) return null;
  const word = slash.toLowerCase();
  const text = line.slice(slash.length + 1);
  const pair = KNOWN.get(`${word} ${second.toLowerCase()}`);
  // "Commit to an error budget" may be the action item itself.
  if (pair) return { name: pair, text: word === "/postmortem" ? rest : text };
  const single = KNOWN.get(word);
  if (single) return { name: single, text };
  // Who types nothing behind it wants to know what there is.
  if (word === "/postmortem" && text === "") return { name: "help", text };
  return { name: "unknown", text: line.slice(0, MOST_OF_UNKNOWN).toWellFormed() };
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
