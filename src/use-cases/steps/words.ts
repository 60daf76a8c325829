import type { PostmortemRecord } from "../../core/record.ts";
import { DEFAULT_LOCALE, type Words } from "../../core/words.ts";
import type { World } from "../../ports.ts";

/** What is said about a postmortem is said in the language it was opened in, whatever the configuration says now. */
export function wordsOf({ words }: World, { locale }: Pick<PostmortemRecord, "locale">): Words {
  return words(locale ?? DEFAULT_LOCALE);
}
