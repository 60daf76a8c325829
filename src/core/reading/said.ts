import type { Definitions } from "./item-links.ts";
import type { People } from "./item-owners.ts";
import type { DayOrder } from "./written-date.ts";

/** What words beside an action say about it. */
export type Said = {
  owners?: string[];
  /** ISO 8601 */
  due?: string;
  /** The due date's words, where they are no full date. */
  dueText?: string;
  done?: boolean;
  link?: string;
  problem?: string;
};

/** What a mark is read by: the document's link definitions, the people it names, the order of its dates. */
export type Reader = { definitions: Definitions; people: People; order: DayOrder };

/** The words without one mark, and what it said. */
export type Taken = { words: string; said: Said };
/** Takes one mark off the words; null when there is none. */
export type Taker = (words: string, reader: Reader) => Taken | null;

/** The first of each counts; people add up. */
export function merge(first: Said, second: Said): Said {
  const owners = [...new Set([...(first.owners ?? []), ...(second.owners ?? [])])];
  return { ...second, ...first, ...(owners.length > 0 ? { owners } : {}) };
}
