import type { Place } from "../config-yaml.ts";
import { escapeInline, neutralise } from "../markdown.ts";
import type { PhraseName, Say } from "../words.ts";
import type { ConfigFile } from "./file.ts";

/** What a phrase is filled with. `code` and `quoted` are people's text, which is shown as such; `oneOf` is a list of choices. */
export type PhraseValue =
  | string
  | number
  | Phrase
  | { code: string }
  | { quoted: string }
  | { oneOf: (string | Phrase)[] };

/** What is to be said, before it is said in a language. */
export type Phrase = { phrase: PhraseName; values: Record<string, PhraseValue> };

/** What is wrong in a configuration, or in a template that it names. */
export type ConfigProblem = Place &
  Phrase & {
    /** Where it stands. */
    file: ConfigFile;
    /** Dotted, e.g. `summary.day`; "" for the file itself. */
    path: string;
  };

/** `markdown`: as part of a line of an issue; `plain`: at a terminal, and in what GitHub does not render. */
export type Medium = "plain" | "markdown";

const MOST_QUOTED = 40;
const MOST_OF_A_PATH = 100;

/** A phrase in words. At most some two hundred characters long. */
export function tell({ phrase, values }: Phrase, say: Say, medium: Medium): string {
  const told = Object.entries(values).map(([name, value]) => [name, tellValue(value, say, medium)]);
  return say(phrase, Object.fromEntries(told) as Record<string, string | number>);
}

function tellValue(value: PhraseValue, say: Say, medium: Medium): string | number {
  if (typeof value !== "object") return value;
  if ("phrase" in value) return tell(value, say, medium);
  if ("code" in value) return asCode(value.code);
  if ("quoted" in value) {
    const quoted = JSON.stringify(shorten(value.quoted, MOST_QUOTED));
    return medium === "markdown" ? escapeInline(quoted) : quoted;
  }
  const choices = value.oneOf.map((one) => (typeof one === "string" ? one : tell(one, say, medium)));
  const [last = "", ...before] = choices.reverse();
  return before.length === 0 ? last : say("config.one-of", { first: before.reverse().join(", "), last });
}

/** A code span around people's text: nothing in it ends the span, mentions anybody or hides. */
export function asCode(text: string, most = MOST_QUOTED): string {
  return `\`${neutralise(shorten(text, most)).replaceAll("`", "'") || " "}\``;
}

/** The dotted path of a key, e.g. `incident.labels.0`. */
export function dotted(path: readonly PropertyKey[]): string {
  return shorten(path.map(String).join("."), MOST_OF_A_PATH);
}

/** One line of visible characters: no control, no change of the writing direction, no half of a pair. */
function shorten(text: string, most: number): string {
  const visible = text.slice(0, most + 1).replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, "\ufffd");
  return text.length > most ? `${visible.slice(0, most)}…` : visible;
}
