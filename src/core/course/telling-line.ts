import { truncate } from "../markdown.ts";
import { BAR, weigh } from "./weigh.ts";
import { withoutThanks } from "./without-thanks.ts";

/** How long a line is, in code points: a fact, the comment tells the rest. */
const LONGEST = 200;
/** "Back online." has room beside a long sentence. */
const SHORT = 40;
/** The first so many sentences of a statement are read. */
const MOST_SENTENCES = 60;

/** What stands beside something telling may tell less. */
const BESIDE = 2.5;

/** In a report the first so many sentences weigh more, the first most. */
const FIRST = 3;

/** What a statement tells in one line, in its own words, and how much that weighs. */
export type TellingLine = { text: string; weight: number };

/**
 * The telling sentences in the order they stand in, as many as fit: the weightiest first. Null: nothing in it tells anything.
 * @param bar what a sentence must weigh at least
 * @param isReport it is what an incident was opened with: that says first what matters
 */
export function tellingLine(sentences: readonly string[], bar = BAR, isReport = false): TellingLine | null {
  const weighed = sentences
    .slice(0, MOST_SENTENCES)
    .map(withoutThanks)
    .map((text, place) => ({ text, place, weight: weigh(text) }));
  const isTelling = (place: number) => (weighed[place]?.weight ?? 0) >= bar;
  const isBeside = (place: number) => isTelling(place - 1) || isTelling(place + 1);
  const rank = (each: { place: number; weight: number }) =>
    each.weight + (isReport ? Math.max(0, FIRST - each.place) : 0);
  const telling = weighed
    .filter(({ weight, place }) => isTelling(place) || (!isReport && weight >= BESIDE && isBeside(place)))
    .sort((a, b) => rank(b) - rank(a) || a.place - b.place);
  const [first] = telling;
  if (!first) return null;
  const chosen: typeof telling = [];
  for (const next of telling) {
    const wanted = [...chosen, next].sort((a, b) => a.place - b.place);
    const room = length(next.text) <= SHORT ? LONGEST + SHORT : LONGEST;
    if (chosen.length === 0 || length(joined(wanted)) <= room) chosen.push(next);
  }
  const text = joined(chosen.sort((a, b) => a.place - b.place));
  return { text: clipped(text), weight: first.weight + Math.min(2, chosen.length - 1) };
}

/** One line of sentences; "…" where something between them is left out. */
function joined(chosen: readonly { text: string; place: number }[]): string {
  return chosen.reduce((line, { text, place }, at) => {
    const before = chosen[at - 1];
    if (!before) return text;
    if (place > before.place + 1) return `${line.replace(/[.,;]$/, "")} … ${text}`;
    return `${line}${/[.!?…:;,。！？]["')\]]?$/u.test(line) ? " " : "; "}${text}`;
  }, "");
}

/** Cut to the length of a line, never within code. */
export function clipped(text: string): string {
  const { text: kept, cut } = truncate(text, LONGEST + SHORT - 1);
  if (!cut) return text;
  const isInCode = (kept.split("`").length - 1) % 2 === 1;
  return `${(isInCode ? kept.slice(0, kept.lastIndexOf("`")) : kept).trimEnd()}…`;
}

function length(text: string): number {
  return [...text].length;
}
