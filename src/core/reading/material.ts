import { type Block, readBlocks } from "../blocks.ts";
import { type DayOrder, orderOf } from "./days.ts";
import { maskHidden } from "./hidden-text.ts";
import { outlineOf, type Section } from "./outline.ts";
import type { SectionKind } from "./section-names.ts";
import { declared } from "./timeline-events.ts";
import type { Zone } from "./zones.ts";

/** A document as the readers of its times and facts need it, made once. */
export type Material = {
  document: string;
  /** The same with what is no part of it blanked; all offsets are the same. */
  text: string;
  blocks: readonly Block[];
  outline: Section;
  stretches: Stretch[];
  /** `key: value` lines of YAML front matter, not nested. */
  front: { key: string; value: string; line: number }[];
  order: DayOrder;
  /** The zone that the document says its times are in; undefined where it says nothing. */
  zone: Zone | undefined;
};

export function readMaterial(document: string): Material {
  const text = maskHidden(document);
  const outline = outlineOf(document);
  return {
    document,
    text,
    blocks: readBlocks(text),
    outline,
    stretches: stretchesOf(outline, []),
    front: readFrontMatter(document),
    order: orderOf(document),
    zone: statedZone(text),
  };
}

type Stretch = { from: number; kinds: readonly SectionKind[] };

/** From where on which sections' kinds hold, in order. */
function stretchesOf(section: Section, around: readonly SectionKind[]): Stretch[] {
  const kinds = section.kind ? [section.kind, ...around] : around;
  const inside = section.children.flatMap((child) => [
    ...stretchesOf(child, kinds),
    { from: child.end, kinds },
  ]);
  return [{ from: section.heading.start, kinds }, ...inside];
}

/** The kinds of the sections that a place of the document stands in, the innermost first. */
export function kindsAt({ stretches }: Material, offset: number): readonly SectionKind[] {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.from ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return stretches[low - 1]?.kinds ?? [];
}

const FRONT = /^\uFEFF?(?:\s|<!--(?:(?!-->).)*-->)*---[ \t]*(?:\r\n?|\n)/s;
const PAIR = /^([A-Za-z][\w -]{0,40}?)[ \t]*:[ \t]+(.{1,500})$/;

function readFrontMatter(document: string): Material["front"] {
  const head = document.slice(0, 20_000);
  const opening = FRONT.exec(head)?.[0];
  if (opening === undefined) return [];
  const before = opening.split(/\r\n?|\n/).length;
  const lines = head.slice(opening.length).split(/\r\n?|\n/);
  const end = lines.findIndex((line) => /^(?:---|\.\.\.)[ \t]*$/.test(line));
  if (end < 0 || !/^[\w"'-]+[ \t]*:/.test(lines[0] ?? "")) return [];
  return lines.slice(0, end).flatMap((line, at) => {
    const [, key = "", value = ""] = PAIR.exec(line) ?? [];
    const bare = value.trim().replace(/^(["'])(.*)\1$/, "$2");
    return key ? [{ key, value: bare, line: before + at }] : [];
  });
}

const SAYS_ZONE =
  /(?<!\p{L})(?:(?:all|the|these|following) (?:of the )?(?:times?|timestamps?|dates)|times? (?:are|is|in|shown|listed|given|below)|timestamps? (?:are|in)|time ?zone|hor[áa]rios?|todas las horas|todas as horas|zeitangaben|alle zeiten|toutes les heures|tidspunkter|時刻は|時間は|모든 시간|모든 시각|시간대|所有时间|时区)[^\n.。]{0,100}/giu;

function statedZone(text: string): Zone | undefined {
  const said = [...text.slice(0, 300_000).matchAll(SAYS_ZONE)].map(([words]) => declared(words));
  const zones = said.filter((zone) => zone !== undefined);
  const [first] = zones;
  return zones.every((zone) => String(zone) === String(first)) ? first : null;
}
