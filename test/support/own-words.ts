import { ownWords } from "../../src/core/own-words.ts";
import { artificial, english, languages } from "./words.ts";

const spoken = languages.locales.map((locale) => languages.in(locale).say);

/** What the app says on action lines in English, and reads in every language. */
export const ENGLISH_LINES = ownWords(english.say, spoken);

/** The same in a language that nobody speaks. */
export const ARTIFICIAL_LINES = ownWords(artificial.say, [...spoken, artificial.say]);
