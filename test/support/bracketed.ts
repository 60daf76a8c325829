import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Words } from "../../src/core/words.ts";
import { loadLanguages } from "../../src/templates.ts";

const ENGLISH = new URL("../../templates/en/", import.meta.url);
const LOCALE = "en-x-brackets";

/**
 * A language made as every language is, by adding a folder: English with every phrase, and every word of a whole text, between `⟦`
 * and `⟧`. What stands outside of them was never in `templates/`.
 */
export function bracketedLanguage(): Words {
  const folder = mkdtempSync(join(tmpdir(), "languages-"));
  try {
    mkdirSync(join(folder, LOCALE, "phrases"), { recursive: true });
    const copy = (part: string, ending: string, change: (text: string) => string) => {
      const names = readdirSync(new URL(part, ENGLISH)).filter((name) => name.endsWith(ending));
      for (const name of names)
        writeFileSync(
          join(folder, LOCALE, part, name),
          change(readFileSync(new URL(part + name, ENGLISH), "utf8")),
        );
    };
    copy("./", ".md", bracketText);
    copy("phrases/", ".json", bracketPhrases);
    return loadLanguages(pathToFileURL(`${folder}/`)).in(LOCALE);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function bracketPhrases(json: string): string {
  const bracket = (_: string, value: unknown) => (typeof value === "string" ? `⟦${value}⟧` : value);
  return JSON.stringify(JSON.parse(json, bracket));
}

/** Words outside of tags, comments and HTML. */
function bracketText(text: string): string {
  return text.replace(
    /(\{\{[\s\S]*?\}\}\}?|<[^>]*>)|\p{L}[\p{L}\p{N} ,.'’:;?-]*/gu,
    (all: string, notation?: string) => notation ?? `⟦${all}⟧`,
  );
}

/** What of a text stands outside of the brackets. */
export function outside(text: string): string {
  const without = text.replace(/⟦[^⟦⟧]*⟧/g, " ");
  return without === text ? text : outside(without);
}
