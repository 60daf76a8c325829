import { type Block, readBlocks, walkBlocks } from "../blocks.ts";
import { type FieldPlace, mapFields } from "../field-places.ts";
import { findMarkers, type Marker } from "../markers.ts";
import { checkItems } from "./check-items.ts";
import type { Finding } from "./check-template.ts";
import type { Node } from "./parse-template.ts";
import { renderTemplate } from "./render-template.ts";
import { samplesOf } from "./samples.ts";
import { TAGS, tagNamed } from "./tags.ts";
import { sampleView } from "./view.ts";

/**
 * Whether the app finds its own places again in the document that a template makes: regions at the outside of everything,
 * fields neither in code nor in quotes nor comments nor headings, and room for action items, whatever the sections show.
 * @param nodes of a template whose tags are right
 */
export function checkPlaces(nodes: readonly Node[]): Finding[] {
  const places = placesOf(nodes);
  const samples = samplesOf(nodes);
  const always = renderTemplate(
    nodes.filter(({ kind }) => kind !== "section"),
    sampleView(true),
  );
  const lost = new Set(samples.flatMap((sample) => lostIn(sample)));
  return [
    ...[...lost].map((name): Finding => {
      const phrase = tagNamed(name)?.kind === "field" ? "template-place-field" : "template-place";
      return { at: places.get(name) ?? null, phrase, values: { tag: name } };
    }),
    ...commented(nodes),
    ...checkItems(samples, always, places.get("progress") ?? null),
  ];
}

/** The tags whose markers are in the document and mean nothing where they stand. */
function lostIn(document: string): string[] {
  const blocks = readBlocks(document);
  const outer = new Set(blocks.filter(({ kind }) => kind === "html").map(({ start }) => start));
  const headings = [...walkBlocks(blocks)].filter(({ kind }) => kind === "heading");
  const fields = mapFields(document).places.filter(({ by }) => by === "marker");
  return findMarkers(document)
    .filter((marker) => isLost(marker, outer, headings, fields))
    .map(tagOf);
}

function isLost(
  { kind, start, end }: Marker,
  outer: ReadonlySet<number>,
  headings: readonly Block[],
  fields: readonly FieldPlace[],
): boolean {
  if (kind === "begin") return !outer.has(start);
  if (kind !== "field") return false;
  const isInHeading = headings.some((heading) => heading.start <= start && start < heading.end);
  return isInHeading || !fields.some(({ at }) => at === end);
}

function tagOf({ kind, attributes }: Marker): string {
  const [name = ""] = Object.keys(attributes);
  if (kind === "field") return `field.${name}`;
  return TAGS.find((tag) => tag.kind === "block" && tag.region === name)?.name ?? name;
}

/** Where the tags stand that can stand only once. */
function placesOf(nodes: readonly Node[]): Map<string, number> {
  return new Map(
    nodes.flatMap((node): [string, number][] => {
      if (node.kind === "section") return [...placesOf(node.children)];
      return node.kind === "tag" ? [[node.name, node.at]] : [];
    }),
  );
}

/** Stands for a tag in the text; no text of people's holds it. */
const TAG = "\uffff";

/**
 * Tags inside HTML comments: nobody would see what they show, and somebody's words could end the comment, or become a marker
 * in it.
 */
function commented(nodes: readonly Node[]): Finding[] {
  const tags: Extract<Node, { kind: "tag" }>[] = [];
  const text = textOf(nodes, tags);
  const found: Finding[] = [];
  let nth = 0;
  let close = -1;
  for (const { 0: mark, index } of text.matchAll(/<!--|\uffff/g)) {
    const isInside = index < close;
    if (mark === TAG) {
      const tag = tags[nth++];
      if (tag && isInside) found.push({ at: tag.at, phrase: "template-comment", values: { tag: tag.name } });
    } else if (!isInside) {
      const end = text.indexOf("-->", index + 4);
      close = end < 0 ? text.length : end;
    }
  }
  return found;
}

function textOf(nodes: readonly Node[], tags: Extract<Node, { kind: "tag" }>[]): string {
  return nodes
    .map((node) => {
      if (node.kind === "text") return node.text.replaceAll(TAG, " ");
      if (node.kind === "section") return textOf(node.children, tags);
      tags.push(node);
      return TAG;
    })
    .join("");
}
