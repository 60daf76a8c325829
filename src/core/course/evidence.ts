import type { HistoryEvent, PullCourse, RecentChange } from "../history.ts";
import type { Comment, Issue } from "../issue.ts";

/** Everything GitHub shows of an incident's course. Times are ISO 8601. */
export type IncidentEvidence = {
  incident: Issue;
  /** It was none: people look back on something else. */
  isRetrospective?: boolean;
  /** Who declared the incident, and when; null where nobody knows. */
  declared: { by: string; at: string } | null;
  /** Of the incident, the app's own left out. */
  comments: Comment[];
  /** Comments whose `/timeline` commands count (somebody looked at the permission), on the incident or its postmortem. */
  notes: Comment[];
  history: HistoryEvent[];
  /** Linked and mentioned. */
  pulls: PullCourse[];
  /** Deployments, releases, merged pull requests around it. */
  changes: RecentChange[];
};

/** What an incident by itself tells, before anything else of it was read. */
export function evidenceOf(
  incident: Issue,
  declared: IncidentEvidence["declared"],
  isRetrospective = false,
): IncidentEvidence {
  return {
    incident,
    isRetrospective,
    declared,
    comments: [],
    notes: [],
    history: [],
    pulls: [],
    changes: [],
  };
}
