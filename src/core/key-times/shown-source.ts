import { escapeInline, oneLine, truncate } from "../markdown.ts";

/** A Markdown link; the words alone where the address is none that can stand in one. */
export function linkTo(words: string, url: string): string {
  const label = escapeInline(words);
  return /^https?:\/\/[^\s()<>[\]|]+$/.test(url) ? `[${label}](${url})` : label;
}

const WORDS_LIMIT = 60;

/** What somebody wrote, to be quoted to them. */
export function clipped(words: string): string {
  const { text, cut } = truncate(oneLine(words), WORDS_LIMIT);
  return escapeInline(text) + (cut ? "…" : "");
}
