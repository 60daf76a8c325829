import type { Severity } from "../incident.ts";
import type { Issue } from "../issue.ts";
import type { RepoRef } from "../reference.ts";
import type { Say } from "../words.ts";

/**
 * What is known when a document opens. `facts` to `progress` are Markdown, what stands between the app's markers; null where
 * this document has no such part, as a retrospective has no key times.
 */
export type Opening = {
  incident: Issue;
  /** The repository of the document, for short references. */
  home: RepoRef;
  severity: Severity | null;
  /** As people read it, e.g. `2026-11-23 08:00 UTC`. */
  opened: string;
  /** A login. */
  owner: string | null;
  due: string;
  isPrivate: boolean;
  isRetrospective: boolean;
  facts: string;
  keyTimes: string | null;
  durations: string | null;
  suspects: string | null;
  timeline: string;
  progress: string;
  say: Say;
};
