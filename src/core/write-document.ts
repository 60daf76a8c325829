import {
  type ActionLine,
  appendLines,
  type LineEdit,
  renderActionLine,
  rewriteLines,
} from "./action-items.ts";
import { titleAsMarkdown } from "./action-text.ts";
import { escapeInline } from "./markdown.ts";
import { replaceRegion } from "./markers.ts";
import { formatIssue, type IssueRef, type RepoRef, sameIssue } from "./reference.ts";
import { type IssueFacts, type Item, type LineFacts, lineFacts, sameLine } from "./sync.ts";

/** Shown until somebody commits to something. */
export const NO_ITEMS_YET =
  "_Nothing yet. Write one task line each, it becomes an issue:_ `- [ ] What to do @owner due YYYY-MM-DD P1 prevent`";

/**
 * An item after its step. `seen` is its line as it stood when this was decided, `agreed` what it shall say, `now` what its
 * issue says. `item` keeps its past until the document is written: should that fail, the next run must see the same
 * difference again.
 */
export type Settled = { item: Item; seen: LineFacts | null; agreed: LineFacts; now: IssueFacts };

/**
 * Writes the outcome into the document as it stands now, which may be newer than the one that was planned with: lines
 * that somebody changed in between keep their words and their turn comes in the next run. Returns the items with what
 * their lines now say.
 */
export function writeDocument(
  document: string,
  read: (document: string) => ActionLine[],
  settled: Settled[],
  repo: RepoRef,
): { document: string; items: Item[] } {
  const free = [...read(document)];
  const lines = settled.map(({ item, seen }) => takeLine(free, item, seen));
  // What is left without its line: its words may have been changed while its issue was being made. What never had a line
  // takes nobody else's.
  for (const [at, { item, seen }] of settled.entries())
    if (seen && item.placed && !lines[at]) lines[at] = takeReworded(free, seen);
  const edits: LineEdit[] = [];
  const added: { text: string; done: boolean }[] = [];
  const items = settled.map(({ item, seen, agreed, now }, at) => {
    const line = lines[at];
    const write = (facts: LineFacts) => renderActionLine(withMarkdown(facts, line ?? null, item.ref), repo);
    if (!line) {
      if (!item.placed) added.push({ text: write(agreed), done: agreed.done });
      return { ...item, line: agreed, issue: now, placed: true };
    }
    const theirs = lineFacts(line);
    if (seen && !sameLine(theirs, seen)) {
      if (!line.ref) edits.push({ line, text: write(theirs), done: theirs.done });
      return item;
    }
    if (!line.ref || !sameLine(theirs, agreed) || line.box === null)
      edits.push({ line, text: write(agreed), done: agreed.done });
    return { ...item, line: agreed, issue: now, placed: true };
  });
  const written = appendLines(rewriteLines(document, edits), added);
  const newline = document.includes("\r\n") ? "\r\n" : "\n";
  return { document: replaceRegion(written, "progress", progress(items, newline)), items };
}

/** The item's own line, or, when it has no number yet, the line of the same words. */
function takeLine(free: ActionLine[], item: Item, seen: LineFacts | null): ActionLine | undefined {
  const numbered = free.findIndex(({ ref }) => ref && sameIssue(ref, item.ref));
  if (numbered >= 0) return free.splice(numbered, 1)[0];
  const same = seen ? free.findIndex(({ ref, title }) => !ref && title === seen.title) : -1;
  return same >= 0 ? free.splice(same, 1)[0] : undefined;
}

/** An unnumbered line that shares at least half of the words: a typo mended in the last seconds is no second item. */
function takeReworded(free: ActionLine[], seen: LineFacts): ActionLine | undefined {
  const words = wordsOf(seen.title);
  const at = free.findIndex(({ ref, title }) => {
    const theirs = wordsOf(title);
    const shared = [...theirs].filter((word) => words.has(word)).length;
    return !ref && shared * 2 >= Math.max(words.size, theirs.size);
  });
  return at >= 0 ? free.splice(at, 1)[0] : undefined;
}

function wordsOf(title: string): Set<string> {
  return new Set(title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** People's own Markdown stays as long as it says the title; a title from the issue is escaped. */
function withMarkdown(agreed: LineFacts, line: ActionLine | null, ref: IssueRef) {
  const markdown = line && line.title === agreed.title ? line.markdown : titleAsMarkdown(agreed.title);
  return { ...agreed, markdown: markdown || escapeInline(formatIssue(ref)), ref };
}

/** How far the postmortem's action items are, in the document's own line ends. */
function progress(items: Item[], newline: string): string {
  const done = items.filter(({ line }) => line.done).length;
  const words = items.length === 0 ? NO_ITEMS_YET : `**${done} of ${items.length} done**`;
  return newline + words + newline;
}
