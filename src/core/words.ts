import type commands from "../../templates/en/phrases/commands.json";
import type common from "../../templates/en/phrases/common.json";
import type config from "../../templates/en/phrases/config.json";
import type course from "../../templates/en/phrases/course.json";
import type document from "../../templates/en/phrases/document.json";
import type facts from "../../templates/en/phrases/facts.json";
import type fields from "../../templates/en/phrases/fields.json";
import type figures from "../../templates/en/phrases/figures.json";
import type gate from "../../templates/en/phrases/gate.json";
import type items from "../../templates/en/phrases/items.json";
import type keyTimes from "../../templates/en/phrases/key-times.json";
import type labels from "../../templates/en/phrases/labels.json";
import type life from "../../templates/en/phrases/life.json";
import type lint from "../../templates/en/phrases/lint.json";
import type problems from "../../templates/en/phrases/problems.json";
import type reminders from "../../templates/en/phrases/reminders.json";
import type review from "../../templates/en/phrases/review.json";
import type setup from "../../templates/en/phrases/setup.json";
import type summary from "../../templates/en/phrases/summary.json";
import type suspects from "../../templates/en/phrases/suspects.json";

/** One entry for each file of phrases; a language is complete when it has the same files with the same names in them. */
type Phrases = {
  commands: typeof commands;
  common: typeof common;
  config: typeof config;
  course: typeof course;
  document: typeof document;
  facts: typeof facts;
  fields: typeof fields;
  figures: typeof figures;
  gate: typeof gate;
  items: typeof items;
  "key-times": typeof keyTimes;
  labels: typeof labels;
  life: typeof life;
  lint: typeof lint;
  problems: typeof problems;
  reminders: typeof reminders;
  review: typeof review;
  setup: typeof setup;
  summary: typeof summary;
  suspects: typeof suspects;
};

/**
 * A phrase: the file of `templates/LOCALE/phrases/` it stands in and its name there, e.g. `labels.P0`. Names that begin with `//`
 * are notes for readers of the file.
 */
export type PhraseName = {
  [File in keyof Phrases]: `${File}.${Exclude<keyof Phrases[File] & string, `//${string}`>}`;
}[keyof Phrases];

/**
 * A phrase with its values in place. Of one with plural forms (`one`, `other`…) `count` chooses. As in templates `{{name}}` is
 * people's text, which is escaped, and `{{{name}}}` Markdown that the core made. Throws when a value is missing: that is an error of ours.
 */
export type Say = (name: PhraseName, values?: Record<string, string | number>) => string;

/** A whole text: `templates/LOCALE/NAME.md` with its view. */
export type Render = (template: string, view: object) => string;

/** What the app says in one language. `locale` is the name of its folder, a BCP 47 tag such as `pt-BR`. */
export type Words = {
  locale: string;
  say: Say;
  render: Render;
  /** A document template as it is written, `templates/LOCALE/NAME.md`, to be filled by `core/template/`. */
  document: (template: string) => string;
};

/** The language that is spoken where nobody chose one, and the one that all others are measured against. */
export const DEFAULT_LOCALE = "en";
