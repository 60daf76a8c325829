import { z } from "zod";
import { configSchema } from "../config-schema.ts";

/** The part of JSON Schema that tells where keys stand. */
type Node = { properties?: Record<string, Node>; items?: Node; anyOf?: Node[] };

let root: Node | undefined;

/** The keys that the schema knows at a path. Entries of lists are alike. */
export function keysAt(path: readonly PropertyKey[]): string[] {
  root ??= z.toJSONSchema(configSchema, { io: "input" }) as Node;
  let nodes: Node[] = [root];
  for (const key of path) nodes = nodes.flatMap((node) => below(node, String(key)));
  return nodes.flatMap(alternatives).flatMap(({ properties = {} }) => Object.keys(properties));
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
