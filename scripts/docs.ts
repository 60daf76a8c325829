import { writeFileSync } from "node:fs";
import { z } from "zod";
import { configSchema } from "../src/core/config-schema.ts";

/** Writes the pages that are made from the code: `npm run docs`. A test holds them in step. */

type Node = {
  type?: string;
  description?: string;
  default?: unknown;
  enum?: string[];
  anyOf?: Node[];
  items?: Node;
  properties?: Record<string, Node>;
};

/** `docs/configuration.md`: every key, what it means and its default. */
export function configurationPage(): string {
  const schema = z.toJSONSchema(configSchema, { io: "input" }) as Node;
  const sections = Object.entries(schema.properties ?? {}).map(([name, node]) => section(name, node));
  return [
    "# Configuration",
    "",
    "<!-- Made by `npm run docs` from src/core/config-schema.ts. -->",
    "",
    "No file is needed. To change a default, put `.github/postmortem.yml` on the default branch:",
    "",
    "```yaml",
    "time_zone: Europe/Berlin",
    "incident:",
    "  labels: [incident, outage]",
    "summary:",
    "  day: friday",
    '  time: "16:00"',
    "```",
    "",
    "A file with a mistake counts as a whole as not there; the log names every mistake with its line.",
    "",
    ...sections,
  ].join("\n");
}

function section(name: string, node: Node): string {
  const rows = keysOf(name, node).map(
    ([path, leaf]) => `| \`${path}\` | ${leaf.description ?? ""} | ${values(leaf)} | ${given(leaf)} |`,
  );
  const intro = node.properties ? [node.description ?? "", ""] : [];
  return [
    `## \`${name}\``,
    "",
    ...intro,
    "| Key | Meaning | Values | Default |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function keysOf(path: string, node: Node): [string, Node][] {
  if (!node.properties) return [[path, node]];
  return Object.entries(node.properties).flatMap(([key, child]) => keysOf(`${path}.${key}`, child));
}

function values(node: Node): string {
  if (node.anyOf) return node.anyOf.map(values).join(", or ");
  if (node.enum) return node.enum.map((value) => `\`${value}\``).join(", ");
  if (node.properties)
    return Object.keys(node.properties)
      .map((key) => `\`${key}: …\``)
      .join(", ");
  if (node.type === "array") return `list of ${values(node.items ?? {})}`;
  return (
    { string: "text", integer: "whole number", boolean: "`true`, `false`" }[node.type ?? ""] ??
    node.type ??
    ""
  );
}

function given(node: Node): string {
  return node.default === undefined ? "–" : `\`${JSON.stringify(node.default).replaceAll('"', "")}\``;
}

if (import.meta.main)
  writeFileSync(new URL("../docs/configuration.md", import.meta.url), configurationPage());
