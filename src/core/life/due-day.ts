import { isDate } from "../due.ts";
import { factOf } from "../fact-names.ts";
import { findRegion } from "../markers.ts";
import type { PostmortemRecord } from "../record.ts";
import type { Say } from "../words.ts";

/**
 * The day on which a postmortem is due, `YYYY-MM-DD`, as its document says it now: people may have set another one in the table of
 * facts. Where that names no day of the calendar, the one that the app wrote last counts; null: nobody knows one.
 * @param document its text
 * @param say in the document's language
 */
export function dueDayOf(
  record: Pick<PostmortemRecord, "facts" | "isRetrospective">,
  document: string,
  say: Say,
): string | null {
  const key = record.isRetrospective ? "due-retrospective" : "due";
  const written = factOf(record.facts, key, say);
  const row = written?.name ?? say(`facts.${key}`);
  return dayInRow(document, row) ?? firstDay(written?.value ?? "");
}

/** In the first row of this name, of the table of facts or, where its markers are lost, of the whole document. */
function dayInRow(document: string, name: string): string | null {
  const facts = findRegion(document, "facts");
  const text = facts ? document.slice(facts.start, facts.end) : document;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (!line.trimStart().startsWith("|")) continue;
    const [, first = "", second = ""] = line.split("|", 3);
    if (first.trim() === name) return firstDay(second);
  }
  return null;
}

function firstDay(words: string): string | null {
  return words.match(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g)?.find(isDate) ?? null;
}
