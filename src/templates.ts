import { readdirSync, readFileSync } from "node:fs";
import Mustache from "mustache";
import { escapeInline } from "./core/markdown.ts";
import type { Render } from "./ports.ts";

const FOLDER = new URL("../templates/", import.meta.url);

/**
 * Reads every template once; a broken tag fails here, at start, not in the middle of an incident. In a template
 * `{{name}}` is people's text, escaped; `{{{name}}}` is Markdown that the core made.
 */
export function loadTemplates(folder: URL = FOLDER): Render {
  const templates = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith(".md"))
      .map((name) => [name.slice(0, -".md".length), readFileSync(new URL(name, folder), "utf8")]),
  );
  for (const text of templates.values()) Mustache.parse(text);
  return (name, view) => {
    const text = templates.get(name);
    if (text === undefined) throw new Error(`no template ${name}.md`);
    return Mustache.render(text, view, {}, { escape: (value) => escapeInline(String(value)) });
  };
}
