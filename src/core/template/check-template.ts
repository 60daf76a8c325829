import { BODY_LIMIT } from "../body-limit.ts";
import type { PhraseName } from "../words.ts";
import { checkPlaces } from "./check-places.ts";
import { checkTags } from "./check-tags.ts";
import { checkText } from "./check-text.ts";
import { longestOf } from "./longest-of.ts";
import { type Node, parseTemplate } from "./parse-template.ts";

/**
 * Something about a template that a person can mend. Lines and columns count from 1, columns in UTF-16 units; null: it is about
 * the file as a whole. `values` are Markdown that holds no more of the file than a tag's name.
 */
export type TemplateProblem = {
  line: number | null;
  column: number | null;
  phrase: PhraseName;
  values: Record<string, string | number>;
};

type TemplatePhrase =
  Extract<PhraseName, `config.template-${string}`> extends `config.${infer Name}` ? Name : never;

/** The same with its place as a UTF-16 offset in the text; `opened` among the values is an offset, too. */
export type Finding = {
  at: number | null;
  phrase: TemplatePhrase;
  values?: Record<string, string | number>;
};

/** In UTF-16 units. A document is at most as long, and people have to write in it. */
export const MOST_CHARACTERS = 64 * 1024;
/** What a template may fill of a document, in code points, beside the app's own regions: the rest is for people's words. */
export const MOST_FILLED = BODY_LIMIT / 2;
/** More than anybody mends at once. */
const MOST_PROBLEMS = 100;

/**
 * Reads a repository's own document template and finds everything that is wrong with it, in the order of the text. Never
 * throws; takes milliseconds, and a quarter of a second for the longest text with a section for every name.
 * @returns `nodes` to render; null while there are problems
 */
export function checkTemplate(source: string): { nodes: Node[] | null; problems: TemplateProblem[] } {
  if (source.length > MOST_CHARACTERS)
    return told("", [
      { at: null, phrase: "template-too-long", values: { most: MOST_CHARACTERS, got: source.length } },
    ]);
  const text = source.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const { nodes, problems } = parseTemplate(text);
  const findings: Finding[] = [...checkText(text), ...problems, ...checkTags(nodes)];
  // Where the tags are wrong, what they would show says nothing about their places.
  if (findings.length === 0) findings.push(...checkPlaces(nodes));
  const longest = longestOf(nodes);
  if (longest > MOST_FILLED)
    findings.push({ at: null, phrase: "template-too-much", values: { most: MOST_FILLED, got: longest } });
  return findings.length === 0 ? { nodes, problems: [] } : told(text, findings);
}

function told(text: string, findings: Finding[]): { nodes: null; problems: TemplateProblem[] } {
  const place = placesIn(text);
  const first = [...findings].sort((a, b) => (a.at ?? -1) - (b.at ?? -1)).slice(0, MOST_PROBLEMS);
  const problems = first.map(
    ({ at, phrase, values = {} }): TemplateProblem => ({
      ...(at === null ? { line: null, column: null } : place(at)),
      phrase: `config.${phrase}`,
      values: inWords(values, place),
    }),
  );
  return { nodes: null, problems };
}

/** Offsets become lines, and names Markdown. */
function inWords(
  { opened, ...values }: Record<string, string | number>,
  place: ReturnType<typeof placesIn>,
): Record<string, string | number> {
  const shown = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === "string" ? named(value) : value,
  ]);
  return {
    ...Object.fromEntries(shown),
    ...(typeof opened === "number" ? { line: place(opened).line } : {}),
  };
}

/** A name as code. Whatever a tag's name cannot hold is taken out: it may be anybody's text. */
function named(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}._-]+/gu, " ").trim();
  const points = [...plain];
  return `\`${points.slice(0, 40).join("")}${points.length > 40 ? "…" : ""}\``;
}

function placesIn(text: string): (at: number) => { line: number; column: number } {
  const starts = [0];
  for (const { index } of text.matchAll(/\n/g)) starts.push(index + 1);
  return (at) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= at) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: at - (starts[low] as number) + 1 };
  };
}
