import { foldWords } from "../reading/fold-words.ts";
import { DETECTS, MITIGATES, OVER, STARTS, WELL } from "../reading/key-time-words.ts";
import { isField, isMarked, lengthWeight, shapeWeight } from "./sentence-shape.ts";
import {
  AGAINST,
  AUTOMATIC,
  ENGLISH,
  FOREIGN_SIGNS,
  KNOWN_LANGUAGE,
  PAPERS,
  SIGNS,
  type Sign,
  SMALL_TALK,
} from "./telling-words.ts";

/** From so much on a sentence tells something; less is talk. */
export const BAR = 4;
/** What turns an incident weighs so much. */
const TURN = 5;
/** What nothing can make telling. */
const NOTHING = -100;
/** So much of a sentence is looked at, in UTF-16 units. */
const MOST_CHARACTERS = 600;
/** In a language without tables: so many letters say something; scripts of syllables say more with fewer. */
const TELLING_LETTERS = 30;
const TELLING_SYLLABLES = 5;

const QUESTION = /[?？][\s)"'”*_!?.…]*$/;
/** Issues and hosts point somewhere, they say nothing. */
const REFERENCE = /[\w./-]*#\d+|(?<![\w@])(?:[\w-]+\.)+[a-z]{2,}(?![\w.])/gi;
/** As questions begin, with or without their mark. */
const ASKS =
  /^(?:(?:or|and|but|so|wait|hm+|also) )*(?:is (?:it|this|that|there)|are (?:they|you|we|there|those)|do (?:you|we|they|i)|does (?:it|this|that|any\w*)|did (?:you|we|it|any\w*|another|the)|(?:can|could|would|will|should|shall) (?:you|we|i|someone|somebody)|have (?:you|we)|has any\w*|how (?:do|did|does|come|can|is|was|were|long|many|much)|what (?:is|are|was|were|about|if|happened|caused|do|did|does)|whats|why|who|where|when (?:did|do|was|will)|any (?:idea|news|update|updates|eta)|since when)(?: |$)/;
const SYLLABLES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** What the tables of key times say in other languages as well. */
const TURNS = [OVER, WELL, DETECTS, MITIGATES, STARTS];

/**
 * How much a sentence tells of the course of an incident: state changes, findings, decisions, actions and impact weigh; thanks,
 * requests, questions and guesses weigh against. Compare with `BAR`.
 * @param sentence plain words, code with its marks
 */
export function weigh(sentence: string): number {
  const shown = sentence.slice(0, MOST_CHARACTERS);
  const words = foldWords(shown);
  const all = words === "" ? [] : words.split(" ");
  const telling = foldWords(shown.replace(REFERENCE, " "))
    .split(" ")
    .filter((word) => word !== "" && !SMALL_TALK.has(word));
  const isLabel = all.length <= 3 && /[:：]$/.test(shown.trim());
  if (telling.length === 0 || isLabel || shown.includes("{{") || AUTOMATIC.test(words)) return NOTHING;
  if (SYLLABLES.test(shown)) return inSyllables(shown, words);
  const signs = signsOf(words);
  const turns = TURNS.filter((pattern) => pattern.test(words)).length;
  const told = shapeWeight(shown) + lengthWeight(telling.length) + against(shown, words, signs.length);
  if (signs.length === 0 && turns === 0 && !isMarked(shown))
    return told - (isField(shown) ? 3 : 0) + (KNOWN_LANGUAGE.test(words) ? 0 : unknown(shown, words));
  const [most = 0, ...others] = signs.sort((a, b) => b - a);
  // "Back online." says all in two words.
  const short = most >= TURN || turns > 0 ? Math.max(0, 3 - lengthWeight(telling.length)) : 0;
  const more = others.slice(0, 2).reduce((sum, weight) => sum + weight / 2, 0);
  return most + more + Math.min(2, turns) + short + told;
}

/** Whether a machine says it to nobody in particular. */
export function isAutomatic(sentence: string): boolean {
  return AUTOMATIC.test(foldWords(sentence.slice(0, MOST_CHARACTERS)));
}

/** Whether it is about the report of the incident. */
export function isAboutPapers(sentence: string): boolean {
  return PAPERS.test(foldWords(sentence.slice(0, MOST_CHARACTERS)));
}

/** English words stand in every language; the other tables only where few of them do. */
function signsOf(words: string): number[] {
  const weights = (signs: readonly Sign[]) =>
    signs.filter(({ pattern }) => pattern.test(words)).map(({ weight }) => weight);
  const english = weights(SIGNS);
  return english.length > 1 || ENGLISH.test(words)
    ? english
    : [...english, ...weights(FOREIGN_SIGNS).slice(0, 1)];
}

function against(sentence: string, words: string, signs: number): number {
  const sum = AGAINST.filter(({ pattern }) => pattern.test(words)).reduce(
    (total, { weight }) => total + weight,
    0,
  );
  const asks = QUESTION.test(sentence);
  if (ASKS.test(words) || (asks && /^(?:what|which|who|how|why|where|when) /.test(words)))
    return sum - (asks ? 12 : 7);
  // "It looks like the disk is full?" is a finding all the same.
  return asks ? sum - (signs > 1 ? 3 : 7) : sum;
}

/** Scripts that are written without spaces: how much is there. */
function inSyllables(sentence: string, words: string): number {
  const turns = TURNS.filter((pattern) => pattern.test(words)).length;
  const letters = words.replace(/[^\p{L}]/gu, "").length;
  if (QUESTION.test(sentence) || letters < TELLING_SYLLABLES)
    return turns > 0 && !QUESTION.test(sentence) ? BAR : 0;
  return BAR + Math.min(2, turns) + (letters >= 15 ? 1 : 0);
}

/** No word of the tables: in their languages that tells little; in others nobody knows, so what is long enough counts. */
function unknown(sentence: string, words: string): number {
  if (QUESTION.test(sentence)) return 0;
  const letters = words.replace(/[^\p{L}]/gu, "").length;
  return letters >= TELLING_LETTERS ? BAR : 0;
}
