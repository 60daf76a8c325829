import { oneLine } from "../markdown.ts";
import { plainInline } from "../reading/plain-inline.ts";

/** So much of one line is read, in UTF-16 units: what is longer is a dump. */
const MOST_CHARACTERS = 2000;

const IMAGE =
  /!\[[^[\]]{0,300}\](?:\([^()\s]{0,1000}(?:\s"[^"]{0,200}")?\)|\[[^[\]]{0,100}\])|<img\b[^<>]{0,1000}>/gi;
const LINK = /\[([^[\]]{1,300})\](?:\([^()\s]{0,1000}(?:\s{1,3}"[^"]{0,200}")?\)|\[[^[\]]{0,100}\])/g;
const ISSUE_URL =
  /<?https?:\/\/(?:www\.)?github\.com\/([\w.-]{1,100}\/[\w.-]{1,100})\/(?:issues|pull)\/(\d{1,10})(?:[/#?][^\s<>)]{0,300})?>?/g;
const URL = /<?https?:\/\/(?:www\.)?([^\s/<>)?#]{1,200})[^\s<>]{0,2000}?(?=[).,;:!?'"”»]*(?:[\s<>]|$))>?/g;
/** "Logs: https://…" says no more with a host behind it; the comment has the link. */
const LAST_URL = /^(.*[^\s:–—>-])\s?(?::|\s[-–—>]{1,2})\s<?https?:\/\/[^\s<>]{1,2000}>?\s*$/u;
/** "Ticket: https://…" is a label. */
const MOST_LABEL_WORDS = 4;
const HOST = /^(?:[\w-]+\.)+[a-z]{2,}\W*$/i;
const SHORTCODE = /(?<![\w:]):[a-z0-9_+-]{2,40}:(?![\w:])/g;
/** Smileys, and what joins and colours them. */
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\uFE0F|\u200D|\u20E3/gu;
const BETWEEN_LETTERS = new RegExp(
  `(?<=\\p{L})(?=\\p{Extended_Pictographic}|\\p{Regional_Indicator})(?:${PICTURE.source})+(?=\\p{L})`,
  "gu",
);
const FOOTNOTE = /\[\^[^\]]{1,40}\]/g;

/**
 * One line of Markdown as a reader takes it in: links by their labels, addresses by their hosts, issues by their numbers, no
 * pictures, emphasis or smileys; code keeps its marks and every character.
 */
export function plainWords(markdown: string): string {
  const short = markdown
    .slice(0, MOST_CHARACTERS)
    .replace(IMAGE, " ")
    .replace(LINK, "$1")
    .replace(FOOTNOTE, "")
    .replace(ISSUE_URL, "$1#$2")
    .replace(LAST_URL, (_, before: string) =>
      before.split(/\s+/).length > MOST_LABEL_WORDS ? before : `${before}:`,
    )
    .replace(URL, "$1")
    .replace(SHORTCODE, " ");
  const plain = plainInline(short)
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(BETWEEN_LETTERS, " ")
    .replace(PICTURE, "")
    .replace(/[\p{Cc}\u200b\u2060\u202a-\u202e\u2066-\u2069]/gu, " ");
  return oneLine(plain).replace(/^[-*•–—]\s+/, "");
}

/** Where a sentence ends; abbreviations and versions go on with a small letter or a digit: before one stands a whole word. */
const END =
  /(?<=[.!?…]["')\]]{0,2})\s+(?=["'([`]?[\p{Lu}\p{Lo}])|(?<=\p{Ll}{4}[.!?…])(?<!approx\.)\s+(?=\d)|(?<=[。！？])/u;

/** The sentences of plain words. */
export function sentencesOf(words: string): string[] {
  return words
    .split(END)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence) && !HOST.test(sentence));
}

/** A line that begins so is the rest of the one above it, whatever its length. */
const GOES_ON =
  /^(?:and|or|because|which|that|with|at|to|from|in|on|into|by|so|since|due|when|while|after|until|than|for|e|ou|porque|que|com|para|y|o|et|parce|avec|und|oder|weil|dass|mit)\s\S/;

/** Lines that were only broken at the right margin are one. */
export function unwrapped(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    const isOpen = last !== undefined && last.length < MOST_CHARACTERS && /[\p{L}\p{N},–—`-]$/u.test(last);
    if (isOpen && (GOES_ON.test(line) || (last.length >= 60 && /^[\p{Ll}(]/u.test(line))))
      joined[joined.length - 1] = `${last} ${line}`;
    else joined.push(line);
  }
  return joined;
}
