import { type Committed, committedSections, type Place } from "./committed-sections.ts";
import type { FoundItem } from "./found-item.ts";
import { actionHeadings, itemOfHeading } from "./heading-items.ts";
import { isChore, isPlaceholder } from "./item-decoys.ts";
import { definitionsOf } from "./item-links.ts";
import { readField } from "./item-marks.ts";
import { itemsOfBlock } from "./item-notations.ts";
import { peopleOf } from "./item-owners.ts";
import { readWords } from "./item-words.ts";
import type { Section } from "./outline.ts";
import { merge, type Reader, type Said } from "./said.ts";
import { unmistakableItems } from "./unmistakable-items.ts";
import { dayOrderOf, dayOrderOfLanguage } from "./written-date.ts";

/** An action item or idea as a document gives it; what it does not say is null. */
export type ReadItem = {
  /** Its words, without what is said beside them; code stays Markdown. */
  text: string;
  /** As written, without @; the first where there are several. */
  owner: string | null;
  owners: string[];
  /** ISO 8601, only where the document says day, month and year. */
  due: string | null;
  /** What it says instead. */
  due_text: string | null;
  done: boolean;
  /** As written: `#12`, `acme/shop#12`, a URL; reference links resolved. */
  link: string | null;
  /** 1-based. */
  line: number;
};

export type ReadItems = {
  actionItems: ReadItem[];
  ideas: ReadItem[];
  problems: { line: number; problem: string }[];
};

/** What is read beyond any document that people write. */
const MOST_ITEMS = 5000;

/**
 * The action items and ideas of a free document, in every notation that people use for them. Templates, examples, checklists of
 * the writing itself and what stands in quotes are none. Never fails.
 */
export function readItems(document: string, outline: Section): ReadItems {
  const reader: Reader = {
    definitions: definitionsOf(document),
    people: peopleOf(document),
    order: dayOrderOfLanguage(document),
  };
  const sections = committedSections(outline, reader);
  const found = foundIn(document, sections);
  const sure = new Set(found.filter(({ from }) => !from.isWeak).map(({ from }) => from.place));
  // A weak name counts where no surer one has items.
  const inPlace = (place: Place) =>
    found.filter(({ from }) => from.place === place && !(from.isWeak && sure.has(place)));
  const other = unmistakableItems(document, outline, new Set(sections.map(({ section }) => section)));
  const actions = readAll([...inPlace("action-items"), ...other], reader);
  const ideas = readAll(inPlace("ideas"), reader);
  if (actions.items.length === 0) return recommended(found, reader);
  return {
    actionItems: actions.items,
    ideas: ideas.items,
    problems: [...actions.problems, ...ideas.problems],
  };
}

/** Where nothing is called an action item, what is recommended is what people will do. */
function recommended(found: readonly (FoundItem & From)[], reader: Reader): ReadItems {
  const isRecommended = ({ from }: From) => RECOMMENDED.test(from.section.title);
  const actions = readAll(found.filter(isRecommended), reader);
  const ideas = readAll(
    found.filter((one) => one.from.place === "ideas" && !isRecommended(one)),
    reader,
  );
  return {
    actionItems: actions.items,
    ideas: ideas.items,
    problems: [...actions.problems, ...ideas.problems],
  };
}

const RECOMMENDED = /recommend|recomenda|recommandation|empfehl|raccomanda|aanbevel/i;

type From = { from: Committed };

/** What stands in the sections; one that is an action by itself holds only what explains it. */
function foundIn(document: string, sections: readonly Committed[]): (FoundItem & From)[] {
  const actions = new Set<Section>();
  return sections.flatMap((from) => {
    const { section, context } = from;
    if (actions.has(section)) return [];
    const scene = { document, context };
    const headings = actionHeadings(document, section);
    for (const { section: action } of headings) actions.add(action);
    const blocks = section.blocks.flatMap((block, at) => itemsOfBlock(scene, block, section.blocks[at - 1]));
    return [...blocks, ...headings.map((one) => itemOfHeading(scene, one))].map((item) => ({
      ...item,
      from,
    }));
  });
}

function readAll(
  found: readonly FoundItem[],
  reader: Reader,
): Pick<ReadItems, "problems"> & { items: ReadItem[] } {
  const dues = found.flatMap(({ fields }) =>
    fields.filter(({ column }) => column === "due").map(({ value }) => value),
  );
  const order = dayOrderOf(dues) ?? dayOrderOf(found.map(({ words }) => words)) ?? reader.order;
  const inOrder = { ...reader, order };
  const seen = new Set<string>();
  const items: ReadItem[] = [];
  const problems: ReadItems["problems"] = [];
  for (const one of [...found].sort((a, b) => a.line - b.line).slice(0, MOST_ITEMS)) {
    if (isPlaceholder(one.words)) continue;
    const { item, said } = readItem(one, inOrder);
    const key = item.text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    if (isPlaceholder(item.text) || isChore(item.text) || seen.has(key)) continue;
    seen.add(key);
    items.push(item);
    if (said.problem) problems.push({ line: one.line, problem: said.problem });
  }
  return { items, problems };
}

function readItem(found: FoundItem, reader: Reader): { item: ReadItem; said: Said } {
  const words = readWords(found.words, reader);
  const beside = found.fields.reduce<Said>(
    (said, { column, value }) => merge(said, readField(column, value, reader) ?? {}),
    {},
  );
  const own = merge(beside, words.said);
  const owners = own.owners ?? found.context.owners ?? [];
  const due = own.due ?? (own.dueText ? null : (found.context.due ?? null));
  const said = { ...found.context, ...own };
  return {
    said,
    item: {
      text: words.text,
      owner: owners[0] ?? null,
      owners,
      due,
      due_text: due ? null : (said.dueText ?? null),
      done: isDone(found, own),
      link: own.link ?? null,
      line: found.line,
    },
  };
}

/** An empty box under "Completed" is not ticked; a tick beside it is. */
function isDone({ box, context }: FoundItem, own: Said): boolean {
  if (box === true) return true;
  if (own.done !== undefined) return own.done;
  return box === null && context.done === true;
}
