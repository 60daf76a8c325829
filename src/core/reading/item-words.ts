import { readInline } from "../markdown.ts";
import { periodAtEnd } from "./item-dues.ts";
import { takeFields } from "./item-fields.ts";
import { findLinks, type Link } from "./item-links.ts";
import { readMark } from "./item-marks.ts";
import { LEADING, LEADING_LATER } from "./leading-marks.ts";
import { plainInline, showLinks } from "./plain-inline.ts";
import { merge, type Reader, type Said, type Taken, type Taker } from "./said.ts";
import { TRAILING, TRAILING_LATER } from "./trailing-marks.ts";

/** An action's words without what stands beside them, and what that says. */
export type Words = { text: string; said: Said };

/** Longer words are nobody's action item: they are kept as they are. */
const MOST_CHARACTERS = 4000;
const MOST_MARKS = 12;
/** `[@ana](https://github.com/ana)` */
const LINKED_HANDLE = /\[(`?@[\w./-]{1,80}`?)\]\([^()\s]{1,500}\)/g;

/**
 * Reads the words of one action: marks at their end and beginning (people, dates, ticks, tickets, priorities) and labelled
 * values anywhere are taken off, links show their labels, emphasis is gone, code stays. Never fails.
 */
export function readWords(markdown: string, reader: Reader): Words {
  if (markdown.length > MOST_CHARACTERS) return { text: markdown.trim(), said: {} };
  let words = plainInline(markdown.replace(LINKED_HANDLE, "$1")).trim();
  let said: Said = {};
  for (let marks = 0; marks < MOST_MARKS; marks++) {
    const taken = takeOne(words, reader);
    if (!taken) break;
    words = taken.words.trim();
    said = merge(said, taken.said);
  }
  const inside = insideLink(words, reader);
  const period = periodAtEnd(words);
  const within = { ...(inside ? { link: inside } : {}), ...(period && !said.due ? { dueText: period } : {}) };
  return { text: finish(words, reader), said: merge(said, within) };
}

const TAKERS: readonly Taker[] = [
  struckOut,
  ...LEADING,
  ...TRAILING,
  takeFields,
  ...LEADING_LATER,
  ...TRAILING_LATER,
];

/** A mark is one only beside words: "Done", "@ana" or "#12" alone stay. */
function takeOne(words: string, reader: Reader): Taken | null {
  for (const taker of TAKERS) {
    const taken = taker(words, reader);
    if (taken && /[\p{L}\p{N}]/u.test(taken.words) && taken.words !== words) return taken;
  }
  return null;
}

/** What is crossed out from end to end is done. */
function struckOut(words: string, reader: Reader): Taken | null {
  const [, inside, behind = ""] = /^~~(?!~)((?:(?!~~).)+)~~(.*)$/s.exec(words) ?? [];
  if (inside === undefined) return null;
  const said = /[\p{L}\p{N}]/u.test(behind)
    ? readMark(behind.replace(/^[\s:–—-]+/, ""), reader, "aside")
    : {};
  return said && { words: inside, said: { done: true, ...said } };
}

/** The ticket that the sentence itself names, where nothing beside it does. */
function insideLink(words: string, { definitions }: Reader): string | null {
  const links = findLinks(words, definitions);
  const whole = links.find((link) => isWhole(words, link));
  return (whole ?? links.find(({ isTicket }) => isTicket))?.target ?? null;
}

function isWhole(words: string, { start, end }: Link): boolean {
  return !/[\p{L}\p{N}]/u.test(words.slice(0, start) + words.slice(end));
}

function finish(words: string, { definitions }: Reader): string {
  const shown = showLinks(words, findLinks(words, definitions));
  return readInline(shown).replace(/^[\s:;,|·–—-]+|[\s:;,|·–—-]+$/g, "");
}
