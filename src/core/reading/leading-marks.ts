import { DONE_SIGN, SIGNS } from "./done-words.ts";
import { findLinks, isReferenceLabel } from "./item-links.ts";
import { marksOf, readMark } from "./item-marks.ts";
import { namedPeople, onlyHandles } from "./item-owners.ts";
import type { Reader, Taken, Taker } from "./said.ts";

const LEADING_SIGN = new RegExp(String.raw`^[\s*_]*(${SIGNS})[\s*_:–—-]*`, "u");

function leadingSign(words: string): Taken | null {
  const box = /^\[([ xX]?)\]\s+/.exec(words);
  if (box) return { words: words.slice(box[0].length), said: { done: /x/i.test(box[1] ?? "") } };
  const [whole, sign] = LEADING_SIGN.exec(words) ?? [];
  return whole && sign ? { words: words.slice(whole.length), said: { done: DONE_SIGN.test(sign) } } : null;
}

const LEADING_LABEL =
  /^(?:(?:new |proposed |follow[- ]?up )?(?:action[- ]?items?|action|ai|todo|to-do|task|item|follow[- ]?up|ação|acción|액션|アクション)(?:[\s#-]*\d{1,3})?\s*[:：]|(?:AI|ACT|ACTION|A)-?\d{1,3}\s*[:.)–—-]|TODO\b(?!\s*(?:list|app|comments?)))\s*/i;

/** "P1 Add an alert", but not "P1 incidents page nobody". */
const LEADING_PRIORITY = /^P[0-4]\s+(?=\p{Lu})/u;

function leadingLabel(words: string): Taken | null {
  const label = (LEADING_LABEL.exec(words) ?? LEADING_PRIORITY.exec(words))?.[0];
  return label ? { words: words.slice(label.length), said: {} } : null;
}

function leadingGroup(words: string, reader: Reader): Taken | null {
  const [whole, , inside = ""] =
    /^([[(（【])([^[\]()（）【】]{1,60})[\])）】](?![([])[\s:：–—-]*/.exec(words) ?? [];
  const said = whole ? marksOf(inside, reader, "brackets") : null;
  return said && whole ? { words: words.slice(whole.length), said } : null;
}

/** "https://… - text", "[#12](url) text", "OPS-7: text". */
function leadingLink(words: string, reader: Reader): Taken | null {
  const opening = /^[\s([]*/.exec(words)?.[0].length ?? 0;
  const [link] = findLinks(words, reader.definitions);
  if (!link || link.start > opening || onlyHandles(words.slice(link.start, link.end))) return null;
  const behind = /^[\s)\]]*(?:[-–—:|.]+\s+|\s*[–—:|]\s*)/.exec(words.slice(link.end))?.[0];
  const isShown = link.label !== null && isReferenceLabel(link.label);
  const isBare = link.label === null && /^\s*\)?\]?\s+\p{Lu}/u.test(words.slice(link.end));
  if (behind === undefined && !(isShown || isBare)) return null;
  if (behind !== undefined && !isReferenceLabel(link.label)) return null;
  const rest = words.slice(link.end + (behind?.length ?? 0)).replace(/^[\s)\]]+/, "");
  return { words: rest, said: { link: link.target } };
}

/** "@ana: text", "@ana to rotate the keys", "@ana, @bo - text". */
function leadingHandles(words: string): Taken | null {
  const found =
    /^[([*]*(@[\w./-]{1,80}(?:(?:\s*[,&/+]\s*|\s+and\s+)@[\w./-]{1,80}){0,5})[)\]*]*(?:\s*[:–—|-]+\s*|\s+(?:(?:to|will|should|needs? to|is going to|is)\s+)?)(?=\S)/.exec(
      words,
    );
  const owners = found ? onlyHandles(found[1] ?? "") : null;
  return found && owners ? { words: words.slice(found[0].length), said: { owners } } : null;
}

/** "Ana to rotate the keys", where Ana is known. */
function leadingPerson(words: string, reader: Reader): Taken | null {
  const [whole, names = ""] =
    /^(\p{Lu}[\p{L}'’-]{1,20}(?:(?:\s+|\s*[,&/]\s*|\s+and\s+)\p{Lu}[\p{L}'’-]{1,20}){0,3})\s+(?:to|will)\s+(?=\p{Ll})/u.exec(
      words,
    ) ?? [];
  const named = whole ? namedPeople(names, reader.people, false) : null;
  return whole && named ? { words: words.slice(whole.length), said: { owners: named.owners } } : null;
}

/** "Done: text", "P1 - text", "Ana: text" where Ana is known. */
function leadingSegment(words: string, reader: Reader): Taken | null {
  const [whole, segment = ""] = /^([^:|–—]{1,40}?)(?:\s*[:：|]\s+|\s+[–—-]\s+)(?=\S)/.exec(words) ?? [];
  const said = whole && !/^\s*(?:https?|see)\b/i.test(segment) ? readMark(segment, reader, "aside") : null;
  // A date in front is when it was said, not when it is due; a category ("Process: …") belongs to the words.
  if (!said || !whole || said.due || said.dueText || isCategory(segment)) return null;
  return { words: words.slice(whole.length), said };
}

function isCategory(segment: string): boolean {
  return /^(?:prevent|detect|mitigat|process|training)/i.test(segment.trim());
}

/** What can stand in front of an action's words, in the order in which it is looked for. */
export const LEADING: readonly Taker[] = [leadingSign, leadingLabel, leadingLink];
/** The same, behind what stands at the end. */
export const LEADING_LATER: readonly Taker[] = [leadingGroup, leadingHandles, leadingPerson, leadingSegment];
