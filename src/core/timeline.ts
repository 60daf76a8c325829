import { truncateSafely } from "./body-limit.ts";
import type { Issue } from "./issue.ts";
import { escapeInline, oneLine } from "./markdown.ts";
import { formatMoment } from "./moment.ts";
import { shortIssue } from "./reference.ts";

/**
 * One line of the timeline. `key` is its identity for ever: `opened`, `closed/2026-11-21T10:00:00Z`. `at` is ISO 8601;
 * `text` is Markdown, safe in a line; `source` is a Markdown link to what shows it, or "".
 */
export type TimelineEntry = { key: string; at: string; text: string; source: string };

/**
 * A line as the app last wrote it: the base of the merge. The document shows no identity, people edit its source: a line is
 * the app's as long as it says what is remembered here.
 */
export type WrittenLine = { key: string; line: string };

/** A line as the app would write it now; `at` is ISO 8601. */
export type TimelineUpdate = WrittenLine & { at: string };

/** How long one line's text may be, in code points: a line is a fact, its source tells the rest. */
const TEXT_LIMIT = 1_000;

const CLOSED = "closed/";

const AT_ONCE_MS = 60_000;

/**
 * What the incident itself tells of its course. A closing stays told after a reopening.
 * @param before the lines as last written: they know of closings that the incident no longer shows
 */
export function timelineOf(
  incident: Issue,
  known: { declared: { by: string; at: string } | null; before: WrittenLine[] },
): TimelineEntry[] {
  const { ref, author, createdAt, isPullRequest } = incident;
  const source = `[${shortIssue(ref, ref)}](${incident.url})`;
  const what = isPullRequest ? "Pull request opened" : "Incident opened";
  const entries = [
    { key: "opened", at: createdAt, text: `${what} by ${escapeInline(author.login)}`, source },
    ...declarations(incident, known.declared, source),
    ...closings(incident, known.before).map((at) => ({
      key: `${CLOSED}${at}`,
      at,
      text: isPullRequest ? "Pull request closed" : "Incident closed",
      source,
    })),
  ];
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Who opens an incident with its label declares it by that: one line is enough. */
function declarations(
  { author, createdAt }: Issue,
  declared: { by: string; at: string } | null,
  source: string,
): TimelineEntry[] {
  const isAtOnce = declared && Date.parse(declared.at) - Date.parse(createdAt) < AT_ONCE_MS;
  if (!declared || (isAtOnce && declared.by === author.login)) return [];
  const text = `Declared an incident by ${escapeInline(declared.by)}`;
  return [{ key: "declared", at: declared.at, text, source }];
}

function closings({ state, closedAt }: Issue, before: WrittenLine[]): string[] {
  const told = before
    .filter(({ key }) => key.startsWith(CLOSED))
    .map(({ key }) => key.slice(CLOSED.length))
    .filter((at) => !Number.isNaN(Date.parse(at)));
  return [...new Set([...told, ...(state === "closed" && closedAt ? [closedAt] : [])])];
}

/** `- 2026-11-21 14:03 UTC – text ([source](url))`: one line, whatever the text. */
export function renderEntry({ at, text, source }: TimelineEntry, timeZone: string): string {
  const words = truncateSafely(oneLine(text), TEXT_LIMIT);
  return `- ${formatMoment(at, timeZone)} – ${oneLine(words)}${source === "" ? "" : ` (${source})`}`;
}

/** The lines as they should stand now, for `mergeTimeline`. */
export function timelineLines(entries: TimelineEntry[], timeZone: string): TimelineUpdate[] {
  return entries.map((entry) => ({ key: entry.key, line: renderEntry(entry, timeZone), at: entry.at }));
}

/** What a new document shows. */
export function renderTimeline(lines: WrittenLine[]): string {
  return lines.map(({ line }) => line).join("\n");
}
