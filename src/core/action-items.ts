import { type ActionText, parseActionText } from "./action-text.ts";
import { type Block, type Heading, type Item, type Row, readBlocks, type Span, textOf } from "./blocks.ts";
import { oneLine, readInline } from "./markdown.ts";
import type { When } from "./natural-date.ts";
import type { OwnWords } from "./own-words.ts";
import { type Place, placesOf } from "./places.ts";
import { type Column, columnsOf } from "./reading/columns.ts";
import { readDone } from "./reading/done-words.ts";
import type { IssueRef, RepoRef } from "./reference.ts";

/**
 * One line under "Action items" or "Ideas": of a list, a row of a table, or a heading of its own. Its bytes belong to people
 * until it has an issue; from then on the app rewrites the one line, and only when something on it changed.
 */
export type ActionLine = ActionText & {
  place: Place;
  /** 1-based. */
  line: number;
  /** The issue behind it; null until there is one. */
  ref: IssueRef | null;
  done: boolean;
  /** Where the line's words stand in the document, behind bullet and box (UTF-16 offsets). */
  start: number;
  end: number;
  /** Between the brackets of the box; null where there is none. */
  box: number | null;
  /** The cells beside the words, by what they say; null outside tables. */
  cells: Partial<Record<Column, Span>> | null;
  /** All of it, from the bullet to the last of its notes. */
  block: Span;
  form: "list" | "row" | "heading";
  /** The due date stands there in words, which mean another day tomorrow. */
  dueInWords: boolean;
  /** What stands indented below the line: context for the issue, left alone here. */
  notes: string;
};

/** Said in front of the words where there is neither box nor status cell. */
export const DONE_MARK = "✅";

/** A question of the template is no action item, wherever it was moved. */
const FIELD_MARKER = "<!-- postmortem:field ";
/** "None needed", "n/a", "TBD": that there is nothing to do is no action item. */
const NOTHING =
  /^[\s_*~]*(?:none(?: needed| required| so far| yet)?|nothing(?: needed| to do| yet)?|no actions?(?: items?)?(?: needed| required)?|n\/?a|tb[adc]|to ?do|nenhuma?(?: ação)?|nada|ninguna?|aucune?|keine?|なし|없음|[-–—.…?]+)[\s_*~.!]*$/iu;

const DONE_SIGN = "(?:✅|☑️?|✔️?|:white_check_mark:|:heavy_check_mark:)";
const LEADING_DONE = new RegExp(`^(?:${DONE_SIGN}\\s*|(?:done|feito|erledigt)\\s*[:–—-]\\s+)`, "iu");
const TRAILING_DONE = new RegExp(
  `\\s*(?:${DONE_SIGN}|[([](?:done|completed|feito|erledigt)[)\\]]|[–—-]\\s+DONE)\\s*$`,
  "iu",
);
const STRUCK = /^~~(.+)~~$/s;
const NAME = "[A-Za-z0-9_.-]+";
const REFERENCE = new RegExp(
  `^(?:(?:(${NAME})/(${NAME}))?#(\\d{1,10})|https?://[^\\s/]+/(${NAME})/(${NAME})/(?:issues|pull)/(\\d{1,10}))(?![\\w-])[:\\s–—-]*`,
);
/** `[what it says](https://…/issues/12)` at the beginning. */
const LINKED = /^\[([^\][]{0,300})\]\((https?:\/\/[^\s()]{1,500})\)[:\s–—-]*/;
/** A list line that only names what is below it: `- **Detection:**`. */
const CATEGORY = /^(\*\*|__)(?:(?!\1).)+\1:?$|^[^@#]{1,60}:$/;
/** A heading that is an action by itself: it is numbered, or somebody answers for it. */
const ACTION_HEADING = /^\d{1,3}[.)]\s|@[A-Za-z0-9]|^(?:✅\s*)?(?:[\w.-]+\/[\w.-]+)?#\d/u;

/**
 * Every line of the sections "Action items" and "Ideas" that has words, in order.
 * @param repo where a bare `#12` points
 * @param when what dates in words are relative to; without it they stay words
 */
export function readActionItems(
  document: string,
  repo: RepoRef,
  when: When | null,
  own: OwnWords,
): ActionLine[] {
  const blocks = readBlocks(document);
  const reading = { document, repo, when, own };
  return placesOf(document, blocks)
    .flatMap(({ place, start, end }) =>
      readPlace(
        reading,
        place,
        blocks.filter((block) => block.start >= start && block.start < end),
      ),
    )
    .filter(
      ({ title, markdown, ref }) =>
        ref || (title !== "" && !NOTHING.test(title) && !markdown.includes(FIELD_MARKER)),
    )
    .sort((a, b) => a.start - b.start);
}

/** Reads the same text once: a document is planned with and then written, mostly unchanged in between. */
export function readingOnce(read: (document: string) => ActionLine[]): (document: string) => ActionLine[] {
  let last: { document: string; lines: ActionLine[] } | null = null;
  return (document) => {
    if (last?.document !== document) last = { document, lines: read(document) };
    return last.lines;
  };
}

type Reading = { document: string; repo: RepoRef; when: When | null; own: OwnWords };

function readPlace(reading: Reading, place: Place, blocks: readonly Block[]): ActionLine[] {
  return blocks.flatMap((block, at) => {
    if (block.kind === "list") return block.children.flatMap((item) => readListItem(reading, place, item));
    if (block.kind === "table") return readRows(reading, place, block.head, block.children);
    if (block.kind === "heading") return readHeading(reading, place, block, blocks.slice(at + 1));
    return [];
  });
}

function readListItem(reading: Reading, place: Place, item: Item): ActionLine[] {
  const { document } = reading;
  const words = textOf(document, item.words);
  const nested = item.children.filter((child) => child.kind === "list");
  if (item.box === null && nested.length > 0 && CATEGORY.test(words))
    return nested.flatMap((list) => list.children.flatMap((child) => readListItem(reading, place, child)));
  const notes = document.slice(item.words.end, item.end).trim();
  return [
    lineFrom(reading, {
      place,
      form: "list",
      line: item.line,
      words: item.words,
      box: item.box,
      done: item.box === null ? null : item.done,
      cells: null,
      block: spanOf(item),
      notes,
    }),
  ];
}

function readRows(reading: Reading, place: Place, head: Row, rows: readonly Row[]): ActionLine[] {
  const columns = columnsOf(head.cells.map((cell) => textOf(reading.document, cell)));
  const text = columns.indexOf("text");
  if (text < 0) return [];
  return rows.flatMap((row) => {
    const words = row.cells[text];
    if (!words) return [];
    const cells: ActionLine["cells"] = {};
    for (const [at, column] of columns.entries()) {
      const cell = row.cells[at];
      if (column && column !== "text" && cell) cells[column] ??= cell;
    }
    const status = cells.status && textOf(reading.document, cells.status);
    const done = status === undefined ? null : readDone(status) === true;
    return [
      lineFrom(reading, {
        place,
        form: "row",
        line: row.line,
        words,
        box: null,
        done,
        cells,
        block: spanOf(row),
        notes: "",
      }),
    ];
  });
}

/** `#### 1) Rotate the keys @ana`, with what it means below. Headings that only divide lists are none. */
function readHeading(
  reading: Reading,
  place: Place,
  heading: Heading,
  after: readonly Block[],
): ActionLine[] {
  const words = textOf(reading.document, heading.words);
  const next = after.findIndex(({ kind }) => kind === "heading");
  const own = next < 0 ? after : after.slice(0, next);
  if (!ACTION_HEADING.test(words) || own.some(({ kind }) => kind === "list" || kind === "table")) return [];
  const number = /^\d{1,3}[.)]\s+/.exec(words)?.[0].length ?? 0;
  const last = own.at(-1);
  return [
    lineFrom(reading, {
      place,
      form: "heading",
      line: heading.line,
      words: { start: heading.words.start + number, end: heading.words.end },
      box: null,
      done: null,
      cells: null,
      block: { start: heading.start, end: last?.end ?? heading.end },
      notes: last ? reading.document.slice(heading.end, last.end).trim() : "",
    }),
  ];
}

type Found = Pick<ActionLine, "place" | "form" | "line" | "box" | "cells" | "block" | "notes"> & {
  words: Span;
  /** Null: neither box nor cell says so, a mark in front of the words may. */
  done: boolean | null;
};

function lineFrom(reading: Reading, found: Found): ActionLine {
  const { document, repo, when } = reading;
  const { words: span, done, ...place } = found;
  const whole = textOf(document, span);
  const { words, isDone } = withoutDone(whole);
  const named = referenceIn(words, place.cells?.link ? textOf(document, place.cells.link) : "", repo);
  const text = parseActionText(named.rest, when, reading.own);
  const facts = { ...text, ...cellFacts(reading, place.cells, text) };
  return {
    ...place,
    ...facts,
    title: withoutComments(facts),
    dueInWords: facts.due !== null && !document.slice(span.start, place.block.end).includes(facts.due),
    ref: named.ref,
    done: done || isDone,
    start: span.start,
    end: span.end,
  };
}

/** What nobody sees is not said to the issue; an escaped comment is text. */
function withoutComments({ markdown, title }: ActionText): string {
  return markdown.includes("<!--") ? readInline(markdown.replace(/<!--.*?-->/g, " ")) : title;
}

/** Done in other ways than a box or a cell: `✅ …`, `… (done)`, `DONE: …`, `~~…~~`. */
function withoutDone(whole: string): { words: string; isDone: boolean } {
  const struck = STRUCK.exec(whole)?.[1];
  const words = (struck ?? whole).replace(LEADING_DONE, "").replace(TRAILING_DONE, "");
  return words === whole || words === "" ? { words: whole, isDone: false } : { words, isDone: true };
}

/** The issue at the beginning of the words, or in the cell for it, and the words without it. */
function referenceIn(words: string, cell: string, repo: RepoRef): { ref: IssueRef | null; rest: string } {
  const plain = REFERENCE.exec(words);
  if (plain) return { ref: refFrom(plain, repo), rest: words.slice(plain[0].length) };
  const [link = "", label = "", url = ""] = LINKED.exec(words) ?? [];
  const linked = link ? REFERENCE.exec(url) : null;
  if (linked) {
    const rest = words.slice(link.length);
    return { ref: refFrom(linked, repo), rest: rest || (REFERENCE.test(label) ? "" : label) };
  }
  const ticket = cell
    .split(/[,;\s]+/)
    .map((one) => REFERENCE.exec(plainCell(one)))
    .find(Boolean);
  return { ref: ticket ? refFrom(ticket, repo) : null, rest: words };
}

/** What the cells beside the words say; an empty cell says nothing, then the words count. */
function cellFacts(
  { document, when, own }: Reading,
  cells: ActionLine["cells"],
  text: ActionText,
): Partial<ActionText> {
  if (!cells) return {};
  const said = (column: Column) => {
    const cell = cells[column];
    return cell ? plainCell(textOf(document, cell)) : "";
  };
  const owners = parseActionText(said("owner").replace(/[,;&]|\/(?=\s*@)|\band\b/g, " "), null, own).owners;
  const due = parseActionText(`x due ${said("due")}`, when, own);
  // "After the migration" is no date, and nobody's to overwrite.
  const isUnread = !due.due && !due.dueText && /\p{L}{2}|\d/u.test(said("due")) && !NOTHING.test(said("due"));
  const { priority } = parseActionText(`x ${said("priority")}`, null, own);
  const { type } = parseActionText(`x type: ${said("type")}`, null, own);
  return {
    ...(owners.length > 0 ? { owners } : {}),
    ...(isUnread ? { dueText: said("due") } : {}),
    ...(due.due || due.dueText
      ? {
          due: due.due,
          dueIsDefault: due.dueIsDefault,
          dueText: due.dueText,
          dueReadings: due.dueReadings,
        }
      : {}),
    ...(priority ? { priority } : {}),
    ...(type ? { type } : {}),
    ...(cells.owner && owners.length === 0 ? { names: [...text.names, ...namesIn(said("owner"))] } : {}),
  };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** `Ana Souza, Bo` in an owner's cell. */
function namesIn(cell: string): string[] {
  return cell
    .split(/[,;/&]|\band\b|\be\b/)
    .map(oneLine)
    .filter((name) => /\p{L}{2}/u.test(name));
}

/** `[#12](url)` says #12; nothing else of Markdown matters in a cell. */
function plainCell(cell: string): string {
  return oneLine(cell.replace(/^\[+([^\]]*)\]+\([^)]*\)\]*$/, "$1"));
}

function refFrom(match: RegExpExecArray, here: RepoRef): IssueRef {
  return {
    owner: match[1] ?? match[4] ?? here.owner,
    repo: match[2] ?? match[5] ?? here.repo,
    number: Number(match[3] ?? match[6]),
  };
}
