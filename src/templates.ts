import { readdirSync, readFileSync } from "node:fs";
import Mustache from "mustache";
import { escapeInline } from "./core/markdown.ts";
import type { Render } from "./ports.ts";

const FOLDER = new URL("../templates/", import.meta.url);

/** Mustache's parsed template: kind, name, offsets, and for a section what is in it. */
type Token = [kind: string, name: string, start: number, end: number, inner?: Token[]];

/**
 * Reads every template once; a broken tag fails here, at start, not in the middle of an incident. In a template
 * `{{name}}` is people's text, escaped; `{{{name}}}` is Markdown that the core made. A tag that a view does not give is an
 * error of ours, never an empty place that nobody notices.
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
    const missing = missingTags(Mustache.parse(text) as Token[], [view]);
    if (missing.length > 0)
      throw new Error(`${name}.md shows what its view does not give: ${missing.join(", ")}`);
    return Mustache.render(text, view, {}, { escape: (value) => escapeInline(String(value)) });
  };
}

/** Tags whose name none of the objects around them has. */
function missingTags(tokens: Token[], around: unknown[]): string[] {
  return tokens.flatMap(([kind, name, , , inner]) => {
    if (!["name", "&", "#", "^"].includes(kind) || name === ".") return [];
    const found = lookUp(name, around);
    if (found === undefined) return [name];
    if (kind !== "#" || !inner) return inner ? missingTags(inner, around) : [];
    return (Array.isArray(found) ? found : [found]).flatMap((each) => missingTags(inner, [each, ...around]));
  });
}

function lookUp(path: string, around: unknown[]): unknown {
  const [first = "", ...rest] = path.split(".");
  const holder = around.find(
    (each) => typeof each === "object" && each !== null && Object.hasOwn(each, first),
  );
  return [first, ...rest].reduce(
    (value: unknown, key) => (value as Record<string, unknown> | undefined)?.[key],
    holder,
  );
}
