import type { Span } from "./blocks.ts";
import type { FieldPlace } from "./field-places.ts";

type Kind = Pick<FieldPlace, "within" | "indent">;

const LINE_END = /\r\n?|\n/;

/**
 * The document with an answer put in the place of another, or of none. A quote, and several lines, begin on a line of their
 * own, as deep as their item; what stands behind does not become part of them. In a cell, or before something else on the
 * line, the answer becomes one line and stays on that line, where it begins no block.
 * @param span the present answer, without white space around it
 */
export function writeAnswer(document: string, span: Span, kind: Kind, answer: string): string {
  const before = document.slice(0, span.start);
  const after = document.slice(span.end);
  const isAlone = kind.within !== "cell" && /^[^\S\r\n]*(?:[\r\n]|$)/.test(after);
  const lines = isAlone ? answer.split(LINE_END) : [asCell(answer)];
  const isBlock = isAlone && (lines.length > 1 || answer.startsWith(">"));
  const newline = /\r?\n/.exec(after)?.[0] ?? (before.includes("\r\n") ? "\r\n" : "\n");
  const [first = "", ...more] = lines.map((line) => line.trimEnd());
  const further = more.map((line) => newline + (line === "" ? "" : kind.indent) + line);
  const lead = isAlone ? leadOf(before, kind, isBlock, newline) : gapAfter(before);
  const end = isBlock && wouldGoOn(after) ? newline : "";
  return [before, lead, first, ...further, end, after].join("");
}

/** What parts an answer that nothing stands behind from what stands before it on its line. */
function leadOf(before: string, { within, indent }: Kind, isBlock: boolean, newline: string): string {
  const line = before.slice(Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1);
  if (line.trim() === "") return "";
  return within === "section" || isBlock ? newline + indent : gapAfter(before);
}

function gapAfter(before: string): string {
  return before === "" || /\s$/.test(before) ? "" : " ";
}

/** Whether the next line is words, which would belong to a quote above them. */
function wouldGoOn(after: string): boolean {
  const next = /^[^\S\r\n]*(?:\r\n|\r|\n)([^\r\n]*)/.exec(after)?.[1]?.trim() ?? "";
  return next !== "" && !/^(?:[-*+]|\d+[.)]|#{1,6})\s/.test(next);
}

/** An answer as a cell of a table takes it: without the marks of a quote, its lines parted by breaks, bars escaped. */
export function asCell(answer: string): string {
  return answer
    .split(LINE_END)
    .map((line) => line.replace(/^> ?/, "").trim())
    .filter((line) => line !== "")
    .join("<br>")
    .replace(/\\.|\|/gs, (found) => (found === "|" ? "\\|" : found));
}
