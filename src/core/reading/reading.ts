import { documentProblems } from "./document-problems.ts";
import { readMaterial } from "./material.ts";
import { readFields } from "./read-fields.ts";
import { type ReadItem, readItems } from "./read-items.ts";
import { readSeverity } from "./read-severity.ts";
import { type LineProblem, readTimes } from "./read-times.ts";
import { readTitle } from "./read-title.ts";

/**
 * What a postmortem says, however it is written. Times are ISO 8601 with the stated zone, without one where none is stated, or
 * only a day; null is what the document does not say, or says in a way that could mean two things.
 */
export type Reading = {
  title: string | null;
  /** As written. */
  severity: string | null;
  started: string | null;
  detected: string | null;
  mitigated: string | null;
  resolved: string | null;
  action_items: ReadItem[];
  ideas: ReadItem[];
  /** The document's known parts as Markdown, by name: `summary`, `causes`, `went-well` … */
  fields: Record<string, string>;
  problems: LineProblem[];
};

/** Reads a document of any make. Never fails: what cannot be read is null or a problem with its line. */
export function readDocument(document: string): Reading {
  const material = readMaterial(document);
  const title = readTitle(material);
  const { times, problems } = readTimes(material, title);
  const items = readItems(document, material.outline);
  return {
    title,
    severity: readSeverity(material, title),
    ...times,
    action_items: items.actionItems,
    ideas: items.ideas,
    fields: readFields(material),
    problems: [...documentProblems(material), ...problems, ...items.problems].sort((a, b) => a.line - b.line),
  };
}
