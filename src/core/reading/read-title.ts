import { textOf } from "../blocks.ts";
import type { Material } from "./material.ts";
import { sectionKind } from "./section-names.ts";
import { plain } from "./sentences.ts";

const MOST_CHARACTERS = 300;

/**
 * The document's title: its first heading of the first level (unless that only names one part among others), or what the front
 * matter says, or a first line that is a heading or in bold from end to end. Null when it has none.
 */
export function readTitle(material: Material): string | null {
  return firstHeading(material) ?? inFrontMatter(material) ?? firstLine(material);
}

function firstHeading({ text, blocks }: Material): string | null {
  const tops = blocks.filter((block) => block.kind === "heading" && block.depth === 1);
  const [first] = tops;
  if (first?.kind !== "heading") return null;
  const title = shown(textOf(text, first.words));
  return tops.length > 1 && sectionKind(title) ? null : title || null;
}

function inFrontMatter({ front }: Material): string | null {
  return shown(front.find(({ key }) => key.toLowerCase() === "title")?.value ?? "") || null;
}

function firstLine({ text, blocks }: Material): string | null {
  const first = blocks.find(({ kind }) => kind !== "html" && kind !== "rule");
  if (first?.kind !== "heading" && first?.kind !== "paragraph") return null;
  const [line = ""] = textOf(text, first.words).split(/\r\n?|\n/);
  const isTitle = first.kind === "heading" || /^(?:\*\*[^*]+\*\*|__[^_]+__)\s*$/.test(line);
  const title = shown(line);
  return isTitle && sectionKind(title) === null ? title || null : null;
}

function shown(words: string): string {
  return plain(words.slice(0, MOST_CHARACTERS))
    .replace(/\s+#+\s*$/, "")
    .replace(/\s+/g, " ")
    .trim();
}
