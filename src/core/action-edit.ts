import { type ActionLine, DONE_MARK } from "./action-items.ts";
import { type ActionText, dueWords, renderActionText } from "./action-text.ts";
import { readBlocks } from "./blocks.ts";
import { splice } from "./markdown.ts";
import type { OwnWords } from "./own-words.ts";
import { type Place, placesOf } from "./places.ts";
import { type IssueRef, type RepoRef, sameIssue, shortIssue } from "./reference.ts";

/** What an action line shall say: its words as Markdown, its attributes, its issue. */
export type ActionWords = Omit<ActionText, "title" | "dueReadings"> & { ref: IssueRef; done: boolean };

export type LineEdit = { line: ActionLine; words: ActionWords };

type Splice = { at: number; remove: number; insert: string };

/** A line of the document: `#12 words · @owner · due …`. */
export function renderActionLine(words: ActionWords, repo: RepoRef, own: OwnWords): string {
  return `${shortIssue(words.ref, repo)} ${renderActionText(words, own)}`;
}

/** The document with some lines written anew; every byte outside them stays. */
export function rewriteLines(document: string, edits: LineEdit[], repo: RepoRef, own: OwnWords): string {
  return splice(
    document,
    edits.flatMap((edit) =>
      edit.line.cells ? editRow(document, edit, repo, own) : editWords(document, edit, repo, own),
    ),
  );
}

function editWords(document: string, { line, words }: LineEdit, repo: RepoRef, own: OwnWords): Splice[] {
  const text = renderActionLine(words, repo, own);
  const at = { at: line.start, remove: line.end - line.start };
  if (line.box !== null)
    return [
      { ...at, insert: text },
      { at: line.box, remove: 1, insert: box(words.done, document[line.box]) },
    ];
  if (line.form === "heading") return [{ ...at, insert: words.done ? `${DONE_MARK} ${text}` : text }];
  return [{ ...at, insert: line.place === "ideas" ? text : `[${box(words.done)}] ${text}` }];
}

/** Each cell says its own, and the words say the rest. A cell that says it already keeps its bytes. */
function editRow(document: string, { line, words }: LineEdit, repo: RepoRef, own: OwnWords): Splice[] {
  const cells = line.cells ?? {};
  const rest = { ...words };
  const splices: Splice[] = [];
  const put = (column: keyof NonNullable<ActionLine["cells"]>, same: boolean, insert: string) => {
    const cell = cells[column];
    if (!cell) return false;
    const isTight = cell.start === cell.end && document[cell.end] === "|";
    const text = (insert || "–") + (isTight ? " " : "");
    if (!same) splices.push({ at: cell.start, remove: cell.end - cell.start, insert: text });
    return true;
  };
  if (put("owner", sameSet(line.owners, words.owners), words.owners.map((owner) => `@${owner}`).join(", ")))
    rest.owners = [];
  const due = dueWords(words, own) || (words.dueText ?? "");
  const isDue = words.due !== null && cells.due !== undefined;
  const isWritten = isDue && document.slice(cells.due?.start, cells.due?.end) === due;
  if (put("due", isWritten || (!words.due && !line.due), due))
    Object.assign(rest, { due: null, dueIsDefault: false, dueText: null });
  if (put("priority", line.priority === words.priority, words.priority ?? "")) rest.priority = null;
  if (put("type", line.type === words.type, words.type ?? "")) rest.type = null;
  const hasStatus = put("status", line.done === words.done, words.done ? "done" : "open");
  const isLinked = putLink(document, line, words.ref, repo, splices);
  const mark = words.done && !hasStatus ? `${DONE_MARK} ` : "";
  const text = mark + (isLinked ? renderActionText(rest, own) : renderActionLine(rest, repo, own));
  const now = document.slice(line.start, line.end);
  // A bar inside the words would end the cell.
  const safe = text.replace(/(?<!\\)((?:\\\\)*)\|/g, "$1\\|");
  return now === safe
    ? splices
    : [...splices, { at: line.start, remove: line.end - line.start, insert: safe }];
}

/** Another tracker's ticket stays in its cell, and ours stands behind it. True when the cell names the issue. */
function putLink(
  document: string,
  { cells, ref }: ActionLine,
  wanted: IssueRef,
  repo: RepoRef,
  splices: Splice[],
): boolean {
  const cell = cells?.link;
  if (!cell) return false;
  const said = document.slice(cell.start, cell.end);
  const number = shortIssue(wanted, repo);
  if (ref && sameIssue(ref, wanted))
    return said.includes(`#${wanted.number}`) || said.includes(`/${wanted.number}`);
  const isTight = cell.start === cell.end && document[cell.end] === "|";
  const isFree = ref !== null || !/[\p{L}\p{N}]/u.test(said);
  const insert = isFree ? number + (isTight ? " " : "") : `${said}, ${number}`;
  splices.push({ at: cell.start, remove: cell.end - cell.start, insert });
  return true;
}

function sameSet(a: string[], b: string[]): boolean {
  return [...a].sort().join().toLowerCase() === [...b].sort().join().toLowerCase();
}

/**
 * The document with lines added at the end of a section's last list, or of the section. Null when there is no such section.
 */
export function appendLines(
  document: string,
  place: Place,
  lines: { text: string; done: boolean }[],
): string | null {
  if (lines.length === 0) return document;
  const blocks = readBlocks(document);
  const section = placesOf(document, blocks).findLast((one) => one.place === place);
  if (!section) return null;
  const newline = newlineOf(document);
  const text = lines.map((line) => `- [${box(line.done)}] ${line.text}`).join(newline);
  const lists = blocks.filter(
    ({ kind, start }) => kind === "list" && start >= section.start && start < section.end,
  );
  const last = lists.at(-1)?.end;
  if (last !== undefined) return splice(document, [{ at: last, remove: 0, insert: newline + text }]);
  const at = section.start + document.slice(section.start, section.end).trimEnd().length;
  const gap = section.end === document.length ? newline : newline + newline;
  return splice(document, [{ at, remove: section.end - at, insert: newline + newline + text + gap }]);
}

/** The document without a list line and its notes, and what stood there, to be put elsewhere. */
export function takeOut(document: string, line: ActionLine): { document: string; taken: string } {
  const start = document.lastIndexOf("\n", line.block.start - 1) + 1;
  const after = /^[ \t]*(?:\r\n|\r|\n)?/.exec(document.slice(line.block.end))?.[0].length ?? 0;
  const end = line.block.end + after;
  return {
    document: document.slice(0, start) + document.slice(end),
    taken: document.slice(line.start, line.block.end),
  };
}

/** The line end that a document uses. */
export function newlineOf(document: string): string {
  return document.includes("\r\n") ? "\r\n" : "\n";
}

function box(done: boolean, now = " "): string {
  if (done) return now === "X" ? "X" : "x";
  return " ";
}
