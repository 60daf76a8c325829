import { z } from "zod";
import { BASE, EXTENDS } from "../src/core/config/read-file.ts";
import { DEFAULT_CONFIG } from "../src/core/config.ts";
import { configSchema } from "../src/core/config-schema.ts";
import { readLanguageFolders } from "./language-folders.ts";

/** The parts of JSON Schema that the configuration needs. */
export type Node = {
  title?: string;
  type?: string | string[];
  description?: string;
  default?: unknown;
  enum?: (string | null)[];
  anyOf?: Node[];
  items?: Node;
  properties?: Record<string, Node>;
  propertyNames?: Node;
  additionalProperties?: Node | boolean;
  required?: string[];
  minimum?: number;
  maximum?: number;
  pattern?: string;
};

/** The configuration as zod has it, with `_extends`, the languages that there are, and every default. */
export function schemaOf(): Node {
  const root = z.toJSONSchema(configSchema, { io: "input" }) as Node;
  const properties = root.properties ?? {};
  if (properties.locale) properties.locale.enum = readLanguageFolders().map(({ locale }) => locale);
  for (const [key, node] of Object.entries(properties))
    properties[key] = withDefaults(node, DEFAULT_CONFIG[key as keyof typeof DEFAULT_CONFIG]);
  const extended: Node = {
    title: "`name`, `name:path` or `owner/name:path`",
    description: "A file of the same owner to go on from; the file's own words go before it.",
    type: "string",
    pattern: BASE.source,
  };
  return { ...root, properties: { [EXTENDS]: extended, ...properties } };
}

/** zod leaves out the defaults of what it transforms. */
function withDefaults(node: Node, value: unknown): Node {
  if (!node.properties || node.anyOf) return value === undefined ? node : { ...node, default: value };
  const { default: _, ...rest } = node;
  const below = (value ?? {}) as Record<string, unknown>;
  const entries = Object.entries(node.properties).map(([key, child]) => [
    key,
    withDefaults(child, below[key]),
  ]);
  return { ...rest, properties: Object.fromEntries(entries) as Record<string, Node> };
}

/** `docs/postmortem.schema.json`, for editors: JSON Schema 2020-12. It says what the app refuses, but for time zones and rules over several keys. */
export function configurationSchema(): string {
  const schema = {
    ...nullable(schemaOf()),
    type: ["object", "null"],
    title: "Postmortem configuration: .github/postmortem.yml",
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** A key with nothing behind it counts as not there, unless it is needed. */
function nullable(node: Node): Node {
  const inner = (child: Node): Node => {
    if (child.anyOf) return { ...nullable(child), anyOf: [...child.anyOf.map(nullable), { type: "null" }] };
    const all = nullable(child);
    return {
      ...all,
      type: [all.type ?? [], "null"].flat(),
      ...(all.enum ? { enum: [...all.enum, null] } : {}),
    };
  };
  const properties = Object.entries(node.properties ?? {}).map(([key, child]) => [
    key,
    node.required?.includes(key) ? nullable(child) : inner(child),
  ]);
  return {
    ...node,
    ...(node.properties ? { properties: Object.fromEntries(properties) as Record<string, Node> } : {}),
    ...(node.items ? { items: nullable(node.items) } : {}),
  };
}
