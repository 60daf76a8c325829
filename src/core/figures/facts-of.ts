import type { Evidence } from "../evidence-mark.ts";
import { factOf } from "../fact-names.ts";
import type { FollowUp } from "../follow-up.ts";
import type { Severity } from "../incident.ts";
import type { PostmortemRecord } from "../record.ts";
import type { Say } from "../words.ts";
import type { FollowUpFacts, IncidentFacts } from "./facts.ts";

/** What is known of an incident. Of one that was rebuilt from GitHub much is missing, and counts as not stated. */
export type KnownIncident = Pick<
  PostmortemRecord,
  | "incident"
  | "incidentTitle"
  | "severity"
  | "declared"
  | "openedAt"
  | "closedAt"
  | "keyTimes"
  | "digest"
  | "facts"
>;

/**
 * An incident for figures: what its document says, as last read, over what GitHub shows.
 * @param documentOpenedAt ISO 8601; stands for the declaration where nothing better is known
 * @param say in the document's language
 * @returns null where nobody knows when it was
 */
export function incidentFacts(
  known: KnownIncident,
  documentOpenedAt: string | null,
  say: Say,
): IncidentFacts | null {
  const { digest, keyTimes } = known;
  const declaredAt = known.declared?.at ?? digest?.declaredAt ?? known.openedAt ?? documentOpenedAt;
  if (declaredAt === null) return null;
  return {
    ref: known.incident,
    title: known.incidentTitle,
    severity: digest?.severity ?? (known.severity as Severity | null),
    category: digest?.category ?? null,
    areas: digest?.areas ?? [],
    origin: digest?.origin ?? null,
    impactTypes: digest?.impactTypes ?? [],
    started: keyTimes?.started ?? null,
    detected: keyTimes?.detected ?? null,
    acknowledged: keyTimes?.acknowledged ?? null,
    mitigated: keyTimes?.mitigated ?? null,
    resolved: keyTimes?.resolved ?? null,
    declaredAt,
    closedAt: known.closedAt === undefined ? (digest?.closedAt ?? null) : known.closedAt,
    durationMinutes: digest?.durationMinutes ?? null,
    usersAffected: digest?.usersAffected ?? null,
    url: addressOf(known, say),
  };
}

/** Facts say where they come from: the one about the opening links the incident. "" where it is not known. */
function addressOf({ facts }: KnownIncident, say: Say): string {
  const source = factOf(facts, "opened", say)?.source ?? "";
  return /\((https?:\/\/[^\s()]+)\)/.exec(source)?.[1] ?? "";
}

/** An action item for figures. */
export function followUpFacts({ issue, due, commitment, owners, evidence }: FollowUp): FollowUpFacts {
  const isOpen = issue.state === "open";
  return {
    ref: issue.ref,
    title: issue.title,
    incident: commitment?.incident ?? null,
    severity: (commitment?.severity ?? null) as Severity | null,
    owner: owners[0] ?? null,
    openedAt: issue.createdAt,
    closedAt: isOpen ? null : issue.closedAt,
    due,
    dueIsDefault: commitment?.dueIsDefault ?? false,
    closedWith: isOpen ? null : closedWith(evidence),
    url: issue.url,
  };
}

/** "Not planned" without a word why is no reason. */
function closedWith(evidence: Evidence | null): FollowUpFacts["closedWith"] {
  switch (evidence?.kind) {
    case "pull":
    case "commit":
      return "evidence";
    case "reason":
    case "duplicate":
      return "reason";
    case "not-planned":
      return evidence.reason === null ? "nothing" : "reason";
    case "none":
      return "nothing";
    default:
      return null;
  }
}
