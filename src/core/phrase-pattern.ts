import type { PhraseName, Say } from "./words.ts";

/** Stands around a value's name while a phrase is taken apart; no phrase holds it. */
const PLACE = "\u0000";

/**
 * How a phrase looks where the app wrote it: the source of a pattern, for any flags.
 * @param values what stands for each of its values, as the source of a pattern
 */
export function phrasePattern(say: Say, name: PhraseName, values: Record<string, string>): string {
  return partsOf(say, name, Object.keys(values))
    .map((part, at) => (at % 2 === 0 ? RegExp.escape(part) : (values[part] ?? "")))
    .join("");
}

/** The words before and behind the one value of a phrase. */
export function aroundValue(say: Say, name: PhraseName, value: string): { before: string; behind: string } {
  const [before = "", , behind = ""] = partsOf(say, name, [value]);
  return { before, behind };
}

/** Words and names of values by turns, words first and last. */
function partsOf(say: Say, name: PhraseName, values: string[]): string[] {
  const places = values.map((value) => [value, `${PLACE}${value}${PLACE}`]);
  return say(name, Object.fromEntries(places)).split(PLACE);
}
