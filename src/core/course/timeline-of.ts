import type { TimelineEntry, WrittenLine } from "../timeline.ts";
import type { Say } from "../words.ts";
import { changeEntries } from "./change-entries.ts";
import { compare } from "./condense.ts";
import type { IncidentEvidence } from "./evidence.ts";
import { historyEntries } from "./history-entries.ts";
import { incidentEntries } from "./incident-entries.ts";
import { instantOf, isoOf } from "./instants.ts";
import { noteEntries } from "./note-entries.ts";
import { pullEntries } from "./pull-entries.ts";
import { statementsOf } from "./said.ts";
import { saidEntries, type WeighedEntry } from "./said-entries.ts";

/**
 * `self`: the app's own login; `timeZone`: IANA name, for times written without a zone; `before`: the lines as last written; `say`:
 * in the language of the document.
 */
export type TimelineOptions = {
  timeZone: string;
  self: string;
  incidentLabels: readonly string[];
  before: readonly WrittenLine[];
  say: Say;
};

/** More lines nobody reads, and a document has no room for them. */
const MOST_ENTRIES = 400;

/**
 * The course of an incident as its evidence shows it, in order of time, each key once; a key stays what it is whatever comes
 * later. Only what somebody said or GitHub shows; of more than some four hundred lines the most telling. Never fails.
 */
export function timelineOf(evidence: IncidentEvidence, options: TimelineOptions): TimelineEntry[] {
  const statements = statementsOf(evidence, options);
  const { say } = options;
  const all = [
    ...incidentEntries(evidence, options.before, say),
    ...historyEntries(evidence, options),
    ...noteEntries(evidence.notes, options.timeZone, say),
    ...pullEntries(evidence, say),
    ...changeEntries(evidence, statements, say),
    ...saidEntries(statements, say),
  ];
  return inOrder(mostTelling(once(all)));
}

/** Each key once; what has no time that can be read is left out. */
function once(entries: readonly WeighedEntry[]): WeighedEntry[] {
  const found = new Map<string, WeighedEntry>();
  for (const { entry, weight } of entries) {
    const at = instantOf(entry.at);
    const key = entry.key.replace(/[\r\n]+/g, " ");
    if (at !== null && !found.has(key)) found.set(key, { entry: { ...entry, key, at: isoOf(at) }, weight });
  }
  return [...found.values()];
}

function mostTelling(entries: readonly WeighedEntry[]): TimelineEntry[] {
  const ranked = [...entries].sort((a, b) => b.weight - a.weight || compare(a.entry.key, b.entry.key));
  return ranked.slice(0, MOST_ENTRIES).map(({ entry }) => entry);
}

/** Of one moment the opening first; a pull request is opened before it is merged, also within a second. */
function inOrder(entries: readonly TimelineEntry[]): TimelineEntry[] {
  return [...entries].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || rankOf(a.key) - rankOf(b.key) || compare(a.key, b.key),
  );
}

function rankOf(key: string): number {
  if (key === "opened") return 0;
  if (key === "declared") return 1;
  if (key.endsWith("/opened")) return 2;
  return key.endsWith("/merged") ? 4 : 3;
}
