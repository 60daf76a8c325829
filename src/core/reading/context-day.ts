import { dateOf, type FoundDay, withYear } from "./days.ts";
import { foldWords } from "./fold-words.ts";
import type { Material } from "./material.ts";
import { findMoments } from "./moments.ts";
import { plain } from "./sentences.ts";

/**
 * The day that a document is about, `YYYY-MM-DD`, for times that are written without one: its title says it, or a line "Date:",
 * or its first paragraphs; the front matter, which may be of the day it was published, only where nothing speaks against it.
 * Null where none or more than one could be meant.
 */
export function contextDay(material: Material, title: string | null): string | null {
  const stated = labelled(material);
  const published = daysIn(frontDate(material), material)[0] ?? null;
  const near = stated ?? wholeDay(published);
  const inTitle = single(daysIn(title ?? "", material), near);
  if (inTitle) return inTitle;
  const told = single(daysIn(opening(material), material), near);
  if (stated && told && stated !== told) return null;
  return stated ?? told ?? (told === undefined ? wholeDay(published) : null);
}

const DATE_LABEL =
  /^(?:date|data|fecha|datum|dato|날짜|일자|발생일|발생 일자|日付|発生日|日期|date of (?:the )?(?:incident|outage|event)|(?:incident|outage|event) date|date of occurrence|occurred on|incident day|data do incidente|fecha del incidente|date de lincident|datum des vorfalls)$/u;

/** What a line "Date: …" says in the document's first part, or a row of its first table. */
function labelled({ text, order }: Material): string | null {
  for (const line of text.slice(0, 6000).split(/\r\n?|\n/)) {
    const bare = plain(line.slice(0, 200)).replace(/^[\s>|•+-]+/, "");
    const [, label, value] = /^([^:：|\d]{2,40}?)\s*[:：|]\s*(.{4,})$/.exec(bare) ?? [];
    if (!label || !value || !DATE_LABEL.test(foldWords(label))) continue;
    const day = findMoments(value.slice(0, 80), order)[0]?.day;
    const date = day ? dateOf(day) : null;
    if (date) return date;
  }
  return null;
}

function frontDate({ front }: Material): string {
  return front.find(({ key }) => /^(?:date|incident[_-]?date)$/i.test(key))?.value ?? "";
}

/** The words before the second heading: what the document says first, without its title. */
function opening({ text, blocks }: Material): string {
  const words: string[] = [];
  for (const block of blocks) {
    if (block.kind === "heading" && words.length > 0) break;
    if (block.kind === "paragraph" && words.length < 8) words.push(plain(text.slice(block.start, block.end)));
  }
  return words.join("\n").slice(0, 3000);
}

function daysIn(text: string, { order }: Material): FoundDay[] {
  return findMoments(text, order).flatMap(({ day, until }) => [
    ...(day ? [day] : []),
    ...(until?.day ? [until.day] : []),
  ]);
}

function wholeDay(day: FoundDay | null): string | null {
  return day && dateOf(day);
}

/** The one day that all name; null for several, undefined for none. */
function single(days: FoundDay[], near: string | null): string | null | undefined {
  const dates = new Set(days.map((day) => dateOf(near ? withYear(day, near) : day)));
  const [only] = dates;
  return dates.size > 1 ? null : only;
}
