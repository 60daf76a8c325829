import { type RepoRef, shortIssue } from "../reference.ts";
import type { Say } from "../words.ts";
import type { Missing } from "./missing.ts";

/** Nobody mends more at once; the rest is counted. */
const MOST_LINES = 15;

/**
 * What is missing, one line of Markdown each, without bullets; at most so many, and then how many more there are.
 * @param home the document's repository, for short references
 */
export function missingLines(
  { fields, noItems, items, approvals }: Missing,
  home: RepoRef,
  say: Say,
  most = MOST_LINES,
): string[] {
  const lines = [
    ...fields.map(({ title }) => say("gate.field", { field: title })),
    ...(noItems ? [noItemsLine(noItems.field, say)] : []),
    ...items.map(({ ref, lacks }) => say(phraseFor(lacks), { item: shortIssue(ref, home) })),
    ...(approvals ? [say("gate.approvals", { have: approvals.have, count: approvals.need })] : []),
  ];
  const more = lines.length - most;
  // One line that says "and 1 more" helps nobody.
  return more <= 1 ? lines : [...lines.slice(0, most), say("gate.more", { count: more })];
}

function noItemsLine(field: string | null, say: Say): string {
  return field === null ? say("gate.no-items") : say("gate.no-items-asked", { field });
}

function phraseFor(lacks: Missing["items"][number]["lacks"]) {
  if (lacks.length > 1) return "gate.item-neither";
  return lacks[0] === "owner" ? "gate.item-owner" : "gate.item-date";
}
