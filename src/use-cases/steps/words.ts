import { type OwnWords, ownWords } from "../../core/own-words.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { DEFAULT_LOCALE, type Say, type Words } from "../../core/words.ts";
import type { World } from "../../ports.ts";

/** What is said about a postmortem is said in the language it was opened in, whatever the configuration says now. */
export function wordsOf({ words }: World, { locale }: Pick<PostmortemRecord, "locale">): Words {
  return words(locale ?? DEFAULT_LOCALE);
}

/** What the app says on a postmortem's action lines, and reads on them in every language. */
export function ownWordsOf(world: World, record: Pick<PostmortemRecord, "locale">): OwnWords {
  return ownWords(wordsOf(world, record).say, spokenBy(world));
}

/** Every language that the app speaks. */
export function spokenBy({ words, locales }: Pick<World, "words" | "locales">): Say[] {
  return locales.map((locale) => words(locale).say);
}
