import type { Say } from "../words.ts";

/** What the app itself wrote into an answer or a fact, which nobody stated. It is found by the phrases it was written with. */

/** Stands for a value while a phrase is made a pattern; no phrase holds it. */
const PLACE = "\u0000";

const REFERENCE = "(?:[\\w.-]{1,100}\\/[\\w.-]{1,100})?#\\d{1,10}";

/** An answer without what stands at the end of its lines about where the app had it from. */
export function withoutSource(answer: string, say: Say): string {
  const words = escaped(say("document.answer-source", { link: PLACE })).replace(PLACE, () => REFERENCE);
  return answer.replace(new RegExp(`(?<=^|[\\s>])${words}(?=[ \\t]*(?:<br\\b|$))`, "gmu"), "");
}

/** A fact about areas without the owners of their files, with whom its cell ends. */
export function withoutOwners(line: string, say: Say): string {
  const phrase = say("facts.areas-owned", { owners: PLACE, pulls: PLACE });
  const [before = ""] = phrase.split(PLACE);
  // A language may begin with the owners: then only the whole of it tells.
  const words =
    before.trim() === "" ? escaped(phrase).replaceAll(PLACE, ".{1,2000}?") : `${escaped(before)}.*`;
  return line.replace(new RegExp(`(?<![\\p{L}\\p{N}])${words}$`, "u"), "");
}

function escaped(words: string): string {
  return words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
