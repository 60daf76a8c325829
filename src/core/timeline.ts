import { truncateSafely } from "./body-limit.ts";
import { escapeInline, oneLine } from "./markdown.ts";
import { formatMoment } from "./moment.ts";

/**
 * One line of the timeline. `key` is its identity for ever: `opened`, `closed/2026-11-21T10:00:00Z`. `at` is ISO 8601;
 * `text` is Markdown, safe in a line; `by` is who did or said it, a login, null where nobody is told; `source` is a Markdown link
 * to what shows it, or "".
 */
export type TimelineEntry = {
  key: string;
  at: string;
  text: string;
  by: string | null;
  kind: TimelineKind;
  source: string;
};

/** What a line tells: of the incident itself, its status, what people said, `/timeline`, and of what changed around it. */
export type TimelineKind =
  | "incident"
  | "status"
  | "assignment"
  | "comment"
  | "note"
  | "pull"
  | "commit"
  | "check"
  | "deployment"
  | "release";

/**
 * A line as the app last wrote it: the base of the merge. The document shows no identity, people edit its source: a line is
 * the app's as long as it says what is remembered here.
 */
export type WrittenLine = { key: string; line: string };

/** A line as the app would write it now; `at` is ISO 8601. */
export type TimelineUpdate = WrittenLine & { at: string };

/** How long one line's text may be, in code points: a line is a fact, its source tells the rest. */
const TEXT_LIMIT = 1_000;

/**
 * `- 2026-11-21 15:03 Europe/Berlin (14:03 UTC) – text (who, [source](url))`: one line, whatever the text; who and source only
 * where they are known.
 */
export function renderEntry({ at, text, by, source }: TimelineEntry, timeZone: string): string {
  const words = oneLine(truncateSafely(oneLine(text), TEXT_LIMIT));
  const told = [...(by === null ? [] : [escapeInline(by)]), ...(source === "" ? [] : [source])].join(", ");
  return `- ${formatMoment(at, timeZone)} – ${words}${told === "" ? "" : ` (${told})`}`;
}

/** The lines as they should stand now, for `mergeTimeline`. */
export function timelineLines(entries: TimelineEntry[], timeZone: string): TimelineUpdate[] {
  return entries.map((entry) => ({ key: entry.key, line: renderEntry(entry, timeZone), at: entry.at }));
}

/** What a new document shows. */
export function renderTimeline(lines: WrittenLine[]): string {
  return lines.map(({ line }) => line).join("\n");
}
