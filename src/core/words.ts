import type common from "../../templates/en/phrases/common.json";
import type labels from "../../templates/en/phrases/labels.json";

/** One entry for each file of phrases; a language is complete when it has the same files with the same names in them. */
type Phrases = { common: typeof common; labels: typeof labels };

/** A phrase: the file of `templates/LOCALE/phrases/` it stands in and its name there, e.g. `labels.P0`. */
export type PhraseName = {
  [File in keyof Phrases]: `${File}.${keyof Phrases[File] & string}`;
}[keyof Phrases];

/**
 * A phrase with its values in place. Of one with plural forms (`one`, `other`…) `count` chooses. As in templates `{{name}}` is
 * people's text, which is escaped, and `{{{name}}}` Markdown that the core made. Throws when a value is missing: that is an error of ours.
 */
export type Say = (name: PhraseName, values?: Record<string, string | number>) => string;

/** A whole text: `templates/LOCALE/NAME.md` with its view. */
export type Render = (template: string, view: object) => string;

/** What the app says in one language. `locale` is the name of its folder, a BCP 47 tag such as `pt-BR`. */
export type Words = { locale: string; say: Say; render: Render };

/** The language that is spoken where nobody chose one, and the one that all others are measured against. */
export const DEFAULT_LOCALE = "en";
