import { readdirSync, readFileSync } from "node:fs";
import Mustache from "mustache";
import { escapeInline } from "./core/markdown.ts";
import { DEFAULT_LOCALE, type PhraseName, type Render, type Say, type Words } from "./core/words.ts";

const FOLDER = new URL("../templates/", import.meta.url);

/** Mustache's parsed template: kind, name, offsets, and for a section what is in it. */
type Token = [kind: string, name: string, start: number, end: number, inner?: Token[]];

/** What a phrase is: its text, or one for each plural form of the language. */
type Phrase = string | Partial<Record<Intl.LDMLPluralRule, string>>;

export type Languages = {
  /** The folders of `templates/`, e.g. `["en", "pt-BR"]`. */
  locales: string[];
  /** What the app says in a language. One that is not there, or not any more: in English. */
  in(locale: string): Words;
};

/** Reads every language once. A broken tag fails here, at start, not in the middle of an incident. */
export function loadLanguages(folder: URL = FOLDER): Languages {
  const locales = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const words = new Map(locales.map((locale) => [locale, loadWords(locale, new URL(`${locale}/`, folder))]));
  const spoken = (locale: string) => words.get(locale) ?? words.get(DEFAULT_LOCALE);
  return {
    locales,
    in(locale) {
      const found = spoken(locale);
      if (!found) throw new Error(`no templates for ${locale}, and none for ${DEFAULT_LOCALE}`);
      return found;
    },
  };
}

function loadWords(locale: string, folder: URL): Words {
  return {
    locale,
    say: loadPhrases(locale, new URL("phrases/", folder)),
    render: loadTemplates(folder),
    document: loadDocuments(folder),
  };
}

/**
 * Reads the templates of a language. In a template `{{name}}` is people's text, escaped; `{{{name}}}` is Markdown that the core
 * made. A tag that a view does not give is an error of ours, never an empty place that nobody notices.
 */
export function loadTemplates(folder: URL): Render {
  const templates = textsIn(folder);
  for (const text of templates.values()) Mustache.parse(text);
  return (name, view) => {
    const text = templates.get(name);
    if (text === undefined) throw new Error(`no template ${name}.md`);
    return fill(`${name}.md`, text, view);
  };
}

/** The document templates as they are written: they are filled by the core, which knows their tags. */
function loadDocuments(folder: URL): Words["document"] {
  const texts = textsIn(folder);
  return (name) => {
    const text = texts.get(name);
    if (text === undefined) throw new Error(`no document template ${name}.md`);
    return text;
  };
}

/** The whole texts of a language by their names: Markdown, and files that the app proposes to a repository. */
function textsIn(folder: URL): Map<string, string> {
  const files = readdirSync(folder).filter((name) => /\.(?:md|yml)$/.test(name));
  return new Map(
    files.map((name) => [name.slice(0, name.lastIndexOf(".")), readFileSync(new URL(name, folder), "utf8")]),
  );
}

function loadPhrases(locale: string, folder: URL): Say {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const phrases = new Map(
    files.flatMap((file) => {
      const named = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Record<string, Phrase>;
      const said = Object.entries(named).filter(([name]) => !name.startsWith("//"));
      return said.map(([name, text]): [string, Phrase] => [
        `${file.slice(0, -".json".length)}.${name}`,
        text,
      ]);
    }),
  );
  const plurals = new Intl.PluralRules(locale);
  for (const phrase of phrases.values())
    for (const text of typeof phrase === "string" ? [phrase] : Object.values(phrase)) Mustache.parse(text);
  return (name: PhraseName, values = {}) => {
    const phrase = phrases.get(name);
    if (phrase === undefined) throw new Error(`no phrase ${name} in ${locale}`);
    const text =
      typeof phrase === "string"
        ? phrase
        : (phrase[plurals.select(Number(values.count))] ?? phrase.other ?? "");
    return fill(name, text, values);
  };
}

function fill(name: string, text: string, view: object): string {
  const missing = missingTags(Mustache.parse(text) as Token[], [view]);
  if (missing.length > 0) throw new Error(`${name} shows what its view does not give: ${missing.join(", ")}`);
  return Mustache.render(text, view, {}, { escape: (value) => escapeInline(String(value)) });
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
