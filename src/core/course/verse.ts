import { foldWords } from "../reading/fold-words.ts";

/** Five, seven and five: https://en.wikipedia.org/wiki/Haiku */
const SYLLABLES = [5, 7, 5];
/** Counting by letters is sometimes wrong by one. */
const ASTRAY = 1;

/** Whether the lines are a poem, as some bots answer incidents with: three lines without a figure, 5–7–5 syllables. */
export function isVerse(lines: readonly string[]): boolean {
  if (lines.length !== 3 || lines.some((line) => /[\d`:/#@]/.test(line))) return false;
  const isBroken = lines.slice(0, 2).every((line) => /[,;.!–—-]$/.test(line.trim()));
  return isBroken && lines.every((line, at) => Math.abs(syllablesOf(line) - (SYLLABLES[at] ?? 0)) <= ASTRAY);
}

function syllablesOf(line: string): number {
  return foldWords(line)
    .split(" ")
    .reduce(
      (sum, word) =>
        sum + Math.max(1, (word.replace(/(?<=[^aeiouy])e[sd]?$/, "").match(/[aeiouy]+/g) ?? []).length),
      0,
    );
}
