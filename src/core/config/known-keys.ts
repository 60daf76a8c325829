import { z } from "zod";
import { configSchema } from "../config-schema.ts";

/** The part of JSON Schema that tells where keys stand. */
type Node = { properties?: Record<string, Node>; items?: Node; anyOf?: Node[] };

let root: Node | undefined;

function schema(): Node {
  root ??= z.toJSONSchema(configSchema, { io: "input" }) as Node;
  return root;
}

/** The keys that the schema knows at a path. Entries of lists are alike. */
export function keysAt(path: readonly PropertyKey[]): string[] {
  let nodes: Node[] = [schema()];
  for (const key of path) nodes = nodes.flatMap((node) => below(node, String(key)));
  return nodes.flatMap(alternatives).flatMap(({ properties = {} }) => Object.keys(properties));
}

/** Every place in the schema where a key stands, dotted, e.g. `summary.day`; entries of lists as `[]`. Case does not count. */
export function placesOf(key: string): string[] {
  const wanted = key.toLowerCase();
  const find = (node: Node, path: string): string[] =>
    alternatives(node).flatMap(({ properties = {}, items }) => [
      ...Object.entries(properties).flatMap(([name, child]) => {
        const place = path ? `${path}.${name}` : name;
        return [...(name.toLowerCase() === wanted ? [place] : []), ...find(child, place)];
      }),
      ...(items ? find(items, `${path}[]`) : []),
    ]);
  return find(schema(), "");
}

function below(node: Node, key: string): Node[] {
  return alternatives(node).flatMap(({ properties = {}, items }) => {
    if (items) return [items];
    const found = Object.hasOwn(properties, key) ? properties[key] : undefined;
    return found ? [found] : [];
  });
}

function alternatives(node: Node): Node[] {
  return [node, ...(node.anyOf ?? [])];
}
