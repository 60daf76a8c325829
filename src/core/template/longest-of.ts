import { lengthOf } from "../body-limit.ts";
import type { Node } from "./parse-template.ts";
import { MOST_OF, tagNamed } from "./tags.ts";

/** A field's marker with its prompt. */
const FIELD = 250;

/**
 * How many code points the document of a template has at most, whatever the incident is like; what stands between the app's
 * markers is not counted, that has limits of its own.
 */
export function longestOf(nodes: readonly Node[], times = MOST_OF.entries): number {
  return nodes.reduce((sum, node) => sum + longestOfNode(node, times), 0);
}

/** @param times how often a list can show what is in it; a list in a list is refused, and counts once */
function longestOfNode(node: Node, times: number): number {
  if (node.kind === "text") return lengthOf(node.text);
  if (node.kind === "section") {
    const isList = !node.inverted && tagNamed(node.name)?.kind === "list";
    return isList ? longestOf(node.children, 1) * times : longestOf(node.children, times);
  }
  if (node.name === ".") return MOST_OF.entry;
  const tag = tagNamed(node.name);
  switch (tag?.kind) {
    case "field":
      return FIELD;
    case "inline":
      return tag.most;
    case "text":
      return tag.most ?? MOST_OF.text;
    case "list":
      return MOST_OF.list;
    default:
      return 0;
  }
}
