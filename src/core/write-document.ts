import {
  type ActionWords,
  appendLines,
  newlineOf,
  renderActionLine,
  rewriteLines,
  takeOut,
} from "./action-edit.ts";
import type { ActionLine } from "./action-items.ts";
import { titleAsMarkdown } from "./action-text.ts";
import { type IssueFacts, type Item, isPlanned, type LineFacts, lineFacts, sameLine } from "./item.ts";
import { escapeInline, splice } from "./markdown.ts";
import { mapRegions } from "./markers.ts";
import type { OwnWords } from "./own-words.ts";
import { formatIssue, type IssueRef, issueKey, type RepoRef, sameIssue } from "./reference.ts";
import { addresses } from "./sync.ts";

/**
 * An item after its step. `seen` is its line as it stood when this was decided, `agreed` what it shall say, `now` what its
 * issue says. `item` keeps its past until the document is written: should that fail, the next run must see the same
 * difference again.
 */
export type Settled = {
  item: Item;
  seen: LineFacts | null;
  agreed: LineFacts;
  /** What is remembered of the line, when that is not what was agreed. */
  past?: LineFacts;
  now: IssueFacts;
};

/** An item whose issue is gone: its line says so and is left to people. */
export function buried(item: Item, lines: ActionLine[]): Settled {
  const own = lines.find(({ ref }) => ref && addresses(item).some((address) => sameIssue(address, ref)));
  const seen = own ? lineFacts(own) : null;
  return { item, seen, agreed: { ...(seen ?? item.line), evidence: { kind: "deleted" } }, now: item.issue };
}

/** `unplaced`: items whose new line found no section to stand in. */
export type Written = { document: string; items: Item[]; unplaced: Item[] };

type Reader = (document: string) => ActionLine[];

/**
 * Writes the outcome into the document as it stands now, which may be newer than the one that was planned with: lines
 * that somebody changed in between keep their words and their turn comes in the next run. Returns the items with what
 * their lines now say.
 */
export function writeDocument(
  document: string,
  read: Reader,
  settled: Settled[],
  repo: RepoRef,
  own: OwnWords,
): Written {
  const free = freeLines(read(document));
  const lines = settled.map(({ item, seen }) => takeLine(free, item, seen));
  // What is left without its line: its words may have been changed while its issue was being made. What never had a line
  // takes nobody else's.
  for (const [at, { item, seen }] of settled.entries())
    if (seen && item.placed && !lines[at]) lines[at] = takeReworded(free, seen);
  const edits: { line: ActionLine; words: ActionWords }[] = [];
  const added: { text: string; done: boolean }[] = [];
  const moved: Item[] = [];
  const items = settled.map(({ item, seen, agreed, past, now }, at) => {
    const line = lines[at];
    const step = { ...item, line: past ?? agreed, issue: now, placed: true };
    if (line || !item.placed) delete step.last;
    if (!line) {
      if (!item.placed)
        added.push({
          text: renderActionLine(wordsOf(agreed, null, item.ref, own), repo, own),
          done: agreed.done,
        });
      return step;
    }
    const theirs = lineFacts(line);
    if (seen && !sameLine(theirs, seen)) {
      if (!line.ref) edits.push({ line, words: wordsOf(theirs, line, item.ref, own) });
      return item;
    }
    if (needsWriting(line, theirs, agreed, item))
      edits.push({ line, words: wordsOf(agreed, line, item.ref, own) });
    if (theirs.place !== agreed.place) moved.push(item);
    return step;
  });
  const rewritten = moveUp(rewriteLines(document, edits, repo, own), read, moved);
  const appended = appendLines(rewritten, "action-items", added);
  const homeless = settled.map(({ item }, at) => appended === null && !lines[at] && !item.placed);
  const words = progressOf(items, own);
  const newline = newlineOf(document);
  return {
    document: mapRegions(appended ?? rewritten, "progress", (inside) =>
      writeProgress(inside, words, newline, own),
    ),
    items: items.map((item, at) => (homeless[at] ? { ...item, placed: false } : item)),
    unplaced: items.filter((_, at) => homeless[at]),
  };
}

function needsWriting(line: ActionLine, theirs: LineFacts, agreed: LineFacts, item: Item): boolean {
  if (!line.ref || !sameIssue(line.ref, item.ref) || !sameLine(theirs, agreed)) return true;
  // A plain bullet gets its box, and a day in words its date, before the words mean another day.
  return agreed.place === "action-items" && ((line.form === "list" && line.box === null) || line.dueInWords);
}

/** Lines of the ideas that are committed to after all. */
function moveUp(document: string, read: Reader, moved: Item[]): string {
  return moved.reduce((text, item) => {
    const line = read(text).find(({ ref, place }) => place === "ideas" && ref && sameIssue(ref, item.ref));
    if (!line) return text;
    const { document: rest, taken } = takeOut(text, line);
    return appendLines(rest, "action-items", [{ text: taken, done: false }]) ?? text;
  }, document);
}

/** The lines that no item has taken yet. */
type Free = { numbered: Map<string, ActionLine>; plain: ActionLine[] };

function freeLines(lines: ActionLine[]): Free {
  const free: Free = { numbered: new Map(), plain: [] };
  for (const line of lines) {
    if (!line.ref) free.plain.push(line);
    else if (!free.numbered.has(issueKey(line.ref))) free.numbered.set(issueKey(line.ref), line);
  }
  return free;
}

/** The item's own line, or, when it has no number yet, the line of the same words. */
function takeLine({ numbered, plain }: Free, item: Item, seen: LineFacts | null): ActionLine | undefined {
  for (const ref of addresses(item)) {
    const line = numbered.get(issueKey(ref));
    if (line) return line;
  }
  const same = seen ? plain.findIndex(({ title }) => title === seen.title) : -1;
  return same >= 0 ? plain.splice(same, 1)[0] : undefined;
}

/** An unnumbered line that shares at least half of the words: a typo mended in the last seconds is no second item. */
function takeReworded({ plain }: Free, seen: LineFacts): ActionLine | undefined {
  const words = wordsOfTitle(seen.title);
  const at = plain.findIndex(({ title }) => {
    const theirs = wordsOfTitle(title);
    const shared = [...theirs].filter((word) => words.has(word)).length;
    return shared * 2 >= Math.max(words.size, theirs.size);
  });
  return at >= 0 ? plain.splice(at, 1)[0] : undefined;
}

function wordsOfTitle(title: string): Set<string> {
  return new Set(title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** People's own Markdown stays as long as it says the title; a title from the issue is escaped. */
function wordsOf(facts: LineFacts, line: ActionLine | null, ref: IssueRef, own: OwnWords): ActionWords {
  const markdown = line && line.title === facts.title ? line.markdown : titleAsMarkdown(facts.title, own);
  return { ...facts, markdown: markdown || escapeInline(formatIssue(ref)), ref, names: [], repo: null };
}

/** How far the postmortem's action items are. */
function progressOf(items: Item[], { say }: OwnWords): string {
  const planned = items.filter(isPlanned);
  const done = planned.filter(({ issue }) => issue.done).length;
  return planned.length === 0
    ? say("items.none-yet")
    : say("items.progress", { done, count: planned.length });
}

/** Only the app's own line in the region is renewed: whatever a person wrote beside it, or over it, is theirs. */
function writeProgress(inside: string, words: string, newline: string, own: OwnWords): string {
  if (inside.trim() === "") return newline + words + newline;
  const line = [...inside.matchAll(/^.+$/gm)].find(({ 0: text }) => isProgress(text, own));
  return line ? splice(inside, [{ at: line.index, remove: line[0].length, insert: words }]) : inside;
}

/** Whether a line is one of ours: what the phrases say with its own numbers, or how the prompt begins before its example. */
function isProgress(line: string, { spoken, prompts }: OwnWords): boolean {
  if (prompts.some((prompt) => line.startsWith(prompt))) return true;
  const [done, count, ...more] = line.match(/\d+/g) ?? [];
  if (done === undefined || count === undefined || more.length > 0) return false;
  return spoken.some((say) => line === say("items.progress", { done, count }));
}
