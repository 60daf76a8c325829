import type { Issue } from "../issue.ts";
import type { Ending, PostmortemRecord } from "../record.ts";

/** All there are, in the order in which they are counted. */
export const ENDINGS = [
  "duplicate",
  "superseded",
  "cancelled",
  "external",
  "skipped",
] as const satisfies Ending["how"][];

/** What GitHub calls the closing of something that nobody is going to do. */
const UNWRITTEN: Partial<Record<string, Ending["how"]>> = {
  not_planned: "cancelled",
  duplicate: "duplicate",
};

/**
 * How a postmortem ended without being written; null: it did not, it is open or finished. What somebody commanded counts; where nobody
 * did, or a lost store forgot it, the reason for which its issue was closed tells.
 * @param document its issue as last seen; null: nothing is known of it
 */
export function endingOf(
  { ending }: Pick<PostmortemRecord, "ending">,
  document: Pick<Issue, "state" | "stateReason"> | null,
): Ending["how"] | null {
  if (ending) return ending.how;
  return document?.state === "closed" ? (UNWRITTEN[document.stateReason ?? ""] ?? null) : null;
}

/** Whether something happened that counts as an incident of its own, whoever writes about it, or nobody. */
export function isOwnIncident(ending: Ending["how"] | null): boolean {
  return ending === null || ending === "external" || ending === "skipped";
}
