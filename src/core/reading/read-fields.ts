import { type Block, textOf } from "../blocks.ts";
import { findFields } from "../fields.ts";
import { findMarker } from "../markers.ts";
import { foldWords } from "./fold-words.ts";
import type { Material } from "./material.ts";
import { type Section, walkSections } from "./outline.ts";
import type { SectionKind } from "./section-names.ts";
import { wordPattern } from "./word-patterns.ts";

/** What the parts of a document are called in a reading; those left out are read as items, times or not at all. */
const NAMES: Partial<Record<SectionKind, string>> = {
  summary: "summary",
  background: "background",
  impact: "impact",
  timeline: "timeline",
  trigger: "trigger",
  cause: "causes",
  detection: "detection",
  investigation: "investigation",
  resolution: "resolution",
  "went-well": "went-well",
  "went-badly": "went-badly",
  lucky: "lucky",
  lessons: "lessons",
  participants: "participants",
  links: "links",
};

/**
 * The known parts of a document as plain trimmed Markdown, by name. Of a document of ours they are the answers that somebody
 * gave, each by its field's name, and those of one kind together; of others what stands under headings of that kind. `causes`
 * also holds the paragraphs that say elsewhere why it happened: many documents say it in their summary.
 */
export function readFields(material: Material): Record<string, string> {
  return findMarker(material.document, "field") ? ownFields(material.document) : freeFields(material);
}

/** Which answers of ours make up a part that other documents have as one. */
const TOGETHER: Readonly<Record<string, RegExp>> = {
  summary: /^(?:description|what-happened)$/,
  impact: /^impact-/,
  causes: /^cause-/,
  trigger: /^cause-trigger$/,
  resolution: /^(?:treatment|recovery)$/,
  lessons: /^lessons-/,
};

function ownFields(document: string): Record<string, string> {
  const answered = findFields(document).filter(({ isPrompt }) => !isPrompt);
  const fields: Record<string, string> = Object.fromEntries(
    answered.map(({ name, answer }) => [name, answer]),
  );
  for (const [name, members] of Object.entries(TOGETHER)) {
    const answers = answered.flatMap((field) => (members.test(field.name) ? [field.answer] : []));
    if (answers.length > 0 && fields[name] === undefined) fields[name] = answers.join("\n\n");
  }
  return fields;
}

function freeFields(material: Material): Record<string, string> {
  const parts = new Map<string, string[]>();
  for (const section of walkSections(material.outline)) {
    const name = section.kind && NAMES[section.kind];
    const words = name ? ownWords(material, section) : "";
    if (name && words !== "") parts.set(name, [...(parts.get(name) ?? []), words]);
  }
  const elsewhere = causesElsewhere(material, parts.has("causes"));
  if (elsewhere.length > 0) parts.set("causes", [...(parts.get("causes") ?? []), ...elsewhere]);
  return Object.fromEntries([...parts].map(([name, texts]) => [name, texts.join("\n\n")]));
}

/** A section up to its first subsection of another kind; subsections that say nothing else belong to it. */
function ownWords({ text }: Material, section: Section): string {
  const within = [...walkSections(section)].slice(1);
  const foreign = within.filter(({ kind }) => kind !== null);
  const end = Math.min(section.end, ...foreign.map(({ heading }) => lineStart(text, heading.start)));
  return clean(text.slice(section.start, end));
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

function clean(markdown: string): string {
  return markdown
    .replace(/^[*_:：\s]+(?=\r|\n)/, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/\r\n?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Says why it happened. */
const SAYS_WHY = wordPattern(`
  root cause, root causes, cause of, caused, causes, causing, because, due to, led to, leading to, as a result of, resulted in, resulting in, result of, stemmed from, originated, triggered by, bug in, introduced, misconfigur*, which exposed|broke|prevented|made|meant, ran out of,
  causa, causado, causada, causou, porque, devido a|ao, por conta de, em razao, provocado, causo, debido a|al, a causa, provoco, cause, parce que, en raison, du a, a cause, provoque, ursache, verursacht, weil, aufgrund, wegen, arsak*, fordi, pa grunn av, skyldt*, skyldes, orsak*, beroende,
  原因, により, ため, バグ, 원인, 때문, 인해, 결함, 버그, 导致, 由于
`);
/** Says so in as many words, wherever it stands. */
const NAMES_CAUSE = wordPattern(`
  root cause of|was|is|for, cause of the? ~ bug|issue|problem|outage|incident|failure|error|errors, caused the? outage|incident, outage|incident was caused, causa raiz, ursache war|ist, cause racine, 根本原因, 근본 원인, 根因
`);
const BY_KIND: readonly (SectionKind | null)[] = [null, "summary", "background"];
const WITHOUT_SECTION: readonly (SectionKind | null)[] = [
  ...BY_KIND,
  "trigger",
  "investigation",
  "detection",
  "resolution",
  "impact",
  "timeline",
];
const MOST_PARAGRAPHS = 12;

/** Paragraphs of the summary that say why; of more parts where no part is about it. */
function causesElsewhere({ text, outline }: Material, hasOwn: boolean): string[] {
  const found = [...walkSections(outline)]
    .filter(({ kind, depth }) => WITHOUT_SECTION.includes(kind) && (kind !== null || depth <= 1))
    .flatMap(({ blocks, kind }) =>
      paragraphs(blocks).map((block) => ({ kind, words: clean(textOf(text, block.words)) })),
    );
  const said = found.filter(({ kind, words }) => {
    const pattern = hasOwn && !BY_KIND.includes(kind) ? NAMES_CAUSE : SAYS_WHY;
    return pattern.test(foldWords(words.slice(0, 4000)));
  });
  const kept = said.length > 0 || hasOwn ? said : found.filter(({ kind }) => kind === "summary");
  return [...new Set(kept.map(({ words }) => words))].slice(0, MOST_PARAGRAPHS);
}

function paragraphs(blocks: readonly Block[]): Extract<Block, { kind: "paragraph" }>[] {
  return blocks.flatMap((block) => {
    if (block.kind === "paragraph") return [block];
    return block.kind === "list" || block.kind === "item" ? paragraphs(block.children) : [];
  });
}
