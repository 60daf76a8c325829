import type { Severity } from "../incident.ts";
import type { IssueRef } from "../reference.ts";

/**
 * What is known of one incident, for figures. Times are ISO 8601 instants with their zone (`2026-03-29T03:10:00+02:00`), null
 * where nobody stated them. Names are people's words, not escaped.
 */
export type IncidentFacts = {
  ref: IssueRef;
  title: string;
  severity: Severity | null;
  category: string | null;
  areas: string[];
  /** Of the alert: who or what raised it. */
  origin: string | null;
  /** Availability, integrity, confidentiality… */
  impactTypes: string[];
  started: string | null;
  detected: string | null;
  acknowledged: string | null;
  mitigated: string | null;
  resolved: string | null;
  /** When it became an incident on GitHub: it counts in the period that holds this moment. */
  declaredAt: string;
  closedAt: string | null;
  /** As a person stated it; never computed. */
  durationMinutes: number | null;
  /** As a person stated it. */
  usersAffected: number | null;
  url: string;
};

/** What is known of one action item, for figures. Times are ISO 8601 instants, `due` is a day, `YYYY-MM-DD`. */
export type FollowUpFacts = {
  ref: IssueRef;
  title: string;
  /** Null where nobody knows which: a person labelled an issue of their own. */
  incident: IssueRef | null;
  severity: Severity | null;
  /** A login, or a team (`org/team`). */
  owner: string | null;
  openedAt: string;
  /** Null while it is open, also when it had been closed before and was reopened. */
  closedAt: string | null;
  due: string | null;
  dueIsDefault: boolean;
  /** A merged pull request or commit, a stated reason, neither; null where nobody looked, or while it is open. */
  closedWith: "evidence" | "reason" | "nothing" | null;
  url: string;
};
