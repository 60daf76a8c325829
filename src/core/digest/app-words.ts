import { phrasePattern } from "../phrase-pattern.ts";
import type { Say } from "../words.ts";

/** What the app itself wrote into an answer or a fact, which nobody stated. It is found by the phrases it was written with. */

/** Owners, or references, however many. */
const ANYBODY = ".{1,2000}?";
const REFERENCE = "(?:[\\w.-]{1,100}\\/[\\w.-]{1,100})?#\\d{1,10}";

/** An answer without what stands at the end of its lines about where the app had it from. */
export function withoutSource(answer: string, say: Say): string {
  const words = phrasePattern(say, "document.answer-source", { link: REFERENCE });
  return answer.replace(new RegExp(`(?<=^|[\\s>])${words}(?=[ \\t]*(?:<br\\b|$))`, "gmu"), "");
}

/** A fact about areas without the owners of their files, with whom its cell ends. */
export function withoutOwners(line: string, say: Say): string {
  const whole = phrasePattern(say, "facts.areas-owned", { owners: ANYBODY, pulls: ANYBODY });
  const [before = ""] = whole.split(ANYBODY);
  // A language may begin with the owners: then only the whole of it tells.
  const words = before === "" ? whole : `${before}.*`;
  return line.replace(new RegExp(`(?<![\\p{L}\\p{N}])${words}$`, "u"), "");
}
