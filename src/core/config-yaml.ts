import {
  type Document,
  type ErrorCode,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from "yaml";
import type { Phrase } from "./config/problem.ts";

/** Where something stands in a file, 1-based; null where the file has no such place. */
export type Place = { line: number | null; column: number | null };

/** A mistake in the YAML itself. */
export type YamlMistake = Place & Phrase;

export type Yaml = {
  /** Plain objects, arrays and scalars; null when the file is empty or has mistakes. */
  value: unknown;
  mistakes: YamlMistake[];
  /** Where the value of a path stands, or its key. */
  placeOf(path: PropertyKey[], part: "key" | "value"): Place;
};

/**
 * Reads YAML 1.2 without its dangers: no aliases (a "billion laughs" stays one), no tags, no merge keys, no key twice.
 * May throw on text made to exhaust the parser.
 */
export function readYaml(source: string): Yaml {
  // Editors do not count a byte order mark.
  const text = source.replace(/^\uFEFF/, "");
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    // A picture of its place for each of sixty thousand mistakes takes seconds, and nobody sees it.
    prettyErrors: false,
    // The library compares every key with every other; see `duplicates`.
    uniqueKeys: false,
    stringKeys: true,
    schema: "core",
  });
  const mistakes: YamlMistake[] = [...document.errors, ...document.warnings].map((error) => ({
    ...inPlainWords(error),
    // What is missing is missed behind the last word, and not on a line that is not there.
    ...placeAt(lines, Math.min(error.pos[0], text.trimEnd().length)),
  }));
  if (mistakes.length === 0) mistakes.push(...aliases(document, lines), ...duplicates(document, lines));
  return {
    value: mistakes.length > 0 ? null : document.toJS({ maxAliasCount: 0 }),
    mistakes: firstOfLines(withoutEchoes(mistakes)),
    placeOf: (path, part) => placeOf(document, lines, path, part),
  };
}

/** The mistakes that people make most, by the library's names. */
const KNOWN: Partial<Record<ErrorCode, Phrase["phrase"]>> = {
  TAB_AS_INDENT: "config.yaml-tab",
  BAD_INDENT: "config.yaml-indent",
  MISSING_CHAR: "config.yaml-unclosed",
  MULTIPLE_DOCS: "config.yaml-two-documents",
  TAG_RESOLVE_FAILED: "config.yaml-tag",
  NON_STRING_KEY: "config.yaml-key",
  BLOCK_AS_IMPLICIT_KEY: "config.yaml-colon",
  MULTILINE_IMPLICIT_KEY: "config.yaml-no-colon",
  BAD_SCALAR_START: "config.yaml-quote",
  UNEXPECTED_TOKEN: "config.yaml-unexpected",
  RESOURCE_EXHAUSTION: "config.yaml-deep",
};

/** Of mistakes that the table does not know the library's first words are told. */
function inPlainWords({ code, message }: YAMLError): Phrase {
  const phrase = code === "BAD_INDENT" && message.startsWith("Flow") ? "config.yaml-unclosed" : KNOWN[code];
  if (phrase) return { phrase, values: {} };
  const reason = message.split("\n")[0] ?? "";
  return { phrase: "config.yaml-other", values: { reason: { quoted: reason } } };
}

/** A tab as indentation makes the lines after it look wrongly indented. */
function withoutEchoes(mistakes: YamlMistake[]): YamlMistake[] {
  const hasTab = mistakes.some(({ phrase }) => phrase === "config.yaml-tab");
  return mistakes.filter(({ phrase }) => !hasTab || phrase !== "config.yaml-indent");
}

/** One mistake of a line: the others follow from it. */
function firstOfLines(mistakes: YamlMistake[]): YamlMistake[] {
  const seen = new Set<number>();
  return mistakes.filter(({ line }) => line === null || (!seen.has(line) && seen.add(line)));
}

function aliases(document: Document, lines: LineCounter): YamlMistake[] {
  const found: YamlMistake[] = [];
  visit(document, {
    Alias(_, { source, range }) {
      found.push({
        phrase: "config.yaml-alias",
        values: { alias: { code: `*${source}` } },
        ...placeAt(lines, range?.[0]),
      });
    },
  });
  return found;
}

function duplicates(document: Document, lines: LineCounter): YamlMistake[] {
  const found: YamlMistake[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name))
          found.push({
            phrase: "config.yaml-duplicate",
            values: { key: { code: name } },
            ...placeAt(lines, key.range?.[0]),
          });
        seen.add(name);
      }
    },
  });
  return found;
}

function placeOf(document: Document, lines: LineCounter, path: PropertyKey[], part: "key" | "value"): Place {
  // Something missing has no place: then that of the part around it.
  for (let depth = path.length; depth > 0; depth--) {
    const above = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const name = String(path[depth - 1]);
    const pair = isMap(above)
      ? above.items.find(({ key }) => isScalar(key) && String(key.value) === name)
      : undefined;
    const value = pair?.value ?? document.getIn(path.slice(0, depth), true);
    const node = part === "key" && pair ? pair.key : value;
    if (isNode(node) && node.range) return placeAt(lines, node.range[0]);
  }
  return { line: null, column: null };
}

function placeAt(lines: LineCounter, offset: number | undefined): Place {
  if (offset === undefined) return { line: null, column: null };
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
