import { DONE_SIGN, SIGNS } from "./done-words.ts";
import { findLinks, isReferenceLabel, type Link } from "./item-links.ts";
import { marksOf, readMark } from "./item-marks.ts";
import { onlyHandles } from "./item-owners.ts";
import type { Reader, Taken, Taker } from "./said.ts";
import { writtenDates } from "./written-date.ts";

const TRAILING_SIGN = new RegExp(String.raw`[\s*_:–—(-]*(${SIGNS})[\s*_).]*$`, "u");

function trailingSign(words: string): Taken | null {
  const [whole, sign] = TRAILING_SIGN.exec(words.slice(-60)) ?? [];
  return whole && sign
    ? { words: words.slice(0, -whole.length), said: { done: DONE_SIGN.test(sign) } }
    : null;
}

/** "(NATALIA, BRUNO)", "[done]", "(@ana, due 2026-12-01)" at the end: all of it must be marks. */
function trailingGroup(words: string, reader: Reader): Taken | null {
  const [closing] = /[\])}）】」][\s.,;:*_。]*$/.exec(words.slice(-20)) ?? [];
  if (!closing) return null;
  const end = words.length - closing.length;
  const start = openingOf(words, end);
  if (start < 0) return null;
  const inside = words.slice(start + 1, end);
  const said = marksOf(inside, reader, "brackets");
  if (said) return { words: withoutLoose(words.slice(0, start)), said };
  return partOfGroup(words.slice(0, start + 1), inside, words.slice(end), reader);
}

/** "(@ana, as discussed)": who it is stands out of the rest, which stays. */
function partOfGroup(before: string, inside: string, after: string, reader: Reader): Taken | null {
  const parts = inside.split(/,\s+|;\s*/);
  const at = parts.findIndex((part) => onlyHandles(part) !== null);
  if (at < 0 || parts.length < 2 || parts.length > 6) return null;
  const said = readMark(parts[at] ?? "", reader, "brackets");
  return said && { words: `${before}${parts.toSpliced(at, 1).join(", ")}${after}`, said };
}

const PAIRS: Record<string, string> = { ")": "(", "]": "[", "}": "{", "）": "（", "】": "【", "」": "「" };

/** Where the bracket that closes at `end` was opened; -1 when it is far away, or belongs to a link. */
function openingOf(words: string, end: number): number {
  const closing = words[end] ?? "";
  let depth = 0;
  for (let at = end; at >= Math.max(0, end - 600); at--) {
    if (words[at] === closing) depth++;
    if (words[at] === PAIRS[closing]) depth--;
    if (depth === 0) return words[at - 1] === "]" && closing === ")" ? -1 : at;
  }
  return -1;
}

/** Words after which a number or a name is part of the sentence. */
const PREPOSITION =
  /(?:^|[\s(])(?:of|on|in|for|from|with|to|see|via|per|by|at|than|like|as|and|or|the|a|an|this|use|using|uses|usage of|cc|fix|fixes|close|closes|merge|review|revert|finish|complete|land|ship|issue|issues|pr|ping|ask|tell|notify|de|em|do|da|no|na|con|en|mit|von|für)$/i;

/** The first of the links that the words end with. */
function firstOfRun(words: string, links: readonly Link[]): Link | null {
  let first: Link | null = null;
  for (const link of [...links].reverse()) {
    const behind = words.slice(link.end, first?.start ?? words.length);
    if (!(first ? /^[\s,;/&+|]*(?:and\s+)?$/ : /^[\s.,;:!*_]*$/).test(behind)) break;
    first = link;
  }
  return first;
}

/** "… [#12](url)", "… – https://…", "…: [#12][ref]". A label with words of its own stays in the sentence. */
function trailingLink(words: string, reader: Reader): Taken | null {
  const link = firstOfRun(words, findLinks(words, reader.definitions));
  if (!link) return null;
  const before = words.slice(0, link.start);
  const isSetOff = /(?:[-–—:|,;.→>]|\n)\s*$/.test(before);
  const lead =
    /(?:^|[\s.,;:–—(-])((?:tracked|tracking|filed|issue|ticket|pr|bug|jira|link|see also|fix|done|implemented|addressed|fixed|resolved)(?:\s+(?:in|as|at|by|via|here|issue|pr|ticket|bug))*)\s*:?\s*$/i.exec(
      before,
    );
  if (lead && /[-–—:|,;.(]\s*$/.test(before.slice(0, lead.index + 1))) {
    const done = /^(?:done|fixed|resolved|implemented|addressed)/i.test(lead[1] ?? "");
    return {
      words: withoutLoose(before.slice(0, lead.index)),
      said: { link: link.target, ...(done ? { done } : {}) },
    };
  }
  const takes = isReferenceLabel(link.label)
    ? isSetOff || !PREPOSITION.test(before.trimEnd())
    : isSetOff && /[-–—|→>]\s*$/.test(before);
  return takes ? { words: withoutLoose(before), said: { link: link.target } } : null;
}

/** "… @ana", "… → @ana and @bo", "… assigned to @ana"; not "… with @ana", "… by using @Async". */
function trailingHandles(words: string): Taken | null {
  const found =
    /(?:^|[\s,;:–—|>→-])((?:`?@[\w./-]{1,80}`?)(?:(?:\s*[,&/+]\s*|\s+and\s+|\s+e\s+|\s+y\s+|\s+)`?@[\w./-]{1,80}`?){0,5})[\s.,;)]*$/.exec(
      words.slice(-500),
    );
  const owners = found ? onlyHandles(found[1] ?? "") : null;
  if (!found || !owners) return null;
  const before = words.slice(0, words.length - found[0].length + 1).replace(/[\s,;:|–—>→-]+$/, "");
  const by =
    /(?:\s|^)(?:(?:assigned|given|delegated) to|(?:owned|led|to be done|driven) by|owners?|assignee|owned|dri|responsible)$/i.exec(
      before,
    );
  const isSetOff = /[,;:|–—>→.-]\s*$/.test(words.slice(0, words.length - found[0].length + 1));
  if (by) return { words: withoutLoose(before.slice(0, by.index)), said: { owners } };
  const isPackage = owners.some((owner) => owner.includes("/") && !isSetOff);
  return isPackage || PREPOSITION.test(before) || /\b(?:by|suggested|reported|raised|thanks)$/i.test(before)
    ? null
    : { words: before, said: { owners } };
}

const BEFORE_DATE =
  /[\s,;(–—-]*\b(?:due|by|until|before|no later than|not later than|deadline|target(?: date)?|eta|até|prazo|antes de|hasta|avant le|bis|bis zum|until the|due by|due on|due date)\s*:?\s*$/i;

/** "… by 2026-12-01", "… (due 1 Dec 2026)"; "due" also with words behind it. */
function trailingDate(words: string, reader: Reader): Taken | null {
  for (const date of writtenDates(words, reader.order).reverse()) {
    const lead = BEFORE_DATE.exec(words.slice(Math.max(0, date.start - 30), date.start))?.[0];
    const behind = words.slice(date.end);
    if (lead === undefined || !(/^[\s.,;)\]]*$/.test(behind) || /\bdue\b/i.test(lead))) continue;
    const from = date.start - lead.length;
    const closes = lead.includes("(") ? behind.replace(/^\s*\)/, "") : behind;
    const said = readMark(words.slice(date.start, date.end), reader, "aside");
    return (
      said && { words: `${withoutLoose(words.slice(0, from))} ${closes.replace(/^[\s.,;]+$/, "")}`, said }
    );
  }
  return null;
}

/** "… DONE": in capitals without a sign before it. */
function trailingCapitals(words: string): Taken | null {
  const [whole, mark] = TRAILING_WORD.exec(words.slice(-60))?.filter((part) => part !== undefined) ?? [];
  if (!whole) return null;
  return { words: words.slice(0, -whole.length), said: { done: !/^(?:TO|WIP|OPEN|IN)/i.test(mark ?? "") } };
}

/** In capitals; written small only behind a link, where the sentence is over. */
const TRAILING_WORD =
  /\s+\**(DONE|COMPLETED|COMPLETE|FIXED|SHIPPED|MERGED|TODO|TO DO|WIP|OPEN|IN PROGRESS)\**[.!]?$|(?<=[)\]])\s+[*_]*(Done|Completed|Fixed|Open|In progress)[*_]*[.!]?$/;

const SEPARATOR = /\s[–—|·•-]\s+|\s(?:->|=>|→|\/\/)\s*|[:;]\s+|[.!]\s+|,\s+/g;

/** "… – done", "…: @ana", "… | due 2026-12-01", "…. Done." */
function trailingSegment(words: string, reader: Reader): Taken | null {
  const from = Math.max(0, words.length - 160);
  const separators = [...words.slice(from).matchAll(SEPARATOR)].reverse().slice(0, 3);
  for (const { index, 0: separator } of separators) {
    const segment = words.slice(from + index + separator.length).replace(/[\s.!]+$/, "");
    const before = words.slice(0, from + index);
    const said = fits(separator, segment, before) ? readMark(segment, reader, "aside") : null;
    if (said) return { words: withoutLoose(words.slice(0, from + index)), said };
  }
  return null;
}

/** Behind a comma or a full stop stand the sentence's own words: only unmistakable marks count there. */
function fits(separator: string, segment: string, before: string): boolean {
  // "… ([issue](url)), Chris": behind a bracket the sentence is over.
  if (separator.startsWith(",") && /[)\]]$/.test(before)) return true;
  if (/^[.!]/.test(separator))
    return /^(?:done|completed|fixed|shipped|owner|assignee|due|eta|@)/i.test(segment);
  if (separator.startsWith(",")) return /^@|^(?:due|by|eta|owner)\b/i.test(segment);
  return !/^(?:process|training|high|low|medium|critical|all|open|new|next)$/i.test(segment);
}

function withoutLoose(words: string): string {
  return words.replace(/[\s,;:：、|(（–—>→·*_-]+$/, "");
}

/** What can stand behind an action's words as a whole, in the order in which it is looked for. */
export const TRAILING: readonly Taker[] = [trailingLink, trailingGroup];
/** The same, where the sentence could go on with it. */
export const TRAILING_LATER: readonly Taker[] = [
  trailingSign,
  trailingHandles,
  trailingDate,
  trailingCapitals,
  trailingSegment,
];
