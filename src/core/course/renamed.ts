import { foldWords } from "../reading/fold-words.ts";

/** So much of a word is compared: the rest is spelling. */
const STEM = 4;

/** Whether a new title says something new: neither signs, case nor spelling alone. */
export function isRenamed({ from, to }: { from: string; to: string }): boolean {
  const [before, after] = [stems(from), stems(to)];
  return [...after].some((stem) => !before.has(stem)) || [...before].some((stem) => !after.has(stem));
}

function stems(title: string): Set<string> {
  return new Set(
    foldWords(title)
      .split(" ")
      .map((word) => word.slice(0, STEM)),
  );
}
