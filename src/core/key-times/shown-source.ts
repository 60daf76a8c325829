import { escapeInline, oneLine, truncate } from "../markdown.ts";

const WORDS_LIMIT = 60;

/** What somebody wrote, to be quoted to them. */
export function clipped(words: string): string {
  const { text, cut } = truncate(oneLine(words), WORDS_LIMIT);
  return escapeInline(text) + (cut ? "…" : "");
}
