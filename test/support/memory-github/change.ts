import type { Issue } from "../../../src/sandbox/shapes.ts";
import { announceIssue } from "./announce.ts";
import { assigneeOf, type Kept, labelsNamed, type Place, type Site, timeOn } from "./site.ts";
import { noteChanges, noteReferences } from "./timeline.ts";

/** What can be changed of an issue; labels and assignees replace the whole set. */
export type Patch = {
  title?: string;
  body?: string;
  state?: "open" | "closed";
  state_reason?: string;
  labels?: readonly string[];
  assignees?: readonly string[];
  /** Its number. */
  milestone?: number | null;
};

/** Changes an issue and tells of what is different now. What is as it was moves no date. */
export function changeIssue(site: Site, place: Place, kept: Kept, by: string, patch: Patch): Issue {
  const before = kept.issue;
  const { title, body, labels, assignees, milestone } = patch;
  const after: Issue = {
    ...before,
    ...(title === undefined ? {} : { title }),
    ...(body === undefined ? {} : { body }),
    ...(labels ? { labels: labelsNamed(place, labels) } : {}),
    ...(assignees ? { assignees: assignees.map((login) => assigneeOf(place, login)) } : {}),
    ...(milestone === undefined
      ? {}
      : { milestone: place.milestones.find(({ number }) => number === milestone) ?? null }),
    ...stateOf(site, before, patch),
  };
  if (JSON.stringify(after) === JSON.stringify(before)) return before;
  kept.issue = { ...after, updated_at: timeOn(site) };
  noteChanges(site, kept, before, by);
  if (kept.issue.body !== before.body) noteReferences(site, kept, by, kept.issue.body ?? "");
  announceIssue(site, place, by, before, kept.issue);
  return kept.issue;
}

/** The reason counts only when the state changes. */
function stateOf(site: Site, before: Issue, { state, state_reason }: Patch): Partial<Issue> {
  if (state === undefined || state === before.state) return {};
  if (state === "open") return { state, state_reason: "reopened", closed_at: null };
  return { state, state_reason: state_reason ?? "completed", closed_at: timeOn(site) };
}
