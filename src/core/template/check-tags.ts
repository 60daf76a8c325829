import { nearest } from "../nearest.ts";
import type { Finding } from "./check-template.ts";
import type { Node, Section } from "./parse-template.ts";
import { TAGS, type Tag, tagNamed } from "./tags.ts";

/** `list`: the tags stand in a section that is repeated. `seen`: where a tag stood that can stand only once. */
type Around = { list: boolean; seen: Map<string, number> };

const NAMES = TAGS.map(({ name }) => name);

/** Whether every tag is one, and can do in its place what it is asked for. */
export function checkTags(nodes: readonly Node[]): Finding[] {
  return check(nodes, { list: false, seen: new Map() });
}

function check(nodes: readonly Node[], around: Around): Finding[] {
  return nodes.flatMap((node) => {
    if (node.kind === "section") return checkSection(node, around);
    return node.kind === "tag" ? checkTag(node, around) : [];
  });
}

function checkTag({ name, at, alone }: Extract<Node, { kind: "tag" }>, around: Around): Finding[] {
  if (name === ".") return around.list ? [] : [{ at, phrase: "template-dot" }];
  const tag = tagNamed(name);
  if (!tag) return [unknown(name, at)];
  if (tag.kind === "flag") return [{ at, phrase: "template-question", values: { tag: name } }];
  if (tag.kind !== "block" && tag.kind !== "field") return [];
  if (around.list) return [{ at, phrase: "template-repeated", values: { tag: name } }];
  const opened = around.seen.get(name);
  if (opened !== undefined) return [{ at, phrase: "template-twice", values: { tag: name, opened } }];
  around.seen.set(name, at);
  const isFree = tag.kind === "field" || alone === "";
  return isFree ? [] : [{ at, phrase: "template-own-line", values: { tag: name } }];
}

function checkSection({ name, at, inverted, children }: Section, around: Around): Finding[] {
  const tag = name === "." ? null : tagNamed(name);
  const isList = tag?.kind === "list" && !inverted;
  const inside = check(children, isList ? { ...around, list: true } : around);
  if (!tag) return [unknown(name, at), ...inside];
  if (!canBeAsked(tag)) return [{ at, phrase: "template-no-section", values: { tag: name } }, ...inside];
  return isList && around.list ? [{ at, phrase: "template-list-in-list" }, ...inside] : inside;
}

function canBeAsked({ kind }: Tag): boolean {
  return kind === "flag" || kind === "list" || kind === "text";
}

function unknown(name: string, at: number): Finding {
  const near = nearest(name, NAMES) ?? nearest(`field.${name}`, NAMES);
  return near
    ? { at, phrase: "template-unknown-tag-near", values: { tag: name, near } }
    : { at, phrase: "template-unknown-tag", values: { tag: name } };
}
