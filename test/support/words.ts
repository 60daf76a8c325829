import { loadLanguages } from "../../src/templates.ts";

/** Every language, read once for all tests of a file. */
export const languages = loadLanguages();
export const english = languages.in("en");
