import type { Words } from "../../src/core/words.ts";
import { loadLanguages } from "../../src/templates.ts";

/** Every language, read once for all tests of a file. */
export const languages = loadLanguages();
export const english = languages.in("en");

/**
 * A language that nobody speaks: every phrase is the English one between `§` and `§`. What reads its own words back by their English
 * finds nothing in it. Whole texts stay English.
 */
export const artificial: Words = {
  locale: "x-test",
  say: (name, values) => `§${english.say(name, values)}§`,
  render: english.render,
  document: english.document,
};
