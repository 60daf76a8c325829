import type { Fact } from "./facts.ts";
import type { IssueRef } from "./reference.ts";
import type { Item } from "./sync.ts";

/** What the app remembers of one postmortem: the base of every merge. All of it can be rebuilt from GitHub. */
export type PostmortemRecord = {
  incident: IssueRef;
  incidentTitle: string;
  severity: number | null;
  ref: IssueRef;
  /** GitHub's id of the document. */
  id: number;
  /** Who declared the incident and when, ISO 8601; null when rebuilt. */
  declared: { by: string; at: string } | null;
  /** The incident's comment stands. */
  announced: boolean;
  /** The facts table as last written. */
  facts: Fact[];
  items: Item[];
  /** References at the start of a line that are no action items: pull requests, strangers' repositories, deleted issues. */
  ignored: string[];
  /** What somebody should mend and has not been told yet: a failure in between must not swallow it. */
  untold: string[];
};
