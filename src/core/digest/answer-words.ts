import { oneLine, readInline, truncate } from "../markdown.ts";
import { plainInline } from "../reading/plain-inline.ts";

/** Of an answer so many UTF-16 units are read, of a line so many; so many lines, so many code points of each are kept. */
const READ_LIMIT = 20_000;
const LINE_READ_LIMIT = 2_000;
const MOST_LINES = 12;
const WORDS_LIMIT = 200;

/** Marks at the beginning of a line: quotes, bullets, numbers, hashes. */
const MARKS = /^(?:[ \t]*(?:>|#{1,6}(?=[ \t])|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))*[ \t]*/;
const BOX = /^\[([ xX])\](?=\s|$)[ \t]*/;

/** What people write who have nothing to say yet, or nothing at all. */
const NOTHING =
  /^(?:n\s*\/?\s*a|tb[dc]|todo|unknown|none|nothing|nil|null|not (?:known|stated|clear|applicable)(?: yet)?|to be (?:determined|decided|defined|confirmed|done)|a (?:definir|confirmar)|desconhecid[oa]|nenhum[a]?|nada|não (?:se aplica|se sabe|informado)|ainda não se sabe|[\p{P}\p{S}\s]*)[.!]?$/iu;

/**
 * The lines of an answer as a reader sees them: no marks of quotes, lists, emphasis, links and comments, nothing struck out.
 * Where some have boxes, those with a box that is not ticked are left out.
 */
export function wordsIn(answer: string): string[] {
  const text = answer.slice(0, READ_LIMIT).toWellFormed().replaceAll("\u0000", "");
  return text
    .replace(/<!--[\s\S]*?(?:-->|$)/g, " ")
    .split(/\r\n?|\n|<br\s*\/?>/)
    .flatMap((line) => {
      const words = line.slice(0, LINE_READ_LIMIT).replace(MARKS, "");
      const box = BOX.exec(words);
      if (box?.[1] === " ") return [];
      const seen = shown(words.slice(box?.[0].length ?? 0));
      return /[\p{L}\p{N}]/u.test(seen) ? [seen] : [];
    });
}

/** One line of Markdown as a reader sees it. */
function shown(words: string): string {
  const unlinked = words
    .replace(/~~[^~]{1,500}~~/g, " ")
    .replace(/!?\[([^[\]]{0,300})\]\([^()\s]{0,500}(?:\s"[^"]{0,200}")?\)/g, "$1");
  return readInline(plainInline(unlinked).replace(/`+/g, ""));
}

/** An answer in one line of at most 200 code points, as written but for its marks. Null where nothing is said. */
export function stated(answer: string | null): string | null {
  if (answer === null) return null;
  const words = oneLine(wordsIn(answer).join(" "));
  return NOTHING.test(words) ? null : shortened(words);
}

/** The lines of an answer, each of at most 200 code points, at most twelve. Empty where nothing is said. */
export function statedLines(answer: string | null): string[] {
  if (answer === null) return [];
  return wordsIn(answer)
    .filter((line) => !NOTHING.test(line))
    .slice(0, MOST_LINES)
    .map(shortened);
}

/** Whether people say with it that there is nothing to say. */
export function saysNothing(words: string): boolean {
  return NOTHING.test(words);
}

/** At most 200 code points. */
export function shortened(words: string): string {
  const { text, cut } = truncate(words, WORDS_LIMIT - 1);
  return cut ? `${text}…` : text;
}
