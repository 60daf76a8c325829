import Mustache from "mustache";
import type { LanguageFolder, WrittenPhrase } from "../../scripts/language-folders.ts";
import { withoutHead } from "../../scripts/language-folders.ts";
import { readBlocks, textOf } from "../../src/core/blocks.ts";
import { fieldHeaded } from "../../src/core/field-names.ts";
import { findMarkers } from "../../src/core/markers.ts";
import { sectionKind } from "../../src/core/reading/section-names.ts";

/** Where a translation may differ from the rules, by `phrase.name` or `template.md`, each with the reason. */
export type Allowed = {
  /** Texts that are the same as in English. */
  same: Record<string, string>;
  /** Tags that are left out or repeated. */
  tags: Record<string, string>;
  /** Headings, as they stand here, that are not read as the English ones are. */
  headings: Record<string, string>;
};

/**
 * What a language's folder lacks, or has too much, against the English one: one sentence each, that says where. Empty: it is
 * complete.
 */
export function gapsOf(folder: LanguageFolder, english: LanguageFolder, allowed: Allowed): string[] {
  const say = (file: string, gap: string) => `templates/${folder.locale}/${file}: ${gap}`;
  return [
    ...nameGaps(folder.templates, english.templates).map(([name, gap]) => say(`${name}.md`, gap)),
    ...nameGaps(folder.phrases, english.phrases).map(([name, gap]) => say(`phrases/${name}.json`, gap)),
    ...both(folder.templates, english.templates).flatMap(([name, text, original]) =>
      templateGaps(`${name}.md`, withoutHead(text), withoutHead(original), allowed).map((gap) =>
        say(`${name}.md`, gap),
      ),
    ),
    ...both(folder.phrases, english.phrases).flatMap(([file, named, originals]) =>
      phrasesGaps(folder.locale, file, named, originals, allowed).map((gap) =>
        say(`phrases/${file}.json`, gap),
      ),
    ),
  ];
}

/** The exceptions that nothing needs any more. */
export function needlessExceptions(
  folder: LanguageFolder,
  english: LanguageFolder,
  allowed: Allowed,
): string[] {
  return (["same", "tags", "headings"] as const).flatMap((kind) =>
    Object.keys(allowed[kind]).filter((name) => {
      const { [name]: _, ...others } = allowed[kind];
      const [less, all] = [{ ...allowed, [kind]: others }, allowed];
      return gapsOf(folder, english, less).length === gapsOf(folder, english, all).length;
    }),
  );
}

function nameGaps(ours: object, theirs: object): [name: string, gap: string][] {
  const missing = Object.keys(theirs).filter((name) => !Object.hasOwn(ours, name));
  const extra = Object.keys(ours).filter((name) => !Object.hasOwn(theirs, name));
  return [
    ...missing.map((name): [string, string] => [name, "is missing"]),
    ...extra.map((name): [string, string] => [name, "is not in English"]),
  ];
}

function both<T>(ours: Record<string, T>, theirs: Record<string, T>): [name: string, our: T, their: T][] {
  return Object.entries(ours).flatMap(([name, our]) => {
    const their = theirs[name];
    return their === undefined ? [] : [[name, our, their] as [string, T, T]];
  });
}

function templateGaps(name: string, text: string, original: string, allowed: Allowed): string[] {
  return [
    ...(name in allowed.tags ? [] : tagGaps(tagsOf(text), tagsOf(original))),
    ...markerGaps(text, original),
    ...headingGaps(text, original, allowed),
    ...labelGaps(text, original),
    ...(text === original && saysSomething(text) && !(name in allowed.same) ? ["is still English"] : []),
  ];
}

function phrasesGaps(
  locale: string,
  file: string,
  named: Record<string, WrittenPhrase>,
  originals: Record<string, WrittenPhrase>,
  allowed: Allowed,
): string[] {
  return [
    ...nameGaps(named, originals).map(([name, gap]) => `“${name}” ${gap}`),
    ...both(named, originals).flatMap(([name, phrase, original]) =>
      phraseGaps(locale, `${file}.${name}`, phrase, original, allowed).map((gap) => `“${name}” ${gap}`),
    ),
  ];
}

function phraseGaps(
  locale: string,
  name: string,
  phrase: WrittenPhrase,
  original: WrittenPhrase,
  allowed: Allowed,
): string[] {
  if (typeof phrase !== typeof original)
    return [typeof original === "string" ? "has plural forms, the English has none" : "needs plural forms"];
  if (typeof phrase === "string" || typeof original === "string")
    return textGaps(name, String(phrase), String(original), allowed);
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  const wanted = Object.fromEntries(forms.map((form) => [form, original[form] ?? original.other ?? ""]));
  return [
    ...nameGaps(phrase, wanted).map(
      ([form, gap]) => `form “${form}” ${gap.replace("in English", "one of the language")}`,
    ),
    ...both(phrase, wanted).flatMap(([form, text, their]) =>
      textGaps(name, text, their, allowed, ["{{count}}"]).map((gap) => `form “${form}” ${gap}`),
    ),
    ...(name in allowed.tags ? [] : countGaps(locale, phrase)),
  ];
}

/** A form that is said of several numbers has to name them: Portuguese says `one` of 0, too. */
function countGaps(locale: string, phrase: Record<string, string>): string[] {
  const rules = new Intl.PluralRules(locale);
  const numbers = Array.from({ length: 101 }, (_, number) => number);
  return Object.entries(phrase).flatMap(([form, text]) => {
    const said = numbers.filter((number) => rules.select(number) === form);
    const isNamed = said.length < 2 || tagsOf(text).includes("{{count}}");
    return isNamed
      ? []
      : [`form “${form}” is said of ${said.slice(0, 3).join(", ")}… and does not name {{count}}`];
  });
}

function textGaps(
  name: string,
  text: string,
  original: string,
  allowed: Allowed,
  free: readonly string[] = [],
): string[] {
  const counted = (tags: string[]) => tags.filter((tag) => !free.includes(tag));
  return [
    ...(name in allowed.tags ? [] : tagGaps(counted(tagsOf(text)), counted(tagsOf(original)))),
    ...(text === original && saysSomething(text) && !(name in allowed.same) ? ["is still English"] : []),
    ...(text.trim() !== text && original.trim() === original ? ["begins or ends with a space"] : []),
  ];
}

/** Words beside tags, code and markers: notation needs no translation. */
function saysSomething(text: string): boolean {
  return /\p{L}{2,}/u.test(
    text
      .replace(/\{\{.*?\}\}\}?/g, " ")
      .replace(/<[^<>]*>/g, " ")
      .replace(/`[^`]*`/g, " ")
      .replace(/\]\([^()]*\)/g, " "),
  );
}

type Token = [kind: string, name: string, start: number, end: number, inner?: Token[]];

/** Every tag with the sections around it, e.g. `{{{headline}}} in {{#figures}}`, sorted. */
function tagsOf(text: string): string[] {
  const walk = (tokens: Token[], around: string): string[] =>
    tokens.flatMap(([kind, name, , , inner]) => {
      if (kind === "&") return [`{{{${name}}}}${around}`];
      if (kind === "name") return [`{{${name}}}${around}`];
      if (!inner) return [];
      return [`{{${kind}${name}}}${around}`, ...walk(inner, ` in {{${kind}${name}}}${around}`)];
    });
  return walk(Mustache.parse(text) as Token[], "").sort();
}

function tagGaps(ours: string[], theirs: string[]): string[] {
  return [
    ...without(theirs, ours).map((tag) => `lacks ${tag}`),
    ...without(ours, theirs).map((tag) => `has ${tag}, the English has not`),
  ];
}

/** What is left when each of the others takes one of its like away. */
function without(tags: string[], others: string[]): string[] {
  const rest = [...others];
  return tags.filter((tag) => {
    const at = rest.indexOf(tag);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

function markerGaps(text: string, original: string): string[] {
  const markers = (from: string) => findMarkers(from).map(({ start, end }) => from.slice(start, end));
  const [ours, theirs] = [markers(text), markers(original)];
  return [
    ...theirs.filter((marker) => !ours.includes(marker)).map((marker) => `lacks ${marker}`),
    ...ours
      .filter((marker) => !theirs.includes(marker))
      .map((marker) => `has ${marker}, the English has not`),
  ];
}

type Heading = { depth: number; words: string };

function headingsOf(text: string): Heading[] {
  return readBlocks(text).flatMap((block) =>
    block.kind === "heading" ? [{ depth: block.depth, words: textOf(text, block.words) }] : [],
  );
}

/** Headings in the same order and depth, each read as the same part of a document. */
function headingGaps(text: string, original: string, allowed: Allowed): string[] {
  const [ours, theirs] = [headingsOf(text), headingsOf(original)];
  const isDocument = Object.keys(labelsOf(original)).length > 0 || /^## Action items$/m.test(original);
  if (ours.map(({ depth }) => depth).join() !== theirs.map(({ depth }) => depth).join())
    return [`has other headings: ${theirs.length} in English, ${ours.length} here, or of other depths`];
  return theirs.flatMap(({ words }, at) => {
    const [our = "", kind] = [ours[at]?.words, sectionKind(words)];
    if (
      !isDocument ||
      words.includes("{{") ||
      kind === null ||
      sectionKind(our) === kind ||
      our in allowed.headings
    )
      return [];
    return [`heading “${our}” is read as ${sectionKind(our) ?? "nothing"}, “${words}” as ${kind}`];
  });
}

/** What stands in bold before an answer, or over it, names the same field to those who lose its marker. */
function labelGaps(text: string, original: string): string[] {
  const [ours, theirs] = [labelsOf(text), labelsOf(original)];
  return Object.entries(theirs).flatMap(([field, label]) => {
    const our = ours[field];
    if (our === undefined || fieldHeaded(label) !== field || fieldHeaded(our) === field) return [];
    return [`“${our}” is read as ${fieldHeaded(our) ?? "no field"}, “${label}” as the field ${field}`];
  });
}

const FIELD = String.raw`(?:<!-- postmortem:field ([\w-]+)|\{\{\{?field\.([\w-]+))`;
const LABELS = [
  new RegExp(String.raw`\*\*([^*\n]+?):?\*\*:? *${FIELD}`, "g"),
  new RegExp(String.raw`^#+ ([^\n]+)\n+${FIELD}`, "gm"),
  new RegExp(String.raw`^\| ([^|\n]+?) \| *${FIELD}`, "gm"),
];

/** What a template writes before each of its fields. */
function labelsOf(text: string): Record<string, string> {
  const found = LABELS.flatMap((pattern) => [...text.matchAll(pattern)]);
  return Object.fromEntries(found.map(([, label = "", marked, tagged]) => [marked ?? tagged ?? "", label]));
}
