import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../templates/", import.meta.url);

/** What stands in a file of phrases: a text, or one for each plural form. */
export type WrittenPhrase = string | Record<string, string>;

/** A folder of `templates/` as it was written, before anything is filled in. */
export type LanguageFolder = {
  locale: string;
  /** Whole texts by their names, e.g. `comment-opened`. */
  templates: Record<string, string>;
  /** By file and name, without the notes. */
  phrases: Record<string, Record<string, WrittenPhrase>>;
  /** The notes in a file of phrases, with the phrases that each is about. */
  groups: Record<string, PhraseGroup[]>;
};

/** `note`: what is said about these phrases; empty where nothing is. Without names it is about the file. */
export type PhraseGroup = { note: string; names: string[] };

/** Every language that the app speaks, in the order of their folders' names. */
export function readLanguageFolders(folder: URL = FOLDER): LanguageFolder[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries
    .map(({ name }) => readLanguageFolder(name, new URL(`${name}/`, folder)))
    .sort((a, b) => (a.locale < b.locale ? -1 : 1));
}

function readLanguageFolder(locale: string, folder: URL): LanguageFolder {
  const files = filesIn(new URL("phrases/", folder), ".json").map(
    ([file, text]) => [file, Object.entries(JSON.parse(text) as Record<string, WrittenPhrase>)] as const,
  );
  const phrases = files.map(([file, entries]) => [
    file,
    Object.fromEntries(entries.filter(([name]) => !isNote(name))),
  ]);
  return {
    locale,
    templates: Object.fromEntries([...filesIn(folder, ".md"), ...filesIn(folder, ".yml")]),
    phrases: Object.fromEntries(phrases),
    groups: Object.fromEntries(files.map(([file, entries]) => [file, groupsIn(entries)])),
  };
}

function isNote(name: string): boolean {
  return name.startsWith("//");
}

/**
 * A note `//linked` is about the phrases below it whose names begin with `linked`; where the next two do not, about all that
 * follow, up to the next note. `//` is about the file.
 */
function groupsIn(entries: [name: string, text: WrittenPhrase][]): PhraseGroup[] {
  const groups: PhraseGroup[] = [];
  let begins = "";
  for (const [at, [name, text]] of entries.entries()) {
    if (isNote(name)) {
      groups.push({ note: String(text), names: [] });
      const key = name.slice("//".length);
      const isAboutSome = [at + 1, at + 2].every((next) => entries[next]?.[0].startsWith(key));
      begins = isAboutSome ? key : "";
      if (key === "") groups.push({ note: "", names: [] });
    } else {
      const last = groups.at(-1);
      if (last && name.startsWith(begins)) last.names.push(name);
      else {
        groups.push({ note: "", names: [name] });
        begins = "";
      }
    }
  }
  return groups.filter(({ note, names }) => note !== "" || names.length > 0);
}

function filesIn(folder: URL, ending: string): [name: string, text: string][] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => [name.slice(0, -ending.length), readFileSync(new URL(name, folder), "utf8")]);
}

/** What the first line of an English template tells about it; nobody on GitHub sees it. */
export type TemplateHead = {
  when: string;
  where: string;
  /** How often at most. */
  most: string;
  /** How to switch it off, where that is possible. */
  off: string | null;
};

const HEAD = /^\{\{! When: (.+?)\. Where: (.+?)\. At most: (.+?)\.(?: Off: (.+?)\.)? \}\}\n/;

/** `{{! When: …. Where: …. At most: …. Off: …. }}`, the first line of a template; null where it has none, or another form. */
export function templateHead(text: string): TemplateHead | null {
  const [, when, where, most, off] = HEAD.exec(text) ?? [];
  return when && where && most ? { when, where, most, off: off ?? null } : null;
}

/** A template without its first line's comment. */
export function withoutHead(text: string): string {
  return text.replace(/^\{\{![^{}]*\}\}\n/, "");
}
