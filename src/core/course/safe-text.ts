import { escapeInline, neutralise } from "../markdown.ts";

const CODE = /(?<![`\\])`([^`\r\n|\\<]{1,120})`(?!`)/g;

/**
 * People's words as one line inside ours, like `escapeInline`, but short code stays code: it shows as it was typed, and nothing
 * in it mentions, closes or hides anything.
 */
export function safeText(words: string): string {
  let safe = "";
  let at = 0;
  for (const { index, 0: marked, 1: code = "" } of words.matchAll(CODE)) {
    if (code.trim() === "") continue;
    safe += `${spaced(words.slice(at, index))}\`${neutralise(code)}\``;
    at = index + marked.length;
  }
  return (safe + spaced(words.slice(at))).trim();
}

/** Escaping takes the spaces at both ends. */
function spaced(text: string): string {
  if (text.trim() === "") return text === "" ? "" : " ";
  return `${/^\s/.test(text) ? " " : ""}${escapeInline(text)}${/\s$/.test(text) ? " " : ""}`;
}

/** A Markdown link to a page, "" where there is none; what people wrote as an address can break neither link nor line. */
export function linkTo(label: string, url: string): string {
  if (!/^https?:\/\/[^\s/]/i.test(url)) return "";
  const address = url.replace(
    /[\s\0()<>\\[\]|`*]/g,
    (sign) => `%${(sign.codePointAt(0) ?? 32).toString(16).padStart(2, "0")}`,
  );
  return `[${escapeInline(label)}](${address})`;
}

/** The same, and where there is no page to link to only the words. */
export function linkOrWords(words: string, url: string): string {
  return linkTo(words, url) || escapeInline(words);
}
