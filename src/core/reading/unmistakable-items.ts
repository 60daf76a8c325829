import { type Block, type Item, type Table, textOf } from "../blocks.ts";
import { foldWords } from "./fold-words.ts";
import { type FoundItem, linesOfItem } from "./found-item.ts";
import { columnsOfTable, itemsOfTable, labelledItem } from "./item-notations.ts";
import { type Section, walkSections } from "./outline.ts";
import { type SectionKind, sectionKind } from "./section-names.ts";

/** In these an "action" is what somebody did at the time, or what a template asks for. */
const ELSEWHERE: ReadonlySet<SectionKind | null> = new Set([
  "timeline",
  "resolution",
  "detection",
  "investigation",
  "housekeeping",
  "went-well",
] satisfies SectionKind[]);

/** Action items outside the sections for them: paragraphs that say so of themselves, tables whose headers do. */
export function unmistakableItems(
  document: string,
  outline: Section,
  known: ReadonlySet<Section>,
): FoundItem[] {
  const scene = { document, context: {} };
  return [...walkSections(outline)]
    .filter((section) => !known.has(section) && !ELSEWHERE.has(section.kind))
    .flatMap(({ blocks }) => blocks.flatMap((block) => inBlock(scene, block)));
}

function inBlock(scene: { document: string; context: object }, block: Block): FoundItem[] {
  if (block.kind === "table") return isActionTable(scene.document, block) ? itemsOfTable(scene, block) : [];
  if (block.kind === "list") return block.children.flatMap((item) => ledItem(scene.document, item));
  if (block.kind !== "paragraph") return [];
  const item = /^[\s*_]*action[- ]item/i.test(textOf(scene.document, block.words))
    ? labelledItem(scene, block)
    : null;
  return item ? [item] : [];
}

const LED = /^(?:\*\*|__)([^*_:]{4,40}):?(?:\*\*|__)\s*:?\s+(?=\S)/;

/** `- **Review actions**: Add alarms #12` */
function ledItem(document: string, item: Item): FoundItem[] {
  const { words, fields } = linesOfItem(document, item);
  const [lead = "", name = ""] = LED.exec(words) ?? [];
  const text = words.slice(lead.length);
  const isAction =
    lead !== "" &&
    /action|follow|next|próxim|ações|acciones/i.test(name) &&
    sectionKind(name) === "action-items";
  if (!isAction || /^(?:see|none|n\/a|reviewed|completed|done|below)\b/i.test(text)) return [];
  return [{ words: text, line: item.line, box: item.box === null ? null : item.done, fields, context: {} }];
}

const ACTION_HEADER =
  /^(?:action items?|corrective actions?|preventive actions?|preventative actions?|follow up actions?|item de acao|itens de acao|액션 아이템|액션|アクションアイテム|行动项)$/;

function isActionTable(document: string, table: Table): boolean {
  const columns = columnsOfTable(document, table);
  const says = table.head.cells.some((cell) => ACTION_HEADER.test(foldWords(textOf(document, cell))));
  const others = columns.filter(
    (column) => column === "owner" || column === "due" || column === "status" || column === "link",
  );
  return says && others.length > 0 && !columns.includes("time");
}
