import { ENGLISH } from "./blame-english.ts";
import { ENGLISH_DEEDS } from "./blame-english-deeds.ts";
import { ENGLISH_HABITS } from "./blame-english-habits.ts";
import { FRENCH } from "./blame-french.ts";
import { GERMAN } from "./blame-german.ts";
import { blames } from "./blame-guards.ts";
import { type BlameKind, type BlamePattern, KNOWN, PEOPLE } from "./blame-pattern.ts";
import { PORTUGUESE } from "./blame-portuguese.ts";
import { SPANISH } from "./blame-spanish.ts";
import { markPeople } from "./people-words.ts";

export type { BlameKind };

/** `words`: as written, `start` their offset in the sentence, in UTF-16 units. */
export type Blame = { words: string; start: number; kind: BlameKind };

const PATTERNS: readonly BlamePattern[] = [
  ...ENGLISH,
  ...ENGLISH_DEEDS,
  ...ENGLISH_HABITS,
  ...PORTUGUESE,
  ...SPANISH,
  ...FRENCH,
  ...GERMAN,
];

/** How much of one sentence is read, in UTF-16 units: nobody writes longer ones. */
const MOST_CHARACTERS = 1000;

/**
 * What in a sentence blames a person, in English, Portuguese, Spanish, French or German; null for all that may well not, since
 * a wrong hint annoys. Software, "we", "I", code, quotes, questions and what a document says against blaming do not blame.
 * Never fails.
 */
export function blameIn(sentence: string): Blame | null {
  const read = sentence.slice(0, MOST_CHARACTERS);
  if (/^\s*>/.test(read)) return null;
  if (/[?？]["')\]*_\s]*$/.test(sentence.slice(-20))) return null;
  const known = markPeople(read, false);
  const somebody = KNOWN.test(known);
  let guessed: string | null = null;
  for (const { kind, pattern, first, names } of PATTERNS) {
    if ((names === "known" && !somebody) || (first && !first.test(known))) continue;
    if (names === "guessed") guessed ??= markPeople(read, true);
    const marked = names === "guessed" && guessed !== null ? guessed : known;
    const found = countPeople(marked) <= MOST_PEOPLE ? pattern.exec(marked) : null;
    if (!found || !blames(kind, marked, found)) continue;
    const { start, end } = placeOf(found);
    return { words: read.slice(start, end), start, kind };
  }
  return null;
}

/** A list of names is no sentence. */
const MOST_PEOPLE = 15;

function countPeople(marked: string): number {
  return marked.match(PEOPLE)?.length ?? 0;
}

/** From the person on, where he stands near what he is said to have done. */
function placeOf(found: RegExpExecArray): { start: number; end: number } {
  const end = found.index + found[0].length;
  const trailing = / *$/.exec(found[0])?.[0].length ?? 0;
  return { start: found.index, end: end - trailing };
}
