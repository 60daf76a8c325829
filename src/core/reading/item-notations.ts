import { type Block, type Item, type List, type Paragraph, type Table, textOf } from "../blocks.ts";
import { type Column, columnsOf } from "./columns.ts";
import { foldWords } from "./fold-words.ts";
import {
  type Field,
  type FoundItem,
  fieldsAmong,
  fieldsOfList,
  linesOfItem,
  linesOfParagraph,
  wordsOf,
} from "./found-item.ts";
import { IMPERATIVES } from "./imperatives.ts";
import { isChecklist } from "./item-decoys.ts";
import { onlyHandles } from "./item-owners.ts";
import type { Said } from "./said.ts";
import { sectionKind } from "./section-names.ts";

/** Where items are read: the document's text, and what the headings above say of them. */
export type Scene = { document: string; context: Said };

/** The items of one block in a section of action items: a list, a table, or a paragraph that is one. */
export function itemsOfBlock(scene: Scene, block: Block, before: Block | null = null): FoundItem[] {
  switch (block.kind) {
    case "list":
      return itemsOfList(introduced(scene, before), block);
    case "table":
      return itemsOfTable(scene, block);
    case "paragraph":
      return itemsOfParagraph(scene, block);
    default:
      return [];
  }
}

const SAYS_DONE =
  /\b(?:have|has)\s+(?:already |since |now |also |all )*(?:been )?(?:already )?(?:taken|implemented|completed|made|done|deployed|added|put|introduced|finished|fixed|shipped)\b|\balready (?:taken|implemented|completed|made|done|deployed|shipped|in place)\b|\b(?:were|was) (?:completed|implemented|taken)\b/i;
const SAYS_OPEN = /\b(?:will|plan|planning|going to|not|to be|are taking|is taking|todo|remain)/i;

/** "We have implemented the following measures:" says of the list below that it is done. */
function introduced(scene: Scene, before: Block | null): Scene {
  const words = before?.kind === "paragraph" ? wordsOf(scene.document, before.words).slice(-300) : "";
  const sentence = words.split(/[.!?]\s/).at(-1) ?? "";
  const isDone = /[:：]$/.test(sentence) && SAYS_DONE.test(sentence) && !SAYS_OPEN.test(sentence);
  return isDone ? { ...scene, context: { ...scene.context, done: true } } : scene;
}

function itemsOfList(scene: Scene, list: List): FoundItem[] {
  const fields = fieldsOfList(scene.document, list.children);
  if (fields) return recordsOf(scene, fields);
  const boxed = list.children.filter(({ box }) => box !== null);
  if (isChecklist(boxed.map((item) => linesOfItem(scene.document, item).words))) return [];
  const loose = list.children.filter((item) => fieldsAmong(scene.document, [item]).length === 0);
  return loose.flatMap((item) => itemsOfItem(scene, item));
}

/** "- Action: rotate the keys", "- Owner: @ana", …: one action each time that an action is named; none when only a heading names it. */
function recordsOf({ context }: Scene, fields: readonly (Field & { line: number })[]): FoundItem[] {
  const records: (FoundItem & { fields: Field[] })[] = [];
  for (const { column, value, line } of fields)
    if (column === "text") records.push({ words: value, line, box: null, fields: [], context });
    else records.at(-1)?.fields.push({ column, value });
  return records;
}

/**
 * An item is a commitment, or it only names what is nested in it. Below a commitment stand its fields, its steps (when both
 * have boxes), or what explains it.
 */
function itemsOfItem(scene: Scene, item: Item): FoundItem[] {
  const { words, fields } = linesOfItem(scene.document, item);
  const nested = item.children.filter((child) => child.kind === "list");
  const own = nested.map((list) => fieldsOfList(scene.document, list.children));
  const others = nested.flatMap((list, at) => (own[at] === null ? list.children : []));
  const below = itemsBelow(scene, words, item, others);
  if (below) return below;
  const all = [...fields, ...own.flatMap((list) => list ?? []), ...fieldsAmong(scene.document, others)];
  const box = item.box === null ? null : item.done;
  const steps = others.filter((step) => step.box !== null);
  return [
    { words: textField(words, all), line: item.line, box, fields: all, context: scene.context },
    ...steps.flatMap((step) => itemsOfItem(scene, step)),
  ];
}

/** What is nested in a line that only names it; null when the line is a commitment itself. */
function itemsBelow(scene: Scene, words: string, item: Item, nested: readonly Item[]): FoundItem[] | null {
  const context = { ...scene.context, ...categoryContext(words) };
  const read = (items: readonly Item[]) =>
    items.flatMap((child) => itemsOfItem({ ...scene, context }, child));
  const labelled = nested.filter((child) => LABELLED.test(linesOfItem(scene.document, child).words));
  if (labelled.length > 0) return read(labelled);
  const boxed = nested.filter(({ box }) => box !== null);
  if (boxed.length > 0 && (item.box === null || /[:：][*_]*$/.test(words))) return read(boxed);
  return nested.length > 0 && isCategory(scene.document, words, item, nested) ? read(nested) : null;
}

/** "1.\n   - Action: rotate the keys\n   - Owner: @ana": the words are a field like the others. */
function textField(words: string, fields: readonly Field[]): string {
  const isBare =
    foldWords(words) === "" || /^(?:action|item|task|ai)\s*#?\d*:?$/i.test(words.replace(/[*_]/g, ""));
  return isBare ? (fields.find(({ column }) => column === "text")?.value ?? words) : words;
}

/** A line that names what is below it: in bold, ending in a colon, somebody's name, a known word, or a name over commands. */
function isCategory(document: string, words: string, item: Item, nested: readonly Item[]): boolean {
  const bare = words.replace(/^[*_]+|[*_]+$/g, "").trim();
  if (/[:：][*_]*$/.test(words) || onlyHandles(bare)) return true;
  if (item.box !== null) return false;
  const folded = foldWords(bare);
  const count = folded.split(" ").length;
  if (CATEGORY.test(folded) || (count <= 3 && sectionKind(bare) !== null && !startsWithVerb(folded)))
    return true;
  if (startsWithVerb(folded) || count > 5) return false;
  const isBold = /^(\*\*|__)(?:(?!\1).)+\1$/.test(words);
  const verbs = nested.filter((child) => startsWithVerb(foldWords(linesOfItem(document, child).words)));
  return (isBold && count <= 4) || (verbs.length > 1 && verbs.length * 2 > nested.length);
}

/** "**Short term**" alone in a row divides the table. */
function isName(words: string): boolean {
  const folded = foldWords(words);
  return CATEGORY.test(folded) || (/^(\*\*|__).*\1$/.test(words) && !startsWithVerb(folded));
}

const CATEGORY =
  /^(?:(?:short|medium|mid|long|near)(?:er)?(?: |-)term|immediate(?:ly)?|now|next|later|today|this (?:week|sprint|quarter)|(?:high|medium|low)(?: priority)?|p[0-4]|priority \d|monitoring|alerting|observability|process(?:es)?|documentation|docs|testing|tests|tooling|automation|communications?|infrastructure|backend|frontend|training|people|technology|technical|operations|security|database|deployment|code|configuration|prevent(?:ion|ive)?|detect(?:ion)?|mitigat(?:e|ion)|respond|response|recover(?:y)?|general|other|misc(?:ellaneous)?|dev(?:elopment)?|engineering|product|support)(?: (?:improvements?|actions?|items?|fixes|changes|tasks|follow ups?|measures|and \w+))?$/;

function startsWithVerb(folded: string): boolean {
  return IMPERATIVES.has(folded.split(" ")[0] ?? "");
}

function categoryContext(words: string): Said {
  const bare = words.replace(/[*_:]+/g, "").trim();
  const owners = onlyHandles(bare);
  const isDone =
    /^(?:done|completed|finished|shipped|already done|feito|concluído|hecho|erledigt|완료|完了)$/i.test(bare);
  return { ...(owners ? { owners } : {}), ...(isDone ? { done: true } : {}) };
}

/** Every row whose action has words; columns are known by their headers. A table of times and events is no table of actions. */
export function itemsOfTable({ document, context }: Scene, table: Table): FoundItem[] {
  const columns = columnsOfTable(document, table);
  const text = columns.indexOf("text");
  if (text < 0 || columns.includes("time")) return [];
  return table.children.flatMap((row) => {
    const words = row.cells[text];
    if (!words) return [];
    const fields = columns.flatMap((column, at): Field[] => {
      const cell = row.cells[at];
      return column && column !== "text" && cell ? [{ column, value: wordsOf(document, cell) }] : [];
    });
    const isDivider =
      fields.every(({ value }) => value === "") && fields.length > 0 && isName(wordsOf(document, words));
    return isDivider ? [] : [{ words: wordsOf(document, words), line: row.line, box: null, fields, context }];
  });
}

/** With unknown headers the widest column holds the actions. */
export function columnsOfTable(document: string, table: Table): (Column | null)[] {
  const headers = table.head.cells.map((cell) => wordsOf(document, cell));
  const widths = headers.map((_, at) =>
    table.children.reduce((sum, { cells }) => sum + ((cells[at]?.end ?? 0) - (cells[at]?.start ?? 0)), 0),
  );
  const columns = columnsOf(headers, widths);
  if (columns.some((column) => column !== null)) return columns;
  const widest = widths.indexOf(Math.max(...widths));
  return columns.map((_, at) => (at === widest ? "text" : null));
}

/** `**Action item:** text` */
const LABELLED =
  /^[\s>*_-]*(?:new |follow[- ]?up )?(?:action[- ]items?|action|ai)(?:\s*#?\d{1,3})?[\s*_]*[:：][\s*_]*(?=\S)/i;
/** Lists that Markdown does not know: boxes, ticks and bullets typed at the beginning of lines. */
const TYPED =
  /^(?:(\[[ xX]?\])\s+|([☐☑☒✅✔✓⬜🔲❌]\uFE0F?)\s*|[•◦▪▫●○‣⁃·]\s*|[–—]\s+|\(?\d{1,2}\)\s+)(?=\S)/u;

function itemsOfParagraph({ document, context }: Scene, paragraph: Paragraph): FoundItem[] {
  const labelled = labelledItem({ document, context }, paragraph);
  if (labelled) return [labelled];
  const lines = textOf(document, paragraph.words).split(/\r\n?|\n/);
  if (!TYPED.test(lines[0]?.trim() ?? "")) return [];
  const items: FoundItem[] = [];
  for (const [at, line] of lines.entries()) {
    const words = line.trim();
    const last = items.at(-1);
    if (TYPED.test(words)) {
      const bare = /^[☐☑☒✅✔✓⬜🔲❌[]/u.test(words) ? words : words.replace(TYPED, "");
      items.push({ words: bare, line: paragraph.line + at, box: null, fields: [], context });
    } else if (last) items[items.length - 1] = { ...last, words: `${last.words} ${words}` };
  }
  return items;
}

/** A paragraph that says of itself to be an action item, wherever it stands. */
export function labelledItem({ document, context }: Scene, paragraph: Paragraph): FoundItem | null {
  const { words, fields } = linesOfParagraph(document, paragraph);
  const label = LABELLED.exec(words)?.[0];
  if (!label) return null;
  return { words: words.slice(label.length), line: paragraph.line, box: null, fields, context };
}
